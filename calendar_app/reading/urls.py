"""What a reader does with an agenda."""

from django.urls import path

from . import views

urlpatterns = [
    path("punkter/<int:pk>/note/", views.agenda_item_note, name="agenda_item_note"),
    path("moeder/<int:pk>/laest/", views.agenda_read, name="agenda_read"),
    path("moeder/<int:pk>/mappe.zip", views.meeting_folder, name="meeting_folder"),
]

"""Cases, and taking an item on to another meeting."""

from django.urls import path

from . import views

urlpatterns = [
    path("punkter/<int:pk>/tag-med/", views.agenda_item_carry, name="agenda_item_carry"),
    path("sager/<int:pk>/", views.case_detail, name="case_detail"),
]

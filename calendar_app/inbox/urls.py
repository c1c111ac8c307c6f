"""What waits for the reader, and which mails tell of it."""

from django.urls import path

from . import views

urlpatterns = [
    path("min-side/", views.inbox, name="inbox"),
    path("min-side/mails/", views.mail_choices, name="mail_choices"),
]

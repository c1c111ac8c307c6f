"""The month as a calendar sheet."""

from django.urls import path

from . import views

urlpatterns = [
    path("kalender/", views.calendar_month, name="calendar_month"),
]

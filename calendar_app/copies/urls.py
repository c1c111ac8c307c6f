"""A copy of a meeting."""

from django.urls import path

from . import views

urlpatterns = [path("moeder/<int:pk>/kopier/", views.meeting_copy, name="meeting_copy")]

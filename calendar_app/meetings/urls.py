"""Meetings: the list, one of them, and entering it."""

from django.urls import path

from . import views

urlpatterns = [
    path("moeder/", views.meeting_list, name="meeting_list"),
    path("moeder/nyt/", views.meeting_create, name="meeting_create"),
    path("moeder/<int:pk>/", views.meeting_detail, name="meeting_detail"),
    path("moeder/<int:pk>/rediger/", views.meeting_edit, name="meeting_edit"),
    path("moeder/<int:pk>/tilstand/", views.meeting_state, name="meeting_state"),
    path("moeder/<int:pk>/send-ud/", views.meeting_send_out, name="meeting_send_out"),
    path("moeder/<int:pk>/afholdt/", views.meeting_held, name="meeting_held"),
]

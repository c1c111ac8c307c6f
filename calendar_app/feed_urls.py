"""What calendar programs fetch, and what the secretariat sends."""

from django.urls import path

from . import feed_views as views

urlpatterns = [
    path("kalender.ics", views.calendar_feed, name="calendar_feed"),
    path("kalender/<slug:slug>.ics", views.body_feed, name="body_feed"),
    path("moeder/<int:pk>.ics", views.meeting_ics, name="meeting_ics"),
    path("moeder/<int:pk>/indkaldelse.ics", views.meeting_request_ics, name="meeting_request_ics"),
    path("moeder/<int:pk>/indkaldelse.eml", views.meeting_request_eml, name="meeting_request_eml"),
]

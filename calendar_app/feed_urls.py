from django.http import HttpResponse
from django.urls import path

todo = lambda request, **kwargs: HttpResponse("…")  # noqa
urlpatterns = [
    path("kalender.ics", todo, name="calendar_feed"),
    path("kalender/<slug:slug>.ics", todo, name="body_feed"),
    path("moeder/<int:pk>.ics", todo, name="meeting_ics"),
    path("moeder/<int:pk>/indkaldelse.ics", todo, name="meeting_request_ics"),
    path("moeder/<int:pk>/indkaldelse.eml", todo, name="meeting_request_eml"),
]

"""Everything dated: overview, timeline and plan; meetings and agendas; feeds and invitations; the red thread."""

from django.urls import include, path

urlpatterns = [
    path("", include("calendar_app.overview_urls")),
    path("moeder/aarsplan/", include("calendar_app.year_urls")),
    path("", include("calendar_app.meeting_urls")),
    path("", include("calendar_app.feed_urls")),
    path("", include("calendar_app.invitation_urls")),
    path("", include("calendar_app.thread_urls")),
]

"""Everything dated: overview, timeline and plan; meetings and agendas; feeds and invitations; the red thread."""

from django.urls import include, path

urlpatterns = [
    path("", include("calendar_app.overview.urls")),
    path("moeder/aarsplan/", include("calendar_app.year_plan.urls")),
    path("", include("calendar_app.meetings.urls")),
    path("", include("calendar_app.feeds.urls")),
    path("", include("calendar_app.invitations.urls")),
    path("", include("calendar_app.red_thread.urls")),
]

"""Everything dated, shown and sent, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("moeder/aarsplan/", include("calendar_app.year_plan.urls")),
    path("", include("calendar_app.overview.urls")),
    path("", include("calendar_app.new_term.urls")),
    path("", include("calendar_app.timeline.urls")),
    path("", include("calendar_app.process_plan.urls")),
    path("", include("calendar_app.hand_over.urls")),
    path("", include("calendar_app.inbox.urls")),
    path("", include("calendar_app.own.urls")),
    path("", include("calendar_app.meetings.urls")),
    path("", include("calendar_app.agendas.urls")),
    path("", include("calendar_app.new_items.urls")),
    path("", include("calendar_app.copies.urls")),
    path("", include("calendar_app.agenda_rules.urls")),
    path("", include("calendar_app.agenda_import.urls")),
    path("", include("calendar_app.attachments.urls")),
    path("", include("calendar_app.cases.urls")),
    path("", include("calendar_app.reading.urls")),
    path("", include("calendar_app.minutes.urls")),
    path("", include("calendar_app.month.urls")),
    path("", include("calendar_app.feeds.urls")),
    path("", include("calendar_app.invitations.urls")),
    path("", include("calendar_app.red_thread.urls")),
    # Last, as a term may be called by any word that no other address has.
    path("", include("calendar_app.terms.urls")),
]

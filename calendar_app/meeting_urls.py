"""Meetings, their agendas and attachments, and the month."""

from django.urls import path

from . import agenda_views, attachment_views, meeting_views, month_views

urlpatterns = [
    path("moeder/", meeting_views.meeting_list, name="meeting_list"),
    path("moeder/nyt/", meeting_views.meeting_create, name="meeting_create"),
    path("moeder/<int:pk>/", meeting_views.meeting_detail, name="meeting_detail"),
    path("moeder/<int:pk>/rediger/", meeting_views.meeting_edit, name="meeting_edit"),
    path("moeder/<int:pk>/tilstand/", meeting_views.meeting_state, name="meeting_state"),
    path("moeder/<int:pk>/afholdt/", meeting_views.meeting_held, name="meeting_held"),
    path("moeder/<int:pk>/dagsorden.pdf", agenda_views.agenda_pdf, name="agenda_pdf"),
    path("moeder/<int:pk>/dagsorden/offentliggoer/", agenda_views.agenda_publish, name="agenda_publish"),
    path("moeder/<int:pk>/punkter/nyt/", agenda_views.agenda_item_create, name="agenda_item_create"),
    path("punkter/<int:pk>/rediger/", agenda_views.agenda_item_edit, name="agenda_item_edit"),
    path("punkter/<int:pk>/flyt/", agenda_views.agenda_item_move, name="agenda_item_move"),
    path("punkter/<int:pk>/slet/", agenda_views.agenda_item_delete, name="agenda_item_delete"),
    path("punkter/<int:pk>/bilag/nyt/", attachment_views.attachment_create, name="attachment_create"),
    path("bilag/<int:pk>/slet/", attachment_views.attachment_delete, name="attachment_delete"),
    path("bilag/<int:pk>/", attachment_views.attachment_download, name="attachment_download"),
    path("kalender/", month_views.calendar_month, name="calendar_month"),
]

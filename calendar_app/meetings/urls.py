"""Meetings, their agendas and attachments, and the month."""

from django.urls import path

from calendar_app.agenda_import import views as agenda_import_views
from calendar_app.agenda_rules import views as agenda_rule_views
from calendar_app.agendas import views as agenda_views
from calendar_app.attachments import views as attachment_views
from calendar_app.cases import views as case_views
from calendar_app.minutes import follow_up_views
from calendar_app.minutes import views as minutes_views
from calendar_app.month import views as month_views
from calendar_app.reading import views as reading_views

from . import views as meeting_views

urlpatterns = [
    path("moeder/", meeting_views.meeting_list, name="meeting_list"),
    path("moeder/nyt/", meeting_views.meeting_create, name="meeting_create"),
    path("moeder/<int:pk>/", meeting_views.meeting_detail, name="meeting_detail"),
    path("moeder/<int:pk>/rediger/", meeting_views.meeting_edit, name="meeting_edit"),
    path("moeder/<int:pk>/tilstand/", meeting_views.meeting_state, name="meeting_state"),
    path("moeder/<int:pk>/afholdt/", meeting_views.meeting_held, name="meeting_held"),
    path("moeder/<int:pk>/dagsorden.pdf", agenda_views.agenda_pdf, name="agenda_pdf"),
    path("moeder/<int:pk>/dagsorden.docx", agenda_views.agenda_docx, name="agenda_docx"),
    path("moeder/<int:pk>/dagsorden/offentliggoer/", agenda_views.agenda_publish, name="agenda_publish"),
    path("moeder/<int:pk>/dagsorden/indlaes/", agenda_import_views.agenda_import, name="agenda_import"),
    path(
        "moeder/<int:pk>/dagsorden/indlaes/<int:source>/",
        agenda_import_views.agenda_import_preview,
        name="agenda_import_preview",
    ),
    path(
        "moeder/<int:pk>/dagsorden/indlaes/<int:source>/fortryd/",
        agenda_import_views.agenda_import_take_back,
        name="agenda_import_take_back",
    ),
    path("moeder/<int:pk>/punkter/nyt/", agenda_views.agenda_item_create, name="agenda_item_create"),
    path("punkter/<int:pk>/rediger/", agenda_views.agenda_item_edit, name="agenda_item_edit"),
    path("punkter/<int:pk>/flyt/", agenda_views.agenda_item_move, name="agenda_item_move"),
    path("punkter/<int:pk>/slet/", agenda_views.agenda_item_delete, name="agenda_item_delete"),
    path("punkter/<int:pk>/bilag/nyt/", attachment_views.attachment_create, name="attachment_create"),
    path("punkter/<int:pk>/tag-af/", agenda_views.agenda_item_withdraw, name="agenda_item_withdraw"),
    path("punkter/<int:pk>/tag-med/", case_views.agenda_item_carry, name="agenda_item_carry"),
    path("punkter/<int:pk>/note/", reading_views.agenda_item_note, name="agenda_item_note"),
    path("punkter/<int:pk>/beslutning/", minutes_views.item_decision, name="item_decision"),
    path("punkter/<int:item_pk>/mindretal/nyt/", minutes_views.statement_edit, name="statement_create"),
    path("punkter/<int:item_pk>/mindretal/<int:pk>/", minutes_views.statement_edit, name="statement_edit"),
    path("punkter/<int:item_pk>/mindretal/<int:pk>/fjern/", minutes_views.statement_remove, name="statement_remove"),
    path("punkter/<int:item_pk>/opfoelgning/ny/", follow_up_views.follow_up_edit, name="follow_up_create"),
    path("punkter/<int:item_pk>/opfoelgning/<int:pk>/", follow_up_views.follow_up_edit, name="follow_up_edit"),
    path("moeder/<int:pk>/fremmoede/", minutes_views.meeting_attendance, name="meeting_attendance"),
    path("moeder/<int:pk>/referat/", minutes_views.minutes_publish, name="minutes_publish"),
    path("moeder/<int:pk>/laest/", reading_views.agenda_read, name="agenda_read"),
    path("moeder/<int:pk>/mappe.zip", reading_views.meeting_folder, name="meeting_folder"),
    path("moeder/<int:pk>/faste-punkter/", agenda_rule_views.standing_items_insert, name="standing_items_insert"),
    path("sager/<int:pk>/", case_views.case_detail, name="case_detail"),
    path("udvalg/<slug:slug>/opfoelgning/", follow_up_views.follow_up_list, name="follow_up_list"),
    path("udvalg/<slug:slug>/dagsordener/", agenda_rule_views.agenda_rules, name="agenda_rules"),
    path("udvalg/<slug:slug>/dagsordener/frist/", agenda_rule_views.agenda_rule_edit, name="agenda_rule_edit"),
    path("udvalg/<slug:slug>/faste-punkter/nyt/", agenda_rule_views.standing_item_edit, name="standing_item_create"),
    path("udvalg/<slug:slug>/faste-punkter/<int:pk>/", agenda_rule_views.standing_item_edit, name="standing_item_edit"),
    path(
        "udvalg/<slug:slug>/faste-punkter/<int:pk>/fjern/",
        agenda_rule_views.standing_item_remove,
        name="standing_item_remove",
    ),
    path("bilag/<int:pk>/slet/", attachment_views.attachment_delete, name="attachment_delete"),
    path("bilag/<int:pk>/", attachment_views.attachment_download, name="attachment_download"),
    path("kalender/", month_views.calendar_month, name="calendar_month"),
]

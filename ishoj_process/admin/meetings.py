"""Meetings, their agendas and minutes in the database's own pages: looked at, and changed on the house's own."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.versions import may_see_versions_of
from ishoj_process.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Case,
    FollowUp,
    ItemCorrection,
    Meeting,
    MinorityStatement,
    RunningNumber,
    StandingItem,
    Treatment,
)
from ishoj_process.readers import Reader
from ishoj_process.rights import (
    reads_decision,
    reads_item,
    sees_case,
    sees_follow_up,
    sees_meeting,
    sees_minutes,
    sees_standing_item,
)
from ishoj_process.rules import below

from .base import RowsAdmin, VersionsAdmin


def _reads_its_item(reader: Reader) -> Q:
    return below("item", reads_item(reader))


def _reads_its_decision(reader: Reader) -> Q:
    return below("item", reads_decision(reader))


class OfItem:
    """Mixin: what belongs to an agenda item is seen by those who may read the item."""

    seen_by: Callable[[Reader], Q] = staticmethod(_reads_its_item)

    def _is_past_seen(self, request, obj):
        # What was written while the item was closed stays closed when it is opened.
        return may_see_versions_of(request.user, obj.item)


@admin.register(Meeting)
class MeetingAdmin(VersionsAdmin):
    seen_by = staticmethod(sees_meeting)
    list_display = ["display_title", "kind", "start_date", "state", "agenda_state", "is_published"]
    list_filter = ["kind", "state", "agenda_state", "is_published"]
    date_hierarchy = "start_date"
    ordering = ["-start_date", "id"]

    def get_queryset(self, request):
        # A meeting without a title is called by its bodies: the list would ask for those of each line.
        return super().get_queryset(request).prefetch_related("bodies")


@admin.register(AgendaItem)
class AgendaItemAdmin(VersionsAdmin):
    """Of a closed item the list shows the public title only: lists are seen over shoulders."""

    seen_by = staticmethod(reads_item)
    list_display = ["__str__", "meeting", "is_closed"]
    list_filter = ["is_closed"]

    def _is_past_seen(self, request, obj):
        return may_see_versions_of(request.user, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("meeting").prefetch_related("meeting__bodies")


@admin.register(Treatment)
class TreatmentAdmin(OfItem, RowsAdmin):
    list_display = ["item", "level"]
    list_select_related = ["item", "vision", "main_policy", "strategy"]


@admin.register(Attachment)
class AttachmentAdmin(OfItem, RowsAdmin):
    """A file is checked where it is uploaded, and read with the rights of its item."""

    list_display = ["__str__", "item", "content_type", "uploaded_at"]
    list_select_related = ["item"]
    fields = ["item", "number", "title", "download", "original_name", "content_type", "size", "uploaded_at"]
    readonly_fields = ["download", "original_name", "content_type", "size", "uploaded_at"]

    @admin.display(description=_("file"))
    def download(self, attachment):
        return format_html('<a href="{}">{}</a>', attachment.get_absolute_url(), attachment.original_name)


@admin.register(Case)
class CaseAdmin(RowsAdmin):
    seen_by = staticmethod(sees_case)
    list_display = ["__str__", "url"]


@admin.register(StandingItem)
class StandingItemAdmin(VersionsAdmin):
    seen_by = staticmethod(sees_standing_item)
    list_display = ["__str__", "body", "place", "position"]
    list_select_related = ["body"]


@admin.register(RunningNumber)
class RunningNumberAdmin(OfItem, RowsAdmin):
    list_display = ["__str__", "body", "item"]
    list_select_related = ["body", "item"]


@admin.register(ItemCorrection)
class ItemCorrectionAdmin(OfItem, RowsAdmin):
    list_display = ["on", "item", "what"]
    list_select_related = ["item"]


@admin.register(Attendance)
class AttendanceAdmin(RowsAdmin):
    """Who was there is told with the minutes."""

    list_display = ["meeting", "user", "state", "substitute"]
    list_select_related = ["meeting", "user", "substitute"]

    @staticmethod
    def seen_by(reader: Reader) -> Q:
        return below("meeting", sees_minutes(reader))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("meeting__bodies")


@admin.register(MinorityStatement)
class MinorityStatementAdmin(OfItem, VersionsAdmin):
    seen_by = staticmethod(_reads_its_decision)
    list_display = ["by_whom", "item"]
    list_select_related = ["item"]


@admin.register(FollowUp)
class FollowUpAdmin(OfItem, VersionsAdmin):
    seen_by = staticmethod(sees_follow_up)
    list_display = ["what", "role", "due", "status"]
    list_filter = ["status"]

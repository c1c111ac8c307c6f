"""What calendar_app stores, in the database's own pages."""

from django.contrib import admin
from django.db.models import Q

from ishoj_process.admin.base import RowsAdmin, VersionsAdmin
from ishoj_process.readers import Reader
from ishoj_process.rights import sees_house
from ishoj_process.rules import below

from .models import Digest, MailChoice, MeetingRule, PlannedMeeting, YearPlan
from .rights import reads_year_calendar, sees_mail_choice


def of_year_plan(reader: Reader) -> Q:
    return below("plan", reads_year_calendar(reader))


@admin.register(MailChoice)
class MailChoiceAdmin(VersionsAdmin):
    seen_by = staticmethod(sees_mail_choice)
    list_display = ["__str__", "declined"]
    list_select_related = ["user"]


@admin.register(Digest)
class DigestAdmin(RowsAdmin):
    seen_by = staticmethod(sees_house)
    list_display = ["user", "on", "sent_at", "failed_at"]
    list_select_related = ["user"]


@admin.register(YearPlan)
class YearPlanAdmin(VersionsAdmin):
    seen_by = staticmethod(reads_year_calendar)
    list_display = ["year", "state", "adopted_on", "adopted_by"]
    list_select_related = ["adopted_by"]


@admin.register(MeetingRule)
class MeetingRuleAdmin(VersionsAdmin):
    seen_by = staticmethod(of_year_plan)
    list_display = ["body", "plan", "pattern", "weekday"]
    list_select_related = ["body", "plan"]
    list_filter = ["plan"]


@admin.register(PlannedMeeting)
class PlannedMeetingAdmin(VersionsAdmin):
    seen_by = staticmethod(of_year_plan)
    list_display = ["body", "date", "plan", "is_left_out", "meeting"]
    list_select_related = ["body", "plan"]
    list_filter = ["plan"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("meeting__bodies")

"""The ground floor in the database's own pages."""

from django.contrib import admin

from ishoj_process.models import (
    Alignment,
    Body,
    CouncilTerm,
    GuidingLine,
    MainPolicy,
    PartyGroup,
    PlanChange,
    ProcessPlan,
    Seat,
    StatusChange,
    Strategy,
    Submission,
    Succession,
    Track,
    User,
    Vision,
    VisionAim,
    WorkPeriod,
)
from ishoj_process.rights import sees_alignment, sees_house, sees_level, sees_line, sees_status_change

from . import meetings as admin_agendas  # noqa: F401 - registers what belongs to meetings
from .base import RowsAdmin, VersionsAdmin, all_who_come, of_plan, plan_of_its_day, seat_of_its_day


class SeatInline(admin.TabularInline):
    model = Seat
    fields = ["body", "term", "user", "party_group", "role", "starts", "ends"]


@admin.register(User)
class UserAdmin(RowsAdmin):
    """Who logs in, with which role, and where they sit."""

    seen_by = staticmethod(sees_house)
    inlines = [SeatInline]
    ordering = ["name"]
    list_display = ["name", "email", "role", "is_active", "is_staff"]
    list_filter = ["role", "is_active", "is_staff"]
    search_fields = ["name", "email"]
    # Never the password, not even what is made of it.
    fields = ["email", "name", "role", "is_active", "is_staff", "is_superuser", "last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).there()


@admin.register(CouncilTerm)
class CouncilTermAdmin(RowsAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["name", "starts", "ends", "level_order"]


@admin.register(PartyGroup)
class PartyGroupAdmin(RowsAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["letter", "name"]


class SuccessionInline(admin.TabularInline):
    model = Succession
    fk_name = "body"


@admin.register(Body)
class BodyAdmin(VersionsAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["name", "abbreviation", "kind", "begins", "ends"]
    list_filter = ["kind"]
    search_fields = ["name", "abbreviation"]
    inlines = [SeatInline, SuccessionInline]


@admin.register(Seat)
class SeatAdmin(RowsAdmin):
    seen_by = staticmethod(seat_of_its_day)
    list_display = ["body", "user", "role", "party_group", "term"]
    list_filter = ["term", "body", "role"]
    list_select_related = ["body", "user", "party_group", "term"]


class LevelAdmin(VersionsAdmin):
    seen_by = staticmethod(sees_level)
    list_filter = ["status", "is_published"]
    search_fields = ["title"]


class VisionAimInline(admin.TabularInline):
    model = VisionAim


@admin.register(Vision)
class VisionAdmin(LevelAdmin):
    list_display = ["display_title", "term", "status", "edition", "is_published"]
    list_select_related = ["term"]
    inlines = [VisionAimInline]


@admin.register(GuidingLine)
class GuidingLineAdmin(VersionsAdmin):
    """A guiding line is seen with its vision."""

    seen_by = staticmethod(sees_line)
    list_display = ["title", "aim", "state", "position"]
    list_select_related = ["aim"]
    list_filter = ["state"]


@admin.register(MainPolicy)
class MainPolicyAdmin(LevelAdmin):
    list_display = ["display_title", "lead_committee", "vision", "status", "edition", "is_published"]
    list_select_related = ["lead_committee", "vision"]


@admin.register(Strategy)
class StrategyAdmin(LevelAdmin):
    list_display = ["display_title", "owner", "main_policy", "status", "edition", "is_published"]
    list_select_related = ["owner", "main_policy"]
    list_filter = ["status", "owner", "is_cross_cutting", "is_published"]


@admin.register(Alignment)
class AlignmentAdmin(VersionsAdmin):
    seen_by = staticmethod(sees_alignment)
    list_display = ["guiding_line", "main_policy", "strategy"]
    list_select_related = ["guiding_line", "main_policy", "strategy"]


@admin.register(StatusChange)
class StatusChangeAdmin(RowsAdmin):
    seen_by = staticmethod(sees_status_change)
    list_display = ["on", "level", "from_status", "to_status", "by"]
    list_select_related = ["vision", "main_policy", "strategy", "by"]
    date_hierarchy = "on"


class TrackInline(admin.TabularInline):
    model = Track
    fields = ["kind", "title", "lead_actor", "position"]
    show_change_link = True


@admin.register(ProcessPlan)
class ProcessPlanAdmin(VersionsAdmin):
    seen_by = staticmethod(plan_of_its_day)
    list_display = ["title", "term", "state", "starts", "ends"]
    list_select_related = ["term"]
    inlines = [TrackInline]


class WorkPeriodInline(admin.StackedInline):
    model = WorkPeriod


@admin.register(PlanChange)
class PlanChangeAdmin(RowsAdmin):
    seen_by = staticmethod(of_plan)
    list_display = ["on", "plan", "reason", "by"]
    list_select_related = ["plan", "by"]
    date_hierarchy = "on"


@admin.register(Track)
class TrackAdmin(RowsAdmin):
    seen_by = staticmethod(of_plan)
    list_display = ["title", "plan", "kind", "lead_actor"]
    list_select_related = ["plan"]
    inlines = [WorkPeriodInline]


@admin.register(Submission)
class SubmissionAdmin(RowsAdmin):
    seen_by = staticmethod(sees_house)
    list_display = ["token", "url", "at"]

"""The ground floor in the database's own pages."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import (
    Alignment,
    Body,
    CouncilTerm,
    GuidingLine,
    MainPolicy,
    Meeting,
    PartyGroup,
    PlanChange,
    ProcessPlan,
    PublicStamp,
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
from ishoj_process.rights import sees_alignment, sees_level, sees_line, sees_status_change

from . import meetings as admin_agendas  # noqa: F401 - registers what belongs to meetings
from .base import EditedAdmin, OnlyLookedAt, StampedAdmin, all_who_come

admin.site.site_header = admin.site.site_title = _("The database's own pages")
admin.site.index_title = _("Everything that is stored")


class SeatInline(admin.TabularInline):
    model = Seat
    extra = 1
    fields = ["body", "term", "user", "party_group", "role", "starts", "ends"]


class UserAddForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name", "role"]


class UserEditForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Who logs in, with which role, and where they sit."""

    form = UserEditForm
    add_form = UserAddForm
    inlines = [SeatInline]
    ordering = ["name"]
    list_display = ["name", "email", "role", "is_active", "is_staff"]
    list_filter = ["role", "is_active", "is_staff"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "role", "is_active"]}),
        (
            _("The database's own pages"),
            {"fields": ["is_staff", "is_superuser", "groups", "user_permissions"], "classes": ["collapse"]},
        ),
        (_("When"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "role", "usable_password", "password1", "password2"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).there()

    def get_deleted_objects(self, objs, request):
        # Nothing that they did goes, and nothing of it stands in the way: see `User.delete`.
        return [str(user) for user in objs], {User._meta.verbose_name_plural: len(objs)}, set(), []

    def get_inlines(self, request, obj):
        # A seat needs a user who is stored.
        return self.inlines if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        PublicStamp.raise_value()  # a name may stand on a page


@admin.register(CouncilTerm)
class CouncilTermAdmin(StampedAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["name", "starts", "ends", "level_order"]


@admin.register(PartyGroup)
class PartyGroupAdmin(StampedAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["letter", "name"]


class FixedAddress:
    """Mixin: an address is chosen once, since people keep it."""

    address_from = ["title"]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["slug"] if obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": self.address_from}


class SuccessionInline(admin.TabularInline):
    model = Succession
    fk_name = "body"
    extra = 0


@admin.register(Body)
class BodyAdmin(FixedAddress, EditedAdmin):
    seen_by = staticmethod(all_who_come)
    address_from = ["name"]
    list_display = ["name", "abbreviation", "kind", "begins", "ends"]
    list_filter = ["kind"]
    search_fields = ["name", "abbreviation"]
    # A name is changed by an act, which keeps the one before with its last day.
    readonly_fields = ["former_names"]
    inlines = [SeatInline, SuccessionInline]

    def get_deleted_objects(self, objs, request):
        """Meetings stand in the way, as `Body.delete` says."""
        rows, counts, permissions, protected = super().get_deleted_objects(objs, request)
        meetings = Meeting.objects.filter(bodies__in=objs).distinct().prefetch_related("bodies")
        return rows, counts, permissions, [*protected, *map(str, meetings)]


@admin.register(Seat)
class SeatAdmin(StampedAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["body", "user", "role", "party_group", "term"]
    list_filter = ["term", "body", "role"]
    list_select_related = ["body", "user", "party_group", "term"]


class LevelAdmin(FixedAddress, EditedAdmin):
    """A document. Its status moves by an act with a reason, and an adopted wording by a new edition."""

    DECIDED = ["status", "status_note", "adopted_on", "adopted_by", "adopted_at_item", "edition", "supersedes"]
    WORDING = ["title", "summary", "text"]

    seen_by = staticmethod(sees_level)
    list_filter = ["status", "is_published"]
    search_fields = ["title"]
    readonly_fields = DECIDED

    def get_readonly_fields(self, request, obj=None):
        frozen = self.WORDING if obj and obj.is_frozen else []
        return [*super().get_readonly_fields(request, obj), *frozen]


class VisionAimInline(admin.TabularInline):
    model = VisionAim
    extra = 0


@admin.register(Vision)
class VisionAdmin(LevelAdmin):
    list_display = ["display_title", "term", "status", "edition", "is_published"]
    list_select_related = ["term"]
    inlines = [VisionAimInline]


@admin.register(GuidingLine)
class GuidingLineAdmin(EditedAdmin):
    """A guiding line is seen with its vision."""

    seen_by = staticmethod(sees_line)
    list_display = ["title", "aim", "state", "position"]
    list_select_related = ["aim"]
    list_filter = ["state"]
    # Adopted with its vision, by an act.
    readonly_fields = ["state"]


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
class AlignmentAdmin(EditedAdmin):
    seen_by = staticmethod(sees_alignment)
    list_display = ["guiding_line", "main_policy", "strategy"]
    list_select_related = ["guiding_line", "main_policy", "strategy"]


@admin.register(StatusChange)
class StatusChangeAdmin(OnlyLookedAt, StampedAdmin):
    seen_by = staticmethod(sees_status_change)
    list_display = ["on", "level", "from_status", "to_status", "by"]
    list_select_related = ["vision", "main_policy", "strategy", "by"]
    date_hierarchy = "on"


class TrackInline(admin.TabularInline):
    model = Track
    extra = 0
    fields = ["kind", "title", "lead_actor", "position"]
    show_change_link = True


@admin.register(ProcessPlan)
class ProcessPlanAdmin(EditedAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["title", "term", "state", "starts", "ends"]
    list_select_related = ["term"]
    readonly_fields = ["state", "adopted_at"]
    inlines = [TrackInline]


class WorkPeriodInline(admin.StackedInline):
    model = WorkPeriod
    extra = 0


@admin.register(PlanChange)
class PlanChangeAdmin(OnlyLookedAt, StampedAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["on", "plan", "reason", "by"]
    list_select_related = ["plan", "by"]
    date_hierarchy = "on"


@admin.register(Track)
class TrackAdmin(StampedAdmin):
    seen_by = staticmethod(all_who_come)
    list_display = ["title", "plan", "kind", "lead_actor"]
    list_select_related = ["plan"]
    inlines = [WorkPeriodInline]


@admin.register(Submission)
class SubmissionAdmin(OnlyLookedAt, admin.ModelAdmin):
    list_display = ["token", "url", "at"]

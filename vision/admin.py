"""The council's track in the database's own pages."""

from django.contrib import admin

from ishoj_process.admin.base import OUR_FIELDS, EditedAdmin, OnlyLookedAt, StampedAdmin

from . import rights
from .models import (
    Adoption,
    Candidate,
    Challenge,
    Comment,
    Contribution,
    DebatePaper,
    Draft,
    Question,
    Round,
    Solution,
    Theme,
)


class ChallengeInline(admin.StackedInline):
    model = Challenge
    extra = 0
    classes = ["collapse"]
    formfield_overrides = OUR_FIELDS


class SolutionInline(admin.StackedInline):
    model = Solution
    extra = 0
    classes = ["collapse"]


class QuestionInline(admin.TabularInline):
    model = Question
    extra = 0
    raw_id_fields = ["item"]


@admin.register(DebatePaper)
class DebatePaperAdmin(EditedAdmin):
    seen_by = staticmethod(rights.reads_paper)
    list_display = ["title", "vision", "state"]
    list_select_related = ["vision"]
    inlines = [ChallengeInline, SolutionInline, QuestionInline]


@admin.register(Contribution)
class ContributionAdmin(EditedAdmin):
    seen_by = staticmethod(rights.sees_contributions)
    list_display = ["__str__", "meeting", "destination"]
    list_select_related = ["meeting"]
    list_filter = ["destination"]
    raw_id_fields = ["meeting", "question", "member"]

    def has_add_permission(self, request):
        return False  # written on the house's own pages, which know by whom and when


@admin.register(Theme)
class ThemeAdmin(EditedAdmin):
    seen_by = staticmethod(rights.sees_theme)
    list_display = ["title", "vision", "is_shared", "is_published"]
    list_select_related = ["vision"]
    list_filter = ["is_shared", "is_published"]
    search_fields = ["title"]
    filter_horizontal = ["challenges", "guiding_lines", "contributions"]


class CandidateInline(admin.TabularInline):
    model = Candidate
    extra = 0
    raw_id_fields = ["theme", "guiding_line"]


@admin.register(Round)
class RoundAdmin(OnlyLookedAt, EditedAdmin):
    """Ballots and votes have no page here: in a secret round nobody is to see them."""

    seen_by = staticmethod(rights.sees_round)
    list_display = ["title", "vision", "state", "is_secret"]
    list_select_related = ["vision"]
    inlines = [CandidateInline]


@admin.register(Draft)
class DraftAdmin(OnlyLookedAt, StampedAdmin):
    seen_by = staticmethod(rights.sees_drafts)
    list_display = ["__str__", "vision", "note"]
    list_select_related = ["vision"]


@admin.register(Comment)
class CommentAdmin(OnlyLookedAt, StampedAdmin):
    seen_by = staticmethod(rights.sees_drafts)
    list_display = ["__str__", "vision", "on"]
    list_select_related = ["vision"]


@admin.register(Adoption)
class AdoptionAdmin(OnlyLookedAt, StampedAdmin):
    seen_by = staticmethod(rights.sees_adoption)
    list_display = ["vision", "item", "is_unanimous"]
    list_select_related = ["vision", "item__meeting"]

"""The council's track in the database's own pages."""

from django.contrib import admin

from ishoj_process.admin.base import RowsAdmin, VersionsAdmin

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
    classes = ["collapse"]


class SolutionInline(admin.StackedInline):
    model = Solution
    classes = ["collapse"]


class QuestionInline(admin.TabularInline):
    model = Question


@admin.register(DebatePaper)
class DebatePaperAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.reads_paper)
    list_display = ["title", "vision", "state"]
    list_select_related = ["vision"]
    inlines = [ChallengeInline, SolutionInline, QuestionInline]


@admin.register(Contribution)
class ContributionAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_contributions)
    list_display = ["__str__", "meeting", "destination"]
    list_select_related = ["meeting"]
    list_filter = ["destination"]


@admin.register(Theme)
class ThemeAdmin(VersionsAdmin):
    seen_by = staticmethod(rights.sees_theme)
    list_display = ["title", "vision", "is_shared", "is_published"]
    list_select_related = ["vision"]
    list_filter = ["is_shared", "is_published"]
    search_fields = ["title"]


class CandidateInline(admin.TabularInline):
    model = Candidate


@admin.register(Round)
class RoundAdmin(VersionsAdmin):
    """Ballots and votes have no page here: in a secret round nobody is to see them."""

    seen_by = staticmethod(rights.sees_round)
    list_display = ["title", "vision", "state", "is_secret"]
    list_select_related = ["vision"]
    inlines = [CandidateInline]


@admin.register(Draft)
class DraftAdmin(RowsAdmin):
    seen_by = staticmethod(rights.sees_drafts)
    list_display = ["__str__", "vision", "note"]
    list_select_related = ["vision"]


@admin.register(Comment)
class CommentAdmin(RowsAdmin):
    seen_by = staticmethod(rights.sees_drafts)
    list_display = ["__str__", "vision", "on"]
    list_select_related = ["vision"]


@admin.register(Adoption)
class AdoptionAdmin(RowsAdmin):
    seen_by = staticmethod(rights.sees_adoption)
    list_display = ["vision", "item", "is_unanimous"]
    list_select_related = ["vision", "item__meeting"]

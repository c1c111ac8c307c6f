"""The council's track in the database's own pages."""

from django.contrib import admin

from ishoj_process.admin_base import OUR_FIELDS, EditedAdmin

from .models import Challenge, DebatePaper, Question, Theme


class ChallengeInline(admin.StackedInline):
    model = Challenge
    extra = 0
    classes = ["collapse"]
    formfield_overrides = OUR_FIELDS


class QuestionInline(admin.TabularInline):
    model = Question
    extra = 0
    raw_id_fields = ["item"]


@admin.register(DebatePaper)
class DebatePaperAdmin(EditedAdmin):
    list_display = ["title", "vision", "state"]
    list_select_related = ["vision"]
    inlines = [ChallengeInline, QuestionInline]


@admin.register(Theme)
class ThemeAdmin(EditedAdmin):
    list_display = ["title", "vision", "is_shared", "is_published"]
    list_select_related = ["vision"]
    list_filter = ["is_shared", "is_published"]
    search_fields = ["title"]
    filter_horizontal = ["challenges", "guiding_lines"]

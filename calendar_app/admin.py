"""What calendar_app stores, in the database's own pages: looked at, never changed there."""

from django.contrib import admin

from ishoj_process.admin_base import EditedAdmin, OnlyLookedAt

from .models import Digest, MailChoice


@admin.register(MailChoice)
class MailChoiceAdmin(OnlyLookedAt, EditedAdmin):
    list_display = ["__str__", "declined"]
    list_select_related = ["user"]


@admin.register(Digest)
class DigestAdmin(OnlyLookedAt, admin.ModelAdmin):
    list_display = ["user", "on", "sent_at", "failed_at"]
    list_select_related = ["user"]

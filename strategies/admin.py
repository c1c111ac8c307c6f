"""The committees' track in the database's own pages."""

from django.contrib import admin

from ishoj_process.admin_base import EditedAdmin

from .models import Activity


@admin.register(Activity)
class ActivityAdmin(EditedAdmin):
    list_display = ["__str__", "strategy", "kind", "starts", "ends"]
    list_select_related = ["strategy"]
    list_filter = ["kind", "strategy"]

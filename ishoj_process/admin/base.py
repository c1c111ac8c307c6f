"""What the database's own pages share: rows are looked at by right, with their earlier versions, and never changed.

Whatever is changed in the house is changed on its ordinary pages, where acts, reasons and mails follow.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from simple_history.admin import SimpleHistoryAdmin

from ishoj_process.dates.clock import today
from ishoj_process.readers import Reader, reader_of
from ishoj_process.rights import sees_plan, sees_seat
from ishoj_process.rules import allow, below, holds, select

SOURCE = ("source_url", "source_note", "is_unconfirmed")


def all_who_come(reader: Reader) -> Q:
    """The right of a table without one of its own: what it holds is told on pages that are open to all."""
    return allow(True)


def seat_of_its_day(reader: Reader) -> Q:
    return sees_seat(reader, today())


def plan_of_its_day(reader: Reader) -> Q:
    return sees_plan(reader, today())


def of_plan(reader: Reader) -> Q:
    return below("plan", plan_of_its_day(reader))


def nobody(reader: Reader) -> Q:
    return allow(False)


class RowsAdmin(admin.ModelAdmin):
    """The rows of a table that somebody may see."""

    # The right by which a row is seen here, as on the house's own pages. A table that names none shows nothing.
    seen_by: Callable[[Reader], Q] = staticmethod(nobody)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return select(super().get_queryset(request), self.seen_by(reader_of(request.user)))

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_seen(request, obj)

    def _is_seen(self, request, obj):
        """Of earlier versions, too: they are looked up past the set."""
        # Without a row Django asks whether the table may be seen at all.
        return obj is None or holds(self.seen_by(reader_of(request.user)), obj)

    def get_fields(self, request, obj=None):
        return sorted(super().get_fields(request, obj), key=lambda name: name in SOURCE)  # where it was read: last


class VersionsAdmin(SimpleHistoryAdmin, RowsAdmin):
    """For rows with versions: the earlier ones are read, not put back."""

    date_hierarchy = "updated_at"

    def history_view(self, request, object_id, extra_context=None):
        self._ask_for_the_past(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self._ask_for_the_past(request, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def _ask_for_the_past(self, request, object_id):
        """The past of a row is as closed as the row is, and as it ever was: its page shows each version by the next."""
        pk = unquote(object_id)
        stored = self.model._base_manager.filter(pk=pk).first()
        versions = (record.instance for record in self.model.history.filter(**{self.model._meta.pk.attname: pk}))
        for row in [*filter(None, [stored]), *versions]:
            if not self._is_seen(request, row) or not self._is_past_seen(request, row):
                raise PermissionDenied

    def _is_past_seen(self, request, obj):
        """Whether what the row belongs to lets its past be seen, where that asks for more than the row itself."""
        return True

    def revert_disabled(self, request, obj=None):
        return True

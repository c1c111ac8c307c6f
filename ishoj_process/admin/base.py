"""What the database's own pages share: the stamp, versions against lost edits, earlier versions, closed items.

These pages are for setting up and mending. What has an act of its own (a status, a meeting, an agenda) is only
looked at here: it is changed on the house's pages, where reasons, revisions and calendars follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from ishoj_process.models import PublicStamp
from ishoj_process.readers import Reader, reader_of
from ishoj_process.rules import allow, holds, select
from ishoj_process.text.richtext import RichTextField, RichTextWidget

OUR_FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    RichTextField: {"widget": RichTextWidget},
    models.URLField: {"assume_scheme": "https"},
}
SOURCE = ("source_url", "source_note", "is_unconfirmed")


def all_who_come(reader: Reader) -> Q:
    """The right of a table without one of its own: what it holds is told on pages that are open to all."""
    return allow(True)


def nobody(reader: Reader) -> Q:
    return allow(False)


class StampedAdmin(admin.ModelAdmin):
    """For rows whose change raises the stamp; deleting many at once passes their own `delete` by."""

    formfield_overrides = OUR_FIELDS
    # The right by which a row is seen here, as on the house's own pages. A table that names none shows nothing.
    seen_by: Callable[[Reader], Q] = staticmethod(nobody)

    def get_queryset(self, request):
        return select(super().get_queryset(request), self.seen_by(reader_of(request.user)))

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_seen(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_seen(request, obj)

    def _is_seen(self, request, obj):
        """Of earlier versions, too: they are looked up past the set."""
        # Without a row Django asks whether the table may be seen at all.
        return obj is None or holds(self.seen_by(reader_of(request.user)), obj)

    def get_fields(self, request, obj=None):
        return sorted(super().get_fields(request, obj), key=lambda name: name in SOURCE)  # where it was read: last

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        # In one transaction with the stamp: a page kept from before would otherwise outlive what it shows.
        super().delete_queryset(request, queryset)
        PublicStamp.raise_value()


class SeenVersionForm(forms.ModelForm):
    """Refuses to store over what somebody else has stored since the page was opened."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).values_list("version", flat=True)
        if stored and cleaned.get("seen_version") != stored[0]:
            raise ValidationError(_("Somebody else has saved this while you were writing. Open the page again."))
        return cleaned


class EditedAdmin(SimpleHistoryAdmin, StampedAdmin):
    """For rows with versions: each change counts one up and is signed; earlier versions are read, not put back."""

    form: type[forms.ModelForm] = SeenVersionForm
    date_hierarchy = "updated_at"

    def save_model(self, request, obj, form, change):
        obj.next_version(by=request.user)
        super().save_model(request, obj, form, change)

    def history_view(self, request, object_id, extra_context=None):
        self._ask_for_the_past(request, object_id)
        return super().history_view(request, object_id, extra_context)

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

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method == "POST":  # putting back would pass by statuses and their reasons
            raise PermissionDenied
        self._ask_for_the_past(request, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def revert_disabled(self, request, obj=None):
        return True


class LookedAt:
    """Mixin: entered and changed on the house's own pages. Here it is looked at, and deleted where it was a mistake."""

    # Nothing is stored from here, so there is no version to have been seen.
    form: type[forms.ModelForm] = forms.ModelForm

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class OnlyLookedAt(LookedAt):
    """Mixin: a record of what happened, or what an act of its own deletes. What it belongs to stays with it."""

    def has_delete_permission(self, request, obj=None):
        return False

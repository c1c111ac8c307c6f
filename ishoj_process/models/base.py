"""What many tables share: the stamp that tells of change, versions against lost edits, sources, Danish sorting."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from ishoj_process.text.danish_sort import KEY_LENGTH, danish_key

if TYPE_CHECKING:
    from .council import User


class PublicStamp(models.Model):
    """One row: a counter that rises with every change of what pages, feeds and PDFs are built from."""

    value = models.PositiveBigIntegerField(_("value"), default=0)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def current(cls) -> int:
        """The counter's value; 0 before anything was stored."""
        return cls.objects.filter(pk=1).values_list("value", flat=True).first() or 0

    @classmethod
    def last_change(cls) -> datetime:
        """When anything that documents are built from was last changed, by the real clock; now in an empty house."""
        return cls.objects.filter(pk=1).values_list("changed_at", flat=True).first() or timezone.now()

    @classmethod
    def raise_value(cls) -> None:
        """Count one change. In the same transaction as the change, so that nobody sees one without the other."""
        # In the database, not read and written back: two changes at once would count as one.
        if not cls.objects.filter(pk=1).update(value=models.F("value") + 1, changed_at=timezone.now()):
            # Two may find the house empty at once: the second finds the row of the first.
            cls.objects.get_or_create(pk=1, defaults={"value": 1})


class Lockable(models.Model):
    """A row that an act reads anew and holds, so that two who act at once come one after the other."""

    class Meta:
        abstract = True

    def locked(self, *related: str) -> Self:
        """This row as it is stored, held until the transaction ends; raises DoesNotExist where it is gone.

        `related` are read along and not held: an act on a meeting must not wait for one on its body.
        """
        # `of`: PostgreSQL refuses to lock a row joined from where there may be none.
        # None: without a name `select_related` would join every key that is never empty, and be slower for nothing.
        rows = type(self)._base_manager.select_for_update(of=("self",)).select_related(*related or [None])
        return rows.get(pk=self.pk)


class Counted(Lockable):
    """A row whose versions are counted against lost edits, without a history of its own."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def count_version(self) -> Self:
        """Count one up, for an act that stores the row itself; a new row is its first version. Returns the row."""
        if self.pk:
            self.version += 1
        return self


class Stamped(Lockable):
    """A row whose every change raises the stamp. A bulk write must call `PublicStamp.raise_value` itself."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        PublicStamp.raise_value()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        result = super().delete(*args, **kwargs)
        PublicStamp.raise_value()
        return result


class Versions(HistoryManager):
    """Earlier versions. The library makes a class for them at each look, and every row that is stored looks."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet], class_name: str | None = None) -> type[Self]:
        return super().from_queryset(queryset_class, class_name)


class SomeRecords(HistoricalRecords):
    """Earlier versions of some columns alone: one that differs in no other has brought nothing to tell of."""

    def post_save(self, instance: Any, created: bool, using: str | None = None, **kwargs: Any) -> None:
        told = [field.attname for field in self.fields_included(instance) if not field.primary_key]
        if (stored := kwargs.get("update_fields")) and not set(stored) & set(told):
            return
        before = None if created else instance.history.order_by("-history_id").values(*told).first()
        if before != {name: getattr(instance, name) for name in told}:
            super().post_save(instance, created, using=using, **kwargs)


class Signed:
    """A row whose history says who stored it."""

    def sign_history(self, *, by: User | None) -> None:
        """Say who is to stand in the history of what is stored next: nobody where that is nobody's news."""
        # Set even where it is nobody: left unset, the history would name whoever sends the request at hand.
        self._history_user = by


class Recorded(Signed, Counted, Stamped):
    """A row that people edit: counted versions against lost edits, and every earlier version kept."""

    history = HistoricalRecords(inherit=True, history_manager=Versions)

    class Meta:
        abstract = True

    def sign(self, *, by: User | None) -> Self:
        """Say who stores the row. Returns the row."""
        self.sign_history(by=by)
        return self

    def mark_history(self, mark: str) -> Self:
        """Say by which act it is done what is stored next: rows of one act bear one mark. Returns the row."""
        self._change_reason = mark  # as simple_history asks for it
        return self

    def next_version(self, *, by: User | None) -> Self:
        """Count one up and sign, for a form or an act that stores the row itself; a new row is its first version."""
        return self.count_version().sign(by=by)

    def save_next(self, *, by: User | None) -> Self:
        """Store as the next version, signed: whoever has an older one open in a form is shown both. Returns the row."""
        self.next_version(by=by).save()
        return self

    def save_signed(self, *, by: User | None) -> Self:
        """Store with its version as it is: what is edited in it is the same. Its history tells who. Returns the row."""
        self.sign_history(by=by)
        self.save()
        return self

    def delete_signed(self, *, by: User | None) -> None:
        """Delete; the history stays, and tells who did."""
        self.sign_history(by=by)
        self.delete()


class Edited(Recorded):
    """A recorded row that says itself when it was made, and who stored it last."""

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("updated by"),
    )

    class Meta:
        abstract = True

    def sign(self, *, by: User | None) -> Self:
        """Say who stores the row: on the row, and in its history. Returns the row."""
        self.updated_by = by
        return super().sign(by=by)


class Sourced(models.Model):
    """A fact with the place it was read; unconfirmed facts are shown as such and never as certain."""

    source_url = models.URLField(_("source"), max_length=500, blank=True)
    source_note = models.CharField(_("what the source says"), max_length=300, blank=True)
    is_unconfirmed = models.BooleanField(_("unconfirmed"), default=False)

    class Meta:
        abstract = True


class DanishSorted(models.Model):
    """A row with a name that sorts by the Danish alphabet on every database."""

    sorted_by = "name"

    sort_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = danish_key(str(getattr(self, self.sorted_by)))
        # Without it a new name, stored alone, would stand where the old one sorted.
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)


class Submission(models.Model):
    """A form that was received: sent twice by a double click, it is carried out once."""

    token = models.UUIDField(primary_key=True)
    url = models.CharField(max_length=300)  # where the first one led
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("received form")
        verbose_name_plural = _("received forms")

    def __str__(self) -> str:
        return str(self.token)

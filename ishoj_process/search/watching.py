"""Following what is written, row by row and in bulk.

Signals, which the house does without elsewhere: a meeting that is removed takes its items with it, and no `delete` of
theirs is called.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from ishoj_process.models.search import BulkWrite, post_bulk_write, pre_bulk_write
from ishoj_process.search.sources import SOURCES, Source

from .index import refresh_touched, touched

CHANGES = {"post_add", "post_remove", "post_clear"}


def watch(source: Source) -> None:
    """Keep the entries of the source as its own rows are, and those that it follows."""
    for model in [source.model, *source.follows]:
        key = f"search-{model._meta.label}"
        for signal in (pre_save, pre_delete):
            signal.connect(_before, sender=model, dispatch_uid=key)
        for signal in (post_save, post_delete):
            signal.connect(_after, sender=model, dispatch_uid=key)
        pre_bulk_write.connect(_before_bulk, sender=model, dispatch_uid=key)
        post_bulk_write.connect(_after_bulk, sender=model, dispatch_uid=key)
    for name in source.ties:
        _watch_tie(source, getattr(source.model, name).through)


def _before(sender: type[Model], instance: Any, **_: Any) -> None:
    """Note what the row belongs to: it may be moved, or be gone afterwards."""
    instance._search_before = touched(sender, [instance.pk]) if instance.pk else {}


def _after(sender: type[Model], instance: Any, **_: Any) -> None:
    refresh_touched(sender, [instance.pk], getattr(instance, "_search_before", {}))


def _before_bulk(sender: type[Model], write: BulkWrite, **_: Any) -> None:
    write.before = touched(sender, write.pks)


def _after_bulk(sender: type[Model], write: BulkWrite, **_: Any) -> None:
    refresh_touched(sender, write.pks, write.before)


def _watch_tie(source: Source, through: type[Model]) -> None:
    """Follow who is tied to what, from either end."""

    def changed(action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
        if action == "pre_clear" and reverse:  # afterwards nothing tells any more what was tied
            instance._search_untied = touched(type(instance), [instance.pk]).get(source, ())
        elif action in CHANGES:
            untied: set[int] = getattr(instance, "_search_untied", set())
            refresh_touched(source.model, (pk_set or untied) if reverse else [instance.pk], {})

    # Held by nothing but the signal: a weak one would be gone at once.
    m2m_changed.connect(changed, sender=through, weak=False, dispatch_uid=f"search-{through._meta.label}")


def declare(source: Source) -> None:
    """Let what the source holds be found, and follow what is written of it."""
    SOURCES.append(source)
    watch(source)

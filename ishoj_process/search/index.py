"""Keeping the entries as the rows are: written in the transaction of the row, with no worker and no queue."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from django.db import transaction
from django.db.models import Model

from ishoj_process.models.search import SearchEntry

from .sources import SOURCES, Source

Touched: TypeAlias = dict[Source, set[int]]

AT_ONCE = 200  # things
COLUMNS = ["title", "text", "stems", "url", "when", "first_day", "last_day", "body_ids", "named_on"]


def refresh(source: Source, pks: Iterable[int]) -> None:
    """Bring the entries of these things to what the things say now; those of things that are gone are removed."""
    ordered = sorted(set(pks))
    for start in range(0, len(ordered), AT_ONCE):
        _refresh(source, ordered[start : start + AT_ONCE])


def _refresh(source: Source, pks: list[int]) -> None:
    with transaction.atomic(savepoint=False):
        stored = {entry.key: entry for entry in SearchEntry.objects.filter(kind__in=source.kinds, thing_id__in=pks)}
        wanted = [entry for thing in source.objects().filter(pk__in=pks) for entry in source.entries(thing)]
        gone = stored.keys() - {entry.key for entry in wanted}
        if gone:
            SearchEntry.objects.filter(pk__in=[stored[key].pk for key in gone]).delete()
        # Only what differs: most writes change no word, and each entry has a full text in the database to be made anew.
        SearchEntry.objects.bulk_create(
            [entry for entry in wanted if entry.key not in stored or _differs(entry, stored[entry.key])],
            update_conflicts=True,
            unique_fields=["thing_id", "kind", "circle"],
            update_fields=COLUMNS,
        )


def _differs(entry: SearchEntry, stored: SearchEntry) -> bool:
    return any(getattr(entry, column) != getattr(stored, column) for column in COLUMNS)


def touched(model: type[Model], pks: Iterable[int]) -> Touched:
    """The things whose entries say something of these rows: the ids of each source."""
    written = set(pks)
    found: Touched = {}
    for source in SOURCES:
        if source.model is model:
            found[source] = set(written)
        if path := source.follows.get(model):
            things = source.model.objects.filter(**{f"{path}__in": written}).order_by()
            found[source] = found.get(source, set()).union(things.values_list("pk", flat=True))
    return found


def refresh_touched(model: type[Model], pks: Iterable[int], before: Touched) -> None:
    """Bring up to date what the rows belonged to before they were written, and what they belong to now."""
    now = touched(model, pks)
    for source in [*before, *(source for source in now if source not in before)]:
        refresh(source, before.get(source, set()) | now.get(source, set()))


@contextmanager
def follow(model: type[Model], pks: Iterable[int]) -> Iterator[None]:
    """Write rows within, many at once; the search is in step when they are written."""
    pks = list(pks)
    before = touched(model, pks)
    yield
    refresh_touched(model, pks, before)


def rebuild() -> int:
    """Make all entries anew from the rows; returns how many there are."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        for source in SOURCES:
            refresh(source, source.model.objects.order_by().values_list("pk", flat=True))
        return SearchEntry.objects.count()


def readdress() -> int:
    """Lead each entry to where its thing is read in this release, and no more; returns how many led elsewhere."""
    moved = []
    for source in SOURCES:
        rows = SearchEntry.objects.filter(kind__in=source.kinds).defer("text", "stems")
        stored = {entry.key: entry for entry in rows}
        for entry in (entry for thing in source.objects() for entry in source.entries(thing)):
            kept = stored.get(entry.key)
            if kept and kept.url != entry.url:
                kept.url = entry.url
                moved.append(kept)
    SearchEntry.objects.bulk_update(moved, ["url"], batch_size=AT_ONCE)
    return len(moved)


def is_behind() -> bool:
    """Whether something that could be found has no entry at all, as in a house from before there was a search."""
    return any(
        source.objects().exclude(pk__in=SearchEntry.objects.filter(kind__in=source.kinds).values("thing_id")).exists()
        for source in SOURCES
    )

"""What the search finds: things as one circle of readers sees them, and the sets that keep it in step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """A thing as one circle of readers sees it. Which circle a reader belongs to is asked of the thing at each search.

    One thing has as many entries as it has variants: a closed agenda item one for those who may read it, with all its
    words, and one for everybody else, with its public title and public decision.
    """

    kind = models.CharField(max_length=12)
    thing_id = models.PositiveBigIntegerField()
    circle = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)  # as a reader sees it, without elements
    # Of the title and the text, as `indexed_text` writes them. The database itself keeps them as its own full text:
    # PostgreSQL in a column and SQLite in a table that the migrations make. One that remakes this table on SQLite must
    # make the triggers again.
    stems = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    # The days that it belongs to, in words and to be asked for; empty where nobody has said.
    when = models.CharField(max_length=100, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    # The ids of its bodies, a blank before and behind each: an entry is then one row, written in one go.
    body_ids = models.TextField(blank=True)
    # The day whose names these bear; empty: the day of the search.
    named_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            # The thing first: by an index that began with the kind, SQLite would read all entries of each.
            models.UniqueConstraint(fields=["thing_id", "kind", "circle"], name="search_entry_one_variant_per_circle")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id} {self.circle}"

    @property
    def key(self) -> tuple[str, int, str]:
        return self.kind, self.thing_id, self.circle


# Sent around a bulk write by `SearchedQuerySet`, with the model as sender: Django's own signals tell of single rows.
pre_bulk_write, post_bulk_write = Signal(), Signal()


@dataclass
class BulkWrite:
    """Rows that are written at once; who follows them notes here what they belonged to before."""

    pks: list[int]
    before: dict[Any, set[int]] = field(default_factory=dict)


class SearchedQuerySet(models.QuerySet):
    """Rows that are found, or whose words are: writing many at once is told to the search, which keeps in step."""

    def update(self, **values: Any) -> int:
        # The keys first: afterwards the rows may no longer be in this set.
        with transaction.atomic(using=self.db), self._told(list(self.values_list("pk", flat=True))):
            return super().update(**values)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic(using=self.db):
            # Told afterwards alone: before they are stored, the rows have no keys.
            rows = super().bulk_create(objs, *args, **kwargs)
            with self._told([row.pk for row in rows]):
                return rows

    @contextmanager
    def _told(self, pks: list[int]) -> Iterator[None]:
        write = BulkWrite(pks)
        pre_bulk_write.send(self.model, write=write)
        # No `finally`: where the write fails, its transaction takes the entries back as well.
        yield
        post_bulk_write.send(self.model, write=write)

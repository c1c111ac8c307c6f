"""What may be found. Each package declares the kinds that it has: their words, their circles, their readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet
from django.urls import NoReverseMatch
from django.utils.functional import Promise

from ishoj_process.models.search import SearchEntry
from ishoj_process.text.stems import indexed_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

Days = tuple[str, date | None, date | None]
NO_DAYS: Days = ("", None, None)
EVERYBODY = "all"  # the circle of a thing that has one variant: all who may see it

SOURCES: list[Source] = []


@dataclass(frozen=True)
class Variant:
    """A thing as one circle of readers sees it; `parts` are its texts as they are read, without elements."""

    kind: str
    circle: str
    title: str
    parts: list[str] = field(default_factory=list)
    # What it is found by, too, and not shown: names that its bodies have at other times.
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(filter(None, self.parts))


class Source:
    """One model of things that are found."""

    model: type[Any]
    # Of each kind that it is found as: the label on a hit, and the one in the filter.
    kinds: dict[str, tuple[str | Promise, str | Promise]] = {}
    # Other models whose words or days are part of the entry, with the way to them in a query.
    follows: dict[type[Model], str] = {}
    # Its own many-to-many fields that are part of the entry.
    ties: tuple[str, ...] = ()
    # What is looked for more often than the meetings that it stood at: found first.
    is_document = False

    def objects(self) -> QuerySet[Any]:
        """All that may be found by anybody, with what `variants` reads of it."""
        return self.model.objects.all()

    def variants(self, thing: Any) -> Iterable[Variant]:
        """Each variant of a thing that some circle sees."""
        raise NotImplementedError

    def days(self, thing: Any) -> Days:
        """When it belongs to, in words, with the first and the last day; nothing where nobody has said."""
        return NO_DAYS

    def bodies(self, thing: Any) -> Iterable[int]:
        """The bodies that it belongs to, as ids."""
        return []

    def named_on(self, thing: Any) -> date | None:
        """The day whose names its bodies bear; None: those of the day on which it is found."""
        return None

    def url(self, thing: Any) -> str:
        """Where it is read."""
        return thing.get_absolute_url()

    def shown_to(self, user: AnyUser, kinds: list[str], today: date) -> Q:
        """Which entries of the kinds this reader sees: of each thing one variant, or none."""
        raise NotImplementedError

    def entries(self, thing: Any) -> list[SearchEntry]:
        """What is stored of a thing; nothing of one whose address no page has, as what was written by hand may be."""
        try:
            url = self.url(thing)
        except NoReverseMatch:
            return []
        when, first, last = self.days(thing)
        body_ids = "".join(f" {pk} " for pk in sorted(self.bodies(thing)))
        return [
            SearchEntry(
                kind=variant.kind,
                thing_id=thing.pk,
                circle=variant.circle,
                # As long as the column: PostgreSQL refuses more, SQLite takes it.
                title=variant.title[:300],
                text=variant.text,
                stems=indexed_text(variant.title[:300], "\n".join([variant.text, *variant.words])),
                url=url,
                when=when,
                first_day=first,
                last_day=last,
                body_ids=body_ids,
                named_on=self.named_on(thing),
            )
            for variant in self.variants(thing)
        ]


def seen(kinds: list[str], circle: str, things: QuerySet[Any]) -> Q:
    """The entries of a circle about the things of a set, which is asked as it stands now.

    Asked once as a set: asked of each entry, PostgreSQL takes the search for so dear that it compiles it, for seconds.
    """
    return Q(kind__in=kinds, circle=circle, thing_id__in=things.order_by().values("pk"))


def all_kinds() -> dict[str, tuple[str | Promise, str | Promise]]:
    """The kinds in the order of the filter, each with its two labels."""
    return {kind: labels for source in SOURCES for kind, labels in source.kinds.items()}

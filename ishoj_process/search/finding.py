"""Finding: the entries that a reader may see, that hold every word, section by section."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from ishoj_process.models import Body
from ishoj_process.models.search import SearchEntry
from ishoj_process.text.stems import ANY, TITLE, Term, token

from .sections import in_sections
from .sources import SOURCES

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

# How each database is asked for words: a beginning of a word, words together, one word or another.
SYNTAX = {"sqlite": ('"{}"*', " AND ", " OR "), "postgresql": ("{}:*", " & ", " | ")}
# The full text that the database keeps of the entries' stems, made in the migration 0005_search_words.
HOLDING = {
    "sqlite": "ishoj_process_searchentry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)",
    "postgresql": "ishoj_process_searchentry.words @@ %s::tsquery",
}


def find(
    terms: Sequence[Term],
    *,
    user: AnyUser,
    today: date,
    kind: str = "",
    body: Body | None = None,
    first: date | None = None,
    last: date | None = None,
    without: Collection[int] = (),
) -> QuerySet[SearchEntry]:
    """The entries that hold all of the terms, ranked; of each thing the variant that this reader sees.

    `without`: the keys of those that are left out.
    """
    found = shown_entries(user, today, kind).filter(_holding(terms))
    if without:
        found = found.exclude(pk__in=without)
    if body:
        # With the blanks: ` 1 ` is not in ` 11 `.
        found = found.filter(body_ids__contains=f" {body.pk} ")
    if first:
        # Each end against the other one, as of meetings; what has no day lies in no period.
        found = found.filter(last_day__gte=first)
    if last:
        found = found.filter(first_day__lte=last)
    return in_sections(found.defer("stems").annotate(nearness=_nearness(terms)), today)


def shown_entries(user: AnyUser, today: date, kind: str = "") -> QuerySet[SearchEntry]:
    """All entries that this reader sees, of one kind or of every. Asked of the rows themselves at each search."""
    # Nobody's entries, to begin with: an empty Q would find everything that no source speaks of.
    shown = Q(pk__in=[])
    for source in SOURCES:
        kinds = [name for name in source.kinds if kind in ("", name)]
        if kinds:
            shown |= source.shown_to(user, kinds, today)
    return SearchEntry.objects.filter(shown)


def _nearness(terms: Sequence[Term]) -> Case:
    """The title says it all; or it says so in longer words; or the words stand in the text as they are; or longer."""
    return Case(
        When(_holding(terms, place=TITLE, is_whole=True), then=Value(3)),
        When(_holding(terms, place=TITLE), then=Value(2)),
        When(_holding(terms, is_whole=True), then=Value(1)),
        default=Value(0),
    )


def _holding(terms: Sequence[Term], *, place: str = ANY, is_whole: bool = False) -> RawSQL:
    """Whether an entry holds all of the terms. A stem is letters and figures alone, so it is no syntax."""
    form, also, either = SYNTAX[connection.vendor]
    words = [either.join(form.format(token(found, place=place, is_whole=is_whole)) for found in term) for term in terms]
    asked = also.join(f"({word})" for word in words)
    return RawSQL(HOLDING[connection.vendor], [asked], BooleanField())  # noqa: S611 - a parameter

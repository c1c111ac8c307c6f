"""Finding: the entries that a reader may see, that hold every word, the nearest first."""

from django.db import connection
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import RawSQL

from ishoj_process.models.search import SearchEntry

from .sources import SOURCES
from .stems import ANY, TITLE, token

# How each database is asked for words: a beginning of a word, words together, one word or another.
SYNTAX = {"sqlite": ('"{}"*', " AND ", " OR "), "postgresql": ("{}:*", " & ", " | ")}
HOLDING = {
    "sqlite": """
        SELECT CAST(object_id AS integer) FROM modelsearch_indexentry WHERE id IN
        (SELECT rowid FROM modelsearch_indexentry_fts WHERE modelsearch_indexentry_fts MATCH %s)
    """,
    "postgresql": """
        SELECT CAST(object_id AS bigint) FROM modelsearch_indexentry WHERE autocomplete @@ to_tsquery('simple', %s)
    """,
}


def find(terms, *, user, today, kind="", body=None, first=None, last=None):
    """The entries that hold all of the terms, ranked; of each thing the face that this reader sees."""
    found = shown_entries(user, today, kind).filter(pk__in=_holding(terms))
    if body:
        found = found.filter(body_ids__contains=f" {body.pk} ")
    if first:
        found = found.filter(last_day__gte=first)
    if last:
        found = found.filter(first_day__lte=last)
    return found.annotate(nearness=_nearness(terms)).order_by(
        "-nearness", F("first_day").desc(nulls_last=True), "kind", "-thing_id"
    )


def shown_entries(user, today, kind=""):
    """All entries that this reader sees, of one kind or of every. Asked of the rows themselves at each search."""
    shown = Q(pk__in=[])
    for source in SOURCES:
        kinds = [name for name in source.kinds if kind in ("", name)]
        if kinds:
            shown |= source.shown_to(user, kinds, today)
    return SearchEntry.objects.filter(shown)


def _nearness(terms):
    """The title says it all; or it says so in longer words; or the words stand in the text as they are; or longer."""
    return Case(
        When(pk__in=_holding(terms, place=TITLE, is_whole=True), then=Value(3)),
        When(pk__in=_holding(terms, place=TITLE), then=Value(2)),
        When(pk__in=_holding(terms, is_whole=True), then=Value(1)),
        default=Value(0),
    )


def _holding(terms, *, place=ANY, is_whole=False):
    """The ids of the entries that hold all of the terms.

    Asked of the library's index by hand: its own query lets SQLite match the words anew for each entry, which takes
    ten seconds where this takes ten milliseconds. A stem is letters and figures and nothing else, so it is no syntax.
    """
    form, also, either = SYNTAX[connection.vendor]
    words = [either.join(form.format(token(found, place=place, is_whole=is_whole)) for found in term) for term in terms]
    return RawSQL(HOLDING[connection.vendor], [also.join(f"({word})" for word in words)])  # noqa: S611 - a parameter

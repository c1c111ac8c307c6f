"""Names that bodies are still to get: nobody but the staff finds anything by them before their day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from ishoj_process.models import Body
from ishoj_process.models.search import SearchEntry
from ishoj_process.rights import can_see_coming_bodies
from ishoj_process.text.stems import WORD, Term, matches

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def names_told(body: Body, user: AnyUser, today: date) -> list[str]:
    """Every name that the reader may find the body by: of those to come none, unless they prepare it."""
    spans = body.spans
    if not can_see_coming_bodies(user):
        spans = [span for span in spans if span.first is None or span.first <= max(today, body.begins or today)]
    words = [word for span in spans for word in (span.name.name, span.name.abbreviation) if word]
    return list(dict.fromkeys(words))


def found_by_coming_names(terms: Sequence[Term], bodies: Iterable[Body], user: AnyUser, today: date) -> list[int]:
    """The keys of the entries that hold one of the terms only in a name that their body is still to get.

    An entry holds all names of its bodies, so that none has to be made anew on the day; no question is asked while
    nobody is to be renamed.
    """
    left_out: list[int] = []
    for body in bodies:
        told = names_told(body, user, today)
        coming = [name for name in body.all_names if name not in told]
        asked = [term for term in terms if _holds(coming, term) and not _holds(told, term)]
        if asked:
            rows = SearchEntry.objects.filter(Q(body_ids__contains=f" {body.pk} ")).values_list("pk", "title", "text")
            left_out += [pk for pk, *texts in rows if not all(_holds(texts, term) for term in asked)]
    return left_out


def as_told(entry: SearchEntry, bodies: Mapping[str, Body]) -> tuple[str, str]:
    """Title and text of a hit with the names that are told today, for one that was entered while a name was held back.

    Of a meeting alone, which is called as its bodies, and says in its last line who holds it.
    """
    title, text = entry.title, entry.text
    for body in (bodies[pk] for pk in entry.body_ids.split() if pk in bodies):
        if entry.kind == "meeting" and any(row.holds_back for row in body.former_names):
            before, line, facts = text.rpartition("\n")
            told = str(body.on(entry.named_on))
            for name in body.all_names:
                title = told if title == name else title
                facts = " · ".join(told if part == name else part for part in facts.split(" · "))
            text = f"{before}{line}{facts}"
    return title, text


def _holds(texts: Iterable[str], term: Term) -> bool:
    return any(matches(word, [term]) for text in texts for word in WORD.findall(text))

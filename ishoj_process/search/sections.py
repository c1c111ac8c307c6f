"""The sections in which hits stand: documents by their names first, then each kind, empty meetings last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, DateField, F, Q, Value, When
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.models import Meeting

from .sources import SOURCES, all_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models.search import SearchEntry

BY_NAME, EMPTY = 0, 1000
IN_THE_TITLE = 2  # the nearness from which a title says all that is searched for


def kinds_in_order() -> list[str]:
    """Documents before what is said at meetings, and the meetings themselves last."""
    kinds = [(not source.is_document, source.model is Meeting, kind) for source in SOURCES for kind in source.kinds]
    return [kind for *_rank, kind in sorted(kinds, key=lambda row: row[:2])]


def in_sections(found: QuerySet[SearchEntry], today: date) -> QuerySet[SearchEntry]:
    """The entries, each with the number of its section, section by section.

    Of meetings that say nothing yet, a year's calendar holds a hundred: the next to come stand first, then the last.
    """
    documents = [kind for source in SOURCES if source.is_document for kind in source.kinds]
    bare = Meeting.objects.filter(purpose="", outcome="", agenda_state=Meeting.AgendaState.DRAFT)
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(kinds_in_order(), start=1)]
    section = Case(
        When(kind__in=documents, nearness__gte=IN_THE_TITLE, then=Value(BY_NAME)),
        When(kind="meeting", thing_id__in=bare.order_by().values("pk"), then=Value(EMPTY)),
        *places,
        default=Value(EMPTY - 1),
    )
    coming = Q(section=EMPTY, first_day__gte=today)
    soonest = Case(When(coming, then=F("first_day")), output_field=DateField(null=True))
    numbered = found.annotate(section=section, soonest=soonest)
    return numbered.order_by(  # type: ignore[misc]  # the nearness was annotated before
        "section",
        F("soonest").asc(nulls_last=True),
        "-nearness",
        # The last two part those that are equal: without them an entry could stand on two pages, or on none.
        F("first_day").desc(nulls_last=True),
        "kind",
        "-thing_id",
    )


def label_of(section: int) -> str | Promise:
    """The heading of a section."""
    if section == BY_NAME:
        return _("By the name of the document")
    if section == EMPTY:
        return _("Meetings without an agenda")
    kinds = kinds_in_order()
    if section <= len(kinds):
        return capfirst(str(all_kinds()[kinds[section - 1]][1]))
    return pgettext("a section of hits", "Other")


def split(entries: Iterable[SearchEntry]) -> Sequence[tuple[int, list[SearchEntry]]]:
    """What stands on a page, section by section."""
    found: list[tuple[int, list[SearchEntry]]] = []
    for entry in entries:
        section: int = entry.section  # type: ignore[attr-defined]  # annotated
        if not found or found[-1][0] != section:
            found.append((section, []))
        found[-1][1].append(entry)
    return found

"""The whole hand-over of a term for one reader, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, CouncilTerm, Lineage
from ishoj_process.rights import can_see_coming_bodies

from .divisions import divisions_part
from .documents import policies_part, read_documents, strategies_part, uncarried_part, vision_part
from .heirs import Estate, handed_over, next_first_day
from .parts import Part, Ref, heirs_kept_back, with_reasons, without_heir
from .record import Record
from .work import answers_part, follow_ups_part, hearings_part, read_consultations

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
# What says why something of a term has no heir: {what it is and its number: why}. A room above adds its own.
EXPLAINED_BY: list[Callable[[CouncilTerm], Mapping[Ref, str]]] = []


def hand_over_context(term: CouncilTerm, user: AnyUser, today: date) -> dict[str, Any]:
    """All that page and document say: as of today while the term runs, and as of its last day when it is over."""
    day, first = min(today, term.ends), next_first_day(term)
    bodies, lineage = list(Body.objects.by_name()), Lineage.read()
    estate, record = Estate(bodies, lineage, last=day, first=first, handed=handed_over(first)), Record.read(day, today)
    left = read_documents(term, user, record, bodies, lineage)
    hearings = read_consultations(user, day)
    parts = [
        vision_part(left, estate, day),
        uncarried_part(left, estate),
        policies_part(left, estate),
        strategies_part(left, user, record, estate),
        hearings_part(hearings, record, estate),
        answers_part(hearings, user, record, estate),
        follow_ups_part(user, record, estate),
        divisions_part(term, user, day, estate),
    ]
    reasons = {ref: reason for explain in EXPLAINED_BY for ref, reason in explain(term).items()}
    told = with_reasons([part for part in parts if part], reasons)
    is_over, may_see_heirs = today > term.ends, not _are_kept_back(first, user, today)
    return {
        "term": term,
        "heading": _("Hand-over: %(term)s") % {"term": term.title},
        "position": _position(term, today),
        "heirs_text": _heirs_text(first, today) if may_see_heirs else _kept_back_text(first),
        "later_text": _later_text(left.came_later) if is_over else "",
        "is_over": is_over,
        "parts": [without_heir(told), *told] if may_see_heirs else [heirs_kept_back(part) for part in told],
    }


def _position(term: CouncilTerm, today: date) -> str:
    last = date_text(term.ends)
    if today > term.ends:
        return _("What the council left on %(day)s, as far as the house knows.") % {"day": last}
    if today == term.ends:
        return _("What the council leaves today, on the last day of its term.")
    words = {"today": date_text(today), "last": last}
    return _("What the council would leave if it handed over today, on %(today)s. Its term ends on %(last)s.") % words


def _heirs_text(first: date, today: date) -> str:
    words = {"day": date_text(first)}
    if first > today:
        return _("The heir is the body that carries it on from %(day)s, by what has been decided so far.") % words
    return _("The heir is the body that has carried it on from %(day)s.") % words


def _are_kept_back(first: date, user: AnyUser, today: date) -> bool:
    """What becomes of the bodies with a term that is prepared is told to those who prepare it, until it begins."""
    return first > today and not can_see_coming_bodies(user) and CouncilTerm.objects.filter(starts=first).exists()


def _kept_back_text(first: date) -> str:
    return _("Who carries it on is shown from %(day)s.") % {"day": date_text(first)}


def _later_text(count: int) -> str:
    text = ngettext(
        "%(count)s document was entered after that day, and is not told of here.",
        "%(count)s documents were entered after that day, and are not told of here.",
        count,
    )
    return text % {"count": count} if count else ""


def parts_of(context: dict[str, Any]) -> dict[str, Part]:
    """The parts of a hand-over by their keys."""
    return {part.key: part for part in context["parts"]}

"""What the pages of bodies show: who each is, what it owns, and when it meets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.hierarchy.term_words import citizens_in_engine_room
from ishoj_process.hierarchy.visions import guiding_vision
from ishoj_process.hierarchy.words import tally_of
from ishoj_process.models import Body, CouncilTerm, MainPolicy, Meeting, Strategy

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

MOST_MEETINGS = 5


@dataclass
class BodyRow:
    """A body in the list: its strategies by status, and its next meeting as far as the reader may know of it."""

    body: Body
    tally: list[tuple[str, str, int]] = field(default_factory=list)
    next_meeting: Meeting | None = None

    @property
    def strategy_count(self) -> int:
        return sum(number for _status, _label, number in self.tally)

    @property
    def says_strategies(self) -> bool:
        """True for those who are to write strategies, and for whoever else has one."""
        return self.body.is_subject_committee or bool(self.tally)


@dataclass(frozen=True)
class BodyGroup:
    """Bodies of one sort under a heading."""

    kinds: Sequence[str]
    rows: list[BodyRow] = field(default_factory=list)


def body_rows(user: AnyUser, today: date) -> list[BodyRow]:
    """Every body that has no successor, in Danish order, in a fixed number of queries."""
    rows = {body.pk: BodyRow(body) for body in Body.objects.filter(successor=None)}
    for pk, counts in strategy_counts(user).items():
        if pk in rows:
            rows[pk].tally = tally_of(counts)
    coming = Meeting.objects.visible_to(user).coming(today).in_order().select_related("before__before")
    for meeting in coming.prefetch_related("bodies", "before__bodies"):
        for body in meeting.bodies.all():
            # They come in order: the first that is met is the next.
            if body.pk in rows and rows[body.pk].next_meeting is None:
                rows[body.pk].next_meeting = meeting
    return list(rows.values())


def strategy_counts(user: AnyUser) -> dict[int | None, Counter[str]]:
    """{body's key: {status: number}} of the strategies that the reader may know of."""
    found: dict[int | None, Counter[str]] = defaultdict(Counter)
    owned = Strategy.objects.visible_to(user).latest_editions().values_list("owner", "status")
    for owner, status in owned.order_by():
        found[owner][status] += 1
    return found


def body_groups(rows: list[BodyRow]) -> list[BodyGroup]:
    """The council, the committees that own strategies, and the other boards."""
    sorts: list[tuple[str, ...]] = [(Body.Kind.COUNCIL,), Body.SUBJECT_COMMITTEES, (Body.Kind.ADVISORY,)]
    return [BodyGroup(kinds, [row for row in rows if row.body.kind in kinds]) for kinds in sorts]


def body_context(body: Body, user: AnyUser, today: date) -> dict[str, Any]:
    """All that a body's page shows, in a fixed number of queries."""
    term = CouncilTerm.objects.on(today).first()
    return {
        "body": body,
        "today": today,
        "who": who_text(body, term),
        "predecessors": body.predecessors.all(),
        "citizens": citizens_in_engine_room(term) if term else "",
        **owned_by(body, user, today),
        **meetings_of(body, user, today),
    }


def who_text(body: Body, term: CouncilTerm | None) -> str:
    """Who is it? A sentence for the page's first line; empty for a body whose work another carries on."""
    if body.successor:
        return ""
    if body.is_subject_committee:
        return _("One of the council's committees. It writes strategies of its own.")
    if body.kind != Body.Kind.COUNCIL:
        return _("One of the other boards and councils beside the council's committees.")
    if term and term.council_size:
        sentence = ngettext(
            "The council's %(count)s member writes the vision.",
            "The council's %(count)s members write the vision together.",
            term.council_size,
        )
        return sentence % {"count": term.council_size}
    return _("The whole council writes the vision.")


def owned_by(body: Body, user: AnyUser, today: date) -> dict[str, Any]:
    """The documents that the body answers for: the vision is the whole council's."""
    strategies = Strategy.objects.visible_to(user).latest_editions().filter(Q(owner=body) | Q(co_owners=body))
    return {
        "vision": guiding_vision(user, today) if body.kind == Body.Kind.COUNCIL else None,
        # Only whether there are any: by the two ways to own, one may be found more than once.
        "has_strategies": strategies.exists(),
        "policies": MainPolicy.objects.visible_to(user).latest_editions().filter(lead_committee=body),
    }


def meetings_of(body: Body, user: AnyUser, today: date) -> dict[str, list[Meeting]]:
    """The next and the latest meetings; a cancelled one stands among those to come, so that nobody turns up."""
    meetings = Meeting.objects.visible_to(user).of_body(body).select_related("before__before")
    meetings = meetings.prefetch_related("bodies", "before__bodies")
    return {
        # By the last day: a seminar that is going on is not over yet.
        "coming": list(meetings.between(today, None).in_order()[:MOST_MEETINGS]),
        "recent": list(meetings.filter(end_date__lt=today).in_order().reverse()[:MOST_MEETINGS]),
    }

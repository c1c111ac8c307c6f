"""What the pages of bodies show: who each is, what it owns, and when it meets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import citizens_in_engine_room
from ishoj_process.hierarchy.visions import guiding_vision
from ishoj_process.hierarchy.words import tally_of
from ishoj_process.models import Body, CouncilTerm, Lineage, Meeting, Strategy, Succession
from ishoj_process.models.names import DAY, Name
from ishoj_process.rights import can_see_coming_bodies, can_see_follow_ups

from .members import Sitting, sitting_of

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
    """Every body that there is today, in Danish order, in a fixed number of queries."""
    rows = {body.pk: BodyRow(body) for body in Body.objects.living(today).by_name()}
    owned, lineage = strategy_counts(user), Lineage.read()
    for pk, row in rows.items():
        # With what it took over from those who are no longer there.
        row.tally = tally_of(sum((owned[key] for key in (pk, *lineage.predecessors(pk, today))), Counter()))
    coming = Meeting.objects.visible_to(user).coming(today).in_order().select_related("before__before")
    for meeting in coming.prefetch_related("bodies", "before__bodies"):
        for body in meeting.hosts:
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


@dataclass(frozen=True)
class Handover:
    """A body that hands its work on, or takes it over, with the day from which it does as far as that is known."""

    body: Body
    since: str
    has_begun: bool


@dataclass(frozen=True)
class NameLine:
    """A name of the body with its days, in words."""

    name: str
    days: str


def body_context(body: Body, user: AnyUser, today: date, day: date) -> dict[str, Any]:
    """All that a body's page shows as of a day, in a fixed number of queries.

    What is to become of it with a term that has not begun is told to those who prepare it alone.
    """
    terms = list(CouncilTerm.objects.filter(ends__gte=min(day, today)))
    kept_back = set() if can_see_coming_bodies(user) else {term.starts for term in terms if term.starts > today}
    day = min([day, *(first - DAY for first in kept_back)])
    term = next((term for term in terms if term.starts <= day <= term.ends), None)
    # All of them, as an heir's heir carries on what the first one had.
    rows = list(Succession.objects.select_related("body", "heir").order_by(F("on").asc(nulls_first=True), "id"))
    handed_over = [row for row in rows if body.pk in (row.body_id, row.heir_id)]
    works = body.works_on(day, Lineage((row.body_id, row.heir_id, row.on) for row in rows))
    told = [row for row in handed_over if row.on not in kept_back]
    heirs = [Handover(row.heir, _since(row), _has_begun(row, day)) for row in told if row.body_id == body.pk]
    inherited = [row for row in handed_over if row.heir_id == body.pk and _has_begun(row, day)]
    is_there = body.is_within_its_days(day) and not any(heir.has_begun for heir in heirs)
    return {
        "sitting": sitting_of(body, user, today, day) if is_there else Sitting(),
        "is_there": is_there,
        "body": body.as_of(day) if can_see_coming_bodies(user) else body.on(day),
        "today": today,
        "may_see_follow_ups": can_see_follow_ups(user),
        "as_of": danish_dates.date_text(day) if day != today else "",
        "who": who_text(body, term, day, is_succeeded=any(heir.has_begun for heir in heirs)),
        "there": there_text(body, day),
        "names": name_lines(body, kept_back),
        "heirs": [heir for heir in heirs if heir.has_begun],
        "coming_heirs": [heir for heir in heirs if not heir.has_begun],
        "predecessors": [Handover(row.body, _since(row), True) for row in inherited],
        "citizens": citizens_in_engine_room(term) if term else "",
        "works": works,
        # The vision is the whole council's.
        "vision": guiding_vision(user, day) if body.kind == Body.Kind.COUNCIL else None,
        **meetings_of(body, user, day),
    }


def _since(row: Succession) -> str:
    return danish_dates.date_text(row.on) if row.on else ""


def _has_begun(row: Succession, day: date) -> bool:
    return row.on is None or row.on <= day


def there_text(body: Body, day: date) -> str:
    """That the body is no longer there on the day, or not yet; empty where it is, or where that is not known."""
    if body.begins and day < body.begins:
        return _("It begins on %(day)s.") % {"day": danish_dates.date_text(body.begins)}
    if body.ends and body.ends < day:
        return _("It ended on %(day)s.") % {"day": danish_dates.date_text(body.ends)}
    return ""


def name_lines(body: Body, kept_back: Collection[date] = ()) -> list[NameLine]:
    """Its names with their days, the oldest first; none of a body of one name whose days are not known.

    What changes on one of the days that are kept back is left out: the name before it, and the body, then go on.
    """
    spans = [span for span in body.spans if span.first not in kept_back]
    last_days = {first - DAY for first in kept_back}
    ends = [None if span.last in last_days else span.last for span in spans]
    lines = [NameLine(_whole(span.name), days_text(span.first, last)) for span, last in zip(spans, ends, strict=True)]
    return lines if len(lines) > 1 or any(line.days for line in lines) else []


def _whole(name: Name) -> str:
    return f"{name.name} ({name.abbreviation})" if name.abbreviation else name.name


def days_text(first: date | None, last: date | None) -> str:
    """`fra 1. januar 2022 til 31. december 2025`; of an end that is open, or not known, nothing."""
    words = {"first": first and danish_dates.date_text(first), "last": last and danish_dates.date_text(last)}
    if first and last:
        return _("from %(first)s to %(last)s") % words
    if first:
        return _("from %(first)s on") % words
    return _("until %(last)s") % words if last else ""


def who_text(body: Body, term: CouncilTerm | None, day: date, *, is_succeeded: bool) -> str:
    """Who is it? A sentence for the page's first line; empty for a body that is not there on the day."""
    if is_succeeded or not body.is_within_its_days(day):
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


def meetings_of(body: Body, user: AnyUser, today: date) -> dict[str, list[Meeting]]:
    """The next and the latest meetings; a cancelled one stands among those to come, so that nobody turns up."""
    meetings = Meeting.objects.visible_to(user).of_body(body).select_related("before__before")
    # By the last day: a seminar that is going on is not over yet.
    coming = list(meetings.between(today, None).in_order()[:MOST_MEETINGS])
    recent = list(meetings.filter(end_date__lt=today).in_order().reverse()[:MOST_MEETINGS])
    prefetch_related_objects([*coming, *recent], "bodies", "before__bodies")
    return {"coming": coming, "recent": recent}

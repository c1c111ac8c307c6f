"""A template laid over a term: each meeting with the day that is proposed for it, and what is to be known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from calendar_app.models import MeetingRule, YearPlan
from calendar_app.year_plan.days import rule_days
from ishoj_process.dates.council_terms import budget_by, term_days_of
from ishoj_process.dates.danish import weekday_date_text, weekday_span_text
from ishoj_process.models import Body, CouncilTerm, Lineage, Meeting

from .days import Day, Rules, gathering_day, own_meeting_day
from .template import Anchor, MeetingOf, Of, Template

OWN = (Meeting.Kind.COUNCIL, Meeting.Kind.COMMITTEE)  # that fall on the days of the bodies' rules


@dataclass(frozen=True)
class Proposed:
    """A meeting that is proposed; `key` tells it from the others, `there` is one that stands on the day already."""

    key: str
    meeting: MeetingOf
    bodies: tuple[Body, ...]
    day: Day
    start_time: time | None = None
    there: Meeting | None = None

    @property
    def title(self) -> str:
        return self.meeting.title or Meeting.Kind(self.meeting.kind).label.capitalize()

    @property
    def day_text(self) -> str:
        return weekday_span_text(self.day.first, self.day.last)

    @property
    def note(self) -> str:
        """What is to be known of the day."""
        if self.there:
            return _(
                "The body meets on this day already. Nothing is made: tie that meeting to the track once it is shown."
            )
        if not self.day.is_moved:
            return ""
        words = {"day": weekday_date_text(self.day.named), "holiday": self.day.holiday}
        if self.day.holiday:
            return _("Moved from %(day)s: %(holiday)s.") % words
        return _("Moved from %(day)s, on which it cannot be held.") % words


@dataclass
class Calendar:
    """What is known of the bodies of a term: their rules, and what stands in the calendar; asked once."""

    term: CouncilTerm
    bodies: list[Body] = field(default_factory=list)
    lineage: Lineage | None = None

    @classmethod
    def read(cls, term: CouncilTerm) -> Calendar:
        living = Body.objects.living(term.starts)
        bodies = sorted((body.as_of(term.starts) for body in living), key=lambda body: body.shown_key)
        return cls(term, bodies, Lineage.read())

    @property
    def council(self) -> list[Body]:
        return [body for body in self.bodies if body.kind == Body.Kind.COUNCIL][:1]

    @property
    def committees(self) -> list[Body]:
        return [body for body in self.bodies if body.is_subject_committee]

    @cached_property
    def meetings(self) -> list[Meeting]:
        rows = Meeting.objects.filter(
            end_date__gte=self.term.starts - timedelta(days=62), start_date__lte=self.term.ends
        )
        return list(rows.exclude(state=Meeting.State.CANCELLED).prefetch_related("bodies"))

    @cached_property
    def plans(self) -> dict[int, list[MeetingRule]]:
        """{year: the rules of its meeting calendar}"""
        rows = YearPlan.objects.prefetch_related("rules__body", "rules__follows", "rules__plan")
        return {plan.year: list(plan.rules.all()) for plan in rows if plan.rules.all()}

    @cached_property
    def _days(self) -> dict[int, dict[int | None, list[date]]]:
        return {}

    def rules_in(self, year: int) -> list[MeetingRule]:
        """The rules of the year, else those of the latest year before it, else none."""
        years = [each for each in self.plans if each <= year]
        return self.plans[max(years)] if years else []

    def rules_of(self, body: Body) -> Rules:
        """A body's rules; of one that took over from another and has none of its own, those of that one."""
        found = self._rule(body, self.term.starts.year)
        if found is None:
            return Rules()
        return Rules(found.weekday, frozenset(found.months_left_out), lambda year: self._rule_days(body, year))

    def start_time(self, body: Body) -> time | None:
        found = self._rule(body, self.term.starts.year)
        return found.start_time if found else None

    def _rule(self, body: Body, year: int) -> MeetingRule | None:
        rules = {rule.body_id: rule for rule in self.rules_in(year)}
        return rules.get(self._ruled(body, rules))

    def _ruled(self, body: Body, rules: Collection[int]) -> int:
        """Whose rule is the body's: its own, or that of the one from which it took over; 0 where it is nobody's."""
        if body.pk in rules or self.lineage is None:
            return body.pk
        before = [key for key in self.lineage.predecessors(body.pk, self.term.starts) if key in rules]
        # Of several, whose rule it would be, nobody has said.
        return before[0] if len(before) == 1 else 0

    def _rule_days(self, body: Body, year: int) -> list[date]:
        if year not in self._days:
            given = rule_days(self.rules_in(year), year)
            self._days[year] = {key: [row.day for row in rows if row.day] for key, rows in given.items()}
        days = self._days[year]
        return days.get(self._ruled(body, [key for key in days if key]), [])

    def of(self, bodies: list[Body]) -> list[Meeting]:
        keys = {body.pk for body in bodies}
        return [meeting for meeting in self.meetings if keys & {body.pk for body in meeting.bodies.all()}]


def propose(template: Template, calendar: Calendar) -> list[Proposed]:
    """Each meeting of the template with its day; of the committees one for each. In the order of the template."""
    made = _Proposal(calendar)
    for meeting in template.in_order:
        made.add(meeting)
    order = [meeting.key for meeting in template.meetings]
    return sorted(made.rows, key=lambda row: order.index(row.meeting.key))


class _Proposal:
    """What has been proposed so far: later meetings count from it, and do not fall on the same days."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.rows: list[Proposed] = []
        self.by_key: dict[str, list[Proposed]] = defaultdict(list)
        self.taken: dict[int, set[date]] = defaultdict(set)
        for meeting in calendar.meetings:
            for body in meeting.bodies.all():
                self.taken[body.pk] |= set(meeting.days)

    def add(self, meeting: MeetingOf) -> None:
        for bodies in self._hosts(meeting):
            row = self._proposed(meeting, bodies)
            self.rows.append(row)
            self.by_key[meeting.key].append(row)
            for body in bodies:
                self.taken[body.pk] |= {row.day.first, row.day.last}

    def _hosts(self, meeting: MeetingOf) -> Iterator[list[Body]]:
        if meeting.of == Of.COMMITTEES:
            yield from ([body] for body in self.calendar.committees)
        elif self.calendar.council:
            yield self.calendar.council

    def _proposed(self, meeting: MeetingOf, bodies: list[Body]) -> Proposed:
        body, after = bodies[0], self._anchor(meeting, bodies) + meeting.weeks * timedelta(weeks=1)
        # A plan is of its term: what an anchor before it names falls on its first days.
        after = max(after, self.calendar.term.starts)
        rules = self.calendar.rules_of(body)
        is_own = meeting.kind in OWN
        if is_own and meeting.days == 1:
            day = own_meeting_day(after, rules, self.taken[body.pk])
        else:
            day = gathering_day(after, meeting.days, meeting.weekday, rules, self.taken[body.pk])
        there = self._there(meeting, bodies, day) if is_own else None
        start = meeting.start_time or (self.calendar.start_time(body) if is_own else None)
        return Proposed(f"{meeting.key}-{body.pk}", meeting, tuple(bodies), day, start, there)

    def _anchor(self, meeting: MeetingOf, bodies: list[Body]) -> date:
        days = term_days_of(self.calendar.term.starts)
        legal = {
            Anchor.ELECTION: days.election,
            Anchor.CONSTITUTING: days.constituting_until,
            Anchor.TERM: self.calendar.term.starts,
            Anchor.BUDGET: budget_by(self.calendar.term.starts.year),
        }
        if meeting.anchor in legal:
            return legal[Anchor(meeting.anchor)]
        before = self.by_key[meeting.anchor]
        # Each committee counts from its own meeting, and the council from the last of them.
        own = [row for row in before if row.bodies[0] == bodies[0]] or before
        return max((row.day.last for row in own), default=self.calendar.term.starts)

    def _there(self, meeting: MeetingOf, bodies: list[Body], day: Day) -> Meeting | None:
        same = [row for row in self.calendar.of(bodies) if row.kind == meeting.kind]
        return next((row for row in same if row.start_date == day.first), None)

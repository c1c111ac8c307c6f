"""Rule and reality: the days that the rules of a year name beside the days on which there really are meetings.

What differs is said in days, and whether a holiday, a school holiday or a month without meetings explains it. Nothing
is explained that the calendar does not explain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.rhythm import Fate, RuleDay
from ishoj_process.models import Body, Meeting

from .collisions import SCHOOL_HOLIDAYS

if TYPE_CHECKING:
    from calendar_app.models import MeetingRule

Row = TypeVar("Row")

NEAR_DAYS = 13  # nearer than two weeks, a meeting is compared with a day that the rule leaves out


@dataclass(frozen=True)
class Comparison:
    """One of the rule's days, one real meeting, or both beside each other."""

    given: RuleDay | None
    meeting: Meeting | None

    @property
    def rule_day(self) -> date | None:
        """The day to compare with: as the rule gave it, or as it named it where it left it out."""
        return (self.given.day or self.given.named) if self.given else None

    @property
    def sort_day(self) -> date:
        # The earlier of the two, so that a pair stands where the first of them lies in the year.
        return min(day for day in (self.rule_day, self.meeting and self.meeting.start_date) if day)

    @property
    def days_apart(self) -> int | None:
        """How many days later the meeting is than the rule; None where there are not two days to compare."""
        return (self.meeting.start_date - self.rule_day).days if self.rule_day and self.meeting else None

    @property
    def is_same(self) -> bool:
        return bool(self.given and self.given.day) and self.days_apart == 0

    @property
    def is_different(self) -> bool:
        """A meeting that is not where the rule says; that nothing is recorded says little."""
        return bool(self.meeting) and not self.is_same

    @property
    def rule_text(self) -> str:
        return danish_dates.weekday_date_text(self.rule_day) if self.rule_day else ""

    @property
    def real_text(self) -> str:
        return self.meeting.date_text if self.meeting else ""

    @property
    def words(self) -> str:
        """How the two differ, and what in the calendar explains it."""
        if self.is_same:
            return _("As the rule says.")
        if not self.given:
            return _("The rule has no day for it.")
        if not self.meeting:
            return " ".join(filter(None, [_("No meeting is recorded."), self.explanation]))
        apart = days_apart_text(self.days_apart) or _("all the same")
        said = _("Held or planned %(apart)s.") % {"apart": apart}
        return " ".join([said, self.explanation or _("No holiday explains it.")])

    @property
    def explanation(self) -> str:
        """What the calendar says of the rule's own day: a holiday, a school holiday, a month without meetings."""
        if self.given is None:
            return ""
        if fate := fate_text(self.given):
            return _("The rule's %(day)s: %(why)s.") % {"day": danish_dates.date_text(self.given.named), "why": fate}
        week = self.given.named.isocalendar().week
        if week in SCHOOL_HOLIDAYS:
            return _("The rule's day lies in week %(week)s, often the %(holidays)s of the schools.") % {
                "week": week,
                "holidays": SCHOOL_HOLIDAYS[week],
            }
        return ""


@dataclass(frozen=True)
class BodyReality:
    """A body's rule beside its meetings."""

    body: Body
    rows: list[Comparison]

    @property
    def has_meetings(self) -> bool:
        return any(row.meeting for row in self.rows)

    @property
    def text(self) -> str:
        """`10 af 12 møder ligger, hvor reglen siger.`"""
        meetings = [row for row in self.rows if row.meeting]
        same = sum(row.is_same for row in meetings)
        return _("%(same)s of %(count)s meetings lie where the rule says.") % {"same": same, "count": len(meetings)}


def compare(days: Iterable[RuleDay], meetings: Iterable[Meeting]) -> list[Comparison]:
    """The rule's days and the real meetings, each at most once: the same day, then the same month, then near by."""
    # In three rounds, the surest first: a meeting of the same day must not be taken by a neighbour.
    left, real = list(days), list(meetings)
    found = _take(left, real, lambda given, meeting: given.day == meeting.start_date)
    found += _take(
        left, real, lambda given, meeting: given.day is not None and _month(given.day) == _month(meeting.start_date)
    )
    found += _take(left, real, lambda given, meeting: not given.day and _apart(given, meeting) <= NEAR_DAYS)
    found += [Comparison(None, meeting) for meeting in real]
    # Without the days of months without meetings: that nothing was held there is the rule itself.
    found += [Comparison(given, None) for given in left if given.day or given.holiday]
    return sorted(found, key=lambda row: row.sort_day)


def _take(
    days: list[RuleDay], meetings: list[Meeting], belongs: Callable[[RuleDay, Meeting], bool]
) -> list[Comparison]:
    """Pair the nearest that belong together, and take them out of both lists."""
    pairs = [(given, meeting) for given in days for meeting in meetings if belongs(given, meeting)]
    found = []
    # The nearest first and each once; the named day decides between two that are as near.
    for given, meeting in sorted(pairs, key=lambda pair: (_apart(*pair), pair[0].named)):
        # Else a nearer pair has taken one of the two.
        if given in days and meeting in meetings:
            days.remove(given)
            meetings.remove(meeting)
            found.append(Comparison(given, meeting))
    return found


def _apart(given: RuleDay, meeting: Meeting) -> int:
    return abs((meeting.start_date - (given.day or given.named)).days)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def realities(
    rules: Iterable[MeetingRule],
    days: dict[int | None, list[RuleDay]],
    meetings_by_body: dict[int | None, list[Meeting]],
) -> list[BodyReality]:
    """A BodyReality for each rule whose body has meetings of the rule's kind in the year."""
    found = [
        BodyReality(
            rule.body,
            compare(days[rule.body_id], [m for m in meetings_by_body[rule.body_id] if m.kind == rule.kind]),
        )
        for rule in rules
    ]
    return [reality for reality in found if reality.has_meetings]


def by_month(rows: Iterable[Row], day_of: Callable[[Row], date]) -> list[tuple[str, list[Row]]]:
    """[(`januar 2024`, rows)] of rows in the order of their days."""
    return [
        (danish_dates.month_text(date(*month, 1)), list(of_month))
        for month, of_month in groupby(rows, key=lambda row: _month(day_of(row)))
    ]


def fate_text(given: RuleDay) -> str:
    """Why a day that the rule names is left out or moved; empty where it stands."""
    if given.fate == Fate.MONTH:
        return _("%(month)s is without meetings") % {"month": danish_dates.MONTHS[given.named.month - 1]}
    return given.holiday


def days_apart_text(days: int | None) -> str:
    """`7 dage senere`, `1 dag tidligere`; empty for the same day."""
    if not days:
        return ""
    later = ngettext("%(count)s day later", "%(count)s days later", abs(days))
    earlier = ngettext("%(count)s day earlier", "%(count)s days earlier", abs(days))
    return (later if days > 0 else earlier) % {"count": abs(days)}

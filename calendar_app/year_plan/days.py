"""The days that the rules of a year give, rule by rule: those that follow another body's meetings after the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ishoj_process.dates.rhythm import Pattern, RuleDay, days_of
from ishoj_process.models import Meeting
from ishoj_process.models.meetings import MeetingQuerySet

if TYPE_CHECKING:
    from calendar_app.models import MeetingRule

Anchor = tuple[str, date]  # a meeting from which another body's rule counts: its slot, and its day


def rule_days(
    rules: Sequence[MeetingRule], year: int, held: Callable[[int | None, list[RuleDay]], list[Anchor]] | None = None
) -> dict[int | None, list[RuleDay]]:
    """{body's key: its RuleDays}. A rule that follows another counts from what that body's own rule gives.

    `held(body's key, its RuleDays)` may say what the other body's meetings of the year are instead, as (slot, day).
    The years around are always as the rules give them: a week before a meeting in January may lie in December.
    """
    by_body: dict[int | None, MeetingRule] = {rule.body_id: rule for rule in rules}
    found: dict[int | None, list[RuleDay]] = {
        rule.body_id: days_of(rule.rhythm, year) for rule in rules if rule.pattern != Pattern.FOLLOWS
    }
    # Last, and one step only: a rule never follows one that follows, so that no order among them is needed.
    followers = [rule for rule in rules if rule.pattern == Pattern.FOLLOWS]
    for rule in followers:
        given = found.get(rule.follows_id, [])
        anchors = held(rule.follows_id, given) if held else given_days(given)
        # As the rules give them, since no plan may exist for those years yet.
        around = _years_around(by_body.get(rule.follows_id), year)
        found[rule.body_id] = days_of(rule.rhythm, year, [*anchors, *around])
    return found


def given_days(days: Iterable[RuleDay]) -> list[Anchor]:
    """The days that a rule gives, as (slot, day), without those that are left out."""
    return [(row.slot, row.day) for row in days if row.day]


def _years_around(rule: MeetingRule | None, year: int) -> list[Anchor]:
    # Rules follow one step, so that one that follows has no days of its own to count from.
    if rule is None or rule.pattern == Pattern.FOLLOWS:
        return []
    return [pair for other in (year - 1, year + 1) for pair in given_days(days_of(rule.rhythm, other))]


def meetings_of_year(year: int) -> MeetingQuerySet:
    """What stands in the calendar of a year already, without what was cancelled, with bodies and plan."""
    # A cancelled meeting takes nobody's time, and leaves its month to the rule.
    meetings = Meeting.objects.filter(start_date__year=year).exclude(state=Meeting.State.CANCELLED)
    return (
        meetings.in_order().select_related("before__before", "planned_as").prefetch_related("bodies", "before__bodies")
    )


def by_body(meetings: Iterable[Meeting]) -> dict[int | None, list[Meeting]]:
    """{body's key: its meetings}; a joint meeting is each body's."""
    found: dict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        # Each body's, so that a joint meeting takes the month of all who hold it.
        for body in meeting.hosts:
            found[body.pk].append(meeting)
    return found


def is_taken(rule: MeetingRule, given: RuleDay, meetings: Iterable[Meeting]) -> bool:
    """Whether a meeting that exists is the one that the rule's day means: the same month, or the same week."""
    if given.day is None:
        return False
    return any(meeting.kind == rule.kind and _same_period(rule, given.day, meeting.start_date) for meeting in meetings)


def _same_period(rule: MeetingRule, day: date, other: date) -> bool:
    if rule.pattern == Pattern.MONTHLY:
        return (day.year, day.month) == (other.year, other.month)
    # Year and week: week 1 of two years is not the same, and the year is ISO's, not the calendar's.
    return day.isocalendar()[:2] == other.isocalendar()[:2]

"""Which day a meeting of a template is proposed for: pure functions of days, rules and what is taken.

A council's or committee's own meeting falls on a day of the body's rule; a seminar or theme meeting on the weekday that
is named, else on that of the rule. Nothing falls on a day on which offices are closed, on a Friday after a holiday, in
a month without meetings, or on a day on which those who are to come meet already.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ishoj_process.dates.rhythm import JULY
from ishoj_process.dates.working_days import holiday_on, is_squeezed_in, is_working_day

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
USUAL_WEEKDAY = 2  # Tuesday, where no rule is known
LOOKS_AHEAD = 70  # days: longer than any summer break


@dataclass(frozen=True)
class Rules:
    """What is known of how a body meets."""

    weekday: int = USUAL_WEEKDAY
    months_left_out: Collection[int] = frozenset({JULY})
    days: Callable[[int], Sequence[date]] = field(default=lambda year: ())  # of a year, by the rule


@dataclass(frozen=True)
class Day:
    """The day that is proposed; `named` is the one that it would have been, and `why` says why it is not."""

    first: date
    last: date
    named: date
    holiday: str = ""

    @property
    def is_moved(self) -> bool:
        return self.first != self.named


def own_meeting_day(after: date, rules: Rules, taken: Collection[date]) -> Day:
    """The first day of the rule on which a body meets from a day on; its weekday where no rule is known."""
    for year in (after.year, after.year + 1):
        given = next((day for day in rules.days(year) if day >= after), None)
        # That the body meets on it already is no reason: it is that meeting.
        if given:
            return Day(given, given, given)
    return free_day(_on_or_after(after, rules.weekday), 1, rules, taken)


def gathering_day(after: date, days: int, weekday: int | None, rules: Rules, taken: Collection[date]) -> Day:
    """The day of a seminar or theme meeting: the weekday in the week of a day, or the next that is free."""
    monday = after - (after.isoweekday() - 1) * DAY
    named = monday + ((weekday or rules.weekday) - 1) * DAY
    # Never before the anchor: a week may have begun before it.
    return free_day(named if named >= after else named + WEEK, days, rules, taken)


def free_day(named: date, days: int, rules: Rules, taken: Collection[date]) -> Day:
    """The day itself where it is free, else the first one after it on which it may be held, all of it in one week."""
    for ahead in range(LOOKS_AHEAD):
        first = named + ahead * DAY
        held = [first + number * DAY for number in range(days)]
        if all(_may_be_held(day, rules, taken) for day in held) and _in_one_week(held):
            return Day(first, held[-1], named, holiday_on(named))
    return Day(named, named + (days - 1) * DAY, named)


def _may_be_held(day: date, rules: Rules, taken: Collection[date]) -> bool:
    if is_squeezed_in(day):
        return False
    return is_working_day(day) and day.month not in rules.months_left_out and day not in taken


def _in_one_week(days: Sequence[date]) -> bool:
    return days[0].isocalendar()[:2] == days[-1].isocalendar()[:2]


def _on_or_after(day: date, weekday: int) -> date:
    return day + (weekday - day.isoweekday()) % 7 * DAY

"""The days that a rule gives a body in a year: pure functions of the rule, the year and the Danish holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.working_days import holiday_on, is_working_day

LAST = -1  # of the weekdays of a month
JULY = 7
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Pattern(models.TextChoices):
    """What a rule counts by."""

    MONTHLY = "monthly", _("a weekday of each month, such as the first Tuesday")
    WEEKS = "weeks", _("a weekday in weeks with these numbers")
    EVERY = "every", _("a weekday every so many weeks")
    FOLLOWS = "follows", _("a weekday in a week before or after another body's meeting")


class OnHoliday(models.TextChoices):
    """What becomes of a day on which offices are closed."""

    LEFT_OUT = "left_out", _("it is left out")
    NEXT = "next", _("it moves to the next working day of the same week")
    PREVIOUS = "previous", _("it moves to the working day before in the same week")


class Fate(models.TextChoices):
    """What became of a day that the pattern named."""

    KEPT = "kept", _("as the rule says")
    MOVED = "moved", _("moved from a holiday")
    HOLIDAY = "holiday", _("left out, a holiday")
    MONTH = "month", _("left out, in a month without meetings")
    OUTSIDE = "outside", _("left out, in another year")


@dataclass(frozen=True)
class Rhythm:
    """A body's rule as its dates need it. Weekdays are numbered from Monday, 1, to Friday, 5."""

    pattern: str
    weekday: int
    ordinal: int = 1  # of a month: 1 to 4, or LAST
    weeks: tuple[int, ...] = ()  # ISO numbers
    first_week: int = 1
    every: int = 1
    weeks_from: int = -1  # from the other body's meeting: −1 is the week before it
    months_left_out: frozenset[int] = frozenset({JULY})
    on_holiday: str = OnHoliday.LEFT_OUT


@dataclass(frozen=True)
class RuleDay:
    """A day that the pattern names, and the day that came of it: None where it is left out.

    The slot names the month, the week or the other meeting that it belongs to, so that a rule whose weekday is changed
    still knows which meeting was which.
    """

    slot: str
    named: date
    day: date | None
    fate: Fate

    @property
    def holiday(self):
        """The name of the holiday that the pattern hit; empty where it hit none."""
        return holiday_on(self.named)


def days_of(rhythm: Rhythm, year: int, anchors: Iterable[tuple[str, date]] = ()):
    """Each day that the pattern names within the year, with what came of it, in order and never a day twice.

    `anchors`: the other body's meetings (slot and day), those of the years around as well, for a rule that follows it.
    """
    found, seen = [], set()
    for slot, named in sorted(_named_days(rhythm, year, anchors), key=lambda pair: pair[1]):
        if named.year == year and named not in seen:
            seen.add(named)
            found.append(RuleDay(slot, named, *_settled(rhythm, named)))
    return found


def _named_days(rhythm, year, anchors):
    if rhythm.pattern == Pattern.MONTHLY:
        return [(f"{year}-{month:02}", _weekday_of_month(rhythm, year, month)) for month in range(1, 13)]
    if rhythm.pattern == Pattern.FOLLOWS:
        return [(slot, _in_week_of(rhythm, day)) for slot, day in anchors]
    return [(f"{year}-W{week:02}", date.fromisocalendar(year, week, rhythm.weekday)) for week in _weeks(rhythm, year)]


def _weekday_of_month(rhythm, year, month):
    """The n-th weekday of the month, or its last: counted in sevens from the month's first one."""
    first = date(year, month, 1)
    first += (rhythm.weekday - first.isoweekday()) % 7 * DAY
    if rhythm.ordinal != LAST:
        return first + (rhythm.ordinal - 1) * WEEK
    return max(day for day in (first + 3 * WEEK, first + 4 * WEEK) if day.month == month)


def _weeks(rhythm, year):
    """The numbers of the year's ISO weeks that the rule names; the 53rd only in the years that have it."""
    weeks = range(1, weeks_in(year) + 1)
    if rhythm.pattern == Pattern.WEEKS:
        return [week for week in weeks if week in rhythm.weeks]
    return weeks[rhythm.first_week - 1 :: rhythm.every]


def weeks_in(year):
    """52 or 53: the ISO week of 28 December is the year's last."""
    return date(year, 12, 28).isocalendar().week


def _in_week_of(rhythm, day):
    return day - (day.isoweekday() - rhythm.weekday) * DAY + rhythm.weeks_from * WEEK


def _settled(rhythm, named):
    """The day that came of a named one, or None, and why."""
    if named.month in rhythm.months_left_out:
        return None, Fate.MONTH
    if is_working_day(named):
        return named, Fate.KEPT
    moved = _moved(rhythm, named)
    if moved is None:
        return None, Fate.HOLIDAY
    if moved.year != named.year:
        return None, Fate.OUTSIDE
    return (None, Fate.MONTH) if moved.month in rhythm.months_left_out else (moved, Fate.MOVED)


def _moved(rhythm, named):
    """The nearest working day of the week on the side that the rule names; None where there is none."""
    if rhythm.on_holiday == OnHoliday.LEFT_OUT:
        return None
    step = DAY if rhythm.on_holiday == OnHoliday.NEXT else -DAY
    day = named + step
    while day.isocalendar()[:2] == named.isocalendar()[:2]:
        if is_working_day(day):
            return day
        day += step
    return None

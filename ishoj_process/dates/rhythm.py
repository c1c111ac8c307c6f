"""The days that a rule gives a body in a year, and the rule in words: pure functions of rule, year and holidays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ishoj_process.dates.working_days import holiday_on

from .danish import MONTHS, WEEKDAYS, joined
from .working_days import is_working_day

LAST = -1  # of the weekdays of a month
JULY = 7
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


class Pattern(models.TextChoices):
    """What a rule counts by."""

    MONTHLY = "monthly", gettext_lazy("a weekday of each month, such as the first Tuesday")
    WEEKS = "weeks", gettext_lazy("a weekday in weeks with these numbers")
    EVERY = "every", gettext_lazy("a weekday every so many weeks")
    FOLLOWS = "follows", gettext_lazy("a weekday in a week before or after another body's meeting")


class OnHoliday(models.TextChoices):
    """What becomes of a day on which offices are closed."""

    LEFT_OUT = "left_out", gettext_lazy("it is left out")
    NEXT = "next", gettext_lazy("it moves to the next working day of the same week")
    PREVIOUS = "previous", gettext_lazy("it moves to the working day before in the same week")


class Fate(models.TextChoices):
    """What became of a day that the pattern named."""

    KEPT = "kept", gettext_lazy("as the rule says")
    MOVED = "moved", gettext_lazy("moved from a holiday")
    HOLIDAY = "holiday", gettext_lazy("left out, a holiday")
    MONTH = "month", gettext_lazy("left out, in a month without meetings")
    OUTSIDE = "outside", gettext_lazy("left out, in another year")


class Ordinal(models.IntegerChoices):
    """Which of a month's weekdays."""

    FIRST = 1, gettext_lazy("the first")
    SECOND = 2, gettext_lazy("the second")
    THIRD = 3, gettext_lazy("the third")
    FOURTH = 4, gettext_lazy("the fourth")
    LAST = LAST, gettext_lazy("the last")


@dataclass(frozen=True)
class Rhythm:
    """A body's rule as its dates need it. Weekdays are numbered from Monday, 1, to Friday, 5."""

    pattern: str
    weekday: int
    ordinal: int = Ordinal.FIRST  # of a month
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
    def holiday(self) -> str:
        """The name of the holiday that the pattern hit; empty where it hit none."""
        return holiday_on(self.named)


def days_of(rhythm: Rhythm, year: int, anchors: Iterable[tuple[str, date]] = ()) -> list[RuleDay]:
    """Each day that the pattern names within the year, with what came of it, in order and never a day twice.

    `anchors`: the other body's meetings (slot and day), those of the years around as well, for a rule that follows it.
    """
    found: list[RuleDay] = []
    seen: set[date] = set()
    for slot, named in sorted(_named_days(rhythm, year, anchors), key=lambda pair: pair[1]):
        # An ISO week may begin in the year before or end in the next; two anchors may lie in one week.
        if named.year == year and named not in seen:
            seen.add(named)
            found.append(RuleDay(slot, named, *_settled(rhythm, named)))
    return found


def _named_days(rhythm: Rhythm, year: int, anchors: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    if rhythm.pattern == Pattern.MONTHLY:
        return [(f"{year}-{month:02}", _weekday_of_month(rhythm, year, month)) for month in range(1, 13)]
    if rhythm.pattern == Pattern.FOLLOWS:
        return [(slot, _in_week_of(rhythm, day)) for slot, day in anchors]
    return [(f"{year}-W{week:02}", date.fromisocalendar(year, week, rhythm.weekday)) for week in _weeks(rhythm, year)]


def _weekday_of_month(rhythm: Rhythm, year: int, month: int) -> date:
    """The n-th weekday of the month, or its last: counted in sevens from the month's first one."""
    first = date(year, month, 1)
    first += (rhythm.weekday - first.isoweekday()) % 7 * DAY
    if rhythm.ordinal != LAST:
        return first + (rhythm.ordinal - 1) * WEEK
    # A month has four or five of each weekday: the last is the fifth where that still lies in the month.
    return max(day for day in (first + 3 * WEEK, first + 4 * WEEK) if day.month == month)


def _weeks(rhythm: Rhythm, year: int) -> Sequence[int]:
    """The numbers of the year's ISO weeks that the rule names; the 53rd only in the years that have it."""
    weeks = range(1, weeks_in(year) + 1)
    if rhythm.pattern == Pattern.WEEKS:
        return [week for week in weeks if week in rhythm.weeks]
    return weeks[rhythm.first_week - 1 :: rhythm.every]


def weeks_in(year: int) -> int:
    """52 or 53: the ISO week of 28 December is the year's last."""
    return date(year, 12, 28).isocalendar().week


def _in_week_of(rhythm: Rhythm, day: date) -> date:
    return day - (day.isoweekday() - rhythm.weekday) * DAY + rhythm.weeks_from * WEEK


def _settled(rhythm: Rhythm, named: date) -> tuple[date | None, Fate]:
    """The day that came of a named one, or None, and why."""
    if named.month in rhythm.months_left_out:
        return None, Fate.MONTH
    if is_working_day(named):
        return named, Fate.KEPT
    moved = _moved(rhythm, named)
    if moved is None:
        return None, Fate.HOLIDAY
    if moved.year != named.year:
        # The plan of the other year has a rule of its own, which would not know of this day.
        return None, Fate.OUTSIDE
    return (None, Fate.MONTH) if moved.month in rhythm.months_left_out else (moved, Fate.MOVED)


def _moved(rhythm: Rhythm, named: date) -> date | None:
    """The nearest working day of the week on the side that the rule names; None where there is none."""
    steps: dict[str, timedelta] = {OnHoliday.NEXT: DAY, OnHoliday.PREVIOUS: -DAY}
    # Neither of the two: left out, as a choice of a later release is, which this one does not know.
    if (step := steps.get(rhythm.on_holiday)) is None:
        return None
    day = named + step
    while day.isocalendar()[:2] == named.isocalendar()[:2]:
        if is_working_day(day):
            return day
        day += step
    return None


def rhythm_text(rhythm: Rhythm, followed: str) -> str:
    """The rule in one sentence, the way it is counted, what is left out, and what happens on a holiday.

    `followed` is the name of the body whose meetings it follows, empty for other rules.
    """
    return " ".join([_pattern_text(rhythm, followed), *filter(None, [_months_text(rhythm), _holiday_text(rhythm)])])


def _pattern_text(rhythm: Rhythm, followed: str) -> str:
    weekday = WEEKDAYS[rhythm.weekday - 1]
    if rhythm.pattern == Pattern.MONTHLY:
        ordinal = Ordinal(rhythm.ordinal).label
        return _("%(ordinal)s %(weekday)s of the month.") % {"ordinal": ordinal.capitalize(), "weekday": weekday}
    words: dict[str, str | int] = {"weekday": weekday.capitalize()}
    if rhythm.pattern == Pattern.WEEKS:
        return _("%(weekday)s in week %(weeks)s.") % {**words, "weeks": weeks_text(rhythm.weeks)}
    if rhythm.pattern == Pattern.EVERY:
        words |= {"first": rhythm.first_week, "every": rhythm.every}
        return _("%(weekday)s every %(every)s weeks, from week %(first)s.") % words
    return _following_text(rhythm, words | {"body": followed})


def _following_text(rhythm: Rhythm, words: dict[str, str | int]) -> str:
    count = abs(rhythm.weeks_from)
    words = {**words, "count": count}
    if rhythm.weeks_from < 0:
        text = ngettext(
            "%(weekday)s in the week before the meetings of %(body)s.",
            "%(weekday)s %(count)s weeks before the week of the meetings of %(body)s.",
            count,
        )
    elif count:
        text = ngettext(
            "%(weekday)s in the week after the meetings of %(body)s.",
            "%(weekday)s %(count)s weeks after the week of the meetings of %(body)s.",
            count,
        )
    else:
        text = _("%(weekday)s in the same week as the meetings of %(body)s.")
    return text % words


def _months_text(rhythm: Rhythm) -> str:
    names = [MONTHS[month - 1] for month in sorted(rhythm.months_left_out)]
    return _("Not in %(months)s.") % {"months": joined(names)} if names else ""


def _holiday_text(rhythm: Rhythm) -> str:
    texts: dict[str, str] = {
        OnHoliday.LEFT_OUT: _("Left out on a holiday."),
        OnHoliday.NEXT: _("On a holiday the next working day of the week."),
        OnHoliday.PREVIOUS: _("On a holiday the working day before in the week."),
    }
    return texts.get(rhythm.on_holiday, texts[OnHoliday.LEFT_OUT])


def weeks_text(weeks: Iterable[int]) -> str:
    """`3, 7–9 og 20` is typed and shown as `3, 7-9, 20`."""
    spans: list[list[int]] = []
    for week in sorted(weeks):
        if spans and week == spans[-1][1] + 1:
            spans[-1][1] = week
        else:
            spans.append([week, week])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)

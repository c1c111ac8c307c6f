"""A month as a calendar sheet: whole weeks from Monday with their ISO numbers, holidays, and each day's meetings."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.working_days import holidays_between


@dataclass(frozen=True)
class DayMeeting:
    """A meeting on one of its days."""

    meeting: object
    part: str  # which day of several, empty where there is one
    time: str


@dataclass(frozen=True)
class Day:
    """One square of the sheet."""

    date: date
    is_in_month: bool
    is_today: bool
    holiday: str
    meetings: list
    marks: list = field(default_factory=list)  # what stands there beside the meetings

    @property
    def text(self):
        return danish_dates.weekday_date_text(self.date)

    @property
    def css(self):
        """The marks that the style sheet knows a day by."""
        marks = {
            "is-outside": not self.is_in_month,
            "is-today": self.is_today,
            "is-holiday": bool(self.holiday) or self.date.weekday() == 6,
            "is-empty": not ((self.meetings or self.marks) and self.is_in_month),
        }
        return " ".join(["month-day", *(mark for mark, holds in marks.items() if holds)])


@dataclass(frozen=True)
class Week:
    number: int
    days: list

    @property
    def is_empty(self):
        return all("is-empty" in day.css for day in self.days)


def month_around(first):
    """The first and last day of the sheet: from a Monday to a Sunday, with the days of other months between."""
    days = list(Calendar().itermonthdates(first.year, first.month))
    return days[0], days[-1]


def month_sheet(first, meetings, today, marks=None):
    """The weeks of the month that begins on `first`, with the meetings in the order given and `marks` by their day."""
    names = holidays_between(*month_around(first))
    days = [
        Day(
            day,
            day.month == first.month,
            day == today,
            names.get(day, ""),
            _meetings_on(day, meetings),
            (marks or {}).get(day, []),
        )
        for day in Calendar().itermonthdates(first.year, first.month)
    ]
    return [Week(days[n].date.isocalendar().week, days[n : n + 7]) for n in range(0, len(days), 7)]


def _meetings_on(day, meetings):
    return [
        DayMeeting(meeting, _part(day, meeting), _time(day, meeting))
        for meeting in meetings
        if meeting.start_date <= day <= meeting.end_date
    ]


def _part(day, meeting):
    if not meeting.is_multi_day:
        return ""
    return _("day %(day)s of %(days)s") % {
        "day": (day - meeting.start_date).days + 1,
        "days": (meeting.end_date - meeting.start_date).days + 1,
    }


def _time(day, meeting):
    """The hour, on the first day; what is known instead where there is none."""
    return meeting.time_text if day == meeting.start_date else ""


def neighbour_months(first):
    """The first days of the month before and the month after."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return before, after

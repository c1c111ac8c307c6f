"""A month as a calendar sheet: whole weeks from Monday with their ISO numbers, holidays, and each day's meetings.

Beside the meetings stand deadlines, the citizens' part, involvement, decisions and milestones. What is known to the day
stands on its day. What is known only roughly is never made exact: it stands beside the sheet.
"""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.rough import RoughDate
from ishoj_process.dates.working_days import holidays_between
from ishoj_process.models import LEVELS, Meeting, Strategy
from strategies.consultations.calendar import who_decides
from strategies.models import Activity, Consultation, EarlyInvolvement, Milestone
from strategies.rights import can_see_hearing_matrix

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


Span = tuple[date, date]  # its first and its last day


@dataclass(frozen=True)
class DayMeeting:
    """A meeting on one of its days."""

    meeting: Meeting
    part: str  # which day of several, empty where there is one
    time: str


@dataclass(frozen=True)
class Day:
    """One square of the sheet."""

    date: date
    is_in_month: bool
    is_today: bool
    holiday: str
    meetings: list[DayMeeting]
    marks: list[Mark] = field(default_factory=list)  # what stands there beside the meetings

    @property
    def text(self) -> str:
        return danish_dates.weekday_date_text(self.date)

    @property
    def css(self) -> str:
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
    days: list[Day]

    @property
    def is_empty(self) -> bool:
        return all("is-empty" in day.css for day in self.days)


def month_around(first: date) -> tuple[date, date]:
    """The first and last day of the sheet: from a Monday to a Sunday, with the days of other months between."""
    days = list(Calendar().itermonthdates(first.year, first.month))
    return days[0], days[-1]


def month_sheet(
    first: date, meetings: Iterable[Meeting], today: date, marks: dict[date, list[Mark]] | None = None
) -> list[Week]:
    """The weeks of the month that begins on `first`, with the meetings in the order given and `marks` by their day."""
    # Of the whole sheet, whose first and last days belong to other months, and in January to another year.
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


def _meetings_on(day: date, meetings: Iterable[Meeting]) -> list[DayMeeting]:
    return [
        DayMeeting(meeting, _part(day, meeting), _time(day, meeting))
        for meeting in meetings
        if meeting.start_date <= day <= meeting.end_date
    ]


def _part(day: date, meeting: Meeting) -> str:
    if not meeting.is_multi_day:
        return ""
    return _("day %(day)s of %(days)s") % {
        "day": (day - meeting.start_date).days + 1,
        "days": (meeting.end_date - meeting.start_date).days + 1,
    }


def _time(day: date, meeting: Meeting) -> str:
    """The hour, on the first day; what is known instead where there is none."""
    # The hour is that of the first day; on the others it would be read as theirs.
    return meeting.time_text if day == meeting.start_date else ""


def neighbour_months(first: date) -> tuple[date, date]:
    """The first days of the month before and the month after."""
    before = (first - timedelta(days=1)).replace(day=1)
    # 31 days from a first always lie in the next month.
    after = (first + timedelta(days=31)).replace(day=1)
    return before, after


@dataclass(frozen=True)
class Mark:
    """One line on a day, or beside the sheet where only the time around is known."""

    class Kind(StrEnum):
        """The value is its style."""

        DEADLINE = "deadline"
        INVOLVEMENT = "involvement"
        MILESTONE = "milestone"
        DECISION = "decision"

    kind: Kind
    text: str
    url: str
    first: date
    last: date
    when: str = ""  # as roughly as it is known, where it has no day of its own

    @property
    def is_exact(self) -> bool:
        return not self.when


@dataclass(frozen=True)
class Marks:
    """The marks of some weeks: by day, and those without a day."""

    by_day: dict[date, list[Mark]]
    rough: list[Mark]


def marks_between(user: AnyUser, first: date, last: date) -> Marks:
    """What the reader may see between two days, in a fixed number of queries."""
    kinds = (_deadlines, _activities, _milestones, _involvements, _to_decide, _decisions)
    found = [mark for marks_of_kind in kinds for mark in marks_of_kind(user, (first, last))]
    by_day = defaultdict(list)
    for mark in found:
        if mark.is_exact:
            by_day[mark.first].append(mark)
    return Marks(dict(by_day), [mark for mark in found if not mark.is_exact])


def _deadlines(user: AnyUser, days: Span) -> Iterator[Mark]:
    sent = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT).with_documents()
    # Closed early, its deadline says nothing any more.
    ending = sent.filter(Q(closed_on__range=days) | Q(closed_on=None, deadline__range=days)).order_by("id")
    for row in ending:
        text = _("Consultation deadline: %(title)s") % {"title": row.title}
        day = cast(date, row.last_day)  # what was sent has a deadline
        # Nobody was asked any more once the document was adopted.
        if row.last_day_of(row.document) != day:
            continue
        yield Mark(Mark.Kind.DEADLINE, text, row.get_absolute_url(), day, day)


def _strategies(user: AnyUser) -> QuerySet[Strategy]:
    return Strategy.objects.visible_to(user).latest_editions()


def _in_years(name: str, days: Span) -> Q:
    """Rough days are stored as text that begins with the year; a winter begins in the year before."""
    within = Q()
    for year in range(days[0].year - 1, days[1].year + 1):
        within |= Q(**{f"{name}__startswith": str(year)})
    return within


def _activities(user: AnyUser, days: Span) -> Iterator[Mark]:
    """The citizens' part: the first and the last day of what lasts, the day of what does not."""
    rows = Activity.objects.filter(strategy__in=_strategies(user), kind__in=Activity.CITIZEN_KINDS)
    # As wide as text can be asked; which of them touch the days is settled by `_around`.
    rows = rows.filter(_in_years("starts", days) | _in_years("ends", days))
    for row in rows.select_related("strategy"):
        title = f"{row.strategy.display_title}: {row}"
        ends = row.last_known
        if row.starts and ends and row.starts.is_exact and ends.is_exact:
            yield from _ends(title, row, days)
        elif row.is_open_ended:
            begins = _("%(title)s begins") % {"title": title}
            yield from _around(Mark.Kind.INVOLVEMENT, begins, row, (row.starts, None), "", days)
        elif row.starts:
            yield from _around(Mark.Kind.INVOLVEMENT, title, row, (row.starts, ends), row.when_text, days)


def _ends(title: str, row: Activity, days: Span) -> Iterator[Mark]:
    texts = [(row.starts, _("%(title)s begins")), (row.last_known, _("%(title)s ends"))]
    if row.starts == row.last_known:
        # Begins and ends on one day: once is enough.
        texts = [(row.starts, "%(title)s")]
    for end, text in texts:
        if end and days[0] <= end.first_day <= days[1]:
            words = text % {"title": title}
            yield Mark(Mark.Kind.INVOLVEMENT, words, row.get_absolute_url(), end.first_day, end.first_day)


def _around(
    kind: Mark.Kind, title: str, row: Any, around: tuple[RoughDate | None, RoughDate | None], when: Any, days: Span
) -> Iterator[Mark]:
    """A mark on its day, or beside the sheet where the time around touches it; `around` is its rough start and end."""
    starts, until = around[0], around[1] or around[0]
    if starts is None or until is None or starts.first_day > days[1] or until.last_day < days[0]:
        return
    # Exact only if both ends are: half an exact span would look as if all of it were known.
    if not (starts.is_exact and (around[1] is None or until.is_exact)):
        yield Mark(kind, title, row.get_absolute_url(), starts.first_day, until.last_day, str(when))
    # What began before the sheet has no square on it.
    elif days[0] <= starts.first_day:
        yield Mark(kind, title, row.get_absolute_url(), starts.first_day, starts.first_day)


def _milestones(user: AnyUser, days: Span) -> Iterator[Mark]:
    for row in Milestone.objects.of_shown(user).filter(_in_years("due", days)).with_documents():
        title = _("%(strategy)s: milestone “%(title)s”") % {"strategy": row.document.display_title, "title": row}
        yield from _around(Mark.Kind.MILESTONE, title, row, (row.due, None), row.due, days)


def _involvements(user: AnyUser, days: Span) -> Iterator[Mark]:
    """Committees that were involved early: the council's and the staff's, as on the strategy's page."""
    if not can_see_hearing_matrix(user):
        return
    rows = EarlyInvolvement.objects.filter(on__range=days, strategy__in=_strategies(user))
    for row in rows.select_related("strategy", "body"):
        text = f"{row.strategy.display_title}: {row.get_kind_display()}, {row.body}"
        yield Mark(Mark.Kind.INVOLVEMENT, text, row.get_absolute_url(), row.on, row.on)


def _to_decide(user: AnyUser, days: Span) -> Iterator[Mark]:
    """The days on which owners are to decide after a consultation, at meetings that the reader may know of."""
    meetings = Meeting.objects.visible_to(user).filter(start_date__range=days).exclude(state=Meeting.State.CANCELLED)
    # Both rights: of the consultation, and of the meeting, whose day would be told.
    consultations = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT, decides_at__in=meetings)
    for row in consultations.with_documents().select_related("decides_at").order_by("id"):
        text = _("%(title)s: %(who)s decides") % {"title": row.title, **who_decides(row.document)}
        day = cast(Meeting, row.decides_at).start_date
        yield Mark(Mark.Kind.DECISION, text, row.get_absolute_url(), day, day)


def _decisions(user: AnyUser, days: Span) -> Iterator[Mark]:
    for model in LEVELS:
        # Superseded ones, too: the day on which one was adopted is its own for ever.
        rows = model.objects.visible_to(user).defer("text")
        for row in rows.filter(_in_years("adopted_on", days)):
            # A year alone is often all that is known of an adoption: then it stands beside the sheet.
            title = _("%(document)s: adopted") % {"document": row.called}
            yield from _around(Mark.Kind.DECISION, capfirst(title), row, (row.adopted_on, None), row.adopted_on, days)

"""The meeting calendar of a year as it is printed: bodies by months for the wall, and the meetings by their days.

Of an adopted plan it is what the public's calendar has today, so that what was moved since hangs on the wall as moved.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import override

from calendar_app.models import PlannedMeeting, YearPlan
from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import Body, Meeting
from ishoj_process.output.pdf import LANGUAGE

from .days import meetings_of_year
from .paper import DaysPage, pages_of
from .reality import by_month

USUAL_KINDS = (Meeting.Kind.COUNCIL, Meeting.Kind.COMMITTEE)


@dataclass(frozen=True)
class CalendarRow:
    """A meeting in the printed calendar."""

    day: date
    last_day: date
    start: time | None
    open_part: time | None
    time_text: str
    title: str
    bodies: tuple[Body, ...]
    kind: str
    place: str
    note: str
    is_cancelled: bool = False
    url: str = ""

    @property
    def short_day(self) -> str:
        """`ti 4.`, or `ti 31.–on 1.`"""
        first = _short(self.day)
        return first if self.day == self.last_day else f"{first}–{_short(self.last_day)}"

    @property
    def hour(self) -> str:
        """`17.00`, for narrow columns; what is not known is said."""
        return danish_dates.time_text(self.start) if self.start else _("no hour")

    @property
    def kind_text(self) -> str:
        return special_kind_text(self.kind)

    @property
    def hour_and_place(self) -> tuple[str, str]:
        return self.time_text, self.place


def special_kind_text(kind: str) -> str:
    """The kind of a meeting, named where it is neither a council's nor a committee's usual one."""
    return "" if kind in USUAL_KINDS else str(Meeting.Kind(kind).label)


def _short(day: date) -> str:
    return f"{danish_dates.WEEKDAYS[day.weekday()][:2]} {day.day}."


@dataclass(frozen=True)
class BodyYear:
    """A body's row on the wall: its usual hour and place, and for each month its days."""

    body: Body
    rows: list[CalendarRow]

    @property
    def name(self) -> str:
        """What it is called in the year; of one that is renamed in it, each name in its turn."""
        names = [str(body) for row in self.rows for body in row.bodies if body == self.body]
        return " / ".join(dict.fromkeys(names))

    @property
    def usual(self) -> tuple[str, str]:
        """The hour and place of most of its meetings, to be said once."""
        # Of the usual kinds: a theme meeting at another house is not what most of them are.
        common = Counter(row.hour_and_place for row in self.rows if row.kind in USUAL_KINDS).most_common(1)
        return common[0][0] if common else ("", "")

    @property
    def usual_text(self) -> str:
        return ", ".join(filter(None, self.usual))

    @property
    def cells(self) -> list[list[str]]:
        """Twelve lists of lines."""
        return [[self._line(row) for row in self.rows if row.day.month == month] for month in range(1, 13)]

    def _line(self, row: CalendarRow) -> str:
        """`ti 4.`, with the hour where it is another than usual, and the kind where it is a special one."""
        hour = "" if row.time_text == self.usual[0] or row.day != row.last_day else row.hour
        return ", ".join(filter(None, [f"{row.short_day} {hour}".strip(), row.kind_text]))


@dataclass(frozen=True)
class Calendar:
    """The year as it is printed."""

    plan: YearPlan
    rows: list[CalendarRow]
    as_of: date

    @property
    def title(self) -> str:
        with override(LANGUAGE):
            return str(self.plan) if self.plan.is_adopted else _("%(title)s, proposal") % {"title": self.plan}

    @property
    def version(self) -> str:
        return _("Status on %(day)s") % {"day": danish_dates.date_text(self.as_of)}

    @property
    def month_names(self) -> Sequence[str]:
        return danish_dates.MONTHS

    @property
    def body_years(self) -> list[BodyYear]:
        """The council first, then the committees and boards by the alphabet; what is cancelled stands in the list."""
        # On the wall one looks for days to come to; the list below tells what was cancelled.
        rows = [row for row in self.rows if not row.is_cancelled]
        bodies = {body.pk: body for row in rows for body in row.bodies}
        ordered = sorted(bodies.values(), key=lambda body: (body.kind != Body.Kind.COUNCIL, body.shown_key))
        return [BodyYear(body, [row for row in rows if body in row.bodies]) for body in ordered]

    @property
    def months(self) -> list[tuple[str, list[CalendarRow]]]:
        return by_month(self.rows, lambda row: row.day)

    @property
    def listed(self) -> list[tuple[str, list[tuple[CalendarRow, str]]]]:
        """[(month, [(row, its place where it is another than the body's usual)])]"""
        # Any body's: a place that is usual for one needs no saying at another's joint meeting.
        usual = {body_year.usual for body_year in self.body_years}
        return [
            (month, [(row, "" if row.hour_and_place in usual else row.place) for row in rows])
            for month, rows in self.months
        ]

    @property
    def pages(self) -> list[DaysPage]:
        return pages_of(self.listed)


def calendar_of(plan: YearPlan, today: date) -> Calendar:
    """The plan's year; of a proposal what is proposed beside what exists, for the staff."""
    with override(LANGUAGE):
        if plan.is_adopted:
            # As the public: the paper hangs on a wall, whoever printed it.
            meetings = Meeting.objects.visible_to(AnonymousUser()).filter(start_date__year=plan.year).in_order()
            meetings = meetings.select_related("before__before", "planned_as")
            rows = [_meeting_row(m) for m in meetings.prefetch_related("bodies", "before__bodies")]
        else:
            proposed = plan.meetings.filter(is_left_out=False).select_related("body")
            rows = [_planned_row(row) for row in proposed]
            # What exists beside the proposal stands in its way, and belongs on the staff's paper.
            rows += [_meeting_row(meeting) for meeting in meetings_of_year(plan.year)]
        # Without an hour last, as midnight would put it first of its day.
        rows.sort(key=lambda row: (row.day, row.start or time.max, row.title))
        return Calendar(plan, rows, today)


def _meeting_row(meeting: Meeting) -> CalendarRow:
    planned = getattr(meeting, "planned_as", None)
    note = _("cancelled") if meeting.is_cancelled else ""
    # Cancelled says more than moved, and there is room for one of them.
    if planned and planned.date != meeting.start_date and not note:
        note = _("moved from %(day)s") % {"day": danish_dates.date_text(planned.date)}
    return CalendarRow(
        day=meeting.start_date,
        last_day=meeting.end_date,
        start=meeting.effective_start,
        open_part=meeting.open_part_time,
        time_text=meeting.time_text,
        title=meeting.display_title,
        bodies=tuple(meeting.hosts),
        kind=meeting.kind,
        place=meeting.place,
        note=note,
        is_cancelled=meeting.is_cancelled,
        url=meeting.get_absolute_url(),
    )


def _planned_row(row: PlannedMeeting) -> CalendarRow:
    return CalendarRow(
        day=row.date,
        last_day=row.date,
        start=row.start_time,
        open_part=row.open_part_time,
        time_text=row.time_text,
        title=str(row.body),
        bodies=(row.body,),
        kind=row.kind,
        place=row.place,
        note="",
    )

"""Where the meetings of a year get in each other's way, and in the way of holidays.

Pure functions of what is planned, what exists, and who sits where on the day. What no one has stated is not guessed: of
a meeting whose length is not known, only the hour at which it starts is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.rhythm import JULY
from ishoj_process.dates.working_days import holiday_on
from ishoj_process.models import Meeting, Seat

if TYPE_CHECKING:
    from calendar_app.models import PlannedMeeting

BREAK = timedelta(minutes=30)  # that is wanted between two meetings of the same people
APART = timedelta(hours=2)  # between the starts of two, where the length of the first is not known
# By ISO week. “Often”, since each municipality sets its own; hence a remark and never a hindrance.
SCHOOL_HOLIDAYS = {7: gettext_lazy("winter holidays"), 42: gettext_lazy("autumn holidays")}


class Weight(models.IntegerChoices):
    """How grave it is; the gravest first."""

    HARD = 1, gettext_lazy("not possible")
    CLASH = 2, gettext_lazy("collision")
    REMARK = 3, gettext_lazy("remark")


@dataclass(frozen=True)
class Entry:
    """A meeting of the year, planned or existing, as far as collisions go."""

    key: str
    bodies: tuple[tuple[int, str], ...]  # (key, name) of each
    day: date
    start: time | None
    minutes: int | None
    title: str
    is_planned: bool

    @property
    def starts(self) -> datetime | None:
        return datetime.combine(self.day, self.start) if self.start else None

    @property
    def ends(self) -> datetime | None:
        # Without a zone: meetings of one day are compared by the clock on the wall.
        return self.starts + timedelta(minutes=self.minutes) if self.starts and self.minutes else None

    @property
    def body_ids(self) -> set[int]:
        return {key for key, _name in self.bodies}

    @property
    def named(self) -> str:
        """`Ishøj Byråd kl. 17.00`"""
        return f"{self.title} {danish_dates.clock_text(self.start)}" if self.start else self.title


@dataclass(frozen=True)
class Collision:
    weight: Weight
    day: date
    text: str
    entries: tuple[Entry, ...]
    shared: tuple[str, ...] = ()  # who sits in both, a line each

    @property
    def day_text(self) -> str:
        return danish_dates.weekday_date_text(self.day)

    @property
    def mark(self) -> str:
        """The badge's key."""
        return self.weight.name.lower()


def planned_entry(row: PlannedMeeting) -> Entry:
    """A planned meeting as an Entry."""
    return Entry(
        key=f"p{row.pk}",
        bodies=((row.body_id, str(row.body)),),
        day=row.date,
        start=row.start_time,
        minutes=row.planned_minutes,
        title=str(row.body),
        is_planned=True,
    )


def meeting_entry(meeting: Meeting) -> Entry:
    """An existing meeting as an Entry, on its first day."""
    start, end = meeting.effective_start, meeting.effective_end
    # The hours of a seminar lie on different days, and their difference is no length.
    length = _minutes(start, end) if start and end and not meeting.is_multi_day else meeting.planned_minutes
    return Entry(
        key=f"m{meeting.pk}",
        bodies=tuple((body.pk, str(body)) for body in meeting.hosts),
        day=meeting.start_date,
        start=start,
        minutes=length,
        title=meeting.display_title,
        is_planned=False,
    )


def _minutes(start: time, end: time) -> int:
    return 60 * (end.hour - start.hour) + end.minute - start.minute


def year_collisions(
    planned: Iterable[PlannedMeeting], existing: Iterable[Meeting], seats: Sequence[Seat]
) -> list[Collision]:
    """The collisions of the planned meetings that are not left out, among themselves and with what exists."""
    entries = [planned_entry(row) for row in planned if not row.is_left_out]
    return collisions_of([*entries, *map(meeting_entry, existing)], seats)


def collisions_of(entries: Sequence[Entry], seats: Sequence[Seat]) -> list[Collision]:
    """All of them, by day and then the gravest first. At least one of two that collide is planned."""
    by_day, by_week = defaultdict(list), defaultdict(list)
    for entry in entries:
        by_day[entry.day].append(entry)
        for body in entry.bodies:
            # With the ISO year: the first days of January may belong to the last week of the year before.
            by_week[(body, entry.day.isocalendar()[:2])].append(entry)
    found = [remark for entry in entries if entry.is_planned for remark in _day_remarks(entry)]
    found += _school_holidays(entries)
    for of_day in by_day.values():
        # What exists is not this plan's to mend.
        pairs = [pair for pair in combinations(of_day, 2) if pair[0].is_planned or pair[1].is_planned]
        found += [collision for pair in pairs if (collision := _of_pair(*_ordered(pair), seats))]
    found += [remark for key, of_week in by_week.items() if (remark := _twice_a_week(key[0][1], of_week))]
    return sorted(found, key=lambda one: (one.day, one.weight, one.text))


def _ordered(pair: Iterable[Entry]) -> tuple[Entry, Entry]:
    first, second = sorted(pair, key=lambda entry: (entry.start or time.max, entry.title))
    return first, second


def _of_pair(first: Entry, second: Entry, seats: Sequence[Seat]) -> Collision | None:
    """What two meetings of one day have against each other; None for nothing."""
    both = {"first": first.named, "second": second.named}
    # Before the seats: a body cannot meet twice at once even where nobody is recorded to sit in it.
    if first.body_ids & second.body_ids:
        if is_overlapping(first, second):
            text = _("%(first)s and %(second)s: the same body at the same hour.")
            return Collision(Weight.HARD, first.day, text % both, (first, second))
        return Collision(Weight.CLASH, first.day, _("%(first)s and %(second)s the same day.") % both, (first, second))
    lines = shared_seats(first, second, seats)
    # Two meetings without a common member are in nobody's way, however near they lie.
    how = _nearness(first, second) if lines else ""
    if not how:
        return None
    counted = ngettext("%(count)s member sits in both", "%(count)s members sit in both", len(lines))
    text = f"{how % both} {counted % {'count': len(lines)}}."
    return Collision(Weight.CLASH, first.day, text, (first, second), tuple(lines))


def is_overlapping(first: Entry, second: Entry) -> bool:
    """Whether two meetings, the earlier first, are held at the same hour, as far as hours and lengths are known."""
    if not (first.starts and second.starts):
        return False
    # Half-open: where one ends as the other starts, they do not overlap.
    return first.start == second.start or bool(first.ends and second.starts < first.ends)


def _nearness(first: Entry, second: Entry) -> str:
    """How near two meetings of one day lie, as a sentence; empty where they are far enough apart."""
    if not (first.starts and second.starts):
        return _("%(first)s and %(second)s the same day, the hour not stated.")
    if is_overlapping(first, second):
        return _("%(first)s and %(second)s overlap.")
    if first.ends and second.starts - first.ends < BREAK:
        return _("%(first)s and %(second)s lie less than half an hour apart.")
    if not first.ends and second.starts - first.starts < APART:
        return _("%(first)s and %(second)s start less than two hours apart, and the length of the first is not stated.")
    return ""


def shared_seats(first: Entry, second: Entry, seats: Sequence[Seat]) -> list[str]:
    """Those who sit in both, by name and role in each: `Navn: formand i A, medlem i B`."""
    # By the day of the meeting: who has left a body by then has no collision there.
    of_user: dict[int | None, dict[int, Seat]] = defaultdict(dict)
    for seat in seats:
        if seat.is_held_on(first.day):
            of_user[seat.user_id][seat.body_id] = seat
    return sorted(
        _seat_line(held, first.body_ids | second.body_ids)
        for held in of_user.values()
        if held.keys() & first.body_ids and held.keys() & second.body_ids
    )


def _seat_line(held: dict[int, Seat], body_ids: set[int]) -> str:
    seats = [seat for key, seat in held.items() if key in body_ids]
    roles = [_("%(role)s of %(body)s") % {"role": s.role_text, "body": s.body.short_name} for s in seats]
    return f"{seats[0].user}: {', '.join(roles)}"


def seats_of_year(year: int) -> list[Seat]:
    """The filled seats of the year, with what is said of them."""
    # All terms that touch the year, whatever day they begin on: `Seat.is_held_on` asks for the very day.
    seats = Seat.objects.filled().filter(term__starts__lte=date(year, 12, 31), term__ends__gte=date(year, 1, 1))
    return list(seats.select_related("user", "body", "term").order_by("body__sort_key", "id"))


def _day_remarks(entry: Entry) -> list[Collision]:
    """What a planned meeting's own day is: a holiday, a weekend, a day of July."""
    return [Collision(Weight.REMARK, entry.day, text, (entry,)) for text in _remarks(entry.day, entry.named)]


def _remarks(day: date, named: str) -> Iterator[str]:
    if holiday := holiday_on(day):
        yield _("%(meeting)s lies on a holiday: %(holiday)s.") % {"meeting": named, "holiday": holiday}
    # ISO numbers: Saturday is 6.
    if day.isoweekday() > 5:
        yield _("%(meeting)s lies on a Saturday or a Sunday.") % {"meeting": named}
    if day.month == JULY:
        yield _("%(meeting)s lies in July.") % {"meeting": named}


def _school_holidays(entries: Sequence[Entry]) -> Iterator[Collision]:
    """The planned meetings of a week in which schools often have holidays, as one remark."""
    for week, holidays in SCHOOL_HOLIDAYS.items():
        # One remark for the week: as one for each meeting it would drown the others.
        of_week = [entry for entry in entries if entry.is_planned and entry.day.isocalendar().week == week]
        if of_week:
            words = {"week": week, "holidays": holidays, "meetings": ", ".join(entry.title for entry in of_week)}
            text = _("In week %(week)s, often the %(holidays)s of the schools, lie: %(meetings)s.") % words
            yield Collision(Weight.REMARK, min(entry.day for entry in of_week), text, tuple(of_week))


def _twice_a_week(body: str, entries: Sequence[Entry]) -> Collision | None:
    """One body in the same week on more than one day."""
    days = sorted({entry.day for entry in entries})
    # Days and not meetings: twice on one day is told as a collision already.
    if len(days) < 2 or not any(entry.is_planned for entry in entries):
        return None
    words = {"body": body, "days": ", ".join(map(danish_dates.weekday_date_text, days))}
    return Collision(Weight.REMARK, days[0], _("%(body)s meets twice in a week: %(days)s.") % words, tuple(entries))

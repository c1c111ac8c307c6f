"""Hold the entries of a plan file against each other: references, rings, periods. What one row alone must be
is the model's own to say, when it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates.fields import is_double_hour, is_skipped_hour
from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import AgendaItem, Meeting, ProcessPlan, WorkPeriod

from .problems import Problem, did_you_mean
from .schema import TABLE_OF

if TYPE_CHECKING:
    from .reading import Entry
    from .values import Link

HOURS = {"start_time": "start_date", "end_time": "end_date", "open_part_time": "start_date"}  # and the day of each
TWICE = gettext_lazy(
    "The hour comes twice that night, as the clocks go back at 3, and a file cannot say which time is meant. Choose an "
    "hour from 03.00 on, or enter it on the meeting's page."
)
ByLink = dict["Link | None", "Entry"]  # a key that is left out refers to nothing


def find_problems(entries: Sequence[Entry]) -> list[Problem]:
    """All that is wrong between the entries."""
    by_link: ByLink = {entry.link: entry for entry in entries}
    return [
        *_references_to_nothing(entries, by_link),
        *_periods_that_end_before_they_start(entries, by_link),
        *_before_a_meeting_of_another_day(entries, by_link),
        *_days_outside_of_the_meeting(entries, by_link),
        *_numbers_that_stand_twice(entries),
        *_convened_by_a_proposal(entries, by_link),
        *_hours_that_are_none_or_two(entries),
    ]


def in_order(entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries, each after those that it refers to, and a problem for every ring: (entries, problems).

    Entries in a ring are left out, once their ring is named.
    """
    by_link: ByLink = {entry.link: entry for entry in entries}
    place = {entry.path: number for number, entry in enumerate(entries)}
    waits_for = {
        entry.path: [by_link[link].path for name, link in entry.links() if _is_early(entry, name) and link in by_link]
        for entry in entries
    }
    problems = []
    while True:
        # A new one for each try: it names one ring at a time, and forgets no node that it was given.
        sorter = TopologicalSorter(waits_for)
        try:
            sorter.prepare()
        except CycleError as error:
            # graphlib names a ring from what is waited for; told to people, it goes as the references do.
            ring = error.args[1][::-1]
            problems.append(_ring([entries[place[path]] for path in ring]))
            waits_for = {path: _without(ring, others) for path, others in waits_for.items() if path not in ring}
        else:
            return [entries[number] for number in _places_in_order(sorter, place)], problems


def _places_in_order(sorter: TopologicalSorter[str], place: dict[str, int]) -> Iterator[int]:
    """In the order of the file wherever references allow it, so that the second of two alike is the one at fault."""
    ready: list[tuple[int, str]] = []
    while sorter.is_active():
        for path in sorter.get_ready():
            heappush(ready, (place[path], path))
        number, path = heappop(ready)
        yield number
        sorter.done(path)


def _is_early(entry: Entry, name: str) -> bool:
    return name not in entry.table.late


def _without(ring: Collection[str], paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path not in ring]


def _ring(ring: Sequence[Entry]) -> Problem:
    """The problem of a ring of entries, whose last is its first: told at the reference that closes it."""
    entry, target = ring[:2]
    # By what it points at: the ring knows entries, and not under which key they refer to each other.
    name = next(name for name, link in entry.links() if link == target.link)
    if entry is target:
        return Problem(entry.path_of(name), _("Refers to itself."))
    paths = " → ".join(each.path for each in ring)
    return Problem(entry.path_of(name), _("The references go in a ring: %(ring)s.") % {"ring": paths})


def _references_to_nothing(entries: Sequence[Entry], by_link: ByLink) -> Iterator[Problem]:
    refs: dict[type[Model], list[str]] = {}
    for link in filter(None, by_link):
        refs.setdefault(link.model, []).append(link.ref)
    for entry in entries:
        for name, link in entry.links():
            if link not in by_link:
                reason = _("There is no “%(key)s” under %(table)s in the file.")
                reason %= {"key": link.ref[:100], "table": TABLE_OF[link.model].name}
                yield Problem(entry.path_of(name), reason + did_you_mean(link.ref, refs.get(link.model, [])))


def _periods_that_end_before_they_start(entries: Sequence[Entry], by_link: ByLink) -> Iterator[Problem]:
    """Rough dates have no order in the database; and a working period lies between two meetings."""
    for entry in entries:
        starts, ends = entry.values.get("starts"), entry.values.get("ends")
        if isinstance(starts, RoughDate) and isinstance(ends, RoughDate) and ends.last_day < starts.first_day:
            yield Problem(entry.path_of("ends"), _("Ends before it starts."))
        if entry.table.model is WorkPeriod:
            yield from _work_between_meetings(entry, by_link)


def _work_between_meetings(entry: Entry, by_link: ByLink) -> Iterator[Problem]:
    after, until = (by_link.get(entry.values.get(name)) for name in ("after", "until"))
    first = after and after.values.get("end_date")
    last = until and until.values.get("start_date")
    if first and last and last < first:
        yield Problem(entry.path_of("until"), _("This meeting is held before the one that the work comes after."))


def _before_a_meeting_of_another_day(entries: Sequence[Entry], by_link: ByLink) -> Iterator[Problem]:
    """Here, and not only in the model: it is the other meeting that may have been moved in the file."""
    for entry in entries:
        other = by_link.get(entry.values.get("before")) if entry.table.model is Meeting else None
        if other and other is not entry and set(_days(entry)) != {other.values.get("start_date")}:
            yield Problem(entry.path_of("before"), _("The two meetings must be held the same day."))


def _days(entry: Entry) -> tuple[Any, Any]:
    return entry.values.get("start_date"), entry.values.get("end_date")


def _hours_that_are_none_or_two(entries: Sequence[Entry]) -> Iterator[Problem]:
    """In the nights when the clocks are moved. A page asks which of the two is meant; a file says it nowhere."""
    for entry in entries:
        for name, day_name in HOURS.items():
            hour, day = entry.values.get(name), entry.values.get(day_name) or entry.values.get("start_date")
            if entry.table.model is not Meeting or not hour or not day:
                continue
            if is_skipped_hour(day, hour):
                reason = _("There is no such hour that night: the clocks go forward to summer time.")
                yield Problem(entry.path_of(name), reason)
            elif is_double_hour(day, hour):
                yield Problem(entry.path_of(name), str(TWICE))


def _days_outside_of_the_meeting(entries: Sequence[Entry], by_link: ByLink) -> Iterator[Problem]:
    """Here, too, it may be the meeting that was moved."""
    for entry in entries:
        day = entry.values.get("day") if entry.table.model is AgendaItem else None
        if day:
            first, last = _days(by_link[entry.values["meeting"]])
            if first and last and not first <= day <= last:
                yield Problem(entry.path_of("day"), _("The day lies outside of the meeting."))


def _numbers_that_stand_twice(entries: Sequence[Entry]) -> Iterator[Problem]:
    # Among the entries, as the database would name the second row alone, and not the one that it stands against.
    items = [entry for entry in entries if entry.table.model is AgendaItem]
    numbers = Counter((entry.values["meeting"], entry.values.get("number")) for entry in items)
    for entry in items:
        number = entry.values.get("number")
        if numbers[entry.values["meeting"], number] > 1:
            yield Problem(
                entry.path_of("number"), _("The agenda has more than one item %(number)s.") % {"number": number}
            )


def _convened_by_a_proposal(entries: Sequence[Entry], by_link: ByLink) -> Iterator[Problem]:
    """A proposed plan convenes nobody: its meetings are planned until the council has adopted it."""
    for entry in entries:
        if entry.table.model is Meeting and entry.values.get("state") == Meeting.State.CONVENED:
            track = by_link.get(entry.values.get("track"))
            plan = track and by_link.get(track.values["plan"])
            if plan and plan.values.get("state", ProcessPlan.State.PROPOSED) == ProcessPlan.State.PROPOSED:
                yield Problem(entry.path_of("state"), _("A meeting of a proposed plan is planned, not convened."))

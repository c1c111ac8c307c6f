"""The bridge: the council's tracks as the plan lays them out, their meetings with the work between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ishoj_process.hierarchy.term_words import citizens_on_track
from ishoj_process.models import Track, WorkPeriod
from vision.track.ties import Tie, ties_of
from vision.track.way import Step, Way, council_way

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Work:
    """A working period between two steps."""

    period: WorkPeriod
    is_running: bool
    meeting = None  # a part of the bridge that is no step


@dataclass(frozen=True)
class Bridge:
    """One of the council's tracks: steps with the work between them, in order."""

    track: Track | None
    parts: list[Step | Work]
    citizens: str = ""
    tie: Tie | None = None

    @property
    def steps(self) -> list[Step]:
        return [part for part in self.parts if isinstance(part, Step)]

    @property
    def works(self) -> list[Work]:
        return [part for part in self.parts if isinstance(part, Work)]

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.is_next), None)


def bridge_of(way: Way, tie: Tie | None = None) -> Bridge:
    """The steps of the council's way through the plan, each with its standing, and the work between them."""
    if way.track is None or way.plan is None:
        return Bridge(None, [])
    parts = _with_work(way.steps, way.works, way.today)
    return Bridge(way.track, parts, citizens_on_track(way.plan.term, way.track), tie)


def bridges_of(way: Way, user: AnyUser) -> list[Bridge]:
    """The vision's track, and that of the main policies where the plan has one."""
    ties = {tie.track.pk: tie for tie in ties_of(way.plan, user, way.today)}
    ways = [way]
    if way.plan and any(track.is_policies for track in way.plan.tracks.all()):
        ways.append(council_way(way.plan, user, way.today, Track.Kind.POLICIES))
    return [bridge_of(each, ties.get(each.track.pk) if each.track else None) for each in ways]


def next_step_of(bridges: Iterable[Bridge]) -> Step | None:
    """The first step of all tracks of the bridge that is still to be taken."""
    steps = [step for bridge in bridges if (step := bridge.next_step) and step.meeting]
    return min(steps, key=lambda step: step.meeting.start_date if step.meeting else date.max, default=None)


def _with_work(steps: Iterable[Step], works: Iterable[WorkPeriod], today: date) -> list[Step | Work]:
    """The steps in order, each working period before the meeting that it leads to, else after the one it follows."""
    before: dict[int | None, list[Work]] = defaultdict(list)
    after: dict[int | None, list[Work]] = defaultdict(list)
    loose: list[Work] = []
    # By what is shown: work around a meeting that the reader may not know of is placed as if it had none.
    shown = {step.meeting.pk for step in steps if step.meeting}
    for period in works:
        work = Work(period, _is_running(period, today))
        # Before its end rather than after its beginning: the work is done for the meeting that it leads to.
        if period.until_id in shown:
            before[period.until_id].append(work)
        elif period.after_id in shown:
            after[period.after_id].append(work)
        else:
            loose.append(work)
    parts: list[Step | Work] = []
    for step in steps:
        key = step.meeting.pk if step.meeting else None
        parts += [*before[key], step, *after[key]]
    return [*parts, *loose]


def _is_running(period: WorkPeriod, today: date) -> bool:
    """True between its days; a period whose beginning no source gives runs until it ends, never in the open."""
    first, last = period.first_day, period.last_day
    return first is not None and last is not None and first <= today <= last

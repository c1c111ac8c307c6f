"""What stands on the timeline: the two tracks, lane by lane, with all that a source gives a date for.

The drawing, the table under it and the list on a phone are three views of the one Timeline built here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.models import Body, Lineage, Meeting, ProcessPlan, Strategy, Track
from ishoj_process.models.meetings import MeetingQuerySet
from strategies.models import Consultation
from strategies.rights import can_see_hearing_matrix

from .entries import Entry, adoption_entries, in_order, meeting_entry, strategy_entries, work_entry
from .period import Period, Quarter

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Lane:
    """A line of the timeline: the council's process, or one committee's strategies and meetings."""

    title: str
    entries: list[Entry] = field(default_factory=list)
    url: str = ""
    says_when_empty: bool = True

    def cells(self, quarters: Iterable[Quarter]) -> list[list[Entry]]:
        """The lane's entries quarter by quarter; what spans two quarters stands in both."""
        return [[entry for entry in self.entries if quarter.touches(entry.first, entry.last)] for quarter in quarters]


@dataclass(frozen=True)
class TrackRow:
    """One of the two tracks with who leads it and its lanes."""

    title: str
    lead_actor: str
    lanes: list[Lane]

    @property
    def empty_lanes(self) -> list[Lane]:
        return [lane for lane in self.lanes if lane.says_when_empty and not lane.entries]


@dataclass(frozen=True)
class QuarterList:
    """A quarter with its entries, each with the lane that it belongs to: the list on a phone."""

    quarter: Quarter
    rows: list[tuple[Lane, Entry]]


@dataclass(frozen=True)
class Timeline:
    """The two tracks within a period, as one reader may see them on a day."""

    period: Period
    today: date
    tracks: list[TrackRow]

    @property
    def lanes(self) -> list[Lane]:
        return [lane for track in self.tracks for lane in track.lanes]

    @property
    def table(self) -> list[dict[str, Any]]:
        """The memo's table: track, lead actor and a cell for each quarter; a committee has a row where it has dates."""
        return [
            {
                "track": track,
                "lane": lane,
                "is_first_of_track": lane is track.lanes[0],
                "cells": lane.cells(self.period.quarters),
            }
            for track in self.tracks
            for lane in track.lanes
            # The empty lanes are named together below the table: rows of dashes would bury it.
            if lane.entries or not lane.says_when_empty
        ]

    @property
    def empty_lanes(self) -> list[Lane]:
        return [lane for track in self.tracks for lane in track.empty_lanes]

    @property
    def by_quarter(self) -> list[QuarterList]:
        """For a phone: each quarter with what begins in it, or runs on into the period's first."""
        return [QuarterList(quarter, self._beginning_in(quarter)) for quarter in self.period.quarters]

    def _beginning_in(self, quarter: Quarter) -> list[tuple[Lane, Entry]]:
        is_first = quarter.first == self.period.first
        rows = [
            (lane, entry)
            for lane in self.lanes
            for entry in lane.entries
            # By where it begins alone: on a telephone one reads down, and each thing is to be met once.
            if quarter.touches(entry.first, entry.first) or (is_first and entry.first < quarter.first)
        ]
        return sorted(rows, key=lambda row: (row[1].first, row[1].last))


def current_plan(today: date) -> ProcessPlan | None:
    """The process plan that the pages show on a day, with what they say of it; None where there is no plan."""
    # With the tracks, which these pages show; the one of `vision.track.shown` asks for none.
    plans = ProcessPlan.objects.select_related("term", "vision", "adopted_at")
    return plans.prefetch_related("tracks").current(today)


def build_timeline(*, plan: ProcessPlan | None, period: Period, user: AnyUser, today: date) -> Timeline:
    """The timeline of the plan in the period. A fixed number of queries, however much there is."""
    look = Look(period, user, today)
    tracks = {track.kind: track for track in _tracks(plan)}
    vision_track, strategies_track = tracks.get(Track.Kind.VISION), tracks.get(Track.Kind.STRATEGIES)
    meetings: dict[bool, list[Meeting]] = {True: [], False: []}
    for meeting in _meetings(look):
        meetings[_is_on_vision_track(meeting, vision_track)].append(meeting)
    rows = [
        _vision_row(vision_track, plan, meetings[True], _council_lanes(meetings[False], look), look),
        _strategies_row(strategies_track, meetings[False], look),
    ]
    return Timeline(period, today, rows)


@dataclass(frozen=True)
class Look:
    """Who looks at which period on which day."""

    period: Period
    user: AnyUser
    today: date

    @property
    def day(self) -> date:
        """The day of the period that lies nearest to today: whose names its lanes bear."""
        return min(max(self.today, self.period.first), self.period.last)

    def within(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if self.period.touches(entry.first, entry.last)]


def _tracks(plan: ProcessPlan | None) -> Iterable[Track]:
    if plan is None:
        return []
    return plan.tracks.prefetch_related("work_periods__after__bodies", "work_periods__until__bodies")


def _meetings(look: Look) -> MeetingQuerySet:
    found = Meeting.objects.visible_to(look.user).between(look.period.first, look.period.last).in_order()
    return found.prefetch_related("bodies", "before__bodies")


def _is_on_vision_track(meeting: Meeting, track: Track | None) -> bool:
    """On the track by the plan, or the council's theme meetings and seminars that lie on no track."""
    # What the plan says goes before what the kind suggests: a meeting of another track is not moved to this one.
    if meeting.track_id:
        return track is not None and meeting.track_id == track.pk
    is_process = meeting.kind in (Meeting.Kind.THEME, Meeting.Kind.SEMINAR)
    return is_process and any(body.kind == Body.Kind.COUNCIL for body in meeting.hosts)


def _vision_row(
    track: Track | None,
    plan: ProcessPlan | None,
    meetings: Iterable[Meeting],
    council_lanes: Sequence[Lane],
    look: Look,
) -> TrackRow:
    entries = [meeting_entry(meeting, look.today) for meeting in meetings] + _work_entries(track, look)
    vision = plan.vision if plan else None
    if vision and rights.can_see_level(look.user, vision):
        # Not asked of the database: rough days are stored as text, which it cannot compare with a day.
        entries += look.within(adoption_entries(vision))
    title, lead = (track.title, track.lead_actor) if track else (_("Vision"), _("The council"))
    return TrackRow(title, lead, [Lane(lead, in_order(entries), says_when_empty=False), *council_lanes])


def _council_lanes(meetings: Iterable[Meeting], look: Look) -> list[Lane]:
    """The council's ordinary meetings in a lane of their own, where there are any."""
    entries = [meeting_entry(meeting, look.today, is_small=True) for meeting in meetings if _is_of_council(meeting)]
    return [Lane(_("Council meetings"), entries)] if entries else []


def _is_of_council(meeting: Meeting) -> bool:
    return meeting.kind == Meeting.Kind.COUNCIL


def _strategies_row(track: Track | None, meetings: Iterable[Meeting], look: Look) -> TrackRow:
    by_body: dict[int | None, list[Entry]] = defaultdict(list)  # under None: of strategies whose owner is not known
    for meeting in meetings:
        if not _is_of_council(meeting):
            entry = meeting_entry(meeting, look.today, is_small=meeting.kind == Meeting.Kind.COMMITTEE)
            # In the lane of each: a joint meeting takes a day of all who hold it.
            for body in meeting.hosts:
                by_body[body.pk].append(entry)
    with_involvement = can_see_hearing_matrix(look.user)
    for strategy in _strategies(look.user):
        by_body[strategy.owner_id] += look.within(strategy_entries(strategy, with_involvement=with_involvement))
    title, lead = (track.title, track.lead_actor) if track else (_("Strategies"), _("The committees"))
    # The work that the plan gives all committees together lies in a lane of its own, above theirs.
    joint = Lane(lead, in_order(_work_entries(track, look)), says_when_empty=False)
    return TrackRow(title, lead, [joint, *_committee_lanes(by_body, look.day)])


def _committee_lanes(by_body: dict[int | None, list[Entry]], day: date) -> list[Lane]:
    bodies = _lane_bodies(by_body, day)
    lanes = [Lane(str(body), in_order(by_body[body.pk]), body.get_absolute_url()) for body in bodies]
    return lanes + ([Lane(_("No owner stated"), in_order(by_body[None]))] if by_body[None] else [])


def _lane_bodies(by_body: dict[int | None, list[Entry]], day: date) -> list[Body]:
    """The committees of the day, with or without dates, and whoever else owns a strategy that has some."""
    # distinct: the body is found once for each of its strategies.
    bodies = Body.objects.filter(Q(kind__in=Body.SUBJECT_COMMITTEES) | Q(strategies__isnull=False)).distinct()
    # A committee that was laid down is shown by its past alone; its heirs have the empty lanes.
    living = [body.pk for body in Lineage.read().living(bodies, day) if body.is_subject_committee]
    shown = [body.on(day) for body in bodies if by_body[body.pk] or body.pk in living]
    return sorted(shown, key=lambda body: body.shown_key)


def _strategies(user: AnyUser) -> QuerySet[Strategy]:
    found = Strategy.objects.visible_to(user).latest_editions().select_related("owner")
    consultations = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT)
    early = ["early_involvements__body"] if can_see_hearing_matrix(user) else []
    found = found.prefetch_related("activities", "milestones", Prefetch("consultations", consultations), *early)
    return found.order_by("position", "sort_key", "id")


def _work_entries(track: Track | None, look: Look) -> list[Entry]:
    if track is None:
        return []
    return look.within(entry for work in track.work_periods.all() if (entry := work_entry(work, look.user)))

"""What stands on the timeline: the plan's tracks, lane by lane, with all that a source gives a date for.

The drawing, the table under it and the list on a phone are three views of the one Timeline built here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.models import Body, Lineage, MainPolicy, Meeting, ProcessPlan, Strategy, Track
from ishoj_process.models.meetings import MeetingQuerySet
from strategies.models import Consultation
from strategies.rights import can_see_hearing_matrix
from vision.track.ties import Tie, ties_of

from .entries import (
    Entry,
    adoption_entries,
    document_entries,
    in_order,
    meeting_entry,
    strategy_entries,
    tie_entry,
    work_entry,
)
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
    """A track with who leads it and its lanes."""

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
    """The tracks within a period, as one reader may see them on a day."""

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


def build_timeline(*, plan: ProcessPlan | None, period: Period, user: AnyUser, today: date) -> Timeline:
    """The timeline of the plan in the period. A fixed number of queries, however much there is.

    What belongs to another plan within the period stands under that one, in rows of its own below.
    """
    look = Look(period, user, today)
    meetings = list(_meetings(look))
    tracks = _tracks(plan, look, {meeting.track_id for meeting in meetings})
    own = {track.kind: track for track in tracks if plan and track.plan_id == plan.pk}
    placed = _placed(meetings, tracks, own)
    ties = {tie.track.pk: tie for tie in ties_of(plan, user, today)}
    policies = own.get(Kind.POLICIES)
    # Without a track of their own the main policies are worked on upon the bridge, as the vision is.
    beside = [*([] if policies else _policies_lane(look)), *_council_lanes(placed[None], look)]
    rows = [_vision_row(own.get(Kind.VISION), plan, placed[VISION_ROW], beside, ties, look)]
    if policies:
        rows.append(_policies_row(policies, placed[policies.pk], ties, look))
    rows.append(_strategies_row(own.get(Kind.STRATEGIES), placed[None], ties, look))
    others = [track for track in tracks if not (plan and track.plan_id == plan.pk)]
    return Timeline(period, today, rows + _rows_of_others(others, placed, look))


@dataclass(frozen=True)
class Look:
    """Who looks at which period on which day."""

    period: Period
    user: AnyUser
    today: date

    @property
    def day(self) -> date:
        """The day of the period that lies nearest to today: whose names its lanes bear."""
        return self.period.nearest_to(self.today)

    def within(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if self.period.touches(entry.first, entry.last)]


Kind = Track.Kind
VISION_ROW = "vision"  # of the plan that is shown, also where it has no such track
Placed = dict[int | str | None, list[Meeting]]


def _tracks(plan: ProcessPlan | None, look: Look, of_meetings: Collection[int | None]) -> list[Track]:
    """Those of the plan, and of the other plans that touch the period or have a meeting in it."""
    is_there = Q(plan__starts__lte=look.period.last, plan__ends__gte=look.period.first)
    is_there |= Q(pk__in=[pk for pk in of_meetings if pk])
    others = is_there & Q(plan__in=ProcessPlan.objects.visible_to(look.user, look.today))
    # Its own in any case: a paper is built for nobody, and whoever asked for it may see the plan.
    found = Track.objects.filter(Q(plan=plan) | others).select_related("plan__vision")
    return list(found.prefetch_related("work_periods__after__bodies", "work_periods__until__bodies"))


def _placed(meetings: Iterable[Meeting], tracks: Sequence[Track], own: dict[str, Track]) -> Placed:
    """The meetings by the key of the bridge's track on which each lies, of whichever plan; None: on none of these."""
    vision = own.get(Kind.VISION)
    bridge = {track.pk: track for track in tracks if track.kind in Track.ON_BRIDGE}
    placed: Placed = defaultdict(list)
    for meeting in meetings:
        # What the plan says goes before what the kind suggests: a meeting of another track is not moved to this one.
        track = bridge.get(meeting.track_id or 0) or _track_of_day(meeting, bridge.values(), vision)
        key: int | str | None = track.pk if track else None
        if (track and track == vision) or (track is None and vision is None and _is_process_meeting(meeting)):
            key = VISION_ROW
        placed[key].append(meeting)
    return placed


def _track_of_day(meeting: Meeting, bridge: Iterable[Track], vision: Track | None) -> Track | None:
    """Of a meeting of the process that lies on no track: the vision's track of the plan of its day, else the shown."""
    if not _is_process_meeting(meeting):
        return None
    of_day = [t for t in bridge if t.is_vision and t.plan.starts <= meeting.start_date <= t.plan.ends]
    # The plan that is shown before others of the same days, and what was adopted before a proposal.
    return min(of_day, key=lambda t: (t != vision, not t.plan.is_adopted, t.pk), default=vision)


def _is_process_meeting(meeting: Meeting) -> bool:
    """The council's theme meetings and seminars, where they lie on no track."""
    is_process = meeting.kind in (Meeting.Kind.THEME, Meeting.Kind.SEMINAR) and not meeting.track_id
    return is_process and any(body.kind == Body.Kind.COUNCIL for body in meeting.hosts)


def _meetings(look: Look) -> MeetingQuerySet:
    found = Meeting.objects.visible_to(look.user).between(look.period.first, look.period.last).in_order()
    return found.prefetch_related("bodies", "before__bodies")


def _vision_row(
    track: Track | None,
    plan: ProcessPlan | None,
    meetings: Iterable[Meeting],
    beside: Sequence[Lane],
    ties: Mapping[int, Tie],
    look: Look,
) -> TrackRow:
    entries = [meeting_entry(meeting, look.today) for meeting in meetings] + _own_entries(track, ties, look)
    vision = plan.leads_to if plan else None
    if vision and rights.can_see_level(look.user, vision):
        # Not asked of the database: rough days are stored as text, which it cannot compare with a day.
        entries += look.within(adoption_entries(vision))
    title, lead = (track.title, track.lead_actor) if track else (_("Vision"), _("The council"))
    return TrackRow(title, lead, [Lane(lead, in_order(entries), says_when_empty=False), *beside])


def _policies_row(track: Track, meetings: Iterable[Meeting], ties: Mapping[int, Tie], look: Look) -> TrackRow:
    entries = [meeting_entry(meeting, look.today) for meeting in meetings] + _own_entries(track, ties, look)
    entries += _of_policies(look)
    return TrackRow(track.title, track.lead_actor, [Lane(track.lead_actor, in_order(entries), says_when_empty=False)])


def _policies_lane(look: Look) -> list[Lane]:
    entries = _of_policies(look)
    return [Lane(_("Main policies"), in_order(entries), says_when_empty=False)] if entries else []


def _of_policies(look: Look) -> list[Entry]:
    """The consultations about main policies, their milestones and their adoptions."""
    policies = MainPolicy.objects.visible_to(look.user).latest_editions()
    found = policies.prefetch_related("milestones", _sent_consultations(look.user))
    return look.within(entry for policy in found for entry in document_entries(policy))


def _sent_consultations(user: AnyUser) -> Prefetch:
    return Prefetch("consultations", Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT))


def _rows_of_others(tracks: Iterable[Track], placed: Placed, look: Look) -> list[TrackRow]:
    """The tracks of other plans, as far as something of them lies in the period."""
    rows = []
    for track in sorted(tracks, key=lambda track: (track.plan.starts, track.position, track.pk)):
        entries = [meeting_entry(meeting, look.today) for meeting in placed[track.pk]] + _work_entries(track, look)
        if entries:
            title = f"{track.title} ({track.plan.title})"
            rows.append(TrackRow(title, track.lead_actor, [Lane(track.lead_actor, in_order(entries))]))
    return rows


def _council_lanes(meetings: Iterable[Meeting], look: Look) -> list[Lane]:
    """The council's ordinary meetings in a lane of their own, where there are any."""
    entries = [meeting_entry(meeting, look.today, is_small=True) for meeting in meetings if _is_of_council(meeting)]
    return [Lane(_("Council meetings"), entries)] if entries else []


def _is_of_council(meeting: Meeting) -> bool:
    return meeting.kind == Meeting.Kind.COUNCIL


def _strategies_row(track: Track | None, meetings: Iterable[Meeting], ties: Mapping[int, Tie], look: Look) -> TrackRow:
    by_body: dict[int | None, list[Entry]] = defaultdict(list)  # under None: of strategies whose owner is not known
    together: list[Entry] = []  # what the council holds for all of them
    for meeting in meetings:
        if not _is_of_council(meeting):
            entry = meeting_entry(meeting, look.today, is_small=meeting.kind == Meeting.Kind.COMMITTEE)
            if any(body.kind == Body.Kind.COUNCIL for body in meeting.hosts):
                together.append(entry)
            # In the lane of each: a joint meeting takes a day of all who hold it.
            for body in meeting.hosts:
                by_body[body.pk].append(entry)
    with_involvement = can_see_hearing_matrix(look.user)
    for strategy in _strategies(look.user):
        by_body[strategy.owner_id] += look.within(strategy_entries(strategy, with_involvement=with_involvement))
    title, lead = (track.title, track.lead_actor) if track else (_("Strategies"), _("The committees"))
    # The work that the plan gives all committees together lies in a lane of its own, above theirs.
    joint = Lane(lead, in_order(together + _own_entries(track, ties, look)), says_when_empty=False)
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
    early = ["early_involvements__body"] if can_see_hearing_matrix(user) else []
    found = found.prefetch_related("activities", "milestones", _sent_consultations(user), *early)
    return found.order_by("position", "sort_key", "id")


def _own_entries(track: Track | None, ties: Mapping[int, Tie], look: Look) -> list[Entry]:
    """The work that lies on a track, and the day from which it may begin where it waits for another."""
    tie = ties.get(track.pk) if track else None
    waits = [entry] if tie and (entry := tie_entry(tie)) else []
    return look.within(waits) + _work_entries(track, look)


def _work_entries(track: Track | None, look: Look) -> list[Entry]:
    if track is None:
        return []
    return look.within(entry for work in track.work_periods.all() if (entry := work_entry(work, look.user)))

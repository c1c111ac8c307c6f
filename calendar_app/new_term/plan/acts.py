"""Acts on the plan of a new term: stored as a proposal with tracks, ties, work and meetings, and removed as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import MovedOn, Refused, refuse
from ishoj_process.models import Body, CouncilTerm, Meeting, ProcessPlan, Track, User, WorkPeriod
from ishoj_process.models.bodies import usual_minutes_of
from vision.adoption.acts import begin_new_vision

from .template import MeetingOf, Template, TrackOf

State = ProcessPlan.State


@dataclass(frozen=True)
class Chosen:
    """A meeting that is to be made: as it was proposed and adjusted."""

    meeting: MeetingOf
    bodies: tuple[Body, ...]
    title: str
    day: date
    days: int
    start_time: time | None
    there: Meeting | None = None

    @property
    def last_day(self) -> date:
        return self.day + timedelta(days=self.days - 1)


@transaction.atomic
def store_plan(
    *, term: CouncilTerm, template: Template, chosen: Sequence[Chosen], vision: str, seen: int, by: User, today: date
) -> ProcessPlan:
    """Store a proposed plan by a template; raises MovedOn where the term has got another plan, Refused with reasons.

    It names no vision, and so leads to that of its term; `vision` is the title of one that is begun with it, or empty.
    `seen`: how many plans the term had when the proposal was shown. Returns the plan.
    """
    term = term.locked()
    if term.plans.count() != seen:
        raise MovedOn([_("Somebody else has made a plan for the term meanwhile. Look at it first.")])
    refuse(_reasons_against(term, chosen))
    plan = ProcessPlan(
        term=term,
        title=template.title,
        background=template.background,
        framework=template.framework,
        starts=term.starts,
        ends=_last_day(term, template, chosen),
    )
    plan.save_next(by=by)
    if vision:
        note, named = _("Begun with the process plan."), {"title": vision, "slug": ""}
        begin_new_vision(**named, term=term, with_lines=False, is_published=False, note=note, by=by, on=today)
    _parts_of(plan, template, chosen, by)
    return plan


def _parts_of(plan: ProcessPlan, template: Template, chosen: Sequence[Chosen], by: User) -> None:
    tracks = {each.key: _track_of(plan, each, place) for place, each in enumerate(template.tracks)}
    for each in template.tracks:
        if each.after:
            tracks[each.key].after = tracks[each.after]
            tracks[each.key].save()
    meetings: dict[str, list[Meeting]] = {}
    for row in chosen:
        made = row.there or _meeting_of(row, tracks[row.meeting.track], by)
        meetings.setdefault(row.meeting.key, []).append(made)
    for each in template.tracks:
        _work_of(tracks[each.key], each, meetings)


def _reasons_against(term: CouncilTerm, chosen: Sequence[Chosen]) -> list[str]:
    reasons = [] if chosen else [_("Choose at least one meeting.")]
    for row in chosen:
        words = {"title": row.title, "first": term.starts.year, "last": term.ends.year}
        if not term.starts <= row.day <= row.last_day <= term.ends:
            reasons.append(_("“%(title)s” must lie within the term (%(first)s–%(last)s).") % words)
    return reasons


def _last_day(term: CouncilTerm, template: Template, chosen: Sequence[Chosen]) -> date:
    """The end of the month after so many months, or of the last meeting's where that is later."""
    months = term.starts.month - 1 + template.months
    by_months = date(term.starts.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
    return min(term.ends, max([by_months, *(row.last_day for row in chosen)]))


def _track_of(plan: ProcessPlan, each: TrackOf, place: int) -> Track:
    told = {"kind": each.kind, "title": each.title, "lead_actor": each.lead_actor, "purpose": each.purpose}
    return Track.objects.create(plan=plan, position=place, **told)


def _meeting_of(row: Chosen, track: Track, by: User) -> Meeting:
    meeting = Meeting(
        kind=row.meeting.kind,
        title=row.title,
        track=track,
        start_date=row.day,
        end_date=row.last_day,
        start_time=row.start_time,
        purpose=row.meeting.purpose,
        outcome=row.meeting.outcome,
        assumed_minutes=usual_minutes_of(row.bodies),
    )
    try:
        meeting.full_clean()
    except ValidationError as error:
        raise Refused([f"{row.title}: {sentence}" for sentence in error.messages]) from error
    meeting.save_next(by=by)
    meeting.bodies.set(row.bodies)
    return meeting


def _work_of(track: Track, each: TrackOf, meetings: Mapping[str, list[Meeting]]) -> None:
    """The work between the meetings; what a meeting that was left out would have bounded has no end there."""
    for place, work in enumerate(each.work):
        after = max(meetings.get(work.after, []), key=lambda row: row.end_date, default=None)
        until = max(meetings.get(work.until, []), key=lambda row: row.start_date, default=None)
        told = {"title": work.title, "actor": work.actor, "description": work.description, "position": place}
        WorkPeriod.objects.create(track=track, after=after, until=until, **told)


def reasons_against_removing(plan: ProcessPlan) -> list[str]:
    """Why a plan cannot be taken back as a whole; an empty list where it can."""
    if plan.is_adopted:
        return [_("The council has adopted the plan. Take the adoption back first.")]
    meetings = Meeting.objects.filter(track__plan=plan)
    touched = Q(version__gt=1) | ~Q(state=Meeting.State.PLANNED) | Q(items__isnull=False)
    touched |= Q(invitations__isnull=False) | Q(preceded_by__isnull=False)
    rows = meetings.filter(touched).distinct().in_order().prefetch_related("bodies")
    return [
        _("“%(meeting)s” has been changed, or something hangs on it. Remove it by itself first.") % {"meeting": row}
        for row in rows[:5]
    ]


@transaction.atomic
def remove_plan(*, plan: ProcessPlan, by: User) -> None:
    """Take a proposed plan back with its tracks, work and meetings. Done twice it is done once; raises Refused."""
    plan.term.locked()
    stored = ProcessPlan.objects.select_for_update().filter(pk=plan.pk).first()
    if stored is None:
        return
    refuse(reasons_against_removing(stored))
    try:
        WorkPeriod.objects.filter(track__plan=stored).delete()
        for meeting in Meeting.objects.filter(track__plan=stored):
            meeting.delete_signed(by=by)
        stored.delete_signed(by=by)
    except ProtectedError as error:  # whatever else points at one of them
        named = next(iter(error.protected_objects))
        raise Refused([_("“%(what)s” hangs on the plan. Remove it by itself first.") % {"what": named}]) from error

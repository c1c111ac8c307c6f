"""Acts on the process plan: adopted at a meeting, taken back, changed with a reason, and parts of it removed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import EditConflict, refuse
from ishoj_process.models import Body, Meeting, ProcessPlan, Track, User, WorkPeriod

from .changes import facts_of, note_change

if TYPE_CHECKING:
    from django.db.models import Model

    from ishoj_process.models.meetings import MeetingQuerySet

    from .forms import ChangeForm

State = ProcessPlan.State


def meetings_that_could_adopt(today: date) -> MeetingQuerySet:
    """The council's own meetings that have begun: at a theme meeting or a seminar nothing is decided."""
    meetings = Meeting.objects.filter(
        kind=Meeting.Kind.COUNCIL, bodies__kind=Body.Kind.COUNCIL, start_date__lte=today
    ).exclude(state=Meeting.State.CANCELLED)
    # distinct: the condition goes over many bodies, and a meeting may be found once for each.
    return meetings.distinct()


def reasons_against_adoption(plan: ProcessPlan, meeting: Meeting, *, today: date) -> list[str]:
    """Why the plan cannot have been adopted at the meeting; an empty list where it can."""
    reasons = []
    # The same meeting again is a double click, and no reason.
    if plan.is_adopted and plan.adopted_at_id != meeting.pk:
        reasons.append(_("The plan is already adopted at another meeting. Take that back first."))
    # Asked again though the form offers no other: a meeting may have been edited since it was shown.
    if meeting.kind != Meeting.Kind.COUNCIL or not meeting.bodies.filter(kind=Body.Kind.COUNCIL).exists():
        reasons.append(_("Only a council meeting can adopt the plan."))
    if meeting.state == Meeting.State.CANCELLED:
        reasons.append(_("The meeting is cancelled."))
    # A meeting that begins today has begun: decisions are recorded while it goes on.
    if meeting.start_date > today:
        reasons.append(_("The meeting has not been held yet."))
    return reasons


@transaction.atomic
def adopt_plan(*, plan: ProcessPlan, meeting: Meeting, by: User, today: date) -> ProcessPlan:
    """Record that the council adopted the plan at the meeting; raises Refused with the reasons.

    The meeting that it already stands adopted at changes nothing (a double click). Returns the plan.
    """
    stored = plan.locked()
    refuse(reasons_against_adoption(stored, meeting, today=today))
    if stored.is_adopted:
        return stored
    return _store(stored, State.ADOPTED, meeting, by)


def reasons_against_withdrawal(plan: ProcessPlan, *, today: date) -> list[str]:
    """Why the adoption cannot be taken back: a proposed plan has no convened meetings before it."""
    # Only those to come: who was called to a meeting that is over was called rightly.
    convened = Meeting.objects.filter(track__plan=plan, state=Meeting.State.CONVENED).coming(today).in_order()
    return [
        _("“%(meeting)s” is convened. Make it planned again first.") % {"meeting": meeting}
        for meeting in convened.prefetch_related("bodies")
    ]


@transaction.atomic
def withdraw_adoption(*, plan: ProcessPlan, by: User, today: date) -> ProcessPlan:
    """Make the plan a proposal again; raises Refused with the reasons. Returns the plan."""
    stored = plan.locked()
    if not stored.is_adopted:
        return stored
    refuse(reasons_against_withdrawal(stored, today=today))
    return _store(stored, State.PROPOSED, None, by)


@transaction.atomic
def change_plan(*, form: ChangeForm, seen_version: int | None, by: User, today: date) -> Model:
    """Store an edited plan, track or working period; an adopted plan only with a reason, and what changed is kept.

    Raises EditConflict where any part of the plan has changed since, and Refused without a reason.
    """
    row, plan = form.instance, form.plan.locked("term")
    is_new = row.pk is None
    if not is_new and plan.version != seen_version:
        raise EditConflict(_as_stored(row, plan))
    reason = form.cleaned_data.get("reason", "")
    # Asked again: it may have been adopted since the form was shown.
    refuse([_say_why()] if plan.is_adopted and not reason else [])
    before = facts_of(plan)
    if isinstance(row, ProcessPlan):
        row.next_version(by=by)
        form.save()
    else:
        form.save()
        plan.save_next(by=by)
    if plan.is_adopted:
        note_change(plan, before, reason=reason, by=by, on=today)
    return row


def reasons_against_removal(row: Track | WorkPeriod) -> list[str]:
    """Why a part of a plan cannot be removed. Meetings lose no track unseen; a tie to the track ends with it."""
    if isinstance(row, Track) and row.meetings.exists():
        return [_("Meetings stand on the track. Move them to another track first, or take them off it.")]
    return []


@transaction.atomic
def remove_part(
    *, row: Track | WorkPeriod, plan: ProcessPlan, reason: str, seen_version: int | None, by: User, today: date
) -> ProcessPlan:
    """Remove a track with its working periods, or a working period. What was in an adopted plan is kept as a change.

    Raises EditConflict where any part of the plan has changed since, and Refused with the reasons. Returns the plan.
    """
    stored = plan.locked("term")
    if not type(row).objects.filter(pk=row.pk).exists():  # the other click of a double one was quicker
        return stored
    if stored.version != seen_version:
        raise EditConflict(stored)
    without_reason = [_say_why()] if stored.is_adopted and not reason else []
    refuse([*without_reason, *reasons_against_removal(row)])
    before = facts_of(stored)
    row.delete()
    stored.save_next(by=by)
    if stored.is_adopted:
        note_change(stored, before, reason=reason, by=by, on=today)
    return stored


def _say_why() -> str:
    return _("The council has adopted the plan. Say why it is changed.")


def _as_stored(row: Any, plan: ProcessPlan) -> Any:
    """The row as it stands, with the version of its plan, by which forms of its parts count."""
    stored = type(row)._base_manager.get(pk=row.pk)
    stored.version = plan.version
    return stored


def _store(plan: ProcessPlan, state: State, meeting: Meeting | None, by: User) -> ProcessPlan:
    # The two together, or the constraint refuses: what is adopted was adopted at a meeting.
    plan.state, plan.adopted_at = state, meeting
    return plan.save_next(by=by)

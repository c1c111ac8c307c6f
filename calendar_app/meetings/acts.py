"""Acts on a meeting: store what was edited, plan, convene and cancel, record as held."""

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.ical.revision import is_significant_change
from calendar_app.invitations.queue import queue_updates
from ishoj_process.editing.acts import store_edit
from ishoj_process.hierarchy.acts import TransitionRefused
from ishoj_process.models import Meeting

State = Meeting.State


def reasons_against_state(meeting, to, *, today):
    """Why the meeting may not take this state; an empty list where it may."""
    if to not in Meeting.MOVES[meeting.state]:
        return [
            _("A meeting that is %(from)s cannot be made %(to)s.")
            % {"from": meeting.get_state_display(), "to": State(to).label}
        ]
    reasons = []
    if to == State.CONVENED and is_in_proposed_plan(meeting):
        reasons.append(_("The process plan is only a proposal. The council must adopt it before its meetings convene."))
    if to == State.CONVENED and meeting.end_date < today:
        reasons.append(_("The date has passed."))
    if to == State.CANCELLED and meeting.is_held:
        reasons.append(_("The meeting is recorded as held."))
    if to == State.PLANNED and meeting.state == State.CONVENED and meeting.end_date < today:
        reasons.append(_("The meeting was convened, and its date has passed."))
    return reasons


def is_in_proposed_plan(meeting):
    """True for a meeting of a process plan that the council has not adopted."""
    return bool(meeting.track and not meeting.track.plan.is_adopted)


@transaction.atomic
def change_meeting_state(*, meeting, to, by, today):
    """Plan, convene or cancel; raises TransitionRefused with the reasons.

    The state that it already has changes nothing (a double click). Returns the meeting, or None where nothing changed.
    """
    stored = locked(meeting)
    if stored.state == to:
        return None
    if reasons := reasons_against_state(stored, to, today=today):
        raise TransitionRefused(reasons)
    was_cancelled = stored.is_cancelled
    stored.state = State(to)
    stored.sequence += 1  # RFC 5546 § 2.1.4: STATUS has changed
    store_next_version(row=stored, by=by)
    queue_updates(stored, is_moved=was_cancelled)
    return stored


def reasons_against_held(meeting, *, today):
    """Why the meeting may not be recorded as held; an empty list where it may."""
    reasons = []
    if meeting.state == State.CANCELLED:
        reasons.append(_("The meeting is cancelled."))
    if meeting.start_date > today:
        reasons.append(_("The meeting lies in the future."))
    return reasons


@transaction.atomic
def record_held(*, meeting, is_held, by, today):
    """Record that the meeting took place, or take that back; raises TransitionRefused with the reasons."""
    stored = locked(meeting)
    if stored.is_held == is_held:
        return None
    if is_held and (reasons := reasons_against_held(stored, today=today)):
        raise TransitionRefused(reasons)
    stored.is_held = is_held
    return store_next_version(row=stored, by=by)


@transaction.atomic
def store_meeting(*, form, seen_version, by):
    """Store an edited meeting; those held before it the same day move with it. Returns the meeting."""
    meeting = form.instance
    earlier = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    is_moved = bool(earlier) and is_significant_change(earlier, meeting)
    if is_moved:
        meeting.sequence = earlier.sequence + 1
    store_edit(form=form, seen_version=seen_version, by=by)
    if is_moved:
        queue_updates(meeting, is_moved=True)
    if earlier:
        _move_programme(earlier, meeting, by)
        move_followers(earlier, meeting, by)
    return meeting


def _move_programme(earlier, meeting, by):
    """The items' days follow the meeting; a day that it no longer has is left open."""
    shift = meeting.start_date - earlier.start_date
    if (earlier.start_date, earlier.end_date) == (meeting.start_date, meeting.end_date):
        return
    for item in meeting.items.filter(day__isnull=False):
        item.day = item.day + shift if item.day + shift in meeting.days else None
        item._history_user = by
        item.save()


def move_followers(earlier, meeting, by):
    """Meetings held before this one the same day move with it. `earlier` is the meeting as it was."""
    for follower in Meeting.objects.select_for_update().filter(before=meeting.pk):
        moved = Meeting.objects.get(pk=follower.pk)
        follower.before, moved.before = earlier, meeting
        moved.start_date = moved.end_date = meeting.start_date
        if is_significant_change(follower, moved):
            moved.sequence += 1
            store_next_version(row=moved, by=by)
            queue_updates(moved, is_moved=True)
            move_followers(follower, moved, by)


def locked(row):
    """The row as it is stored, held until the transaction ends."""
    return type(row).objects.select_for_update().get(pk=row.pk)


def store_next_version(*, row, by):
    """Save a row that was changed by an act, so that a form opened before it notices."""
    row.version += 1
    row.updated_by = row._history_user = by
    row.save()
    return row

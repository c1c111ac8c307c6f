"""Acts on a meeting: store what was edited, plan, convene and cancel, record as held."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.agendas.acts import change_agenda_state
from calendar_app.ical.revision import asks_anew, is_significant_change, may_be_news
from calendar_app.invitations.acts import invite
from calendar_app.invitations.queue import queue_news, queue_updates, send_along
from ishoj_process.council.seniority import longest_seated
from ishoj_process.dates import clock
from ishoj_process.editing.acts import Refused, refuse, store_edit
from ishoj_process.models import Meeting, User
from ishoj_process.models.bodies import usual_minutes_of
from ishoj_process.text.slugs import Slug

if TYPE_CHECKING:
    from django.forms import ModelForm

State = Meeting.State


def moves_of(meeting: Meeting) -> tuple[Meeting.State, ...]:
    """The states that the meeting may take next."""
    # A state that a later release stored is known to no row here, and unknown means closed.
    return Meeting.MOVES[State(meeting.state)] if meeting.state in State else ()


def reasons_against_state(meeting: Meeting, to: str, *, today: date) -> list[str]:
    """Why the meeting may not take this state; an empty list where it may."""
    if to not in moves_of(meeting):
        return [
            _("A meeting that is %(from)s cannot be made %(to)s.")
            % {"from": meeting.get_state_display(), "to": State(to).label}
        ]
    reasons = []
    # The council decides its own process: until it has adopted the plan, nobody is called to a meeting of it.
    if to == State.CONVENED and is_in_proposed_plan(meeting):
        reasons.append(_("The process plan is only a proposal. The council must adopt it before its meetings convene."))
    # By its last day: a seminar whose first day has begun may still be convened.
    if to == State.CONVENED and meeting.end_date < today:
        reasons.append(_("The date has passed."))
    if to == State.CANCELLED and meeting.is_held:
        reasons.append(_("The meeting is recorded as held."))
    # People were called to it and may have met: planned again, it would look as if nobody had been.
    if to == State.PLANNED and meeting.state == State.CONVENED and meeting.end_date < today:
        reasons.append(_("The meeting was convened, and its date has passed."))
    return reasons


def is_in_proposed_plan(meeting: Meeting) -> bool:
    """True for a meeting of a process plan that the council has not adopted."""
    return bool(meeting.track and not meeting.track.plan.is_adopted)


@transaction.atomic
def change_meeting_state(*, meeting: Meeting, to: str, by: User, today: date, words: str = "") -> Meeting | None:
    """Plan, convene or cancel; raises Refused with the reasons. `words` stand in the mails that go out of it.

    The state that it already has changes nothing (a double click). Returns the meeting, or None where nothing changed.
    """
    stored = meeting.locked()
    if stored.state == to:
        return None
    refuse(reasons_against_state(stored, to, today=today))
    # A shallow copy keeps the values as they were; `stored` is changed in place.
    earlier = copy(stored)
    stored.state = State(to)
    if to == State.CONVENED and stored.term and not stored.convened_by:
        # Of several who have sat equally long nobody here knows who is meant: a person says it.
        stored.convened_by = _only_name(longest_seated(stored.term))
    # Before the save, so that SEQUENCE is stored with the change that raised it.
    count_revision(earlier, stored)
    stored.save_next(by=by)
    carry_along(earlier, stored, by=by)
    if words:
        send_along(stored, words)
    return stored


def _only_name(users: list[User]) -> str:
    return str(users[0])[:254] if len(users) == 1 else ""


class Part(Slug):
    """What is done when a meeting is sent out; each is an act of its own as well."""

    PUBLISH = "offentliggoer"
    CONVENE = "indkald"
    INVITE = "udsend"


@transaction.atomic
def send_out(*, meeting: Meeting, parts: Collection[Part], by: User, today: date) -> int:
    """Publish the agenda, convene the meeting and invite its members, as far as each is chosen; all of it or nothing.

    Returns how many were newly invited. Raises Refused with the reasons. Done twice it is done once.
    """
    # In this order: the mail then says that the meeting is convened, and leads to the agenda.
    if Part.PUBLISH in parts:
        change_agenda_state(meeting=meeting, to=Meeting.AgendaState.PUBLISHED, by=by, today=today)
    if Part.CONVENE in parts:
        change_meeting_state(meeting=meeting, to=State.CONVENED, by=by, today=today)
    return invite(meeting=meeting, by=by, today=today) if Part.INVITE in parts else 0


def reasons_against_held(meeting: Meeting, *, today: date) -> list[str]:
    """Why the meeting may not be recorded as held; an empty list where it may."""
    # The day of what is cancelled says nothing more.
    if meeting.state == State.CANCELLED:
        return [_("The meeting is cancelled.")]
    # By its first day: a meeting of several may be recorded while it goes on.
    return [_("The meeting lies in the future.")] if meeting.start_date > today else []


@transaction.atomic
def record_held(*, meeting: Meeting, is_held: bool, by: User, today: date) -> Meeting | None:
    """Record that the meeting took place, or take that back; raises Refused with the reasons."""
    stored = meeting.locked()
    # A double click; and a second version would tell of an act that was none.
    if stored.is_held == is_held:
        return None
    if is_held and (reasons := reasons_against_held(stored, today=today)):
        raise Refused(reasons)
    stored.is_held = is_held
    return stored.save_next(by=by)


@transaction.atomic
def store_meeting(*, form: ModelForm[Meeting], seen_version: int | None, by: User, words: str = "") -> Meeting:
    """Store an edited meeting; those held before it the same day move with it. Returns the meeting.

    `words` stand in the mails that go out of it.
    """
    meeting = form.instance
    # As it is stored now, not as the form read it: others' mails count from what they were last told.
    earlier = meeting.locked("before") if meeting.pk else None
    meeting.assumed_minutes = usual_minutes_of(form.cleaned_data["bodies"])
    if earlier:
        count_revision(earlier, meeting)
    store_edit(form=form, seen_version=seen_version, by=by, stored=earlier)
    if earlier:
        carry_along(earlier, meeting, by=by)
    if words:
        send_along(meeting, words)
    return meeting


def count_revision(earlier: Meeting, meeting: Meeting) -> None:
    """Raise SEQUENCE where calendars must take the change for a new revision. Before the meeting is saved."""
    if is_significant_change(earlier, meeting):
        meeting.sequence = earlier.sequence + 1


def carry_along(earlier: Meeting, meeting: Meeting, *, by: User | None) -> None:
    """What follows from a change that is saved, whoever made it: mails to the invited, the programme, what goes before.

    `earlier` is the meeting as it was. Every way of storing a meeting that others may be invited to ends here.
    """
    if is_significant_change(earlier, meeting):
        queue_updates(meeting, is_moved=asks_anew(earlier, meeting))
    elif may_be_news(earlier, meeting):
        queue_news(earlier, meeting, today=clock.today())
    _move_programme(earlier, meeting, by)
    _move_followers(earlier, meeting, by)


def _move_programme(earlier: Meeting, meeting: Meeting, by: User | None) -> None:
    """The items' days follow the meeting; a day that it no longer has is left open."""
    # All by the same number of days: what stood on the second day stands on the second day.
    shift = meeting.start_date - earlier.start_date
    if (earlier.start_date, earlier.end_date) == (meeting.start_date, meeting.end_date):
        return
    for item in meeting.items.filter(day__isnull=False):
        moved = item.day and item.day + shift
        item.day = moved if moved in meeting.days else None
        item.save_signed(by=by)


def _move_followers(earlier: Meeting, meeting: Meeting, by: User | None) -> None:
    """Meetings held before this one the same day move with it."""
    # Meetings form chains (each before the next the same day): each that moves carries its own along.
    for follower in Meeting.objects.select_for_update().filter(before=meeting.pk):
        moved = copy(follower)
        # The effective hour is reckoned from `before`: with the rows given, both old and new come out right.
        follower.before, moved.before = earlier, meeting
        # One day only, and the first of the other's: the model refuses anything else before a meeting.
        moved.start_date = moved.end_date = meeting.start_date
        if is_significant_change(follower, moved):
            count_revision(follower, moved)
            moved.save_next(by=by)
            carry_along(follower, moved, by=by)

"""What a seat that passes to another changes of the invitations: one is taken off, and the other invited."""

from __future__ import annotations

from calendar_app.models import MeetingInvitation
from calendar_app.models.invitations import MeetingInvitationQuerySet
from ishoj_process.council.seat_acts import Passing, Undone
from ishoj_process.meetings.shown import invited
from ishoj_process.models import Meeting, User

from .acts import invite, withdraw_invitation


def follow_passing(passing: Passing) -> None:
    """Tell leaver and substitute of each coming meeting to which the leaver was invited for the seat.

    Who was let to stay invited without a seat is not taken off, and nobody is invited where nobody was: of a meeting
    whose mails have not gone out, the secretariat invites when it does.
    """
    if passing.leaver:
        for invitation in _coming(passing, passing.leaver).filter(withdrawn_at=None, stays=False):
            seated = _seated_at(invitation.meeting)
            # By another seat of theirs, or since the meeting lies before the day, they are to come as before.
            if passing.leaver.pk not in seated:
                withdraw_invitation(invitation=invitation, by=passing.by)
            if passing.substitute and passing.substitute.pk in seated:
                _invite(invitation.meeting, passing.substitute, passing)
    if passing.undone and passing.substitute:
        _invite_again(passing, passing.substitute, passing.undone)


def _invite_again(passing: Passing, holder: User, undone: Undone) -> None:
    """Of the meetings that they were taken off since the act, since they had no seat by it: they are to come again."""
    for invitation in _coming(passing, holder).filter(withdrawn_at__gte=undone.since):
        meeting = invitation.meeting
        if undone.was_away(meeting.seats_day) and holder.pk in _seated_at(meeting):
            _invite(meeting, holder, passing)


def _coming(passing: Passing, user: User) -> MeetingInvitationQuerySet:
    """The invitations of somebody to meetings of the body that are to come."""
    rows = MeetingInvitation.objects.filter(user=user, meeting__bodies=passing.body)
    coming = rows.filter(meeting__end_date__gte=passing.today).exclude(meeting__state=Meeting.State.CANCELLED)
    return coming.select_related("meeting__term").order_by("meeting__start_date", "meeting_id")


def _seated_at(meeting: Meeting) -> set[int]:
    return set(invited(meeting).values_list("pk", flat=True))


def _invite(meeting: Meeting, user: User, passing: Passing) -> None:
    invite(meeting=meeting, users=[user], by=passing.by, today=passing.today)

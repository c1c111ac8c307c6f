"""What a seat that passes to another changes of the invitations: one is taken off, and the other invited."""

from calendar_app.models import MeetingInvitation
from ishoj_process.council.seat_acts import Passing
from ishoj_process.meetings.shown import invited
from ishoj_process.models import Meeting

from .acts import invite, withdraw_invitation


def follow_passing(passing: Passing) -> None:
    """Tell leaver and substitute of each coming meeting to which the leaver was invited for the seat.

    Who was let to stay invited without a seat is not taken off, and nobody is invited where nobody was: of a meeting
    whose mails have not gone out, the secretariat invites when it does.
    """
    standing = MeetingInvitation.objects.filter(
        user=passing.leaver, withdrawn_at=None, stays=False, meeting__bodies=passing.body
    )
    coming = standing.filter(meeting__end_date__gte=passing.today).exclude(meeting__state=Meeting.State.CANCELLED)
    for invitation in coming.select_related("meeting__term").order_by("meeting__start_date", "meeting_id"):
        seated = set(invited(invitation.meeting).values_list("pk", flat=True))
        # By another seat of theirs, or since the meeting lies before the day: they are to come as before.
        if passing.leaver and passing.leaver.pk in seated:
            continue
        withdraw_invitation(invitation=invitation, by=passing.by)
        if passing.substitute and passing.substitute.pk in seated:
            meeting, users = invitation.meeting, [passing.substitute]
            invite(meeting=meeting, users=users, by=passing.by, today=passing.today)

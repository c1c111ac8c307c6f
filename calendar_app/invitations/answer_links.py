"""The links by which people answer without logging in: signed, for one invitation, until the meeting is over."""

from datetime import date

from django.conf import settings
from django.core import signing
from django.urls import reverse

from calendar_app.models import MeetingInvitation
from ishoj_process.rights import can_see_meeting

# Never change it: the links in mails that are out would all be dead.
SALT = "calendar_app.answer"


def answer_url(invitation: MeetingInvitation) -> str:
    """The whole address of the page on which this invitation is answered."""
    return settings.SITE_URL + reverse("answer_by_link", args=[answer_token(invitation)])


def answer_token(invitation: MeetingInvitation) -> str:
    """The invitation's key, signed: nobody can make one for another."""
    # No time limit in the signature: a link is good as long as the meeting can be answered.
    return signing.dumps(invitation.pk, salt=SALT)


def invitation_of(token: str) -> MeetingInvitation | None:
    """The invitation that the token was made for; None for one that was not made here, or leads to nothing."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    # Whoever has lost their log-in must not answer by a mail that they still have.
    rows = MeetingInvitation.objects.select_related("user", "meeting__before__before")
    return rows.prefetch_related("meeting__bodies").filter(pk=pk, user__is_active=True).first()


def is_known(invitation: MeetingInvitation) -> bool:
    """Whether the link tells of the meeting: who is invited no more reads of it what others may, not where it moves."""
    return stands(invitation) or can_see_meeting(invitation.user, invitation.meeting)


def stands(invitation: MeetingInvitation) -> bool:
    """Whether the person is still asked: not taken off, and with a seat on the day of the meeting or kept without."""
    return MeetingInvitation.objects.standing().filter(pk=invitation.pk).exists()


def may_still_answer(invitation: MeetingInvitation, today: date) -> bool:
    """True until the meeting is over, for those who are asked, as long as it is held."""
    meeting = invitation.meeting
    return not meeting.is_cancelled and meeting.end_date >= today and stands(invitation)

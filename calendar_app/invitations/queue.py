"""Which messages of iTIP a change of a meeting calls for, queued in the transaction of the change (RFC 5546 § 3.2).

The revision of a message is the meeting's SEQUENCE. It never falls, for anybody: taking one person off, and inviting
that person again, raise the meeting's own.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from calendar_app.models import InvitationMail, MeetingInvitation
from ishoj_process.models import Meeting

from .delivery import deliver_invitations
from .mail import is_told

Method = InvitationMail.Method


def queue_updates(meeting: Meeting, *, is_moved: bool) -> None:
    """Tell all who are invited of the newest revision; where time or place `is_moved`, they are asked anew."""
    method = Method.CANCEL if meeting.is_cancelled else Method.REQUEST
    standing = MeetingInvitation.objects.select_for_update().filter(meeting=meeting, withdrawn_at__isnull=True)
    for invitation in standing:
        queue_message(invitation, method, meeting.sequence, asks=is_moved)


def queue_news(earlier: Meeting, meeting: Meeting, *, today: date) -> None:
    """Tell those of the invited who were last told of another title, or other doors: the same SEQUENCE, sent anew."""
    if meeting.is_cancelled or meeting.is_held or meeting.end_date < today:
        return
    standing = MeetingInvitation.objects.select_for_update().filter(meeting=meeting, withdrawn_at__isnull=True)
    for invitation in standing:
        # Who has been told nothing yet is told what stands when their first mail goes out.
        if got_something(invitation) and not is_told(invitation.told, meeting, earlier):
            queue_message(invitation, Method.REQUEST, meeting.sequence, asks=False, is_news=True)


def queue_message(
    invitation: MeetingInvitation,
    method: InvitationMail.Method,
    revision: int,
    *,
    asks: bool,
    is_withdrawal: bool = False,
    is_news: bool = False,
) -> None:
    """Queue one message in the place of older ones that have not gone out; a CANCEL only to who got something."""
    same = InvitationMail.objects.filter(invitation=invitation, method=method, revision=revision)
    # One that waits says what stands when it goes out. But for news, one to a revision: two acts in one transaction may
    # raise nothing between them.
    if same.waiting().filter(claimed_at__isnull=True).exists() or (same.exists() and not is_news):
        return
    now = timezone.now()
    # What a sender holds right now may be gone already, and is left to it.
    older = InvitationMail.objects.filter(invitation=invitation).waiting().filter(claimed_at__isnull=True)
    older.update(dropped_at=now, trouble="")
    invitation.revision = revision
    if asks:
        invitation.asked_revision = revision
    invitation.save()
    # Who got no invitation has nothing to cancel, and would first hear of the meeting by its end.
    if method == Method.CANCEL and not got_something(invitation):
        return
    InvitationMail.objects.create(
        invitation=invitation,
        method=method,
        revision=revision,
        issue=same.count(),
        is_withdrawal=is_withdrawal,
        queued_at=now,
        next_try_at=now,
    )
    transaction.on_commit(deliver_soon)


def take_withdrawal_back(invitation: MeetingInvitation, meeting: Meeting) -> bool:
    """Drop the word that somebody is taken off, where it has not gone out and what they were told stands as it was.

    They then know of nothing that has changed, and get no mail; what they answered stands.
    """
    if not invitation.told or not is_told(invitation.told, meeting, meeting):
        return False
    waiting = InvitationMail.objects.waiting().filter(invitation=invitation, is_withdrawal=True, claimed_at=None)
    return bool(waiting.update(dropped_at=timezone.now(), trouble=""))


def send_along(meeting: Meeting, words: str) -> None:
    """Let the messages about the meeting's newest revision say this, too, as far as they have not gone out."""
    mails = InvitationMail.objects.waiting().filter(invitation__meeting=meeting, revision=meeting.sequence)
    mails.filter(claimed_at__isnull=True).update(words=words)


def got_something(invitation: MeetingInvitation) -> bool:
    """True where a message went out to this person, or is going out right now."""
    # A claimed one counts: nobody can say whether it went out before its sender was killed.
    gone = Q(sent_at__isnull=False) | Q(claimed_at__isnull=False)
    return InvitationMail.objects.filter(gone, invitation=invitation).exists()


def deliver_soon() -> None:
    """Let the queue deliver what waits: one task, however many messages one transaction has queued."""
    deliver_invitations.enqueue()


def raise_revision(meeting: Meeting) -> int:
    """Raise the meeting's SEQUENCE for a message to one person. The caller holds the meeting's row."""
    meeting.sequence += 1
    # Not save(): nothing of the meeting has changed that is a version or a piece of news.
    Meeting.objects.filter(pk=meeting.pk).update(sequence=meeting.sequence)
    return meeting.sequence

"""Acts on messages that came to the secretariat's mailbox: placed once, or kept for a person to place."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone

from calendar_app.models import MeetingInvitation, ReceivedReply
from ishoj_process.models import Meeting, User

from .acts import record_answer
from .ics import mail_address
from .read_reply import NotPlaced, Reply, read_reply

Trouble = ReceivedReply.Trouble
Via = MeetingInvitation.Via


def digest_of(raw: bytes) -> str:
    """What names a message, however often it is fetched."""
    return hashlib.sha256(raw).hexdigest()


def take_reply(raw: bytes) -> ReceivedReply | None:
    """Take one message, once: place the answer that it holds, or keep it with its trouble. Returns the stored row.

    None where the message was taken before.
    """
    return _take(digest_of(raw), read_reply(raw))


def take_unread(headers: bytes) -> ReceivedReply | None:
    """Keep a message that is too large to be fetched, known by its headers."""
    found = read_reply(headers)
    row = NotPlaced(Trouble.TOO_LARGE, sender=found.sender, subject=found.subject)
    return _take(digest_of(headers), row)


def _take(digest: str, found: Reply | NotPlaced) -> ReceivedReply | None:
    try:
        with transaction.atomic():
            row = ReceivedReply.objects.create(digest=digest, sender=found.sender, subject=found.subject)
            _place(row, found)
            row.save()
    # The unique digest is the lock: of two readers of the mailbox one stores the message, the other is told so.
    except IntegrityError:
        if not ReceivedReply.objects.filter(digest=digest).exists():
            raise
        return None
    return row


def _place(row: ReceivedReply, found: Reply | NotPlaced) -> None:
    """Record the answer, or write the trouble into the row."""
    row.meeting = Meeting.objects.filter(pk=found.meeting_pk).first() if found.meeting_pk else None
    row.answer = found.answer
    if isinstance(found, NotPlaced):
        row.trouble, row.text = found.trouble, found.text
        return
    row.text = found.comment
    invitation = _invitation_of(row.meeting, found.attendee)
    if row.meeting is None:
        row.trouble = Trouble.UNKNOWN_MEETING
    elif invitation is None:
        row.trouble = Trouble.UNKNOWN_SENDER
    elif found.sender != found.attendee:  # RFC 6047 § 2.2.1: a reply for somebody else may be forged
        row.trouble = Trouble.OTHER_SENDER
    else:
        record_answer(
            invitation=invitation,
            answer=found.answer,
            via=Via.MAIL,
            revision=found.revision,
            stamp=found.stamp,
            comment=found.comment,
        )
        row.text = ""  # it stands with the answer now


def _invitation_of(meeting: Meeting | None, address: str) -> MeetingInvitation | None:
    rows = MeetingInvitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True).select_related("user")
    # In Python: addresses are compared as they were sent, in ASCII, which the database does not hold.
    return next((row for row in rows if mail_address(row.user).lower() == address), None)


@transaction.atomic
def set_aside(*, reply: ReceivedReply, by: User) -> ReceivedReply:
    """Note that a person has dealt with the message. Done twice it is done once."""
    stored = reply.locked()
    if stored.handled_at is None:
        stored.handled_at, stored.handled_by = timezone.now(), by
        stored.save()
    return stored


@transaction.atomic
def assign_reply(*, reply: ReceivedReply, invitation: MeetingInvitation, answer: str, by: User) -> ReceivedReply:
    """Let the message be the answer of an invited person, as a person of the secretariat reads it."""
    stored = set_aside(reply=reply, by=by)
    record_answer(
        invitation=invitation,
        answer=answer,
        via=Via.MAIL,
        # What came later by link or page must go on counting, though this is placed afterwards.
        stamp=stored.received_at,
        comment=stored.text[:500],
    )
    return stored

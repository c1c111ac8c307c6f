"""Messages that came to the secretariat's mailbox: each taken once, and placed, or kept for a person to place."""

import hashlib

from django.db import IntegrityError, transaction

from calendar_app.models import MeetingInvitation, ReceivedReply
from ishoj_process.models import Meeting

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

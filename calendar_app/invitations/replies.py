"""Messages that came to the secretariat's mailbox: each taken once, and placed, or kept for a person to place."""

import hashlib
import logging

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from calendar_app.models import MeetingInvitation, ReceivedReply
from ishoj_process.dates import clock
from ishoj_process.models import Meeting, User

from .acts import note_not_delivered, record_answer
from .answer_links import may_still_answer
from .ics import mail_address
from .mail import mail_named
from .read_reply import NotPlaced, Reply, read_reply

logger = logging.getLogger(__name__)
Trouble = ReceivedReply.Trouble
Via = MeetingInvitation.Via


def digest_of(raw: bytes) -> str:
    """What names a message, however often it is fetched."""
    return hashlib.sha256(raw).hexdigest()


def take_reply(raw: bytes) -> ReceivedReply | None:
    """Take one message, once: place the answer that it holds, or keep it with its trouble. Returns the stored row.

    None where the message was taken before.
    """
    digest = digest_of(raw)
    try:
        return _take(digest, read_reply(raw))
    except (OperationalError, InterfaceError):  # the database is not there, which is no fault of the mail
        raise
    except Exception:
        # It would stop every run before the mails behind it are read.
        logger.exception("A mail could not be stored as it was read (%s).", digest[:12])
        return _take(digest, NotPlaced(Trouble.UNREADABLE))


def take_unread(headers: bytes) -> ReceivedReply | None:
    """Keep a message that is too large to be fetched, known by its headers."""
    found = read_reply(headers)
    row = NotPlaced(
        Trouble.TOO_LARGE, sender=found.shown if isinstance(found, Reply) else found.sender, subject=found.subject
    )
    return _take(digest_of(headers), row)


def _take(digest: str, found: Reply | NotPlaced) -> ReceivedReply | None:
    try:
        with transaction.atomic():
            sender = found.shown if isinstance(found, Reply) else found.sender
            row = ReceivedReply.objects.create(digest=digest, sender=sender, subject=found.subject)
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
        _keep(row, found)
        return
    row.text = "\n\n".join(filter(None, [found.comment, found.text]))
    invitation = _invitation_of(row.meeting, found.attendee)
    if row.meeting is None:
        row.trouble = Trouble.UNKNOWN_MEETING
    elif invitation is None:
        row.trouble = Trouble.UNKNOWN_SENDER
    elif not found.sender:
        row.trouble = Trouble.UNCLEAR_SENDER
    elif found.sender != found.attendee:  # RFC 6047 § 2.2.1: a reply for somebody else may be forged
        row.trouble = Trouble.OTHER_SENDER
    elif settings.AUTHSERV_ID and not found.is_proven:
        row.trouble = Trouble.UNPROVEN
    elif not may_still_answer(invitation, clock.today()):  # as the link and the page have it
        row.trouble = Trouble.TOO_LATE
    else:
        _record(row, invitation, found)


def _record(row: ReceivedReply, invitation: MeetingInvitation, found: Reply) -> None:
    """The answer counts, or stands in the row with why it does not."""
    why_not = record_answer(
        invitation=invitation,
        answer=found.answer,
        via=Via.MAIL,
        revision=found.revision,
        stamp=found.stamp,
        comment=found.comment,
        mail_text=found.text,
        is_proven=found.is_proven,
    )
    # An earlier answer that comes late has been replaced (RFC 5546 § 2.1.5). Only one that says nothing else than what
    # stands is passed over: the clock of who sent it may run behind.
    is_known = (found.comment, found.text) in (("", ""), (invitation.comment, invitation.mail_text))
    is_known = is_known and found.answer == invitation.answer
    why_not = None if why_not == Trouble.EARLIER and is_known else why_not
    row.trouble = why_not or ""
    row.invitation = invitation if why_not == Trouble.UNCONFIRMED else None
    row.text = row.text if why_not else ""  # else it stands with the answer now


def _keep(row: ReceivedReply, found: NotPlaced) -> None:
    """Keep what is no answer by itself; a server's report is noted with the mail that it is about."""
    row.trouble, row.text = found.trouble, found.text
    named = [mail for name in found.mails[:20] if (mail := mail_named(name))]
    if row.meeting is None and named:
        row.meeting = named[0].row.invitation.meeting
    if not found.report:
        return
    about = [mail for name in found.report.originals[:20] if (mail := mail_named(name))]
    row.meeting = about[0].row.invitation.meeting if about else row.meeting
    # Only on the word of who has seen the mail: its name alone can be guessed.
    certain = [mail.row for mail in about if mail.is_certain]
    if found.report.is_failure and certain:
        note_not_delivered(mail=certain[0], reason=found.report.reason)
        row.trouble = row.text = ""  # it stands with the mail now


def _invitation_of(meeting: Meeting | None, address: str) -> MeetingInvitation | None:
    rows = MeetingInvitation.objects.standing().filter(meeting=meeting)
    # Whoever has lost their log-in must not answer by a mail that they still have.
    rows = rows.filter(user__in=User.objects.mailable()).select_related("user", "meeting")
    # In Python: addresses are compared as they were sent, in ASCII, which the database does not hold.
    return next((row for row in rows if mail_address(row.user).lower() == address), None)

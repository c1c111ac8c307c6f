"""Sending invitations: each message claimed, sent, then noted; however many send at once, and whoever is killed.

A mail cannot be sent and noted in one transaction. A message whose sender was killed is sent again after
`INVITATION_LEFT_SECONDS` by whoever comes next, with the same Message-ID, DTSTAMP and SEQUENCE: the same message.
"""

import logging
from collections import Counter
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override
from django_tasks import default_task_backend

from calendar_app.models import InvitationMail, MeetingInvitation
from calendar_app.tasks import deliver_invitations
from ishoj_process.output.pdf import LANGUAGE

from .mail import facts_told, invitation_mail

logger = logging.getLogger(__name__)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]  # before the second try, the third …
FACTS = ("invitation__user", "invitation__meeting__before__before")


def deliver_due():
    """Send all that is due; returns how many were sent, failed for now, or given up. Later tries are queued."""
    counts = Counter()
    with override(LANGUAGE):
        connection = get_connection()
        try:
            while mail := _claim():
                outcome = _deliver(mail, connection)
                counts[outcome] += 1
        finally:
            connection.close()
    if counts["failed"]:
        _look_again()
    return counts


def _claim():
    """The next message that is due, held by us; None where there is none."""
    while True:
        now = timezone.now()
        left_before = now - timedelta(seconds=settings.INVITATION_LEFT_SECONDS)
        due = InvitationMail.objects.due(now, left_before=left_before)
        # Several senders do not all reach for the first one: each takes the first that nobody holds.
        for pk in list(due.values_list("pk", flat=True)[:20]):
            free = InvitationMail.objects.due(now, left_before=left_before).filter(pk=pk)
            if free.update(claimed_at=now, attempts=F("attempts") + 1):
                return InvitationMail.objects.select_related(*FACTS).get(pk=pk)
        if not due.exists():
            return None


def _deliver(mail, connection):
    """Send one message and note how it went: `sent`, `failed` (tried again later), `given up`, or out of date."""
    if mail.revision < mail.invitation.revision:  # left by one who was killed, and a newer one is on its way
        InvitationMail.objects.filter(pk=mail.pk).update(dropped_at=timezone.now(), trouble="")
        return "out of date"
    try:
        message = invitation_mail(mail)
        connection.open()
        connection.send_messages([message])
    except Exception as error:  # a mail server refuses in many ways, and the next person is to get theirs
        if not isinstance(error, SMTPException) or isinstance(error, SMTPServerDisconnected):
            connection.close()
        return _note_failure(mail, error)
    now = timezone.now()
    InvitationMail.objects.filter(pk=mail.pk).update(sent_at=now, trouble="")
    MeetingInvitation.objects.filter(pk=mail.invitation_id).update(told=facts_told(mail.invitation.meeting))
    return "sent"


def _note_failure(mail, error):
    trouble = _trouble(error)
    logger.error("an invitation could not be sent: %s", trouble)  # the address is nobody's business
    now, tries = timezone.now(), InvitationMail.objects.filter(pk=mail.pk)
    if is_for_good(error) or mail.attempts > len(PAUSES):
        tries.update(dropped_at=now, claimed_at=None, trouble=trouble)
        return "given up"
    tries.update(next_try_at=now + PAUSES[mail.attempts - 1], claimed_at=None, trouble=trouble)
    return "failed"


def _codes(error):
    """The SMTP codes of an error: its own, or those of the recipients that were refused."""
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []


def is_for_good(error):
    """True where the mail server says that trying again is of no use (RFC 5321 § 4.2.1: codes of 5xx)."""
    codes = _codes(error)
    return bool(codes) and all(500 <= code < 600 for code in codes)


def _trouble(error):
    return " ".join([type(error).__name__, *(str(code) for code in _codes(error))])[:60]


def _look_again():
    """Queue a look at what failed, where the queue can wait; else the timer's command looks."""
    next_try = InvitationMail.objects.waiting().order_by("next_try_at").values_list("next_try_at", flat=True).first()
    if next_try and default_task_backend.supports_defer:
        deliver_invitations.using(run_after=next_try).enqueue()

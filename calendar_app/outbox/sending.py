"""Sending mail: each claimed, sent, then noted; however many send at once, and whoever is killed.

A mail cannot be sent and noted in one transaction. It is therefore claimed first. What its sender has held for longer
than `MAIL_LEFT_SECONDS` was left by one who was killed: whoever comes next takes it over. The Message-ID is then the
same, so that a mail program that got it already shows it once.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from ishoj_process.output.pdf import LANGUAGE

from .mail import Mail
from .refusals import breaks_connection, trouble

logger = logging.getLogger(__name__)


def send_mails(mails: Iterable[Mail]) -> Counter[str]:
    """Send those that are due, in Danish; returns how many were sent, came to nothing, or could not be sent."""
    # What a mail tells is put in words as it is gathered, not only in the templates.
    with override(LANGUAGE), closing(get_connection()) as connection:
        return Counter(_send(mail, connection) for mail in mails)


def is_free(kind: type[Mail]) -> Q:
    """Of rows that nobody holds, or that were left by one who was killed."""
    left_before = timezone.now() - timedelta(seconds=settings.MAIL_LEFT_SECONDS)
    return kind.is_released | Q(claimed_at__lt=left_before)


def _send(mail: Mail, connection: BaseEmailBackend) -> str:
    """What became of one mail. A failure stops nobody else."""
    try:
        with transaction.atomic():  # a query that failed leaves the database's connection fit for the next mail
            is_wanted = mail.is_wanted()
    except Exception as error:
        logger.error("%s could not be written: %s", mail.kind, type(error).__name__)
        return "failed"
    if not is_wanted or not _claimed(mail):
        return "nothing"
    if mail.is_overtaken():
        mail.note_overtaken(timezone.now())
        return "out of date"
    return _deliver(mail, connection)


@transaction.atomic
def _claimed(mail: Mail) -> bool:
    """Claim the mail; False where it was sent, or another holds it."""
    # One UPDATE that says when it may: of two senders the second waits for the row, and then finds it taken.
    return bool(mail.waiting().filter(is_free(type(mail))).update(**mail.claim(timezone.now())))


def _deliver(mail: Mail, connection: BaseEmailBackend) -> str:
    try:
        message = mail.message()
        connection.open()
        connection.send_messages([message])
    except Exception as error:  # a mail server refuses in many ways, and the next person is to get theirs
        if breaks_connection(error):
            connection.close()
        logger.error("%s could not be sent: %s", mail.kind, trouble(error))
        return mail.note_refused(error, timezone.now())
    mail.note_sent(timezone.now())
    return "sent"

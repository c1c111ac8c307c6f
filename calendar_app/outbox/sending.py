"""Sending mail: each claimed, sent, then noted; however many send at once, and whoever is killed.

A mail cannot be sent and noted in one transaction. It is therefore claimed first. What its sender has held for longer
than `MAIL_LEFT_SECONDS` was left by one who was killed: whoever comes next takes it over. The Message-ID is then the
same, so that a mail program that got it already shows it once.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from ishoj_process.output.pdf import LANGUAGE

from .mail import Mail
from .refusals import Meaning, meaning_of, trouble

logger = logging.getLogger(__name__)
STOPPED = "stopped"


class Unreachable(Exception):
    """The server took nothing: no connection, no greeting, no log-in."""

    def __init__(self, error: Exception) -> None:
        super().__init__(type(error).__name__)
        self.error = error


def send_mails(mails: Iterable[Mail]) -> Counter[str]:
    """Send those that are due, in Danish; returns how many were sent, came to nothing, or could not be sent.

    A word of the server that holds for all ends the run (`stopped`): the others stay due, and are not given up for it.
    """
    counts: Counter[str] = Counter()
    # What a mail tells is put in words as it is gathered, not only in the templates.
    with override(LANGUAGE), closing(Server()) as server:
        for mail in mails:
            outcome = _send(mail, server)
            counts[outcome] += 1
            if outcome == STOPPED:
                break
    return counts


class Server:
    """The mail server, to which one connection stands until it is broken."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.has_taken = False  # something over the connection that stands

    def take(self, message: EmailMessage) -> None:
        """Hand over one message; once more by a new connection where the one that stood was at its end."""
        try:
            self._hand_over(message)
        except Exception as error:
            # Servers close what has carried a number of mails, or was silent for a while, with words like an outage's.
            is_old, self.has_taken = self.has_taken, False
            if not is_old or meaning_of(error) != Meaning.SERVER:
                raise
            self.close()
            self._hand_over(message)

    def _hand_over(self, message: EmailMessage) -> None:
        try:
            self.connection.open()
        except Exception as error:
            # Whatever it is called: before anything was said of a mail, it holds for all of them.
            raise Unreachable(error) from error
        self.connection.send_messages([message])
        self.has_taken = True

    def close(self) -> None:
        self.has_taken = False
        with suppress(Exception):  # of a connection that is broken
            self.connection.close()


def is_free(kind: type[Mail]) -> Q:
    """Of rows that nobody holds, or that were left by one who was killed."""
    left_before = timezone.now() - timedelta(seconds=settings.MAIL_LEFT_SECONDS)
    return kind.is_released | Q(claimed_at__lt=left_before)


def _send(mail: Mail, server: Server) -> str:
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
    return _deliver(mail, server)


@transaction.atomic
def _claimed(mail: Mail) -> bool:
    """Claim the mail; False where it was sent, or another holds it."""
    # One UPDATE that says when it may: of two senders the second waits for the row, and then finds it taken.
    return bool(mail.waiting().filter(is_free(type(mail))).update(**mail.claim(timezone.now())))


def _deliver(mail: Mail, server: Server) -> str:
    try:
        server.take(mail.message())
    except Unreachable as unreachable:
        return _stop(mail, server, unreachable.error)
    except Exception as error:  # a mail server refuses in many ways, and the next person is to get theirs
        if meaning_of(error) == Meaning.SERVER:
            return _stop(mail, server, error)
        logger.error("%s could not be sent: %s", mail.kind, trouble(error))
        return mail.note_refused(error, timezone.now())
    mail.note_sent(timezone.now())
    return "sent"


def _stop(mail: Mail, server: Server, error: Exception) -> str:
    server.close()
    logger.error("%s could not be sent, nor those behind it: %s", mail.kind, trouble(error))
    mail.note_stopped(error, timezone.now())
    return STOPPED

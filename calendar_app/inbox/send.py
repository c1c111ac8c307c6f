"""Sending the digests: one mail a day to each, however many send at once, and however often.

A mail cannot be sent and noted in one transaction. It is therefore claimed first, sent, and noted last. What failed is
tried again at the next run. What was claimed by a run that was killed is tried again after a quarter of an hour; its
Message-ID is the same, so that a mail program that got it already shows it once.
"""

import logging
from collections import Counter
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from calendar_app.models import Digest
from ishoj_process.models import User
from ishoj_process.output.pdf import LANGUAGE

from .digest import letter_for, mail_of

GIVEN_UP_AFTER = timedelta(minutes=15)
logger = logging.getLogger(__name__)


def send_digests(*, today):
    """Send to everybody who has something to be told; returns how many were sent, failed, or had nothing."""
    return Counter(send_digest(user=user, today=today) for user in User.objects.mailable().order_by("pk"))


def send_digest(*, user, today):
    """Send the day's mail to one person, in Danish: `sent`, `failed` or `nothing`; a failure stops nobody else."""
    with override(LANGUAGE):  # what waits is put in words as it is gathered, not only in the templates
        letter = _letter_for(user, today)
        return _deliver(user, letter, today) if letter else "failed"


def _letter_for(user, today):
    """The person's letter; None where it cannot be made, so that the next person gets theirs."""
    try:
        with transaction.atomic():  # a query that failed leaves the connection fit for the next person
            return letter_for(user, today)
    except Exception as error:
        logger.error("a digest could not be written: %s", type(error).__name__)
        return None


def _deliver(user, letter, today):
    """Claim the day, send the letter, and note how it went."""
    if not letter.is_worth_sending(today):
        return "nothing"
    digest = _claim(user, letter, today)
    if digest is None:
        return "nothing"
    try:
        mail_of(user, letter, today).send()
    except Exception as error:  # a mail server refuses in many ways, and the next person is to get theirs
        logger.error("a digest could not be sent: %s", type(error).__name__)  # the address is nobody's business
        Digest.objects.filter(pk=digest.pk).update(failed_at=timezone.now())
        return "failed"
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now())
    return "sent"


def _claim(user, letter, today):
    """The day's row for the person, held by us; None where it was sent, or is being sent by another."""
    try:
        with transaction.atomic():
            return Digest.objects.create(user=user, on=today, claimed_at=letter.as_of, keys=letter.keys)
    except IntegrityError:
        pass
    with transaction.atomic():
        stored = Digest.objects.select_for_update().get(user=user, on=today)
        is_left = stored.failed_at is not None or stored.claimed_at < letter.as_of - GIVEN_UP_AFTER
        if stored.sent_at or not is_left:
            return None
        stored.claimed_at, stored.failed_at, stored.keys = letter.as_of, None, letter.keys
        stored.save()
    return stored

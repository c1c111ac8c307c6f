"""The outbox of invitations: what is due, in the order in which it was queued, and when to try again what failed."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import default_task_backend, task

from calendar_app.models import InvitationMail, MeetingInvitation
from calendar_app.outbox.mail import Mail
from calendar_app.outbox.refusals import Meaning, meaning_of, trouble
from calendar_app.outbox.sending import STOPPED, is_free, send_mails
from ishoj_process.models import User

from .mail import facts_told, invitation_mail

ACCOUNT_CLOSED = "AccountClosed"  # among the kinds of error, as `trouble_text` says them in words
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]  # before the second try, the third …
COUNTED_STOPS = 3  # what such a pause counts for in the pauses of one mail; the last tries are its own
PAUSE_OF_ALL = timedelta(minutes=5)  # when the server takes nothing at all
FACTS = ("invitation__user", "invitation__meeting__before__before")
# Few: those that another sender takes meanwhile are asked for in vain.
AT_ONCE = 20  # how many are looked up together


class QueuedInvitation(Mail):
    """One message to one person: a row of the queue, sent again with the same DTSTAMP and SEQUENCE."""

    kind = "an invitation"
    is_released = Q(claimed_at__isnull=True)

    def __init__(self, pk: int) -> None:
        self.rows = InvitationMail.objects.filter(pk=pk)

    def waiting(self) -> QuerySet[InvitationMail]:
        return self.rows.waiting().filter(next_try_at__lte=timezone.now())

    def claim(self, now: datetime) -> dict[str, Any]:
        return {"claimed_at": now, "attempts": F("attempts") + 1}

    # Read after the claim, so that the mail says what stands when it goes out, not when it was queued.
    @cached_property
    def stored(self) -> InvitationMail:
        """The row as it is when it is claimed."""
        return self.rows.select_related(*FACTS).get()

    def is_overtaken(self) -> bool:
        """Left by one who was killed, and a newer one is on its way; or to one who is written to no more."""
        return self._is_replaced or not self._is_let_in

    @cached_property
    def _is_replaced(self) -> bool:
        stored = self.stored
        newer = InvitationMail.objects.filter(invitation=stored.invitation, pk__gt=stored.pk)
        return stored.revision < stored.invitation.revision or newer.exists()

    @cached_property
    def _is_let_in(self) -> bool:
        # Asked as it goes out: the account may have been closed while the mail waited.
        return User.objects.mailable().filter(pk=self.stored.invitation.user_id).exists()

    def note_overtaken(self, now: datetime) -> None:
        self.rows.update(dropped_at=now, trouble="" if self._is_replaced else ACCOUNT_CLOSED)

    def message(self) -> EmailMessage:
        return invitation_mail(self.stored)

    @transaction.atomic
    def note_sent(self, now: datetime) -> None:
        self.rows.update(sent_at=now, trouble="")
        invitation = self.stored.invitation
        MeetingInvitation.objects.filter(pk=invitation.pk).update(told=facts_told(invitation.meeting))

    def note_refused(self, error: Exception, now: datetime) -> str:
        tries = self.stored.attempts
        # `attempts` was counted by the claim: the first failure finds 1 here.
        if meaning_of(error) == Meaning.RECIPIENT or tries > len(PAUSES):
            self.rows.update(dropped_at=now, claimed_at=None, trouble=trouble(error))
            return "given up"
        self.rows.update(next_try_at=now + PAUSES[tries - 1], claimed_at=None, trouble=trouble(error))
        return "failed"

    def note_stopped(self, error: Exception, now: datetime) -> None:
        # Behind the others, in case it is this one that the server cannot bear; and however often, never given up.
        tries = min(self.stored.attempts, COUNTED_STOPS)
        pause = PAUSE_OF_ALL + PAUSES[tries - 1]
        self.rows.update(next_try_at=now + pause, claimed_at=None, trouble=trouble(error), attempts=tries)


@task()
def deliver_invitations() -> None:
    """What the task queue carries out. The table of mails is the truth; the queue only says when to look at it."""
    deliver_due()


def deliver_due() -> Counter[str]:
    """Send all that is due; returns how many were sent, failed for now, or given up. Later tries are queued."""
    counts = send_mails(_due())
    if counts[STOPPED]:
        # None of them was tried, and none has used up a try.
        _rows_due().update(next_try_at=timezone.now() + PAUSE_OF_ALL)
    if counts["failed"] or counts[STOPPED]:
        _look_again()
    return counts


def _due() -> Iterator[QueuedInvitation]:
    """The messages that are due, until there are none; several at a time, as each sender skips what another holds."""
    # Asked anew each time. What was sent or failed is no longer due, so that it comes to an end.
    while pks := list(_rows_due().values_list("pk", flat=True)[:AT_ONCE]):
        yield from (QueuedInvitation(pk) for pk in pks)


def _rows_due() -> QuerySet[InvitationMail]:
    return InvitationMail.objects.waiting().filter(is_free(QueuedInvitation), next_try_at__lte=timezone.now())


def _look_again() -> None:
    """Queue a look at what failed, where the queue can wait; else the timer's command looks."""
    next_try = InvitationMail.objects.waiting().order_by("next_try_at").values_list("next_try_at", flat=True).first()
    if next_try and default_task_backend.supports_defer:
        deliver_invitations.using(run_after=next_try).enqueue()

"""The outbox of digests: one mail a day to each. What failed is tried again at the next run."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import cached_property

from django.db.models import Q

from calendar_app.models import Digest
from calendar_app.outbox.mail import Mail
from calendar_app.outbox.sending import send_mails
from ishoj_process.models import User

from .digest import letter_for, mail_of

BY_NOBODY_YET = datetime(1970, 1, 1, tzinfo=UTC)  # earlier than any claim that a sender may still be at


class DailyDigest(Mail):
    """The day's mail to one person. Its row is made when there is something to tell."""

    kind = "a digest"
    is_released = Q(failed_at__isnull=False)

    def __init__(self, user: User, today: date):
        self.user, self.today = user, today
        self.rows = Digest.objects.filter(user=user, on=today)

    @cached_property
    def letter(self):
        return letter_for(self.user, self.today)

    def is_wanted(self):
        return self.letter.is_worth_sending(self.today)

    def waiting(self):
        Digest.objects.get_or_create(user=self.user, on=self.today, defaults={"claimed_at": BY_NOBODY_YET})
        return self.rows.filter(sent_at=None)

    def claim(self, now):
        # What happens after the letter was written is the next one's to tell.
        return {"claimed_at": self.letter.as_of, "failed_at": None, "keys": self.letter.keys}

    def message(self):
        return mail_of(self.user, self.letter, self.today)

    def note_sent(self, now):
        self.rows.update(sent_at=now)

    def note_refused(self, error, now):
        self.rows.update(failed_at=now)
        return "failed"


def send_digests(*, today: date) -> Counter[str]:
    """Send to everybody who has something to be told; returns how many were sent, failed, or had nothing."""
    return send_mails(DailyDigest(user, today) for user in User.objects.mailable().order_by("pk"))


def send_digest(*, user: User, today: date) -> str:
    """Send the day's mail to one person: `sent`, `failed` or `nothing`."""
    (outcome,) = send_mails([DailyDigest(user, today)])
    return outcome

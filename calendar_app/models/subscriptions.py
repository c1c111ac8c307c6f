"""A person's own calendar addresses: what each holds, and which secret opens it."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from calendar_app.rights import opens_by_address
from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import Body, Meeting
from ishoj_process.models.meetings import MeetingQuerySet
from ishoj_process.rules import select
from ishoj_process.text.danish_sort import danish_key


def fingerprint(token: str) -> str:
    """What is stored of a secret: who reads the database cannot read a calendar by it."""
    # Plain SHA-256 is enough: the secret is 32 random bytes and no password, which a list of guesses could reach.
    return hashlib.sha256(token.encode()).hexdigest()


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def opened_by(self, token: str) -> Self:
        """That which the secret belongs to, ended or not, as a set of none or one."""
        return self.filter(token_hash=fingerprint(token))

    def in_use(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def undoable(self, now: datetime) -> Self:
        """Those that were ended so lately that a wrong click may be undone."""
        return self.filter(ended_at__gte=now - timedelta(days=Subscription.UNDONE_WITHIN))

    def live(self, today: date) -> Self:
        """Those whose address opens them today.

        One question to the database whatever the reason, so that a dead address and an unknown one take as long.
        """
        return select(self, opens_by_address(today))


class Subscription(models.Model):
    """One address, for one program of one person. Not stamped: nothing that the public sees depends on it."""

    class Reminder(models.IntegerChoices):
        """Minutes before the meeting."""

        NONE = 0, _("no reminder")
        QUARTER = 15, _("15 minutes before")
        HOUR = 60, _("1 hour before")
        DAY = 24 * 60, _("1 day before")

    MOST = 10  # of one person: one for each program, and some to spare
    UNDONE_WITHIN = 30  # days in which one that was ended may be taken up again

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions", verbose_name=_("user")
    )
    label = models.CharField(_("name"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    bodies = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name=_("bodies"))  # none: all
    kinds = models.JSONField(_("kinds of meetings"), default=list, blank=True)  # none: all
    reminder = models.PositiveSmallIntegerField(_("reminder"), choices=Reminder, default=Reminder.NONE)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    # A day is enough: a program that looks every hour must not write every hour.
    last_read_on = models.DateField(_("last fetched on"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar subscription")
        verbose_name_plural = _("calendar subscriptions")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("subscription_edit", args=[self.pk])

    def meetings(self) -> MeetingQuerySet:
        """The meetings that were chosen, of those that the holder may know of today."""
        found = Meeting.objects.visible_to(self.user)
        if chosen := [body.pk for body in self.bodies.all()]:
            found = found.for_bodies(chosen)
        # Rights first and choice second: a choice that was made with a seat shows no more than today's rights.
        return found.filter(kind__in=self.kinds) if self.kinds else found

    @property
    def read_text(self) -> str:
        """When a program fetched it last; said by the day of the real clock, as it is kept."""
        if not self.last_read_on:
            return str(_("No program has fetched it yet."))
        return str(_("Last fetched by a program on %(day)s.")) % {"day": danish_dates.date_text(self.last_read_on)}

    @property
    def bodies_text(self) -> str:
        return ", ".join(sorted(map(str, self.bodies.all()), key=danish_key)) or str(_("all bodies"))

    @property
    def kinds_text(self) -> str:
        return ", ".join(str(Meeting.Kind(kind).label) for kind in self.kinds) or str(_("all kinds of meetings"))

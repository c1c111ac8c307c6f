"""What the guided act of a new term keeps of its own: lists of the elected, steps that were settled, explanations."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import Body, BodyKey, CouncilTerm
from ishoj_process.models.base import Lockable, Stamped
from ishoj_process.models.names import DAY

# Names and addresses of people who may never get a seat: no longer than an interrupted working day.
KEPT_FOR = timedelta(days=1)


class ElectedListQuerySet(models.QuerySet["ElectedList"]):
    def outdated(self, now: datetime) -> Self:
        """Those that nobody confirmed within a day; they are forgotten."""
        return self.filter(made_at=None, read_at__lt=now - KEPT_FOR)

    def current(self, now: datetime) -> Self:
        """The others, which may be looked at."""
        return self.exclude(made_at=None, read_at__lt=now - KEPT_FOR)

    def made(self) -> Self:
        return self.exclude(made_at=None)


class ElectedList(Lockable):
    """Lines of who was elected to a term, from a file or pasted. Once confirmed, only what was made of them stays."""

    class Go(models.TextChoices):
        """The law's two moments: the election, and the constituting meeting."""

        COUNCIL = "council", _("the council after the election")
        COMMITTEES = "committees", _("committees and offices after the constituting meeting")

    term = models.ForeignKey(
        CouncilTerm, on_delete=models.CASCADE, related_name="elected_lists", verbose_name=_("council term")
    )
    go = models.CharField(_("which list"), max_length=12, choices=Go)
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.JSONField(_("what was read"), null=True, blank=True)  # empty when it is stored
    # {"users": keys, "seats": keys, "groups": keys, "roles": [[seat, role before]]}: no keys of the database, which
    # would make each seat one that something hangs on.
    made = models.JSONField(_("what was made of it"), default=dict, blank=True)
    read_at = models.DateTimeField(_("read at"))  # by the real clock
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("read by")
    )
    made_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = ElectedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of the elected")
        verbose_name_plural = _("lists of the elected")
        ordering = ["-read_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(f"elected_{self.go}_preview", args=[self.term.slug, self.pk])

    @property
    def take_back_url(self) -> str:
        return reverse(f"elected_{self.go}_back", args=[self.term.slug, self.pk])

    @property
    def is_of_council(self) -> bool:
        return self.go == self.Go.COUNCIL

    @property
    def is_made(self) -> bool:
        return self.made_at is not None


class SettledStep(Stamped):
    """That a step which leaves no trace where nothing changes was gone through, such as bodies that all go on."""

    class Step(models.TextChoices):
        BODIES = "bodies", _("the bodies")

    term = models.ForeignKey(CouncilTerm, on_delete=models.CASCADE, related_name="settled_steps")
    step = models.CharField(_("step"), max_length=12, choices=Step)
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)  # the real clock
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("settled step of a new term")
        verbose_name_plural = _("settled steps of new terms")
        constraints = [models.UniqueConstraint(fields=["term", "step"], name="step_settled_once_per_term")]

    def __str__(self) -> str:
        return f"{self.term}: {self.get_step_display()}"


class Unheired(Stamped):
    """Why something of a body that ends has nobody who carries it on. Shown with what the council hands over."""

    class What(models.TextChoices):
        """What a body may leave."""

        STRATEGY = "strategy", _("strategy")
        POLICY = "policy", _("main policy")
        CONSULTATION = "consultation", _("consultation")
        MEETING = "meeting", _("meeting")
        FOLLOW_UP = "follow_up", _("follow-up")
        SUBSCRIPTION = "subscription", _("calendar address")

    term = models.ForeignKey(CouncilTerm, on_delete=models.CASCADE, related_name="unheired")
    what = models.CharField(_("what it is"), max_length=12, choices=What)
    key = models.PositiveIntegerField(_("its number"))
    reason = models.CharField(_("why"), max_length=500)
    at = models.DateTimeField(_("recorded at"), auto_now=True)  # the real clock
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("explanation of what has no heir")
        verbose_name_plural = _("explanations of what has no heir")
        constraints = [models.UniqueConstraint(fields=["term", "what", "key"], name="unheired_explained_once")]

    def __str__(self) -> str:
        return self.reason


class HandedOver(Stamped):
    """What one body left to another when a term began, with what it was before: so that it may be taken back."""

    term = models.ForeignKey(CouncilTerm, on_delete=models.CASCADE, related_name="handed_over")
    body = BodyKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"), day="day_before")
    heir = BodyKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("successor"), day="first_day")
    moved = models.JSONField(_("what was handed over"), default=list)  # [[what, key]]
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)  # the real clock
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("what a body handed over")
        verbose_name_plural = _("what bodies handed over")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.body} → {self.heir}"

    @property
    def first_day(self) -> date:
        """The first day of the term that began."""
        return self.term.starts

    @property
    def day_before(self) -> date:
        return self.first_day - DAY

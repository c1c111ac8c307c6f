"""The process plan of a term, its two tracks, their working periods, and the history of statuses."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.dates.rough import RoughDateField
from ishoj_process.text.richtext import RichTextField

from .base import Edited, Sourced, Stamped
from .council import CouncilTerm
from .hierarchy import Level, Vision
from .meetings import Meeting
from .ties import OneLevel


class ProcessPlanQuerySet(models.QuerySet["ProcessPlan"]):
    def current(self, today: date) -> ProcessPlan | None:
        """The plan to show on a day: the latest one whose term has begun."""
        # Before the first term has begun, the plan that is to come is better than none.
        return self.filter(term__starts__lte=today).order_by("-term__starts", "-id").first() or self.first()


class ProcessPlan(Sourced, Edited):
    """How the council means to work on its policy: a proposal until the council has adopted it at a meeting."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", pgettext_lazy("a plan", "adopted")

    term = models.ForeignKey(CouncilTerm, on_delete=models.PROTECT, related_name="plans", verbose_name=_("term"))
    vision = models.ForeignKey(
        Vision, on_delete=models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("vision")
    )
    title = models.CharField(_("title"), max_length=200)
    background = RichTextField(_("background"), blank=True)
    framework = RichTextField(_("framework"), blank=True)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED, editable=False)
    adopted_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("adopted at"),
    )

    objects = ProcessPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("process plan")
        verbose_name_plural = _("process plans")
        ordering = ["-starts", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="plan_ends_after_start",
                violation_error_message=_("The plan must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", adopted_at__isnull=True) | Q(state="adopted", adopted_at__isnull=False),
                name="plan_adopted_at_a_meeting",
                violation_error_message=_("An adopted plan was adopted at a meeting, and a proposed one was not."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("timeline")

    @property
    def is_adopted(self) -> bool:
        return self.state == self.State.ADOPTED


class Track(Stamped):
    """One of the two tracks of a plan: the council's vision, or the committees' strategies."""

    class Kind(models.TextChoices):
        VISION = "vision", _("vision")
        STRATEGIES = "strategies", _("strategies")

    plan = models.ForeignKey(ProcessPlan, on_delete=models.CASCADE, related_name="tracks", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    lead_actor = models.CharField(_("lead actor"), max_length=200)
    purpose = RichTextField(_("what the track is for"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                name="track_once_per_plan_and_kind",
                violation_error_message=_("The plan already has a track of this kind."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_vision(self) -> bool:
        return self.kind == self.Kind.VISION


class WorkPeriod(Stamped):
    """Work on a track between two moments: days of its own, or the meetings that it lies after and before."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="work_periods", verbose_name=_("track"))
    title = models.CharField(_("title"), max_length=200)
    actor = models.CharField(_("actor"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True)
    starts = RoughDateField(_("from"))
    ends = RoughDateField(_("to"))
    after = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("after the meeting")
    )
    until = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("until the meeting")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("working period")
        verbose_name_plural = _("working periods")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def first_day(self) -> date | None:
        """The first day, or None where no source gives one: then nothing is drawn."""
        if self.starts:
            return self.starts.first_day
        # Asked of the meeting and not stored: when it is moved, the work after it moves along.
        return self.after.end_date if self.after else None

    @property
    def last_day(self) -> date | None:
        """The last day, or None where no source gives one: then nothing is drawn."""
        if self.ends:
            return self.ends.last_day
        return self.until.start_date if self.until else None

    @property
    def when_text(self) -> str:
        """`mellem Temamøde 2 og Byrådsseminar`, `inden Temamøde 1`, or the days."""
        if self.after and self.until:
            return str(_("between %(first)s and %(second)s")) % {"first": self.after, "second": self.until}
        if self.until and not self.starts:
            return str(_("before %(meeting)s")) % {"meeting": self.until}
        return " – ".join(str(end) for end in (self.starts, self.ends) if end)


class StatusChange(Stamped, OneLevel):
    """One move of a document's status: from, to, when, by whom and why. Never changed afterwards."""

    from_status = models.CharField(_("from status"), max_length=16, choices=Level.Status, blank=True)
    to_status = models.CharField(_("to status"), max_length=16, choices=Level.Status)
    note = models.CharField(_("why"), max_length=500)
    on = models.DateField(_("day"))  # the process's day
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)  # the real clock
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta(OneLevel.Meta):
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.level}: {self.get_to_status_display()}"

    @property
    def is_unchanged(self) -> bool:
        """True for a line that says that the document still stands where it did."""
        return self.from_status == self.to_status

    @property
    def on_text(self) -> str:
        """`14. august 2023`"""
        return date_text(self.on)

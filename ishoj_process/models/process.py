"""The process plans of a term, their tracks, working periods and changes, and the history of statuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Max, Q, Value, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.dates.rough import RoughDateField, rough_span_text
from ishoj_process.readers import reader_of
from ishoj_process.rights import sees_plan
from ishoj_process.rules import select
from ishoj_process.text.richtext import RichTextField

from .base import Edited, Sourced, Stamped
from .council import CouncilTerm
from .hierarchy import Level, Vision
from .meetings import Meeting
from .ties import OneLevel

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class ProcessPlanQuerySet(models.QuerySet["ProcessPlan"]):
    def visible_to(self, user: AnyUser, today: date) -> Self:
        return select(self, sees_plan(reader_of(user), today))

    def current(self, today: date) -> ProcessPlan | None:
        """The plan in force on a day: of the latest term that has begun and has one, the adopted before the proposed.

        Of several that are adopted the latest that has begun. A plan of a coming term is in force of no day before it.
        """
        begun = self.filter(term__starts__lte=today)
        return begun.order_by("-term__starts", *_in_force_first(today)).first()

    def towards(self, vision: Vision, today: date) -> ProcessPlan | None:
        """The plan that leads to a vision, in whichever edition: the one in force, else the latest that did.

        What was planned of a vision of an earlier term stands in the plan of then, whatever is planned today.
        """
        begun = self.filter(term__starts__lte=today).order_by("-term__starts", *_in_force_first(today))
        found = begun.filter(Q(vision__slug=vision.slug) | Q(term=vision.term_id))
        return next((plan for plan in found if plan.is_towards(vision)), None)

    def in_force_of(self, term: CouncilTerm, today: date) -> ProcessPlan | None:
        """The one of a term's plans that its address without a number leads to, also before and after the term."""
        return self.filter(term=term).order_by(*_in_force_first(min(max(today, term.starts), term.ends))).first()


def _in_force_first(day: date) -> list[Case | str]:
    is_adopted = Case(When(state=ProcessPlan.State.ADOPTED, then=Value(0)), default=Value(1))
    has_begun = Case(When(starts__lte=day, then=Value(0)), default=Value(1))
    return [is_adopted, has_begun, "-starts", "-number", "-id"]


class ProcessPlan(Sourced, Edited):
    """How the council means to work on its policy: a proposal until the council has adopted it at a meeting."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", pgettext_lazy("a plan", "adopted")

    term = models.ForeignKey(CouncilTerm, on_delete=models.PROTECT, related_name="plans", verbose_name=_("term"))
    # 1, 2 … within its term, given once: the plan's address for ever.
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
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
            models.UniqueConstraint(fields=["term", "number"], name="plan_numbered_per_term"),
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

    @property
    def called(self) -> str:
        """With its term and number, as the plans of several terms may have one title."""
        return f"{self.title} ({self.term}, {self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.number is None:
            last = ProcessPlan.objects.filter(term=self.term_id).aggregate(last=Max("number"))["last"]
            self.number = (last or 0) + 1
        super().save(*args, **kwargs)
        self.meetings_follow_the_term()

    def meetings_follow_the_term(self) -> None:
        Meeting.objects.filter(track__plan=self).show_from_their_terms()

    def get_absolute_url(self) -> str:
        return self.address("plan_detail")

    def address(self, name: str) -> str:
        """Where a page or paper of this plan stands for ever, by the name of its address."""
        return reverse(f"{name}_numbered", args=[self.term.slug, self.number])

    @cached_property
    def leads_to(self) -> Vision | None:
        """The vision that its tracks work on: the one it names; where it names none, or one given up, its term's.

        Asked and never stored: one that is begun after the plan, or in the place of another, is the plan's at once.
        """
        if self.vision and not self.vision.meaning.was_given_up:
            return self.vision
        made = Vision.objects.filter(term=self.term_id).not_given_up().select_related("term")
        # One that was adopted before the plan began is led on from, where the plan has none to lead to.
        return min(made, key=self._far_from, default=self.vision)

    def is_towards(self, vision: Vision) -> bool:
        # By slug: the plan may name an edition that another has taken the place of.
        return self.leads_to is not None and self.leads_to.slug == vision.slug

    def _far_from(self, vision: Vision) -> tuple[bool, bool, int, int]:
        day = vision.adopted_on.first_day if vision.adopted_on else self.starts
        was_before = vision.was_adopted and day < self.starts
        # The first that the plan led to stays the plan's when an edition follows it within the term.
        return was_before, not vision.was_adopted, (-1 if was_before else 1) * day.toordinal(), vision.pk

    @property
    def days_text(self) -> str:
        """`1. april 2023 – 31. december 2023`."""
        return f"{date_text(self.starts)} – {date_text(self.ends)}"

    @property
    def last_day_text(self) -> str:
        return date_text(self.ends)

    @property
    def term_begins_text(self) -> str:
        return date_text(self.term.starts)

    @property
    def is_adopted(self) -> bool:
        return self.state == self.State.ADOPTED


class Track(Stamped):
    """One of up to three tracks of a plan: the council's vision, the main policies, the committees' strategies."""

    class Kind(models.TextChoices):
        VISION = "vision", _("vision")
        POLICIES = "policies", _("main policies")
        STRATEGIES = "strategies", _("strategies")

    # The council's own work, and beside it the committees'. A kind that is not named here stands with the committees.
    ON_BRIDGE = (Kind.VISION, Kind.POLICIES)

    plan = models.ForeignKey(ProcessPlan, on_delete=models.CASCADE, related_name="tracks", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    lead_actor = models.CharField(_("lead actor"), max_length=200)
    purpose = RichTextField(_("what the track is for"), blank=True)
    # What is begun too early is told and not refused: a council works in the order that it likes.
    after = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("begins when this track is adopted"),
    )
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
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | ~Q(after=F("id")),
                name="track_is_not_after_itself",
                violation_error_message=_("A track cannot wait for itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.after and self.after.plan_id != self.plan_id:
            raise ValidationError({"after": _("The two tracks must belong to the same plan.")})
        waited_for = self.after
        while waited_for:
            if waited_for.pk == self.pk and self.pk:
                raise ValidationError({"after": _("The tracks would wait for each other in a ring.")})
            waited_for = waited_for.after

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        Meeting.objects.filter(track=self).show_from_their_terms()

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#spor-{self.kind}"

    @property
    def is_vision(self) -> bool:
        return self.kind == self.Kind.VISION

    @property
    def is_policies(self) -> bool:
        return self.kind == self.Kind.POLICIES

    @property
    def is_strategies(self) -> bool:
        return self.kind == self.Kind.STRATEGIES


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

    def get_absolute_url(self) -> str:
        return self.track.get_absolute_url()

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
        return rough_span_text(self.starts, self.ends)


class PlanChange(Stamped):
    """A change of a plan that the council had adopted: what became different, when, by whom and why. It stays."""

    plan = models.ForeignKey(ProcessPlan, on_delete=models.CASCADE, related_name="changes", verbose_name=_("plan"))
    # As it was shown: [{"label", "before", "after"}]. What it was made of may be gone since.
    what = models.JSONField(_("what was changed"), default=list)
    reason = models.CharField(_("why"), max_length=500)
    on = models.DateField(_("day"))  # the process's day
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)  # the real clock
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("change of a process plan")
        verbose_name_plural = _("changes of process plans")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.on_text}"

    @property
    def on_text(self) -> str:
        return date_text(self.on)


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

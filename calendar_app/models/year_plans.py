"""The meetings of a year: each body's rule, the plan, and the meetings that were planned by it."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from calendar_app.states import YearPlanState
from ishoj_process.dates import clock
from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.clock import YEARS
from ishoj_process.dates.rhythm import JULY, OnHoliday, Ordinal, Pattern, Rhythm, rhythm_text
from ishoj_process.models import Body, BodyKey, Meeting
from ishoj_process.models.base import Edited

MOST_WEEKS_BETWEEN = 8


# A named function, which migrations can name; a list itself would be one and the same for all rows.
def only_july() -> list[int]:
    return [JULY]


class YearPlanQuerySet(models.QuerySet["YearPlan"]):
    def adopted_from(self, year: int) -> Self:
        """The adopted calendars of a year and of those after it, in order."""
        return self.filter(state=YearPlan.State.ADOPTED, year__gte=year).order_by("year")


class YearPlan(Edited):
    """The meetings of a year: a proposal to adjust, until it is adopted in one act and stands as the record."""

    State = YearPlanState

    year = models.PositiveSmallIntegerField(
        # A year inside of the edges: rules that follow a meeting look into the years before and after.
        _("year"),
        unique=True,
        validators=[MinValueValidator(YEARS[1]), MaxValueValidator(YEARS[-2])],
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PROPOSAL, editable=False)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True, editable=False)  # the process's day
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("adopted by"),
    )

    objects = YearPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting calendar of a year")
        verbose_name_plural = _("meeting calendars of years")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="adopted", adopted_on__isnull=False) | Q(state="proposal", adopted_on__isnull=True),
                name="year_plan_adopted_on_a_day",
                violation_error_message=_("What is adopted was adopted on a day."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Meeting calendar %(year)s")) % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("year_plan", args=[self.year])

    @property
    def is_adopted(self) -> bool:
        return self.state == self.State.ADOPTED

    @property
    def nearest_day(self) -> date:
        """The day of the year that lies nearest to today: of a year that is over the last."""
        return min(max(clock.today(), date(self.year, 1, 1)), date(self.year, 12, 31))

    @property
    def adopted_text(self) -> str:
        return danish_dates.date_text(self.adopted_on) if self.adopted_on else ""


class MeetingFrame(models.Model):
    """What a rule and a planned meeting both say of a meeting; empty is not known, and never guessed."""

    kind = models.CharField(_("kind"), max_length=12, choices=Meeting.Kind)
    start_time = models.TimeField(_("starts at"), null=True, blank=True)
    open_part_time = models.TimeField(_("the open part starts at"), null=True, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(
        _("planned length in minutes"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)

    FRAME = ("kind", "start_time", "open_part_time", "planned_minutes", "place")

    class Meta:
        abstract = True

    def clean(self) -> None:
        """As a meeting has it, since a meeting is to be made of it."""
        super().clean()
        Meeting(start_time=self.start_time, open_part_time=self.open_part_time).clean()

    @property
    def frame(self) -> dict[str, Any]:
        """The values by name, to be laid on a meeting."""
        return {name: getattr(self, name) for name in self.FRAME}

    @property
    def time_text(self) -> str:
        """`kl. 17.00`, or that the hour is not known yet."""
        return danish_dates.clock_text(self.start_time) if self.start_time else str(_("time to follow"))

    @property
    def open_part_text(self) -> str:
        return danish_dates.clock_text(self.open_part_time) if self.open_part_time else ""


class MeetingRule(MeetingFrame, Edited):
    """How a body's meetings of a year are found: its weekday, its weeks, and what is left out."""

    # ISO numbers: Monday is 1, where `date.weekday()` has 0.
    WEEKDAYS = [(number, name) for number, name in enumerate(danish_dates.WEEKDAYS[:5], start=1)]

    plan = models.ForeignKey(YearPlan, on_delete=models.CASCADE, related_name="rules", verbose_name=_("plan"))
    body = BodyKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("body"), day="nearest_day")
    pattern = models.CharField(_("counted by"), max_length=12, choices=Pattern, default=Pattern.MONTHLY)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    ordinal = models.SmallIntegerField(_("which of the month"), choices=Ordinal, default=Ordinal.FIRST)
    weeks = models.JSONField(_("weeks"), default=list, blank=True)
    first_week = models.PositiveSmallIntegerField(
        # Some years have a week 53 (ISO 8601).
        _("from week"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(53)],
    )
    every = models.PositiveSmallIntegerField(
        _("weeks between the meetings"), default=4, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    follows = BodyKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the other body"),
        day="nearest_day",
    )
    weeks_from = models.SmallIntegerField(
        _("weeks from the other body's meeting"),
        default=-1,
        validators=[MinValueValidator(-MOST_WEEKS_BETWEEN), MaxValueValidator(MOST_WEEKS_BETWEEN)],
    )
    months_left_out = models.JSONField(_("months without meetings"), default=only_july, blank=True)
    on_holiday = models.CharField(_("on a holiday"), max_length=12, choices=OnHoliday, default=OnHoliday.LEFT_OUT)

    class Meta:
        verbose_name = _("rule for meetings")
        verbose_name_plural = _("rules for meetings")
        ordering = ["body__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "body"],
                name="meeting_rule_one_per_body",
                violation_error_message=_("The body has a rule in this year already."),
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=models.F("body")),
                name="meeting_rule_follows_another_body",
                violation_error_message=_("A body cannot follow its own meetings."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.plan.year}"

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#regler"

    def clean(self) -> None:
        super().clean()
        if self.pattern == Pattern.FOLLOWS and not self.follows_id:
            raise ValidationError({"follows": _("Choose the body whose meetings this one follows.")})
        if self.follows_id and self.follows_id == self.body_id:
            raise ValidationError({"follows": _("A body cannot follow its own meetings.")})
        if self.pattern == Pattern.WEEKS and not self.weeks:
            raise ValidationError({"weeks": _("Write the numbers of the weeks.")})
        if self.pattern == Pattern.FOLLOWS and self._leads_back():
            raise ValidationError({"follows": _("One of the two already follows another body. Rules follow one step.")})

    @property
    def nearest_day(self) -> date | None:
        """The day of the plan's year that lies nearest to today."""
        return self.plan.nearest_day if self.plan_id else None

    @property
    def text(self) -> str:
        """The rule in words."""
        return rhythm_text(self.rhythm, str(self.follows) if self.follows else "")

    def _leads_back(self) -> bool:
        """One step only, so that rules never follow each other in a ring."""
        others = MeetingRule.objects.filter(plan=self.plan_id, pattern=Pattern.FOLLOWS).exclude(pk=self.pk)
        return others.filter(Q(body=self.follows_id) | Q(follows=self.body_id)).exists()

    @property
    def rhythm(self) -> Rhythm:
        """What the pure functions need of the rule."""
        return Rhythm(
            pattern=self.pattern,
            weekday=self.weekday,
            ordinal=self.ordinal,
            weeks=tuple(self.weeks),
            first_week=self.first_week,
            every=self.every,
            weeks_from=self.weeks_from,
            months_left_out=frozenset(self.months_left_out),
            on_holiday=self.on_holiday,
        )


class PlannedMeeting(MeetingFrame, Edited):
    """A meeting of a plan: by the body's rule or entered by hand; what was adjusted by hand, no new proposal undoes."""

    plan = models.ForeignKey(YearPlan, on_delete=models.CASCADE, related_name="meetings", verbose_name=_("plan"))
    body = BodyKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("body"), day="date")
    date = models.DateField(_("day"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_left_out = models.BooleanField(_("left out"), default=False)
    # Which of the rule's meetings it is, by month, week or other meeting; empty for one entered by hand.
    slot = models.CharField(max_length=20, blank=True, editable=False)
    rule_date = models.DateField(_("the rule's day"), null=True, blank=True, editable=False)  # empty: entered by hand
    is_adjusted = models.BooleanField(_("adjusted by hand"), default=False, editable=False)
    # The meeting that adoption made; empty before, and where that meeting was removed since.
    meeting = models.OneToOneField(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="planned_as",
        verbose_name=_("meeting"),
    )

    class Meta:
        verbose_name = _("planned meeting")
        verbose_name_plural = _("planned meetings")
        ordering = ["date", models.F("start_time").asc(nulls_last=True), "body__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "body", "slot"], condition=~Q(slot=""), name="planned_meeting_once_per_slot"
            ),
            models.CheckConstraint(
                condition=Q(slot="", rule_date__isnull=True) | (~Q(slot="") & Q(rule_date__isnull=False)),
                name="planned_meeting_by_rule_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {danish_dates.weekday_date_text(self.date)}"

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#m{self.pk}"

    def clean(self) -> None:
        super().clean()
        if self.date and self.plan_id and self.date.year != self.plan.year:
            raise ValidationError({"date": _("The day must lie in %(year)s.") % {"year": self.plan.year}})

    @property
    def is_by_hand(self) -> bool:
        return not self.slot

    @property
    def date_text(self) -> str:
        return danish_dates.weekday_date_text(self.date)

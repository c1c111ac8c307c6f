"""The committees' track: what is done about a strategy, with dates that may be known only roughly."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ishoj_process.dates.rough import RoughDateField
from ishoj_process.models import Strategy
from ishoj_process.models.base import Edited, Sourced


class ActivityQuerySet(models.QuerySet["Activity"]):
    def consultations(self) -> Self:
        return self.filter(kind=Activity.Kind.CONSULTATION)


class Activity(Sourced, Edited):
    """A dated piece of work on a strategy: idea phase, survey, consultation, workshop, preparation."""

    class Kind(models.TextChoices):
        START = "start", _("start of the work")
        PREPARATION = "preparation", _("preparation")
        IDEA_PHASE = "idea_phase", _("idea phase")
        SURVEY = "survey", _("survey")
        # Told by a source, as of the years before this house; what the house itself runs is a `Consultation`.
        CONSULTATION = "consultation", _("public consultation")
        MEETING = "meeting", _("meeting with citizens")
        WORKSHOP = "workshop", _("workshop")
        DRAFT = "draft", _("draft discussed")
        APPROVAL = "approval", _("approval by others")

    LASTING_KINDS = (Kind.IDEA_PHASE, Kind.SURVEY, Kind.CONSULTATION)
    CITIZEN_KINDS = (*LASTING_KINDS, Kind.MEETING, Kind.WORKSHOP)

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="activities", verbose_name=_("strategy")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    starts = RoughDateField(_("from"))
    ends = RoughDateField(_("to"))
    weeks = models.PositiveSmallIntegerField(_("weeks"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    participants = models.PositiveIntegerField(_("how many took part"), null=True, blank=True)
    outcome = models.TextField(_("what it changed"), max_length=2000, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=False) | Q(ends__isnull=True),
                name="activity_end_needs_start",
                violation_error_message=_("State when the activity starts before you state when it ends."),
            )
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return self.strategy.get_absolute_url()

    @property
    def when_text(self) -> str:
        """`8 uger, forår 2023`, `fra 11. september 2023`, `23. januar 2023 – 21. februar 2023`."""
        if self.weeks:
            return str(_("%(weeks)s weeks, %(when)s")) % {"weeks": self.weeks, "when": self.starts}
        if not self.ends and self.is_open_ended:
            return str(_("from %(day)s")) % {"day": self.starts}
        return " – ".join(str(end) for end in (self.starts, self.ends) if end)

    @property
    def is_open_ended(self) -> bool:
        """True for something that lasts but whose end no source gives."""
        return (
            self.kind in self.LASTING_KINDS and self.ends is None and self.starts is not None and self.starts.is_exact
        )

    @property
    def is_drawable_as_bar(self) -> bool:
        """True where both ends are known well enough to draw from one to the other."""
        return bool(self.starts and self.ends)

    @property
    def participants_text(self) -> str:
        """`460 deltog`; empty where nobody counted."""
        # None is not 0: nobody counted, or nobody came.
        if self.participants is None:
            return ""
        return ngettext("%(count)s took part", "%(count)s took part", self.participants) % {"count": self.participants}

    def is_over(self, today: date) -> bool:
        """True once its last day has passed; of what no source gives an end of, never."""
        # Something that lasts is not over on the day after it began, only because no source gives its end.
        last = self.ends or (None if self.is_open_ended else self.starts)
        return last is not None and last.last_day < today

    def is_running(self, today: date) -> bool:
        """True from its first day to its last; an end that is not known is not yet passed."""
        # Of something in “spring 2023” nobody can say on a day in spring whether it has begun.
        if not self.starts or not self.starts.is_exact:
            return False
        return self.starts.first_day <= today and (self.ends is None or today <= self.ends.last_day)

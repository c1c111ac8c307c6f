"""The committees' track: what is done about a strategy, with dates that may be known only roughly."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ishoj_process.dates.rough import RoughDate, RoughDateField, rough_span_text
from ishoj_process.models import Strategy
from ishoj_process.models.base import Edited, Sourced
from ishoj_process.models.status import statuses

# What began longer ago, and of which nobody has said when it ended, is not known to go on: hearings last weeks.
# A page that said “in consultation now” three years after would invent it.
RUNS_UNENDED = timedelta(days=365)


class ActivityQuerySet(models.QuerySet["Activity"]):
    def consultations(self) -> Self:
        return self.filter(kind=Activity.Kind.CONSULTATION)

    def that_may_run(self) -> Self:
        """Without those that ended with their strategy: the set twin of `Activity.ended_with_strategy`."""
        is_open = Q(strategy__status__in=statuses(lambda row: row.may_be_heard))
        return self.filter(is_open | ~Q(goes_on_because="") & ~Q(kind=Activity.Kind.CONSULTATION))


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
    # What is still open when the document is adopted ends with it; where it goes on, it is said why. A consultation
    # never does: what it asks about has been decided.
    goes_on_because = models.CharField(_("why it goes on though the document is adopted"), max_length=300, blank=True)
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

    @property
    def called(self) -> str:
        """With its days, as a strategy may have two idea phases."""
        return ", ".join(filter(None, [str(self), self.when_text]))

    def get_absolute_url(self) -> str:
        return self.strategy.get_absolute_url()

    @property
    def when_text(self) -> str:
        """`8 uger, forår 2023`, `fra den 11. september 2023`, `23. januar – 21. februar 2023`.

        What had no end of its own and ended with the strategy: `fra den 11. september 2023 til vedtagelsen`.
        """
        starts = self.starts.named if self.starts else ""
        if self.weeks:
            return str(_("%(weeks)s weeks, %(when)s")) % {"weeks": self.weeks, "when": self.starts}
        if self.is_cut_short:
            return str(_("from %(day)s to the adoption")) % {"day": starts}
        if self.is_open_ended:
            return str(_("from %(named_day)s")) % {"named_day": starts}
        return rough_span_text(self.starts, self.ends)

    @property
    def is_lasting(self) -> bool:
        """True for what has a first day and goes on from it."""
        return self.kind in self.LASTING_KINDS and self.starts is not None and self.starts.is_exact

    @property
    def is_open_ended(self) -> bool:
        """True for something that lasts but whose end no source gives, and that has not ended with the strategy."""
        return self.is_lasting and self.ends is None and not self.ended_with_strategy

    @property
    def ended_with_strategy(self) -> bool:
        """Whatever its own days say: about what is decided or given up nobody is asked any more.

        “Adopted” and “in consultation now” never stand together, as all that runs asks this. What goes on all the same
        says why, and is no consultation.
        """
        goes_on = bool(self.goes_on_because) and self.may_go_on
        return not self.strategy.meaning.may_be_heard and not goes_on

    @property
    def may_go_on(self) -> bool:
        return self.kind != self.Kind.CONSULTATION

    @property
    def says_why_it_goes_on(self) -> bool:
        return bool(self.goes_on_because) and self.may_go_on and self.strategy.was_adopted

    @property
    def is_cut_short(self) -> bool:
        """True of what lasted, and by its own days would last beyond the adoption with which it ended."""
        if not (self.is_lasting and self.ended_with_strategy and self.strategy.was_adopted and self.starts):
            return False
        adopted = self.strategy.adopted_on
        if adopted is None:
            return self.ends is None
        # A source may tell of an adoption before what it calls the beginning; then nobody knows.
        is_later = self.ends is None or self.ends.last_day > adopted.last_day
        return is_later and adopted.last_day >= self.starts.first_day

    @property
    def last_known(self) -> RoughDate | None:
        """Its own end, or the adoption with which it ended; None where no source gives either."""
        return self.strategy.adopted_on if self.is_cut_short else self.ends

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
        if self.ended_with_strategy and (self.starts is None or self.starts.first_day <= today):
            return True
        # Something that lasts is not over on the day after it began, only because no source gives its end.
        last = self.ends or (None if self.is_open_ended else self.starts)
        return last is not None and last.last_day < today

    def is_running(self, today: date) -> bool:
        """True from its first day to its last; an end that is not known is taken for not yet passed within a year."""
        if self.ended_with_strategy:
            return False
        # Of something in “spring 2023” nobody can say on a day in spring whether it has begun.
        if not self.starts or not self.starts.is_exact:
            return False
        last = self.ends.last_day if self.ends else self.starts.first_day + RUNS_UNENDED
        return self.starts.first_day <= today <= last

"""The executive board's debate paper: challenges, possible solutions, and what the council is to discuss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.clock import today
from ishoj_process.dates.danish import date_text
from ishoj_process.models import AgendaItem, Meeting, Vision
from ishoj_process.models.base import Edited, Sourced
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from ishoj_process.text.richtext import RichTextField
from vision.rights import reads_part
from vision.states import OPEN_TO_ALL, PaperState

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from ishoj_process.readers import AnyUser


class PartQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        """Those of a paper that the user reads: none of its parts stands open where the paper is closed."""
        return select(self, reads_part(reader_of(user)))


class DebatePaper(Sourced, Edited):
    """The executive board's paper on the basic challenges and possible solutions, the ground of the vision process."""

    State = PaperState

    # The paper is sent to the council first, and may be taken back to be worked on.
    MOVES: dict[str, tuple[PaperState, ...]] = {
        State.PLANNED: (State.DRAFT,),
        State.DRAFT: (State.SHARED, State.PUBLISHED),
        State.SHARED: (State.PUBLISHED, State.DRAFT),
        State.PUBLISHED: (State.SHARED,),
    }

    vision = models.OneToOneField(
        Vision, on_delete=models.CASCADE, related_name="debate_paper", verbose_name=_("vision")
    )
    title = models.CharField(_("title"), max_length=200)
    author = models.CharField(_("written by"), max_length=120, blank=True)
    purpose = RichTextField(_("what the paper is for"), blank=True)
    introduction = RichTextField(_("introduction"), blank=True)
    solutions = RichTextField(_("possible solutions"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    shared_on = models.DateField(_("sent to the council on"), null=True, blank=True, editable=False)
    presented_at = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("presented at")
    )

    class Meta:
        verbose_name = _("debate paper")
        verbose_name_plural = _("debate papers")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.vision.address("debate_paper")

    @property
    def shared_on_text(self) -> str:
        return date_text(self.shared_on) if self.shared_on else ""

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_shared(self) -> bool:
        """True where the council reads it and the public does not."""
        return self.state == self.State.SHARED

    @property
    def is_open_to_all(self) -> bool:
        """True where the public reads what it says; while it is only planned, that is nothing."""
        return self.state in OPEN_TO_ALL

    @property
    def is_with_council(self) -> bool:
        """True where the council may read it: sent to it, or published to all."""
        return self.state in (self.State.SHARED, self.State.PUBLISHED)


class Challenge(Sourced, Edited):
    """A challenge that the municipality and the local society stand before."""

    paper = models.ForeignKey(
        DebatePaper, on_delete=models.CASCADE, related_name="challenges", verbose_name=_("debate paper")
    )
    title = models.CharField(_("title"), max_length=200)
    description = RichTextField(_("description"), blank=True)
    raised_at = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("raised at")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Solution(Edited):
    """A possible solution: what could be done, who can carry it, and an example of it."""

    CARRIERS = ("by_municipality", "by_business", "by_civil_society")

    paper = models.ForeignKey(
        DebatePaper, on_delete=models.CASCADE, related_name="possible_solutions", verbose_name=_("debate paper")
    )
    # Empty: it answers the paper as a whole.
    challenge = models.ForeignKey(
        Challenge,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="solutions",
        verbose_name=_("challenge that it answers"),
    )
    title = models.CharField(_("possible solution"), max_length=300)
    by_municipality = models.BooleanField(_("the municipality"), default=False)
    by_business = models.BooleanField(_("business"), default=False)
    by_civil_society = models.BooleanField(_("civil society"), default=False)
    example = models.TextField(_("example"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible solution")
        verbose_name_plural = _("possible solutions")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.paper.get_absolute_url()

    @property
    def carriers(self) -> list[str | Promise]:
        """Who can carry it, in words; empty where nobody has said."""
        # The words of the form's own boxes, so that page and form say the same.
        fields = {field.name: field for field in self._meta.fields}
        return [fields[name].verbose_name for name in self.CARRIERS if getattr(self, name)]


class Question(Edited):
    """A question that the council is to discuss, tied to the agenda item where it does."""

    paper = models.ForeignKey(
        DebatePaper, on_delete=models.CASCADE, related_name="questions", verbose_name=_("debate paper")
    )
    text = models.CharField(_("question"), max_length=300)
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("discussed at agenda item"),
    )
    answer = models.TextField(_("the council's answer"), max_length=2000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        # The anchor is `vision.paper.news.Part`, which imports these models and cannot be imported here.
        return f"{self.paper.get_absolute_url()}#spoergsmaal-{self.pk}"

    @property
    def answered_on_text(self) -> str:
        return date_text(self.answered_on) if self.answered_on else ""


class PaperReading(models.Model):
    """When somebody last said that they had read the debate paper: what changed later is marked for them alone."""

    paper = models.ForeignKey(DebatePaper, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)  # the real clock, against which changes are held
    on = models.DateField(default=today)  # the process's day

    class Meta:
        verbose_name = _("reading of a debate paper")
        verbose_name_plural = _("readings of debate papers")
        constraints = [models.UniqueConstraint(fields=["paper", "user"], name="paper_reading_once")]

    def __str__(self) -> str:
        return f"{self.paper} {self.at:%Y-%m-%d}"

"""Who was involved in a strategy beside the consultations: other committees before them, and citizens to a degree."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, BodyKey, Meeting, Strategy
from ishoj_process.models.base import Edited


class EarlyInvolvement(Edited):
    """A dated contact with another committee about a strategy that is being prepared, and what it gave."""

    class Kind(models.TextChoices):
        ORIENTATION = "orientation", _("orientation")
        JOINT_MEETING = "joint_meeting", _("joint meeting")
        EARLY_INPUT = "early_input", _("early input")

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="early_involvements", verbose_name=_("strategy")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    body = BodyKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"), day="on")
    on = models.DateField(_("day"))
    # Empty: not at a meeting. SET_NULL, as `on` tells the day by itself.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("at the meeting")
    )
    outcome = models.TextField(_("what it gave"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("early involvement")
        verbose_name_plural = _("early involvements")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return str(_("%(kind)s of %(body)s")) % {"kind": self.get_kind_display(), "body": self.body}

    @property
    def called(self) -> str:
        """With its day, as a body may be involved again and again."""
        return f"{self}, {self.on_text}"

    def get_absolute_url(self) -> str:
        return f"{self.strategy.get_absolute_url()}#inddraget-{self.pk}"

    def clean(self) -> None:
        if self.body_id and self.body_id == self.strategy.owner_id:
            raise ValidationError({"body": _("The owner involves others, not itself.")})

    @property
    def on_text(self) -> str:
        return date_text(self.on)


class CitizenInvolvement(Edited):
    """How far citizens are involved in a strategy, and what is promised to them.

    The five degrees are those of IAP2's spectrum of public participation in their usual Danish words; beside them none.
    """

    # Not a ladder to climb: the memo expects committees to involve citizens to different degrees.
    class Degree(models.TextChoices):
        NONE = "none", _("no involvement")
        INFORMATION = "information", pgettext_lazy("a degree of involvement", "information")
        CONSULTATION = "consultation", pgettext_lazy("a degree of involvement", "consultation")
        DIALOGUE = "dialogue", pgettext_lazy("a degree of involvement", "dialogue")
        CO_CREATION = "co_creation", pgettext_lazy("a degree of involvement", "co-creation")
        CO_DECISION = "co_decision", pgettext_lazy("a degree of involvement", "co-decision")

    strategy = models.OneToOneField(
        Strategy, on_delete=models.CASCADE, related_name="citizen_involvement", verbose_name=_("strategy")
    )
    degree = models.CharField(_("degree of involvement"), max_length=14, choices=Degree)
    promise = models.TextField(_("what is promised, or why citizens are not involved"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("citizen involvement")
        verbose_name_plural = _("citizen involvements")
        ordering = ["strategy", "id"]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.get_degree_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.strategy.get_absolute_url()}#borgerne"

    @property
    def is_none(self) -> bool:
        return self.degree == self.Degree.NONE

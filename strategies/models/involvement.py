"""How other committees were involved before any round: told, met with, or asked early, and what that gave."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ishoj_process.danish_dates import date_text
from ishoj_process.models import Body, Meeting, Strategy
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
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    on = models.DateField(_("day"))
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("at the meeting")
    )
    outcome = models.TextField(_("what it gave"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("early involvement")
        verbose_name_plural = _("early involvements")
        ordering = ["on", "id"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.body}"

    def get_absolute_url(self):
        return f"{self.strategy.get_absolute_url()}#inddraget-{self.pk}"

    def clean(self):
        if self.body_id and self.body_id == self.strategy.owner_id:
            raise ValidationError({"body": _("The owner involves others, not itself.")})

    @property
    def on_text(self):
        return date_text(self.on)

"""What a policy or a strategy is to have reached by when."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.danish import date_text
from ishoj_process.dates.rough import RoughDate, RoughDateField
from ishoj_process.models import OneDocument
from ishoj_process.models.base import Edited
from ishoj_process.models.ties import OneDocumentQuerySet


class Milestone(OneDocument, Edited):
    """A step of the work with the day on which it is to be reached, as roughly as that is planned."""

    title = models.CharField(_("milestone"), max_length=200)
    due: models.Field[RoughDate | str, RoughDate] = RoughDateField(  # type: ignore[assignment]  # never NULL here
        _("to be reached"), null=False, blank=False
    )
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = OneDocumentQuerySet.as_manager()

    class Meta(OneDocument.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        """With what it is a step of, as each document may have a draft by a day."""
        return f"{self.title} ({self.document})"

    def get_absolute_url(self) -> str:
        return f"{self.document.get_absolute_url()}#milepael-{self.pk}"

    @property
    def is_reached(self) -> bool:
        return self.reached_on is not None

    @property
    def reached_text(self) -> str:
        """`nået 14. august 2023`; empty until it is."""
        return _("reached %(day)s") % {"day": date_text(self.reached_on)} if self.reached_on else ""

    def is_overdue(self, today: date) -> bool:
        """True from the day after its last day until it is reached; one in “autumn” has all of autumn."""
        return not self.is_reached and self.due.last_day < today

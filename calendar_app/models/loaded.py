"""What a plan file was loaded as."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedFact(models.Model):
    """One entry of a plan file, the row that it became, and how both looked then.

    So that loading again does not undo what staff did since.
    """

    key = models.CharField(_("key in the plan file"), max_length=400, unique=True)
    model = models.CharField(_("kind of row"), max_length=60)  # label, as in `ishoj_process.Meeting`
    # A number, not a foreign key: it must outlive the row, so that what staff deleted is not made again.
    object_pk = models.PositiveBigIntegerField(_("number of the row"))
    # Two fingerprints: sanitised text and the like make a row differ from what its file asked for.
    asked = models.CharField(_("fingerprint of what the file asked for"), max_length=64)
    stored = models.CharField(_("fingerprint of the row as it was stored"), max_length=64)

    class Meta:
        verbose_name = _("loaded fact")
        verbose_name_plural = _("loaded facts")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

"""What belongs to one reader alone: notes on agenda items, and when an agenda was last read.

Neither raises the stamp, stands in the database's own pages, or has earlier versions.
"""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import AgendaItem, Meeting


class PrivateNote(models.Model):
    """What a reader wrote beside an agenda item. Nobody else sees it."""

    LONGEST = 10_000

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("my note"), max_length=LONGEST, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "item"], name="private_note_once_per_item")]

    @staticmethod
    def mark_of(text: str) -> str:
        """Names the words of a note: they are replaced only by who has seen them. A note that is not there has none."""
        return hashlib.sha256(text.encode()).hexdigest()[:20] if text else ""

    def __str__(self) -> str:
        return str(_("private note"))  # never whose, on what or what it says: deleting a user lists what goes with it


class AgendaReading(models.Model):
    """What a person had before them when they last said that they had read a meeting's agenda."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()  # the process's day
    seen = models.JSONField(default=dict)  # {key of an item: fingerprint of what was shown of it}

    class Meta:
        verbose_name = _("reading of an agenda")
        verbose_name_plural = _("readings of agendas")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "meeting"], name="agenda_reading_once")]

    def __str__(self) -> str:
        return str(_("reading of an agenda"))

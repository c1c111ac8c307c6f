"""An agenda that was read from a file: kept until it is confirmed, and afterwards only what was made of it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.models.base import Lockable

# It may hold closed items, and is nobody's document: no longer than an interrupted working day.
KEPT_FOR = timedelta(days=1)


class AgendaImportQuerySet(models.QuerySet["AgendaImport"]):
    def outdated(self, now: datetime) -> Self:
        """Those that nobody confirmed within a day; they are forgotten."""
        return self.filter(made_at=None, read_at__lt=now - KEPT_FOR)

    def current(self, now: datetime) -> Self:
        """The others, which may be looked at."""
        return self.exclude(made_at=None, read_at__lt=now - KEPT_FOR)


class AgendaImport(Lockable):
    """What was read of one file for one meeting. It may hold closed items: it is the secretariat's alone."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda_imports", verbose_name=_("meeting")
    )
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.JSONField(_("what was read"), null=True, blank=True)  # empty when the items are made
    read_at = models.DateTimeField(_("read at"))  # by the real clock
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("read by")
    )
    made_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    items = models.ManyToManyField(AgendaItem, related_name="agenda_imports", verbose_name=_("agenda items"))

    objects = AgendaImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda read from a file")
        verbose_name_plural = _("agendas read from files")
        ordering = ["-read_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agenda_import_preview", args=[self.meeting_id, self.pk])

    @property
    def take_back_url(self) -> str:
        return reverse("agenda_import_take_back", args=[self.meeting_id, self.pk])

    @property
    def is_made(self) -> bool:
        return self.made_at is not None

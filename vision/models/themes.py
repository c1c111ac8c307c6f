"""Themes: what the administration gathers from the contributions, on its way towards guiding lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.danish import date_text
from ishoj_process.models import GuidingLine, Meeting, SearchedQuerySet, Vision
from ishoj_process.models.base import DanishSorted, Edited
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from ishoj_process.text.richtext import RichTextField
from vision.rights import sees_theme

from .contributions import Contribution
from .debate_paper import Challenge

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class ThemeQuerySet(SearchedQuerySet):
    def current(self) -> Self:
        """Leaves out the merged and the dropped."""
        return self.filter(state=Theme.State.CURRENT)

    def closed(self) -> Self:
        """The merged and the dropped, the latest first."""
        return self.exclude(state=Theme.State.CURRENT).order_by("-closed_on", "sort_key", "id")

    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_theme(reader_of(user)))


class Theme(DanishSorted, Edited):
    """What the administration gathers from the meetings, on its way towards guiding lines."""

    class State(models.TextChoices):
        CURRENT = "current", _("current")
        MERGED = "merged", _("merged into another")
        DROPPED = "dropped", pgettext_lazy("a theme", "dropped")

    sorted_by = "title"

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="themes", verbose_name=_("vision"))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=1000, blank=True)
    text = RichTextField(_("text"), blank=True)
    challenges = models.ManyToManyField(
        Challenge, blank=True, related_name="themes", verbose_name=_("challenges that it answers")
    )
    guiding_lines = models.ManyToManyField(
        GuidingLine, blank=True, related_name="themes", verbose_name=_("guiding lines that it became")
    )
    contributions = models.ManyToManyField(
        Contribution, blank=True, related_name="themes", verbose_name=_("contributions that it gathers")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.CURRENT, editable=False)
    # A merged theme keeps its own contributions, so that taking it up again restores it.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    # SET_NULL, unlike above: what was split off stands by itself, where a merged theme would lead nowhere.
    split_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="split_into",
        verbose_name=_("split from"),
    )
    drop_reason = models.CharField(_("why it was dropped"), max_length=300, blank=True, editable=False)
    closed_on = models.DateField(_("merged or dropped on"), null=True, blank=True, editable=False)
    raised_at = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="themes",
        verbose_name=_("raised at meeting"),
    )
    is_shared = models.BooleanField(_("shown to the council"), default=True)
    is_published = models.BooleanField(_("shown to the public"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        # The key last: equals keep their place from one page of the list to the next.
        ordering = ["position", "sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="theme_merged_into_another",
                violation_error_message=_("A merged theme says into which."),
            ),
            models.CheckConstraint(
                # Both ways: a reason left behind would be told of a theme that was taken up again.
                condition=Q(state="dropped") & ~Q(drop_reason="") | ~Q(state="dropped") & Q(drop_reason=""),
                name="theme_dropped_with_reason",
                violation_error_message=_("A dropped theme says why."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="theme_not_merged_into_itself",
                violation_error_message=_("A theme cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("theme_detail", args=[self.pk])

    @property
    def closed_on_text(self) -> str:
        return date_text(self.closed_on) if self.closed_on else ""

    @property
    def is_current(self) -> bool:
        return self.state == self.State.CURRENT

    @property
    def is_merged(self) -> bool:
        return self.state == self.State.MERGED

    @property
    def is_dropped(self) -> bool:
        return self.state == self.State.DROPPED

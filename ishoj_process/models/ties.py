"""What ties rows to the documents of the hierarchy: one document of any level, and how one serves a guiding line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ishoj_process.readers import reader_of
from ishoj_process.rights import sees_alignment
from ishoj_process.rules import select

from .base import Edited
from .hierarchy import GuidingLine, Level, MainPolicy, Strategy, Vision

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class AlignmentQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_alignment(reader_of(user)))

    def standing(self) -> Self:
        """Those of each document once: a new edition that is worked on says the same as the one in force."""
        # An edition takes them over when it is adopted, and the one before it keeps its own.
        of_strategy = Q(strategy__in=Strategy.objects.latest_editions())
        return self.filter(of_strategy | Q(main_policy__in=MainPolicy.objects.latest_editions()))


class Alignment(Edited):
    """How a strategy or a main policy serves a guiding line, in words."""

    guiding_line = models.ForeignKey(
        GuidingLine, on_delete=models.CASCADE, related_name="alignments", verbose_name=_("guiding line")
    )
    main_policy = models.ForeignKey(
        MainPolicy,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="alignments",
        verbose_name=_("main policy"),
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, null=True, blank=True, related_name="alignments", verbose_name=_("strategy")
    )
    how = models.TextField(_("how it serves the guiding line"), max_length=1000)

    objects = AlignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        ordering = ["guiding_line__position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(main_policy__isnull=True) ^ Q(strategy__isnull=True),
                name="alignment_of_exactly_one_document",
                violation_error_message=_("Choose either a main policy or a strategy."),
            ),
            # Two, since in SQL a NULL equals no other: each is silent about the rows that the other is about.
            models.UniqueConstraint(
                fields=["guiding_line", "strategy"],
                name="alignment_once_per_strategy",
                violation_error_message=_("The strategy already says how it serves this guiding line."),
            ),
            models.UniqueConstraint(
                fields=["guiding_line", "main_policy"],
                name="alignment_once_per_main_policy",
                violation_error_message=_("The main policy already says how it serves this guiding line."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.guiding_line}"

    def get_absolute_url(self) -> str:
        return self.document.get_absolute_url()

    @property
    def document(self) -> Strategy | MainPolicy:
        return self.strategy or cast(MainPolicy, self.main_policy)


class OneLevel(models.Model):
    """A row that points at exactly one document of any of the three levels."""

    # Three keys and no generic one: the database then refuses what points at nothing, or at two.
    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("vision"))
    main_policy = models.ForeignKey(
        MainPolicy, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("main policy")
    )
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("strategy"))

    LEVEL_FIELDS = {Vision: "vision", MainPolicy: "main_policy", Strategy: "strategy"}

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(vision__isnull=False, main_policy__isnull=True, strategy__isnull=True)
                | Q(vision__isnull=True, main_policy__isnull=False, strategy__isnull=True)
                | Q(vision__isnull=True, main_policy__isnull=True, strategy__isnull=False),
                name="%(class)s_of_exactly_one_level",
                violation_error_message=_("Choose exactly one document."),
            )
        ]

    @property
    def level(self) -> Level:
        return cast(Level, self.vision or self.main_policy or self.strategy)

    @classmethod
    def field_for(cls, level: Level) -> str:
        """The name of the column that points at a document of this level."""
        return cls.LEVEL_FIELDS[type(level)]

"""What ties rows to the documents of the hierarchy: one of any level, one policy or strategy, and what each serves."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self, TypeAlias, cast

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

# What a committee writes: it is heard about, adopted at an agenda item and held to its milestones by the same rules.
Document: TypeAlias = MainPolicy | Strategy
# By the column that points at one.
DOCUMENTS: dict[str, type[MainPolicy] | type[Strategy]] = {model.column: model for model in (MainPolicy, Strategy)}


def tie_to(document: Level) -> dict[str, Any]:
    """The document under the name of the column that points at one of its level."""
    return {document.column: document}


def of_documents(documents: Collection[Document]) -> Q:
    """Of rows about one document each: those about one of these."""
    keys = {name: [row.pk for row in documents if isinstance(row, model)] for name, model in DOCUMENTS.items()}
    return Q(main_policy__in=keys["main_policy"]) | Q(strategy__in=keys["strategy"])


class OneDocumentQuerySet(models.QuerySet):
    def with_documents(self) -> Self:
        """With the document that each is about, and whose that is."""
        return self.select_related("main_policy__lead_committee", "strategy__owner")

    def of_shown(self, user: AnyUser) -> Self:
        """Those about documents that the reader may see, each in the edition that stands."""
        shown = {
            name: model._default_manager.visible_to(user).latest_editions()  # type: ignore[attr-defined]
            for name, model in DOCUMENTS.items()
        }
        return self.filter(Q(main_policy__in=shown["main_policy"]) | Q(strategy__in=shown["strategy"]))


class OneDocument(models.Model):
    """A row about exactly one main policy or strategy: what the two have by the same rule is stored in one table."""

    # Two keys and no generic one: the database then refuses what is about nothing, or about two.
    main_policy = models.ForeignKey(
        MainPolicy,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("main policy"),
    )
    strategy = models.ForeignKey(
        Strategy,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("strategy"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(main_policy__isnull=True) ^ Q(strategy__isnull=True),
                name="%(class)s_of_exactly_one_document",
                violation_error_message=_("Choose either a main policy or a strategy."),
            )
        ]

    @property
    def document(self) -> Document:
        return self.strategy or cast(MainPolicy, self.main_policy)

    @document.setter
    def document(self, document: Document) -> None:
        setattr(self, document.column, document)

    @property
    def document_key(self) -> tuple[str, int]:
        """Which document it is about, where that need not be read."""
        key = (MainPolicy.column, self.main_policy_id) if self.main_policy_id else (Strategy.column, self.strategy_id)
        return cast(tuple[str, int], key)


class AlignmentQuerySet(models.QuerySet):
    def visible_to(self, user: AnyUser) -> Self:
        return select(self, sees_alignment(reader_of(user)))

    def standing(self) -> Self:
        """Those of each document once: a new edition that is worked on says the same as the one in force."""
        # An edition takes them over when it is adopted, and the one before it keeps its own.
        of_strategy = Q(strategy__in=Strategy.objects.latest_editions())
        return self.filter(of_strategy | Q(main_policy__in=MainPolicy.objects.latest_editions()))


class Alignment(OneDocument, Edited):
    """How a strategy or a main policy serves a guiding line, in words."""

    guiding_line = models.ForeignKey(
        GuidingLine, on_delete=models.CASCADE, related_name="alignments", verbose_name=_("guiding line")
    )
    # As they landed: a name on the other side that is made of the class's would be a migration for nothing.
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
            *OneDocument.Meta.constraints,
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


class OneLevel(models.Model):
    """A row that points at exactly one document of any of the three levels."""

    # Three keys and no generic one: the database then refuses what points at nothing, or at two.
    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("vision"))
    main_policy = models.ForeignKey(
        MainPolicy, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("main policy")
    )
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("strategy"))

    LEVEL_FIELDS = {model: model.column for model in (Vision, MainPolicy, Strategy)}

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

    @property
    def level_key(self) -> tuple[str, int]:
        """Which document it points at, where that need not be read."""
        keys = ((name, getattr(self, f"{name}_id")) for name in self.LEVEL_FIELDS.values())
        return next((name, key) for name, key in keys if key)

    @classmethod
    def field_for(cls, level: Level) -> str:
        """The name of the column that points at a document of this level."""
        return level.column

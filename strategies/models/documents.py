"""Files that belong to a strategy, such as an appendix or a layout for print."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ishoj_process.models import Strategy
from ishoj_process.models.base import Edited
from ishoj_process.models.files import StoredFile


class StrategyDocument(StoredFile, Edited):
    """A file of a strategy. Until the strategy is adopted it is, like the wording, its owners' and the staff's."""

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="documents", verbose_name=_("strategy")
    )

    class Meta:
        verbose_name = _("document of a strategy")
        verbose_name_plural = _("documents of strategies")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.strategy.address("strategy_document", self.pk)

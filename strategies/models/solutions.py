"""What a strategy does for people, concretely, and for whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.models import SearchedQuerySet, Strategy
from ishoj_process.models.base import Edited


class ConcreteSolution(Edited):
    """A concrete solution that a strategy contains, with those whom it is for.

    The memo: the vision is made concrete in strategies with solutions for citizens, associations and businesses.
    """

    class Audience(models.TextChoices):
        CITIZENS = "citizens", pgettext_lazy("whom a solution is for", "citizens")
        ASSOCIATIONS = "associations", pgettext_lazy("whom a solution is for", "associations")
        BUSINESSES = "businesses", pgettext_lazy("whom a solution is for", "businesses")

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="solutions", verbose_name=_("strategy")
    )
    title = models.CharField(_("solution"), max_length=200)
    audience = models.CharField(_("for"), max_length=12, choices=Audience)
    target_group = models.CharField(_("target group"), max_length=200, blank=True)
    text = models.TextField(_("what it consists in"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("concrete solution")
        verbose_name_plural = _("concrete solutions")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.strategy.get_absolute_url()}#loesning-{self.pk}"

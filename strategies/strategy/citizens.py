"""The citizens' part in a strategy, in words: how far they are involved, what is promised, and what they changed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.models import Activity, CitizenInvolvement


@dataclass(frozen=True)
class CitizensPart:
    """What the page says of the citizens' part in a strategy."""

    involvement: CitizenInvolvement | None
    activities: list  # with citizens

    @property
    def position(self):
        """`Borgerne inddrages ved dialog. 2 aktiviteter.`"""
        if self.involvement is None:
            return _("It has not been stated how citizens are involved in this strategy.")
        if self.involvement.is_none:
            return _("Citizens are not involved in this strategy.")
        degree = self.involvement.get_degree_display()
        return _("Citizens are involved by %(degree)s.") % {"degree": degree}

    @property
    def without_result(self):
        """How many activities are over without a word on what they changed."""
        count = sum(not activity.outcome for activity in self.activities)
        text = ngettext(
            "Of %(count)s activity it is not stated what it changed.",
            "Of %(count)s activities it is not stated what they changed.",
            count,
        )
        return text % {"count": count} if count else ""


def citizens_part(strategy, activities, today):
    """The citizens' part in a strategy; `activities` are all of the strategy's."""
    involvement = CitizenInvolvement.objects.filter(strategy=strategy).first()
    over = [row for row in activities if row.kind in Activity.CITIZEN_KINDS and row.is_over(today)]
    return CitizensPart(involvement, over)

"""Marks beside a strategy that only this app knows: it is out for consultation."""

from django import template
from django.utils.translation import gettext as _

from ishoj_process.templatetags.ui import badge

from ..models import Activity, Consultation

register = template.Library()


@register.simple_tag
def strategies_in_consultation(today):
    """The numbers of the strategies that are out for consultation on the day; two queries for a whole page."""
    running = (row for row in Activity.objects.consultations() if row.is_running(today))
    rounds = Consultation.objects.running(today).values_list("strategy", flat=True)
    return frozenset(row.strategy_id for row in running) | frozenset(rounds)


@register.inclusion_tag("strategies/_consultation_mark.html")
def consultation_mark(strategy, in_consultation):
    """The mark, where the strategy is among them."""
    return {"is_shown": strategy.pk in in_consultation, **badge("consultation", _("in consultation"))}

"""Marks beside a document that only this app knows: it is out for consultation, and whether it keeps to its plan."""

from django import template
from django.utils.translation import gettext as _

from ishoj_process.templatetags.ui import badge
from strategies.consultations.known import known_in_consultation
from strategies.consultations.list import for_list
from strategies.models import Consultation, Consultee
from strategies.portfolio.build import portfolios_of
from strategies.portfolio.pace import paces_of
from strategies.rights import can_see_pace

register = template.Library()


@register.simple_tag
def documents_in_consultation(user, today):
    """The keys of what is out for consultation, as far as the reader may know, for a whole page."""
    return known_in_consultation(user, today)


@register.inclusion_tag("strategies/consultations/_mark.html")
def consultation_mark(document, in_consultation):
    """The mark, where the document is among them."""
    is_shown = (document.column, document.pk) in in_consultation
    return {"is_shown": is_shown, **badge("consultation", _("in consultation"))}


@register.inclusion_tag("strategies/consultations/_mark.html")
def pace_mark(pace):
    """The sign beside the status, where there is one."""
    return {"is_shown": True, **badge(pace.sign.value, pace.sign.label)} if pace else {"is_shown": False}


@register.simple_tag
def pace_of_each(strategies, user, today):
    """The signs of the strategies of a page, for those who may see them: {key: Pace}."""
    # Read once: milestones, updates and signs each ask all of them.
    return paces_of(list(strategies), today) if can_see_pace(user) else {}


@register.filter
def pace_in(strategy, paces):
    """The sign of one of them, or nothing."""
    return paces.get(strategy)


@register.simple_tag
def portfolios(body, user, today, works):
    """A committee's strategies and the main policies that it leads, each by where they stand; None where it has none.

    `works` are the keys of whose they were, its own among them.
    """
    found = portfolios_of(body, user, today, works)
    return {**found, "in_consultation": known_in_consultation(user, today)} if any(found.values()) else None


@register.inclusion_tag("strategies/consultations/_asking.html")
def hearings_asking(user, today, works):
    """The running consultations that the bodies of these keys have not answered, as far as the reader may know."""
    # A draft that was not sent is no answer: it still waits.
    waiting = Consultee.objects.filter(body__in=works).exclude(response__sent_on__isnull=False)
    running = Consultation.objects.visible_to(user).running(today).filter(pk__in=waiting.values("consultation"))
    return {"hearings": for_list(running, today), "today": today}


@register.inclusion_tag("strategies/portfolio/_portfolio.html")
def shelves(rows, in_consultation):
    """One of the two: the shelves of a portfolio with what is out for consultation marked."""
    return {"shelves": rows, "in_consultation": in_consultation}

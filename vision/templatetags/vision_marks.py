"""Marks of the council's track: how far the debate paper is, and who sees a theme."""

from django import template
from django.utils.translation import gettext as _

from ishoj_process.templatetags.ui import badge

from ..models import DebatePaper

register = template.Library()

PAPER_KINDS = {
    DebatePaper.State.PLANNED: "proposed",  # a sheet that is still empty
    DebatePaper.State.DRAFT: "draft",
    DebatePaper.State.SHARED: "unpublished",
    DebatePaper.State.PUBLISHED: "published",
}


@register.inclusion_tag("components/badge.html")
def paper_badge(paper):
    return badge(PAPER_KINDS[paper.state], DebatePaper.State(paper.state).label)


@register.inclusion_tag("vision/_theme_reach.html")
def theme_reach(theme):
    """Who else sees the theme, where that is not everybody."""
    if theme.is_published:
        return {}
    label = _("shown to the council, not to the public") if theme.is_shared else _("only shown to the staff")
    return {"mark": badge("unpublished", label)}

"""Marks of consultations: where one stands, a body that was asked, and a point of an answer."""

from django import template
from django.utils.translation import gettext as _

from ishoj_process.models import Strategy, tie_to
from ishoj_process.templatetags.ui import badge
from strategies.consultations.acts import reasons_against_hearing
from strategies.consultations.list import for_list
from strategies.involvement.duty import touched_bodies
from strategies.involvement.matrix import labels
from strategies.models import Consultation
from strategies.rights import can_see_hearing_matrix

register = template.Library()


@register.inclusion_tag("components/badge.html")
def consultation_badge(consultation, today):
    standing = consultation.standing(today)
    return badge(standing.value, standing.label)


@register.inclusion_tag("components/badge.html")
def consultee_badge(mark):
    return badge(mark.key, mark.label)


@register.inclusion_tag("components/badge.html")
def point_badge(point):
    """What became of a point; one that was not treated yet says so."""
    return badge(
        f"point_{point.outcome or 'waiting'}", point.get_outcome_display() if point.outcome else _("not treated yet")
    )


@register.inclusion_tag("components/badge.html")
def touch_badge(touch):
    return badge(touch.shown, labels()[touch.shown])


@register.simple_tag
def hearing_obstacles(document):
    """What stands against a consultation about the document; asked on pages of those who may prepare one."""
    return reasons_against_hearing(document)


@register.inclusion_tag("strategies/involvement/_hearing.html")
def hearing_of(document, user, today, may_edit):
    """Whom the document touches and who was involved early: the council's own and the staff's."""
    # An empty context shows nothing; the tag stands on the public's page, too.
    if not can_see_hearing_matrix(user):
        return {}
    is_strategy = isinstance(document, Strategy)
    return {
        "document": document,
        # Of what was decided or given up nobody is to be heard any more; who was heard stays to be read.
        "touches": [row for row in touched_bodies(document, today) if row.is_told_of(document)],
        "involved": document.early_involvements.select_related("body") if is_strategy else [],
        "may_edit": may_edit,
        "may_note": may_edit and is_strategy,
    }


@register.inclusion_tag("strategies/consultations/_of_document.html")
def consultations_of(document, user, today):
    """The document's consultations that the reader may see, on any page."""
    consultations = Consultation.objects.visible_to(user).filter(**tie_to(document))
    return {"consultations": for_list(consultations, today), "today": today, "with_owner": False}

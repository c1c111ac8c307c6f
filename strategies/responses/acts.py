"""Acts on the answers of a consultation round: seeing, answering, splitting into points, treating each.

Each verb is one transaction and says `by` whom; done twice it is done once.
"""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse, store_edit
from strategies.consultations.acts import reasons_against_answering
from strategies.models import Response, ResponsePoint


@transaction.atomic
def mark_seen(*, invitation, by, on):
    """Note that the body has seen that it is asked."""
    stored = invitation.locked()
    if stored.seen_on is None:
        stored.seen_on = on
        stored.save_next(by=by)
    return stored


@transaction.atomic
def store_response(*, form, seen_version, by):
    """Store an answer as it was typed: a body's draft, its sent answer, or one entered for somebody from outside.

    Raises Refused where the round takes no answers.
    """
    refuse(reasons_against_answering(form.instance.consultation))
    return store_edit(form=form, seen_version=seen_version, by=by)


def reasons_against_splitting(response):
    if response.consultation.reported_on:
        return [_("The report has been finished.")]
    if not response.is_sent:
        return [_("The answer has not been sent.")]
    return [] if response.has_remarks else [_("An answer without remarks needs nothing more.")]


@transaction.atomic
def store_point(*, form, seen_version, by):
    """Store a point of an answer, with what became of it where that is known. Raises Refused."""
    point = form.instance
    Response.objects.select_for_update().get(pk=point.response_id)
    refuse(reasons_against_splitting(point.response))
    if not point.pk:
        last = ResponsePoint.objects.filter(response=point.response_id).aggregate(Max("position"))["position__max"]
        point.position = (last or 0) + 1
    return store_edit(form=form, seen_version=seen_version, by=by)

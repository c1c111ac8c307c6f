"""Answers to a consultation: a body's own, those from outside, their points, and the report made of them."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf
from strategies import rights
from strategies.consultations.acts import finish_report, reasons_against_answering
from strategies.lookup import consultation_or_404
from strategies.models import Invitation, Response, ResponsePoint

from .acts import mark_seen, reasons_against_splitting, store_point, store_response
from .forms import AnswerForm, OutsideAnswerForm, PointForm
from .page import report_context


def _invitation_or_404(request, pk, invitation):
    """The invitation and its round, for those who may answer for the body."""
    round_ = consultation_or_404(request.user, pk)
    row = get_object_or_404(Invitation.objects.select_related("body"), consultation=round_, pk=invitation)
    row.consultation = round_
    if not rights.can_answer_consultation(request.user, row):
        raise PermissionDenied
    return row


@require_POST
@require(rights.can_answer_at_all)
def invitation_seen(request, pk, invitation):
    """The body says that it has seen that it is asked."""
    row = _invitation_or_404(request, pk, invitation)
    mark_seen(invitation=row, by=request.user, on=clock.today())
    messages.success(request, _("Noted: %(body)s has seen it.") % {"body": row.body})
    return redirect(row)


@require_http_methods(["GET", "POST"])
@require(rights.can_answer_at_all)
def response_edit(request, pk, invitation):
    """Write the answer of a body, keep it as a draft, or send it."""
    row = _invitation_or_404(request, pk, invitation)
    if away := turn_away(request, reasons_against_answering(row.consultation), row):
        return away
    response = getattr(row, "response", None) or Response(invitation=row)
    response.consultation = row.consultation
    form = AnswerForm(request.POST or None, instance=response, today=clock.today())
    return edit_page(
        request,
        form,
        heading=_("Answer of %(body)s") % {"body": row.body},
        cancel_url=row.get_absolute_url(),
        act=store_response,
        context={"round": row.consultation, "response": response},
        template="strategies/responses/edit.html",
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def outside_response_edit(request, pk, response=None):
    """Enter an answer from outside, or correct one."""
    round_ = consultation_or_404(request.user, pk)
    if not round_.is_public:
        raise Http404
    if away := turn_away(request, reasons_against_answering(round_), round_):
        return away
    row = get_object_or_404(round_.responses, pk=response, invitation=None) if response else Response()
    row.consultation = round_
    form = OutsideAnswerForm(request.POST or None, instance=row, today=clock.today())
    return edit_page(
        request,
        form,
        heading=_("Answer from outside: %(title)s") % {"title": round_.title},
        cancel_url=round_.get_absolute_url(),
        act=store_response,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def outside_response_remove(request, pk, response):
    """Remove an answer from outside that was entered by mistake."""
    round_ = consultation_or_404(request.user, pk)
    row = get_object_or_404(round_.responses, pk=response, invitation=None)
    if away := turn_away(request, reasons_against_answering(round_), round_):
        return away
    return removal_page(request, row, heading=_("Remove the answer"), cancel_url=round_.get_absolute_url())


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def point_edit(request, pk, response, point=None):
    """Split a point off an answer, or say what became of one."""
    round_ = consultation_or_404(request.user, pk)
    answer = get_object_or_404(round_.responses.select_related("invitation__body"), pk=response)
    answer.consultation = round_
    if away := turn_away(request, reasons_against_splitting(answer), answer):
        return away
    row = get_object_or_404(answer.points, pk=point) if point else ResponsePoint()
    row.response = answer
    return edit_page(
        request,
        PointForm(request.POST or None, instance=row),
        heading=_("Point of the answer from: %(sender)s") % {"sender": answer.sender_text},
        cancel_url=answer.get_absolute_url(),
        act=store_point,
        context={"response": answer},
        template="strategies/responses/point_edit.html",
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def point_remove(request, pk, response, point):
    round_ = consultation_or_404(request.user, pk)
    answer = get_object_or_404(round_.responses, pk=response)
    answer.consultation = round_
    if away := turn_away(request, reasons_against_splitting(answer), answer):
        return away
    row = get_object_or_404(answer.points, pk=point)
    return removal_page(request, row, heading=_("Remove the point"), cancel_url=answer.get_absolute_url())


@require_safe
def consultation_report(request, pk):
    """What was answered, and what became of each point?"""
    round_ = consultation_or_404(request.user, pk)
    context = report_context(round_, request.user, clock.today())
    return render(request, "strategies/responses/report.html", context)


@require_safe
def consultation_report_pdf(request, pk):
    """The report as a document; of a finished public round the same for everybody."""
    round_ = consultation_or_404(request.user, pk)
    is_public = round_.is_public and round_.reported_on is not None and round_.strategy.is_published
    reader = AnonymousUser() if is_public else request.user

    def build():
        context = report_context(round_, reader, clock.today())
        title = _("Consultation report: %(title)s") % {"title": round_.title}
        return render_pdf("strategies/responses/report_print.html", context, title=title, modified=round_.updated_at)

    answer = {"content_type": "application/pdf", "filename": f"hoeringsrapport-{round_.pk}.pdf"}
    if not is_public:
        return private_response(build(), **answer)
    return public_response(request, f"consultation report {round_.pk}", build, **answer)


@require_POST
@require(rights.can_edit_consultations)
def consultation_report_finish(request, pk):
    """Call the report finished: everybody who answered may read what became of it."""
    round_ = consultation_or_404(request.user, pk)
    return carry_out(
        request,
        lambda: finish_report(round_=round_, by=request.user, on=clock.today()),
        done=_("The report is finished."),
        lead_to=round_,
    )

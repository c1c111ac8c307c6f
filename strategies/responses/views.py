"""Answers to a consultation: a body's own, those from outside, their points, and the report made of them."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from strategies.models import Consultee, Response, ResponsePoint

from .acts import mark_seen, reasons_against_splitting, remove_point, remove_response, store_point, store_response
from .forms import AnswerForm, OutsideAnswerForm, PointForm
from .page import report_context


def _consultee_or_404(request, pk, consultee):
    """The consultee and its consultation, for those who may answer for the body."""
    consultation = consultation_or_404(request.user, pk)
    row = get_object_or_404(Consultee.objects.select_related("body"), consultation=consultation, pk=consultee)
    row.consultation = consultation
    if not rights.can_answer_consultation(request.user, row):
        raise PermissionDenied
    return row


@require_POST
@require(rights.can_answer_at_all)
def consultee_seen(request, pk, consultee):
    """The body says that it has seen that it is asked."""
    row = _consultee_or_404(request, pk, consultee)
    mark_seen(consultee=row, by=request.user, on=clock.today())
    messages.success(request, _("Noted: %(body)s has seen it.") % {"body": row.body})
    return redirect(row)


@require_http_methods(["GET", "POST"])
@require(rights.can_answer_at_all)
def response_edit(request, pk, consultee):
    """Write the answer of a body, keep it as a draft, or send it."""
    row = _consultee_or_404(request, pk, consultee)
    if away := turn_away(request, reasons_against_answering(row.consultation), row):
        return away
    # Where there is no answer Django raises a kind of AttributeError; hence getattr.
    response = getattr(row, "response", None) or Response(consultee=row)
    response.consultation = row.consultation
    form = AnswerForm(request.POST or None, instance=response, today=clock.today())
    return edit_page(
        request,
        form,
        heading=_("Answer of %(body)s") % {"body": row.body},
        cancel_url=row.get_absolute_url(),
        act=store_response,
        context={"consultation": row.consultation, "response": response},
        template="strategies/responses/edit.html",
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def outside_response_edit(request, pk, response=None):
    """Enter an answer from outside, or correct one."""
    consultation = consultation_or_404(request.user, pk)
    if not consultation.is_public:
        raise Http404
    if away := turn_away(request, reasons_against_answering(consultation), consultation):
        return away
    # consultee=None: nobody but a body itself, and those who act for it, writes its answer.
    row = get_object_or_404(consultation.responses, pk=response, consultee=None) if response else Response()
    row.consultation = consultation
    form = OutsideAnswerForm(request.POST or None, instance=row, today=clock.today())
    return edit_page(
        request,
        form,
        heading=_("Answer from outside: %(title)s") % {"title": consultation.title},
        cancel_url=consultation.get_absolute_url(),
        act=store_response,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def outside_response_remove(request, pk, response):
    """Remove an answer from outside that was entered by mistake."""
    consultation = consultation_or_404(request.user, pk)
    row = get_object_or_404(consultation.responses, pk=response, consultee=None)
    if away := turn_away(request, reasons_against_answering(consultation), consultation):
        return away
    url = consultation.get_absolute_url()
    return removal_page(request, row, heading=_("Remove the answer"), cancel_url=url, act=remove_response)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def point_edit(request, pk, response, point=None):
    """Split a point off an answer, or say what became of one."""
    consultation = consultation_or_404(request.user, pk)
    answer = get_object_or_404(consultation.responses.select_related("consultee__body"), pk=response)
    answer.consultation = consultation
    if away := turn_away(request, reasons_against_splitting(answer), answer):
        return away
    row = get_object_or_404(answer.points, pk=point) if point else ResponsePoint()
    row.response = answer
    return edit_page(
        request,
        PointForm(request.POST or None, instance=row),
        heading=_("Point of the answer from: %(sender)s") % {"sender": answer.called},
        cancel_url=answer.get_absolute_url(),
        act=store_point,
        context={"response": answer},
        template="strategies/responses/point_edit.html",
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def point_remove(request, pk, response, point):
    consultation = consultation_or_404(request.user, pk)
    answer = get_object_or_404(consultation.responses, pk=response)
    answer.consultation = consultation
    if away := turn_away(request, reasons_against_splitting(answer), answer):
        return away
    row = get_object_or_404(answer.points, pk=point)
    url = answer.get_absolute_url()
    return removal_page(request, row, heading=_("Remove the point"), cancel_url=url, act=remove_point)


@require_safe
def consultation_report(request, pk):
    """What was answered, and what became of each point?"""
    consultation = consultation_or_404(request.user, pk)
    context = report_context(consultation, request.user, clock.today())
    return render(request, "strategies/responses/report.html", context)


@require_safe
def consultation_report_pdf(request, pk):
    """The report as a document; of a finished public consultation the same for everybody."""
    consultation = consultation_or_404(request.user, pk)
    is_public = consultation.is_public and consultation.reported_on is not None and consultation.document.is_published
    # One document is kept for all readers, so it is built as the public sees it, whoever asks first.
    reader = AnonymousUser() if is_public else request.user

    def build():
        context = report_context(consultation, reader, clock.today())
        title = _("Consultation report: %(title)s") % {"title": consultation.title}
        return render_pdf(
            "strategies/responses/report_print.html", context, title=title, modified=consultation.updated_at
        )

    answer = {"content_type": "application/pdf", "filename": f"hoeringsrapport-{consultation.pk}.pdf"}
    if not is_public:
        return private_response(build(), **answer)
    return public_response(request, f"consultation report {consultation.pk}", build, **answer)


@require_POST
@require(rights.can_edit_consultations)
def consultation_report_finish(request, pk):
    """Call the report finished: everybody who answered may read what became of it."""
    consultation = consultation_or_404(request.user, pk)
    return carry_out(
        request,
        lambda: finish_report(consultation=consultation, by=request.user, on=clock.today()),
        done=_("The report is finished."),
        then=(_("See the consultation report"), reverse("consultation_report", args=[pk])),
        lead_to=consultation,
    )

"""Answers from outside that are read from a spreadsheet: the page, the file to fill in, and taking it back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.models.files import EXCEL
from ishoj_process.output.cache import private_response
from strategies import rights
from strategies.consultations.acts import reasons_against_answering
from strategies.lookup import consultation_or_404

from .acts import reasons_against_taking_back, store_responses, take_back
from .sheet import empty_sheet
from .sheet_forms import ResponseSheetForm


def _public_consultation_or_404(request, pk):
    """A consultation in which the public was asked: only such a one has answers from outside."""
    consultation = consultation_or_404(request.user, pk)
    if not consultation.is_public:
        raise Http404
    return consultation


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def response_sheet(request, pk):
    """Read answers from a spreadsheet: all that it holds, or nothing."""
    consultation, today = _public_consultation_or_404(request, pk), clock.today()
    if away := turn_away(request, reasons_against_answering(consultation), consultation):
        return away
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ResponseSheetForm(*sent, consultation=consultation, today=today)
    if form.is_valid():
        read = {"responses": form.responses, "name": form.cleaned_data["file"].name}
        answer = carry_out(
            request,
            lambda: store_responses(consultation=consultation, by=request.user, on=today, **read),
            # What the file hides is told with it: nothing of it was read, and nobody would look for it.
            done=lambda stored: " ".join([_stored_text(len(form.responses) - stored[1], stored[1]), *form.remarks]),
            lead_to=f"{consultation.get_absolute_url()}#svar-udefra",
            form=form,
        )
        if answer:
            return answer
    return render(request, "strategies/responses/sheet.html", {"consultation": consultation, "form": form})


def _stored_text(new, known):
    """`12 svar er læst ind. 3 var der i forvejen.`"""
    text = ngettext("%(count)s answer has been read.", "%(count)s answers have been read.", new) % {"count": new}
    before = ngettext("%(count)s was there before.", "%(count)s were there before.", known) % {"count": known}
    return f"{text} {before}" if known else text


@require_safe
@require(rights.can_edit_consultations)
def response_sheet_file(request, pk):
    """A spreadsheet to fill in."""
    consultation = _public_consultation_or_404(request, pk)
    return private_response(
        empty_sheet(),
        content_type=EXCEL.content_type,
        filename=f"hoeringssvar-{consultation.pk}.xlsx",
        as_attachment=True,
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def response_sheet_take_back(request, pk, sheet):
    """Take back all the answers that were read from one file."""
    consultation = _public_consultation_or_404(request, pk)
    row = get_object_or_404(consultation.sheets, pk=sheet)
    row.consultation = consultation
    if request.method == "POST":
        return carry_out(
            request,
            lambda: take_back(sheet=row, by=request.user),
            done=_("The answers have been taken back."),
            lead_to=consultation,
        )
    context = {
        "consultation": consultation,
        "sheet": row,
        "count": row.responses.count(),
        "reasons": reasons_against_taking_back(row),
    }
    return render(request, "strategies/responses/sheet_take_back.html", context)

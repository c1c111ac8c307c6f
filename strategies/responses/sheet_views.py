"""Answers from outside that are read from a spreadsheet: the page, the file to fill in, and taking it back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.files.uploads import EXCEL
from ishoj_process.output.cache import private_response
from strategies import rights
from strategies.consultations.acts import reasons_against_answering
from strategies.lookup import consultation_or_404

from .acts import reasons_against_taking_back, store_responses, take_back
from .sheet import empty_sheet
from .sheet_forms import ResponseSheetForm


def _public_round_or_404(request, pk):
    """A round in which the public was asked: only such a one has answers from outside."""
    round_ = consultation_or_404(request.user, pk)
    if not round_.is_public:
        raise Http404
    return round_


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def response_sheet(request, pk):
    """Read answers from a spreadsheet: all that it holds, or nothing."""
    round_, today = _public_round_or_404(request, pk), clock.today()
    if away := turn_away(request, reasons_against_answering(round_), round_):
        return away
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ResponseSheetForm(*sent, round_=round_, today=today)
    if form.is_valid():
        read = {"responses": form.responses, "name": form.cleaned_data["file"].name}
        answer = carry_out(
            request,
            lambda: store_responses(round_=round_, by=request.user, on=today, **read),
            done=lambda stored: _stored_text(len(form.responses) - stored[1], stored[1]),
            lead_to=f"{round_.get_absolute_url()}#svar-udefra",
            form=form,
        )
        if answer:
            return answer
    return render(request, "strategies/responses/sheet.html", {"round": round_, "form": form})


def _stored_text(new, known):
    """`12 svar er læst ind. 3 var der i forvejen.`"""
    text = ngettext("%(count)s answer has been read.", "%(count)s answers have been read.", new) % {"count": new}
    before = ngettext("%(count)s was there before.", "%(count)s were there before.", known) % {"count": known}
    return f"{text} {before}" if known else text


@require_safe
@require(rights.can_edit_consultations)
def response_sheet_file(request, pk):
    """A spreadsheet to fill in."""
    round_ = _public_round_or_404(request, pk)
    return private_response(
        empty_sheet(), content_type=EXCEL.content_type, filename=f"hoeringssvar-{round_.pk}.xlsx", as_attachment=True
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def response_sheet_take_back(request, pk, sheet):
    """Take back all the answers that were read from one file."""
    round_ = _public_round_or_404(request, pk)
    row = get_object_or_404(round_.sheets, pk=sheet)
    row.consultation = round_
    if request.method == "POST":
        return carry_out(
            request,
            lambda: take_back(sheet=row, by=request.user),
            done=_("The answers have been taken back."),
            lead_to=round_,
        )
    context = {
        "round": round_,
        "sheet": row,
        "count": row.responses.count(),
        "reasons": reasons_against_taking_back(row),
    }
    return render(request, "strategies/responses/sheet_take_back.html", context)

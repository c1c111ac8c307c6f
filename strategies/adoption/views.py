"""The page on which it is recorded that a policy or a strategy was adopted."""

from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.models import Strategy
from strategies.lookup import document_or_404
from strategies.rights import can_edit_strategies

from .acts import (
    activities_that_run,
    adopt_document,
    deciding_body,
    items_to_adopt_at,
    reasons_against_adoption,
    reminders_before_adoption,
)
from .forms import AdoptionForm


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def document_adopt(request, slug, edition=None, model=Strategy):
    """Record that the body with the right to decide has adopted the document, and at which agenda item."""
    document, today = document_or_404(request.user, model, slug, edition), clock.today()
    body, items = deciding_body(document, today), items_to_adopt_at(document, today)
    running = activities_that_run(document, today)
    form = AdoptionForm(request.POST or None, items=items, body=body, running=running)
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: adopt_document(
                document=document,
                item=form.cleaned_data["item"],
                note=form.cleaned_data["note"],
                going_on=form.going_on,
                by=request.user,
                today=today,
            ),
            done=_("%(The)s is adopted.") % {"The": capfirst(document.the)},
            lead_to=document,
            form=form,
        )
        if answer:
            return answer
    context = {
        "document": document,
        "form": form,
        "body": body,
        "reasons": reasons_against_adoption(document, today),
        "reminders": reminders_before_adoption(document, today),
        "replaced": document.replaces.all() if isinstance(document, Strategy) else [],
        "has_items": items.exists(),
        "ending": [activity for activity in running if not activity.may_go_on],
        "is_strategy": isinstance(document, Strategy),
    }
    return render(request, "strategies/adoption/adopt.html", context)

"""The page of what bodies that end leave: handed over body by body, and explained where it has no heir."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import HandedOver
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.models import Body
from ishoj_process.text.incoming import incoming
from ishoj_process.text.numbers import sent_number

from ..lookup import coming_term_or_404
from .acts import explain_unheired, hand_over_work, reasons_against_handing_over, take_work_back
from .left import Estates

REASON = "begrundelse-"  # before the name of a thing


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_hand_over(request, term):
    """What do the bodies that end leave, who carries it on, and why has some of it no heir?"""
    term, today = coming_term_or_404(term), clock.today()
    address = reverse("new_term_hand_over", args=[term.slug])
    if request.method == "POST":
        typed = {
            name.removeprefix(REASON): incoming(value)
            for name, value in request.POST.items()
            if name.startswith(REASON)
        }
        return carry_out(
            request,
            lambda: explain_unheired(term=term, reasons=typed, by=request.user, today=today),
            done=_("The reasons are saved."),
            lead_to=address,
        )
    estates = Estates.read(term, today)
    context = {
        "term": term,
        "estates": [(row, _choices(row, estates)) for row in estates.rows],
        "not_yet": reasons_against_handing_over(term, today),
        "handed": term.handed_over.select_related("term", "body", "heir"),
        "prefix": REASON,
        "to_explain": any(row.without_heir for row in estates.rows),
    }
    return render(request, "calendar_app/new_term/handing/hand_over.html", context)


def _choices(estate, estates):
    """Who may take over: the heirs, and of a body that has none, all that there are."""
    return estate.heirs or estates.after


@require_POST
@require(rights.can_edit_council)
def hand_over_body(request, term, slug):
    """Give all that one body was working on to one of its heirs."""
    term, body = coming_term_or_404(term), get_object_or_404(Body, slug=slug)
    address = reverse("new_term_hand_over", args=[term.slug])
    heir = Body.objects.filter(pk=sent_number(request.POST.get("heir", ""))).first()
    if heir is None:
        return turn_away(request, [_("Choose who takes over.")], address)
    return carry_out(
        request,
        lambda: hand_over_work(term=term, body=body, heir=heir, by=request.user, today=clock.today()),
        done=_handed_text,
        lead_to=address,
    )


def _handed_text(handed):
    count = len(handed.moved) if handed else 0
    return ngettext("%(count)s thing is handed over.", "%(count)s things are handed over.", count) % {"count": count}


@require_POST
@require(rights.can_edit_council)
def hand_over_back(request, term, pk):
    """Take back what was handed over."""
    term = coming_term_or_404(term)
    address = reverse("new_term_hand_over", args=[term.slug])
    handed = HandedOver.objects.filter(pk=pk).select_related("term").first()
    if handed is None:  # the other click of a double one was quicker
        return redirect(address)
    if handed.term_id != term.pk:
        raise Http404
    return carry_out(
        request,
        lambda: take_work_back(handed=handed, by=request.user),
        done=_("It is taken back."),
        lead_to=address,
    )

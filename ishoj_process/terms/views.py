"""The secretariat's pages of the council's terms."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process import rights
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import mistake_page
from ishoj_process.models import CouncilTerm

from .acts import reasons_against_removing, remove_term, store_term
from .forms import TermForm


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_create(request):
    return _term_page(request, TermForm(request.POST or None), _("New term"))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_edit(request, pk):
    term = get_object_or_404(CouncilTerm, pk=pk)
    return _term_page(request, TermForm(request.POST or None, instance=term), _("Edit “%(title)s”") % {"title": term})


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_council)
def term_remove(request, pk):
    term = CouncilTerm.objects.filter(pk=pk).first()
    return mistake_page(
        request,
        term,
        lambda: remove_term(term=term, by=request.user),
        heading=_("Remove the term"),
        what=str(term or ""),
        note=_("Only where it was entered by mistake. A term that anything belongs to stays."),
        reasons=reasons_against_removing,
        lead_to=reverse("council_office"),
        cancel_url=reverse("council_office"),
    )


def _term_page(request, form, heading):
    office = reverse("council_office")
    return edit_page(request, form, heading=heading, cancel_url=office, act=store_term, leads_to=lambda term: office)

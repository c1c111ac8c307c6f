"""Hearing others before and beside the consultations: involving them early, and stating why one is not asked."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.models import Body, Strategy, tie_to
from strategies import rights
from strategies.lookup import document_or_404, strategy_or_404
from strategies.models import EarlyInvolvement, LeftOut

from .duty import touched_bodies
from .forms import EarlyInvolvementForm, LeftOutForm
from .matrix import matrix_context


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def involvement_edit(request, slug, pk=None, edition=None):
    """Note that another committee was involved early, or correct the note."""
    strategy = strategy_or_404(request.user, slug, edition)
    row = get_object_or_404(EarlyInvolvement, pk=pk, strategy=strategy) if pk else EarlyInvolvement(strategy=strategy)
    return edit_page(
        request,
        EarlyInvolvementForm(request.POST or None, instance=row, today=clock.today()),
        heading=_("Early involvement: %(title)s") % {"title": strategy.display_title},
        cancel_url=strategy.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def involvement_remove(request, slug, pk, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    row = get_object_or_404(EarlyInvolvement, pk=pk, strategy=strategy)
    return removal_page(request, row, heading=_("Remove the note"), cancel_url=strategy.get_absolute_url())


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def left_out_edit(request, slug, body, edition=None, model=Strategy):
    """State why a committee that the document touches is not asked."""
    document = document_or_404(request.user, model, slug, edition)
    asked = get_object_or_404(Body, slug=body)
    row = LeftOut.objects.filter(**tie_to(document), body=asked).first()
    if row is None:
        # Who is not touched needs no reason for not being asked; a reason would suggest that there was a duty.
        if asked not in [touch.body for touch in touched_bodies(document, clock.today())]:
            raise Http404
        row = LeftOut(**tie_to(document), body=asked)
    return edit_page(
        request,
        LeftOutForm(request.POST or None, instance=row),
        heading=_("Why %(body)s is not asked") % {"body": asked},
        cancel_url=document.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_consultations)
def left_out_remove(request, slug, body, edition=None, model=Strategy):
    """Take the reason back: the committee is to be asked after all."""
    document = document_or_404(request.user, model, slug, edition)
    row = get_object_or_404(LeftOut, **tie_to(document), body__slug=body)
    return removal_page(request, row, heading=_("Remove the reason"), cancel_url=document.get_absolute_url())


@require_safe
@require(rights.can_see_hearing_matrix)
def hearing_matrix(request):
    """Which committees own, have heard of, and should be heard about which strategies?"""
    return render(
        request,
        "strategies/involvement/matrix.html",
        matrix_context(request.user, clock.today(), request.GET.get("side")),
    )

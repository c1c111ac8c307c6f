"""The committees' strategies: the list, a strategy as page and document, and entering it."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.hierarchy.alignment_views import alignment_of, alignment_page, alignment_removal_page
from ishoj_process.hierarchy.document_page import document_edit_page
from ishoj_process.hierarchy.edition_page import edition_page
from ishoj_process.hierarchy.editions import own_address
from ishoj_process.hierarchy.status_page import status_page
from ishoj_process.models import Strategy
from strategies.consultations.page import hearing_step
from strategies.lookup import document_or_404, strategy_or_404
from strategies.models import CitizenInvolvement
from strategies.rights import can_edit_strategies

from .acts import begin_document_edition, move_by_hand, reasons_against_move_by_hand, reminders_before_decision
from .forms import CitizenInvolvementForm, StrategyForm
from .page import strategy_context
from .paper import paper_views
from .wordings import compare, wordings_of


@require_safe
def strategy_detail(request, slug, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    if at := own_address(strategy, slug, edition):
        return at
    context = strategy_context(strategy, request.user, clock.today())
    return render(request, "strategies/strategy/detail.html", context)


strategy_pdf, strategy_docx = paper_views(
    strategy_or_404, template="strategies/strategy/print.html", context_of=strategy_context
)


@require_safe
def document_text(request, slug, edition=None, model=Strategy):
    """What has been changed in the wording (`?fra=h1&til=nu`)? As far as the reader may see earlier ones."""
    document = document_or_404(request.user, model, slug, edition)
    wordings = wordings_of(document, request.user)
    # A reader who may see no wording has none to lay beside another, and `compare` needs one.
    comparison = wordings and compare(wordings, request.GET.get("fra"), request.GET.get("til"))
    context = {
        "document": document,
        "wordings": wordings,
        "comparison": comparison,
        "is_strategy": isinstance(document, Strategy),
    }
    return render(request, "strategies/strategy/text.html", context)


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_create(request):
    return edit_page(
        request, StrategyForm(request.POST or None), heading=_("New strategy"), cancel_url=reverse("strategy_list")
    )


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_edit(request, slug, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    form = StrategyForm(request.POST or None, instance=strategy)
    return document_edit_page(request, form, strategy, then=hearing_step)


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_status(request, slug, edition=None):
    strategy, today = strategy_or_404(request.user, slug, edition), clock.today()
    return status_page(
        request,
        strategy,
        act=move_by_hand,
        reasons_against=partial(reasons_against_move_by_hand, today=today),
        reminders=reminders_before_decision(strategy, today),
    )


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_new_edition(request, slug, edition=None):
    return edition_page(request, strategy_or_404(request.user, slug, edition), act=begin_document_edition)


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_align(request, slug, pk=None, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    return alignment_page(request, strategy, alignment_of(strategy, pk) if pk else None)


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_unalign(request, slug, pk, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    return alignment_removal_page(request, strategy, alignment_of(strategy, pk))


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def citizens_edit(request, slug, edition=None):
    """Say how far citizens are involved in the strategy, and what is promised to them."""
    strategy = strategy_or_404(request.user, slug, edition)
    row = CitizenInvolvement.objects.filter(strategy=strategy).first() or CitizenInvolvement(strategy=strategy)
    return edit_page(
        request,
        CitizenInvolvementForm(request.POST or None, instance=row),
        heading=_("Citizens' part in %(title)s") % {"title": strategy.display_title},
        cancel_url=f"{strategy.get_absolute_url()}#borgerne",
    )

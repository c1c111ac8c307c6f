"""The list of strategies."""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.hierarchy.page import shown_policies
from ishoj_process.hierarchy.term_words import citizens_in_engine_room
from ishoj_process.models import Body, CouncilTerm, Strategy
from strategies.portfolio.forms import StrategyFilter
from strategies.rights import can_edit_strategies

from .build import status_tally

PAGE_SIZE = 25


@require_safe
def strategy_list(request):
    """Which strategies are there, whose are they, and where do they stand?"""
    today = clock.today()
    bodies = Body.objects.exclude(kind=Body.Kind.ADVISORY).begun(today)
    chosen = StrategyFilter(request.GET or None, bodies=bodies)
    strategies = Strategy.objects.visible_to(request.user).latest_editions()
    if chosen.is_bound:
        strategies = chosen.apply(strategies, request.user, today)
    rows = strategies.select_related("owner").prefetch_related(shown_policies(request.user))
    # SQLite puts NULL first and PostgreSQL last; by the key at the end no page shows a strategy twice.
    in_order = rows.order_by(F("owner__sort_key").asc(nulls_last=True), "sort_key", "pk")
    term = CouncilTerm.objects.on(today).first()
    context = {
        "page": Paginator(in_order, PAGE_SIZE).get_page(request.GET.get("side")),
        "tally": status_tally(strategies),
        "filter": chosen,
        "today": today,
        "citizens": citizens_in_engine_room(term) if term else "",
        "may_edit": can_edit_strategies(request.user),
    }
    return render(request, "strategies/strategy/list.html", context)

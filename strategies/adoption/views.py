"""The page on which it is recorded that a strategy was adopted."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from strategies.lookup import strategy_or_404
from strategies.rights import can_edit_strategies

from .acts import (
    activities_that_run,
    adopt_strategy,
    items_to_adopt_at,
    reasons_against_adoption,
    reminders_before_adoption,
)
from .forms import StrategyAdoptionForm


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def strategy_adopt(request, slug, edition=None):
    """Record that the body with the right to decide has adopted the strategy, and at which agenda item."""
    strategy, today = strategy_or_404(request.user, slug, edition), clock.today()
    items = items_to_adopt_at(strategy, today)
    running = activities_that_run(strategy, today)
    form = StrategyAdoptionForm(request.POST or None, items=items, body=strategy.decided_by, running=running)
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: adopt_strategy(
                strategy=strategy,
                item=form.cleaned_data["item"],
                note=form.cleaned_data["note"],
                going_on=form.going_on,
                by=request.user,
                today=today,
            ),
            done=_("The strategy is adopted."),
            lead_to=strategy,
            form=form,
        )
        if answer:
            return answer
    context = {
        "strategy": strategy,
        "form": form,
        "body": strategy.decided_by,
        "reasons": reasons_against_adoption(strategy, today),
        "reminders": reminders_before_adoption(strategy, today),
        "replaced": strategy.replaces.all(),
        "has_items": items.exists(),
        "ending": [activity for activity in running if not activity.may_go_on],
    }
    return render(request, "strategies/adoption/adopt.html", context)

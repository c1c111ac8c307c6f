"""Acts on the parts of a strategy: what was adopted with it stands fast, what tells of the work goes on."""

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import store_edit
from ishoj_process.hierarchy.acts import TransitionRefused
from ishoj_process.models import Strategy
from strategies.models import ConcreteSolution, Milestone


def reasons_against_changing(part):
    """Why a part may not be entered, changed or removed; an empty list where it may."""
    if isinstance(part, ConcreteSolution) and part.strategy.was_adopted:
        return [_("The solutions were adopted with the strategy. They change by a new strategy that replaces it.")]
    return []


@transaction.atomic
def store_part(*, form, seen_version, by):
    """Store a part as `store_edit` does; raises TransitionRefused with the reasons."""
    part = form.instance
    part.strategy = Strategy.objects.select_for_update().get(pk=part.strategy_id)
    if reasons := reasons_against_changing(part):
        raise TransitionRefused(reasons)
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def reach_milestone(*, milestone, by, on):
    """Note that a milestone was reached today. One that was reached keeps its day (a double click)."""
    stored = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if stored.is_reached:
        return stored
    stored.reached_on = on
    stored.version += 1
    stored.updated_by = stored._history_user = by
    stored.save()
    return stored

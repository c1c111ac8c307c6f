"""The parts of a strategy, entered one by one: activities, milestones, concrete solutions."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import turn_away
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.editing.versions import versions_page
from ishoj_process.rights import can_see_earlier_versions
from strategies.lookup import strategy_or_404
from strategies.models import Activity, ConcreteSolution, Milestone
from strategies.rights import can_edit_strategies

from .acts import reach_milestone, reasons_against_changing, remove_part, store_part
from .forms import ActivityForm, MilestoneForm, SolutionForm


@dataclass(frozen=True)
class Kind:
    """A kind of part: its rows, its form, and what its pages are called."""

    model: type
    form: type
    name: str  # of its addresses
    heading: Promise
    removal: Promise


ACTIVITY = Kind(
    Activity,
    ActivityForm,
    "activity",
    gettext_lazy("Activity: %(title)s"),
    gettext_lazy("Remove the activity"),
)
MILESTONE = Kind(
    Milestone,
    MilestoneForm,
    "milestone",
    gettext_lazy("Milestone: %(title)s"),
    gettext_lazy("Remove the milestone"),
)
SOLUTION = Kind(
    ConcreteSolution,
    SolutionForm,
    "solution",
    gettext_lazy("Solution: %(title)s"),
    gettext_lazy("Remove the solution"),
)


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def part_edit(request, kind, slug, pk=None, edition=None):
    """Add a part to the strategy, or correct one."""
    strategy = strategy_or_404(request.user, slug, edition)
    part = get_object_or_404(kind.model, pk=pk, strategy=strategy) if pk else kind.model(strategy=strategy)
    return edit_page(
        request,
        kind.form(request.POST or None, instance=part),
        heading=kind.heading % {"title": strategy.display_title},
        cancel_url=strategy.get_absolute_url(),
        act=store_part,
        context={"versions_url": pk and strategy.address(f"{kind.name}_versions", pk)},
    )


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def part_remove(request, kind, slug, pk, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    part = get_object_or_404(kind.model, pk=pk, strategy=strategy)
    if away := turn_away(request, reasons_against_changing(part), strategy):
        return away
    url = strategy.get_absolute_url()
    return removal_page(request, part, heading=kind.removal, cancel_url=url, act=remove_part)


@require_safe
@require(can_see_earlier_versions)
def part_versions(request, kind, slug, pk, edition=None):
    """What has been changed in the part."""
    return versions_page(
        request, get_object_or_404(kind.model, pk=pk, strategy=strategy_or_404(request.user, slug, edition))
    )


@require_POST
@require(can_edit_strategies)
def milestone_reached(request, slug, pk, edition=None):
    """Note that a milestone was reached today."""
    milestone = get_object_or_404(Milestone, pk=pk, strategy=strategy_or_404(request.user, slug, edition))
    stored = reach_milestone(milestone=milestone, by=request.user, on=clock.today())
    messages.success(
        request, _("“%(milestone)s”: %(reached)s.") % {"milestone": stored, "reached": stored.reached_text}
    )
    return redirect(stored)

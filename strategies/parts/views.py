"""The parts of a document, entered one by one: milestones, and of a strategy activities and concrete solutions."""

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
from ishoj_process.models import Strategy, tie_to
from ishoj_process.rights import can_see_earlier_versions
from strategies.lookup import document_or_404
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
def part_edit(request, kind, slug, pk=None, edition=None, model=Strategy):
    """Add a part to the document, or correct one."""
    document = document_or_404(request.user, model, slug, edition)
    tie = tie_to(document)
    part = get_object_or_404(kind.model, pk=pk, **tie) if pk else kind.model(**tie)
    return edit_page(
        request,
        kind.form(request.POST or None, instance=part),
        heading=kind.heading % {"title": document.display_title},
        cancel_url=document.get_absolute_url(),
        act=store_part,
        context={"versions_url": pk and document.address(f"{kind.name}_versions", pk)},
    )


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def part_remove(request, kind, slug, pk, edition=None, model=Strategy):
    document = document_or_404(request.user, model, slug, edition)
    part = get_object_or_404(kind.model, pk=pk, **tie_to(document))
    if away := turn_away(request, reasons_against_changing(part), document):
        return away
    url = document.get_absolute_url()
    return removal_page(request, part, heading=kind.removal, cancel_url=url, act=remove_part)


@require_safe
@require(can_see_earlier_versions)
def part_versions(request, kind, slug, pk, edition=None, model=Strategy):
    """What has been changed in the part."""
    document = document_or_404(request.user, model, slug, edition)
    row = get_object_or_404(kind.model, pk=pk, **tie_to(document))
    return versions_page(request, row, f"{row} – {document.called}")


@require_POST
@require(can_edit_strategies)
def milestone_reached(request, slug, pk, edition=None, model=Strategy):
    """Note that a milestone was reached today."""
    document = document_or_404(request.user, model, slug, edition)
    milestone = get_object_or_404(Milestone, pk=pk, **tie_to(document))
    stored = reach_milestone(milestone=milestone, by=request.user, on=clock.today())
    messages.success(
        request, _("“%(milestone)s”: %(reached)s.") % {"milestone": stored, "reached": stored.reached_text}
    )
    return redirect(stored)

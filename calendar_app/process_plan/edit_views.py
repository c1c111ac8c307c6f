"""The pages on which a plan, a track or a working period is edited, and a working period is removed."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from calendar_app.timeline.plans import plan_or_404
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.models import Track, WorkPeriod

from .acts import change_plan
from .forms import PlanForm, TrackForm, WorkPeriodForm


def _page(request, form_class, plan, row, heading):
    return edit_page(
        request,
        form_class(request.POST or None, instance=row, plan=plan),
        heading=heading,
        cancel_url=plan.get_absolute_url(),
        act=partial(change_plan, today=clock.today()),
        leads_to=lambda _row: plan.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def plan_edit(request, term, number):
    plan = plan_or_404(request.user, clock.today(), term, number)
    # Another object for the form: what is typed is written on it, and the page goes on telling what is stored.
    row = plan_or_404(request.user, clock.today(), term, number)
    return _page(request, PlanForm, plan, row, _("Edit the process plan"))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def track_edit(request, term, number, pk=None):
    plan = plan_or_404(request.user, clock.today(), term, number)
    track = get_object_or_404(Track, pk=pk, plan=plan) if pk else Track(plan=plan)
    return _page(request, TrackForm, plan, track, _("Track of the process plan"))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def work_edit(request, term, number, track, pk=None):
    plan = plan_or_404(request.user, clock.today(), term, number)
    track = get_object_or_404(Track, pk=track, plan=plan)
    work = get_object_or_404(WorkPeriod, pk=pk, track=track) if pk else WorkPeriod(track=track)
    return _page(request, WorkPeriodForm, plan, work, _("Working period: %(track)s") % {"track": track})

"""The pages on which a plan, a track or a working period is edited, and the last two are removed."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from calendar_app.timeline.plans import plan_or_404
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import act_page, edit_page
from ishoj_process.editing.removal import removed_text
from ishoj_process.models import Track, WorkPeriod

from .acts import change_plan, remove_part
from .forms import PlanForm, RemovalForm, TrackForm, WorkPeriodForm


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
    return _page(request, TrackForm, plan, track, _("Track of the process plan") + f": {plan.called}")


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def work_edit(request, term, number, track, pk=None):
    plan = plan_or_404(request.user, clock.today(), term, number)
    track = get_object_or_404(Track, pk=track, plan=plan)
    work = get_object_or_404(WorkPeriod, pk=pk, track=track) if pk else WorkPeriod(track=track)
    return _page(request, WorkPeriodForm, plan, work, _("Working period: %(track)s") % {"track": track})


def _gone(request, plan):
    """The other click of a double one was quicker; whoever comes later finds nothing."""
    if request.method != "POST":
        raise Http404
    return redirect(plan.get_absolute_url())


def _removal_page(request, plan, row, heading, intro):
    url = plan.get_absolute_url()
    return act_page(
        request,
        RemovalForm(request.POST or None, plan=plan),
        lambda told: remove_part(
            row=row,
            plan=plan,
            reason=told.get("reason", ""),
            seen_version=told["version"],
            by=request.user,
            today=clock.today(),
        ),
        heading=heading,
        cancel_url=url,
        done=removed_text(row),
        lead_to=url,
        context={"intro": intro, "submit_label": _("Remove")},
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def track_remove(request, term, number, pk):
    plan = plan_or_404(request.user, clock.today(), term, number)
    track = Track.objects.filter(pk=pk, plan=plan).first()
    if track is None:
        return _gone(request, plan)
    count = track.work_periods.count()
    told = ngettext(
        "%(count)s working period is removed with the track.",
        "%(count)s working periods are removed with the track.",
        count,
    )
    heading = _("Remove “%(title)s”") % {"title": track}
    return _removal_page(request, plan, track, heading, told % {"count": count} if count else "")


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_plan)
def work_remove(request, term, number, track, pk):
    plan = plan_or_404(request.user, clock.today(), term, number)
    work = WorkPeriod.objects.filter(pk=pk, track__plan=plan, track=track).first()
    if work is None:
        return _gone(request, plan)
    heading = _("Remove “%(title)s”") % {"title": work}
    return _removal_page(request, plan, work, heading, str(work.track))

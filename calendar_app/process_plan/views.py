"""The process plan: its document, and recording its adoption."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.timeline.build import build_timeline
from calendar_app.timeline.papers import IN_THE_PLAN
from calendar_app.timeline.period import own_period
from calendar_app.timeline.plans import current_plan, other_plans, plan_or_404
from calendar_app.timeline.views import as_of, timeline_context
from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf

from .acts import adopt_plan, meetings_that_could_adopt, reasons_against_withdrawal, withdraw_adoption
from .forms import AdoptionForm
from .page import plan_context, plan_page


@require_safe
def plan_detail(request, term, number=None):
    """One plan of a term: what it says, its tracks with their meetings and work, and what was changed in it."""
    today = clock.today()
    plan = plan_or_404(request.user, today, term, number)
    context = {
        **plan_page(plan, request.user, today),
        "other_plans": other_plans(plan, request.user, today),
        "is_current": plan == current_plan(today),
        "timeline_url": plan.address("timeline"),
        "pdf_url": plan.address("plan_pdf"),
        "adopt_url": plan.address("plan_adopt"),
        "is_coming": plan.term.starts > today,
        "may_adopt_plan": rights.can_adopt_plan(request.user),
        "may_edit": rights.can_edit_plan(request.user),
    }
    return render(request, "calendar_app/process_plan/detail.html", context)


@require_safe
def plan_pdf(request, term=None, number=None):
    """A whole process plan as everybody may read it: the one in force, or the one that the address names."""
    today = clock.today()
    plan = plan_or_404(request.user, today, term, number) if term else current_plan(today)
    if plan is None:
        messages.info(request, _("There is no process plan yet."))
        return redirect("overview")

    def build():
        timeline = build_timeline(plan=plan, period=own_period(plan), user=AnonymousUser(), today=today)
        context = {
            **timeline_context(timeline, plan, IN_THE_PLAN),
            # What stands in all of the house is today's: a plan that is over tells of itself alone.
            **plan_context(plan, today, with_levels=plan == current_plan(today)),
            "version": as_of(today),
        }
        return render_pdf(
            "calendar_app/process_plan/print.html", context, title=plan.title, modified=PublicStamp.last_change()
        )

    headers = {"content_type": "application/pdf", "filename": "procesplan.pdf"}
    # One of a coming term is the staff's: it is kept for nobody.
    if not rights.can_see_plan(AnonymousUser(), plan, today):
        return private_response(build(), **headers)
    return public_response(request, f"plan {plan.pk}", build, **headers)


@require_http_methods(["GET", "POST"])
@require(rights.can_adopt_plan)
def plan_adopt(request, term=None, number=None):
    """Say at which meeting the council adopted the plan; where it is adopted, the page offers to take that back."""
    today = clock.today()
    plan = plan_or_404(request.user, today, term, number) if term else current_plan(today)
    if plan is None:
        messages.info(request, _("There is no process plan yet."))
        return redirect("overview")
    form = AdoptionForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: adopt_plan(plan=plan, meeting=form.cleaned_data["meeting"], by=request.user, today=today),
            done=_("The process plan stands as adopted."),
            lead_to=plan,
            form=form,
            # The reasons are about the meeting that was chosen, and stand at its field.
            field="meeting",
        )
        if answer:
            return answer
    has_meetings = meetings_that_could_adopt(today).exists()
    context = {
        "plan": plan,
        "form": form if has_meetings and not plan.is_adopted else None,
        "has_meetings": has_meetings,
        "reasons": reasons_against_withdrawal(plan, today=today),
        "withdraw_url": plan.address("plan_withdraw"),
    }
    return render(request, "calendar_app/process_plan/adopt.html", context)


@require_POST
@require(rights.can_adopt_plan)
def plan_withdraw(request, term=None, number=None):
    """Take the adoption back: the plan is a proposal again."""
    today = clock.today()
    plan = plan_or_404(request.user, today, term, number) if term else current_plan(today)
    if plan is None:
        return redirect("overview")
    return carry_out(
        request,
        lambda: withdraw_adoption(plan=plan, by=request.user, today=today),
        done=_("The process plan is a proposal again."),
        lead_to=plan.address("plan_adopt"),
    )

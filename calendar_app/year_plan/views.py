"""Pages of a year's meetings: the plans, one plan, its proposal, its adoption, and how rule and reality differ."""

from collections import Counter
from datetime import date
from itertools import count

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.models import YearPlan
from calendar_app.rights import can_plan_year
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page

from .acts import (
    adopt_year_plan,
    begin_year_plan,
    made_meetings,
    make_proposal,
    reasons_against_adoption,
    reasons_against_withdrawal,
    withdraw_year_plan,
)
from .forms import YearPlanForm
from .page import YearPage


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
def year_plans(request):
    """For which years are the meetings planned? And the form that begins another."""
    form = YearPlanForm(request.POST or None, initial={"year": next_year(clock.today())})
    return edit_page(
        request,
        form,
        heading=_("Meeting calendars of the years"),
        cancel_url="",
        act=begin_year_plan,
        context={"plans": YearPlan.objects.select_related("adopted_by")},
        template="calendar_app/year_plan/list.html",
    )


def next_year(today: date) -> int:
    """The first year from the next on that no plan has been begun for."""
    planned = set(YearPlan.objects.values_list("year", flat=True))
    # Proposed in the field, no more: a year that has begun can be typed there.
    return next(year for year in count(today.year + 1) if year not in planned)


def plan_of(year: int) -> YearPlan:
    return get_object_or_404(YearPlan.objects.select_related("adopted_by"), year=year)


@require_safe
@require(can_plan_year)
def year_plan(request, year):
    """Which meetings does the year have, by which rules, and what is in their way?"""
    return render(
        request, "calendar_app/year_plan/plan.html", {"plan": (plan := plan_of(year)), "page": YearPage(plan)}
    )


@require_safe
@require(can_plan_year)
def year_plan_reality(request, year):
    """Where do the rules and the calendar differ?"""
    return render(
        request, "calendar_app/year_plan/reality.html", {"plan": (plan := plan_of(year)), "page": YearPage(plan)}
    )


@require_POST
@require(can_plan_year)
def year_plan_proposal(request, year):
    """Make the proposal by the rules, or make it again."""
    plan = plan_of(year)
    return carry_out(
        request,
        lambda: make_proposal(plan=plan, by=request.user),
        done=proposal_text,
        lead_to=plan.get_absolute_url(),
    )


def proposal_text(done: Counter[str]) -> str:
    """`11 møder er foreslået, 2 er ændret, 1 er fjernet. 3 er tilpasset i hånden og står, som de stod.`"""
    words = _("The proposal follows the rules: %(made)s made, %(changed)s changed, %(removed)s removed.") % done
    if not done["kept"]:
        return words
    kept = ngettext(
        "%(count)s meeting adjusted by hand stands as it stood.",
        "%(count)s meetings adjusted by hand stand as they stood.",
        done["kept"],
    )
    return f"{words} {kept % {'count': done['kept']}}"


@require_http_methods(["GET", "POST"])
@require(can_plan_year)
def year_plan_adopt(request, year):
    """Adopt the plan: its meetings are made. Where it is adopted, the page offers to take that back."""
    plan, today = plan_of(year), clock.today()
    if request.method == "POST":
        return carry_out(
            request,
            lambda: adopt_year_plan(plan=plan, by=request.user, today=today),
            done=_("The meeting calendar is adopted, and its meetings are made."),
            lead_to=plan.get_absolute_url(),
        )
    page = YearPage(plan)
    if plan.is_adopted:
        reasons = reasons_against_withdrawal(list(made_meetings(plan)))
    else:
        reasons = reasons_against_adoption(page.planned, page.collisions, today=today)
    return render(request, "calendar_app/year_plan/adopt.html", {"plan": plan, "page": page, "reasons": reasons})


@require_POST
@require(can_plan_year)
def year_plan_withdraw(request, year):
    """Take the adoption back: the meetings that it made are removed."""
    plan = plan_of(year)
    return carry_out(
        request,
        lambda: withdraw_year_plan(plan=plan, by=request.user),
        done=_("The meeting calendar is a proposal again, and its meetings are removed."),
        lead_to=plan.get_absolute_url(),
    )

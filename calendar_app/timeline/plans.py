"""Which process plan a page is about: the one that its address names, else the one in force; and the others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from ishoj_process.models import CouncilTerm, ProcessPlan
from ishoj_process.rights import can_see_plan

if TYPE_CHECKING:
    from ishoj_process.models.process import ProcessPlanQuerySet
    from ishoj_process.readers import AnyUser

    from .period import Period


def _with_words() -> ProcessPlanQuerySet:
    # With the tracks, which these pages show; the one of `vision.track.shown` asks for none.
    plans = ProcessPlan.objects.select_related("term", "vision", "adopted_at")
    return plans.prefetch_related("tracks")


def current_plan(today: date) -> ProcessPlan | None:
    """The process plan in force on a day, with what the pages say of it; None where no term with a plan has begun."""
    return _with_words().current(today)


def plan_of_period(plan: ProcessPlan | None, period: Period, today: date) -> ProcessPlan | None:
    """The plan that the quarters of the address without a term are shown under: today's, and of what is over its own.

    A link to the quarters of 2023 goes on leading to the plan of 2023, whoever plans today.
    """
    return plan if period.last >= today else current_plan(period.last) or plan


def plan_or_404(user: AnyUser, today: date, term: str, number: int | None) -> ProcessPlan:
    """The plan at an address: of its term the one with the number, and without one the one in force of the term."""
    found = CouncilTerm.objects.filter(slug=term).first()
    if found is None:
        raise Http404
    plans = _with_words()
    plan = plans.filter(term=found, number=number).first() if number is not None else plans.in_force_of(found, today)
    # As if there were none: until its term begins a plan is known to those who work on it alone.
    if plan is None or not can_see_plan(user, plan, today):
        raise Http404
    return plan


def other_plans(plan: ProcessPlan | None, user: AnyUser, today: date) -> list[ProcessPlan]:
    """The plans that the reader may see beside the one shown, the newest first."""
    plans = ProcessPlan.objects.visible_to(user, today).select_related("term").defer("background", "framework")
    plans = plans.exclude(pk=plan.pk) if plan else plans
    return list(plans.order_by("-term__starts", "-starts", "-number"))

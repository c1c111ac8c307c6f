"""Which vision the pages show on a day, in which edition, and by which process plan it comes about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from ishoj_process.dates import clock
from ishoj_process.models import ProcessPlan, Vision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.readers import AnyUser


def current_plan(today: date) -> ProcessPlan | None:
    plans = ProcessPlan.objects.select_related("term", "vision", "adopted_at")
    return plans.current(today)


def current_vision(user: AnyUser, plan: ProcessPlan | None) -> Vision | None:
    """The plan's vision in the edition in force, else the latest vision; None where the reader may see none."""
    visible = Vision.objects.visible_to(user).latest_editions().select_related("term", "adopted_by")
    # By slug: the plan may name an edition that another has taken the place of.
    planned = visible.filter(slug=plan.vision.slug).first() if plan and plan.vision else None
    # Where no plan names one, that of the newest term.
    return planned or visible.order_by("-term__starts", "-id").first()


def working_vision(user: AnyUser, plan: ProcessPlan | None) -> Vision | None:
    """The edition that the council works on: a new one where it is begun, else the vision in force."""
    vision = current_vision(user, plan)
    # An edition that was given up is worked on no more, though it still names the one in force.
    begun = vision and Vision.objects.visible_to(user).filter(supersedes=vision).not_given_up()
    return (begun and begun.select_related("term", "adopted_by").first()) or vision


def shown_editions(user: AnyUser, plan: ProcessPlan | None) -> QuerySet[Vision]:
    """The editions of the vision that have a page for this reader; one that is begun for those who see drafts."""
    vision = current_vision(user, plan)
    if vision is None:
        return Vision.objects.none()
    # Editions share a slug, and nothing else tells that they are one vision.
    return Vision.objects.visible_to(user).filter(slug=vision.slug)


def shown_vision(user: AnyUser) -> Vision | None:
    """The vision that this reader's pages show today; None where there is none."""
    return current_vision(user, current_plan(clock.today()))


def vision_or_404(user: AnyUser) -> Vision:
    vision = shown_vision(user)
    if vision is None:
        raise Http404
    return vision


def working_vision_or_404(user: AnyUser) -> Vision:
    """The edition that is worked on: what is entered goes there."""
    vision = working_vision(user, current_plan(clock.today()))
    if vision is None:
        raise Http404
    return vision

"""Which vision a page is about: the one that its address names, or on a day the one that is worked on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from ishoj_process.hierarchy.visions import visions_on
from ishoj_process.models import ProcessPlan, Vision
from ishoj_process.rights import can_see_level
from ishoj_process.text.slugs import edition_at

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


def current_plan(today: date) -> ProcessPlan | None:
    plans = ProcessPlan.objects.select_related("term", "vision", "adopted_at")
    return plans.current(today)


def plan_towards(vision: Vision, today: date) -> ProcessPlan | None:
    """The plan by which a vision comes about, or came about."""
    return ProcessPlan.objects.select_related("term", "vision", "adopted_at").towards(vision, today)


def working_vision(user: AnyUser, today: date) -> Vision | None:
    """The vision that the council works on: the one in the making, else the one in force."""
    return visions_on(user, today).worked_on


def vision_or_404(user: AnyUser, slug: str, edition: int | None = None) -> Vision:
    """The vision at an address, in the edition that it names; else in the newest that was adopted."""
    vision = edition_at(Vision.objects.select_related("term", "adopted_by"), slug, edition)
    # The same answer to both: a 403 would tell that there is one.
    if vision is None or not can_see_level(user, vision):
        raise Http404
    return vision

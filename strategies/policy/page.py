"""What a main policy's page and document show: where it stands, what it serves, and what carries it out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.hierarchy.page import level_context
from ishoj_process.hierarchy.term_words import citizens_in_main_policies
from ishoj_process.models import CouncilTerm, Strategy
from strategies.consultations.known import known_in_consultation, position_text
from strategies.portfolio.pace import milestones_of, own_pace
from strategies.rights import can_see_pace
from strategies.strategy.wordings import shown_text

if TYPE_CHECKING:
    from ishoj_process.models import MainPolicy
    from ishoj_process.readers import AnyUser


def policy_context(policy: MainPolicy, user: AnyUser, today: date) -> dict[str, Any]:
    """All that page and document show, in a fixed number of queries."""
    context = level_context(policy, user, today)
    strategies = Strategy.objects.visible_to(user).latest_editions()
    strategies = strategies.filter(main_policy__slug=policy.slug)  # an older edition's are carried on
    may_see_vision = policy.vision is not None and rights.can_see_level(user, policy.vision)
    in_consultation = known_in_consultation(user, today, policy)
    milestones = milestones_of([policy])[policy]
    pace = own_pace(policy, milestones, context["changes"], context["term_today"], today)
    page = {
        **context,
        "reader": user,
        "in_consultation": in_consultation,
        "position": position_text(policy, in_consultation),
        "wording": shown_text(policy, user),
        "strategies": strategies.select_related("owner"),
        "milestones": milestones,
        # The PDF is built for nobody in particular, so it never holds the sign.
        "pace": pace if can_see_pace(user) else None,
        "may_adopt": context["may_edit"] and policy.meaning.awaits_decision,
        "citizens": citizens_in_main_policies(context["term"]) if context["term"] else "",
        "may_see_vision": may_see_vision,
        "not_placed": "" if may_see_vision else not_placed_text(policy, context["term"]),
    }
    return {**page, "page": page}  # by one name for the parts that the page shares with its document


def not_placed_text(policy: MainPolicy, term: CouncilTerm | None) -> str:
    """Why the page names no vision above the policy. One that is not shown is neither named nor denied."""
    if policy.vision:
        return _("It is not placed under a vision that is shown here.")
    if term and term.vision_is_new_level and policy.was_adopted:
        return _("It is not placed under a vision. The vision is a new level, and the policy is older.")
    return _("It is not placed under a vision yet.")

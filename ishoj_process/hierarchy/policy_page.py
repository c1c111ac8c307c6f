"""What a main policy's page shows beside what all documents show: its place above, and what carries it out below."""

from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.models import Strategy

from .page import level_context
from .words import position_text


def policy_context(policy, user, today):
    """All that the page shows, in a fixed number of queries."""
    context = level_context(policy, user, today)
    strategies = Strategy.objects.visible_to(user).latest_editions()
    strategies = strategies.filter(main_policy__slug=policy.slug)  # an older edition's are carried on
    may_see_vision = bool(policy.vision) and rights.can_see_level(user, policy.vision)
    return {
        **context,
        "position": position_text(policy),
        "strategies": strategies.select_related("owner"),
        "may_see_vision": may_see_vision,
        "not_placed": "" if may_see_vision else not_placed_text(policy, context["term"]),
    }


def not_placed_text(policy, term):
    """Why the page names no vision above the policy. One that is not shown is neither named nor denied."""
    if policy.vision:
        return _("It is not placed under a vision that is shown here.")
    if term and term.vision_is_new_level and policy.was_adopted:
        return _("It is not placed under a vision. The vision is a new level, and the policy is older.")
    return _("It is not placed under a vision yet.")

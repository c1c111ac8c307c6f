"""What a strategy's page and document show: where it stands in a sentence, its activities, its place."""

from django.db.models import Count
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.hierarchy import words as level_words
from ishoj_process.hierarchy.page import level_context
from ishoj_process.hierarchy.term_words import citizens_in_engine_room
from ishoj_process.models import Level
from strategies.models import ConcreteSolution
from strategies.portfolio.pace import milestones_of, paces_of
from strategies.rights import can_see_pace

from .citizens import citizens_part
from .wordings import shown_text

AUDIENCES = ConcreteSolution.Audience.choices


def for_page(strategies):
    """Strategies with all that their page asks of them."""
    return strategies.select_related(
        "main_policy__vision", "owner", "deciding_body", "adopted_by", "adopted_at_item__meeting"
    )


def strategy_context(strategy, user, today):
    """All that page and document show, in a fixed number of queries."""
    activities = list(strategy.activities.all())
    context = level_context(strategy, user, today)
    policy = strategy.main_policy
    wording = shown_text(strategy, user)
    page = {
        **context,
        "reader": user,
        "co_owners": list(strategy.co_owners.all()),
        "also_served": list(strategy.also_serves.visible_to(user)),
        "replaces": list(strategy.replaces.visible_to(user)),
        "replaced_by": list(strategy.replaced_by.visible_to(user)),
        "milestones": milestones_of([strategy])[strategy.pk],
        "wording": wording,
        "documents": [] if wording.is_draft else strategy.documents.all(),
        "solution_groups": [] if wording.is_draft else solution_groups(strategy),
        "pace": paces_of([strategy], today).get(strategy.pk) if can_see_pace(user) else None,
        "may_adopt": context["may_edit"] and strategy.status == Level.Status.BEFORE_DECISION,
        "activities": sorted(activities, key=_begins),
        "citizens_part": citizens_part(strategy, activities, today),
        "position": position_text(strategy, activities, today),
        "may_see_policy": bool(policy) and rights.can_see_level(user, policy),
        "citizens": citizens_in_engine_room(context["term"]) if context["term"] else "",
        "period_text": period_text(strategy),
    }
    return {**page, "page": page}  # by one name for the parts that the page shares with its document


def status_tally(strategies):
    """How many stand where: (status, label, number), in the order of the work; those not known come last."""
    counts = dict(strategies.order_by().values_list("status").annotate(number=Count("pk")))
    return level_words.tally_of(counts)


def solution_groups(strategy):
    """The strategy's solutions by whom they are for: (label, rows), only those that it has."""
    rows = list(strategy.solutions.all())
    groups = [(label, [row for row in rows if row.audience == audience]) for audience, label in AUDIENCES]
    return [(label, found) for label, found in groups if found]


def _begins(activity):
    """By first day; what has no day stands last."""
    return (activity.starts is None, activity.starts.first_day if activity.starts else None, activity.pk)


def position_text(strategy, activities, today):
    """Where does it stand? One sentence for the page's first line."""
    if any(activity.kind == activity.Kind.CONSULTATION and activity.is_running(today) for activity in activities):
        return _("It is out for consultation now.")
    return level_words.position_text(strategy)


def period_text(strategy):
    """`2024–2036`, `fra 2024`, `til 2036`; empty where nothing is stated."""
    first, last = strategy.period_from, strategy.period_to
    if first and last:
        return f"{first}–{last}"
    if first:
        return _("from %(year)s") % {"year": first}
    return _("to %(year)s") % {"year": last} if last else ""

"""What a strategy's page and document show: where it stands in a sentence, its activities, its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process import rights
from ishoj_process.hierarchy.page import level_context
from ishoj_process.hierarchy.term_words import citizens_in_engine_room
from strategies.consultations.known import known_in_consultation, position_text
from strategies.models import Activity, CitizenInvolvement, ConcreteSolution
from strategies.portfolio.pace import milestones_of, own_pace
from strategies.rights import can_see_pace

from .wordings import shown_text

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from ishoj_process.models import Strategy
    from ishoj_process.readers import AnyUser

AUDIENCES = ConcreteSolution.Audience.choices


def strategy_context(strategy: Strategy, user: AnyUser, today: date) -> dict[str, Any]:
    """All that page and document show, in a fixed number of queries."""
    activities = list(strategy.activities.all())
    context = level_context(strategy, user, today)
    policy = strategy.main_policy
    wording = shown_text(strategy, user)
    in_consultation = known_in_consultation(user, today, strategy)
    milestones = milestones_of([strategy])[strategy]
    pace = own_pace(strategy, milestones, context["changes"], context["term_today"], today)
    page = {
        **context,
        "reader": user,
        "co_owners": strategy.owners_together,
        "also_served": list(strategy.also_serves.visible_to(user)),
        "replaces": list(strategy.replaces.visible_to(user)),
        "replaced_by": list(strategy.replaced_by.visible_to(user)),
        "milestones": milestones,
        "wording": wording,
        "documents": [] if wording.is_draft else strategy.documents.all(),
        # The solutions and the files would tell what the draft says, so they go as it goes.
        "solution_groups": [] if wording.is_draft else solution_groups(strategy),
        # The PDF is built for nobody in particular, so it never holds the sign.
        "pace": pace if can_see_pace(user) else None,
        "may_adopt": context["may_edit"] and strategy.meaning.awaits_decision,
        "activities": sorted(activities, key=_begins),
        "citizens_part": citizens_part(strategy, activities, today),
        "in_consultation": in_consultation,
        "position": position_text(strategy, in_consultation),
        "may_see_policy": policy is not None and rights.can_see_level(user, policy),
        "citizens": citizens_in_engine_room(context["term"]) if context["term"] else "",
        "period_text": period_text(strategy),
    }
    return {**page, "page": page}  # by one name for the parts that the page shares with its document


def solution_groups(strategy: Strategy) -> list[tuple[Promise, list[ConcreteSolution]]]:
    """The strategy's solutions by whom they are for: (label, rows), only those that it has."""
    rows = list(strategy.solutions.all())
    groups = [(label, [row for row in rows if row.audience == audience]) for audience, label in AUDIENCES]
    return [(label, found) for label, found in groups if found]


def _begins(activity: Activity) -> tuple[bool, date | None, int]:
    """By first day; what has no day stands last."""
    # None cannot be compared with a day, so the first place of the key keeps the two apart.
    return (activity.starts is None, activity.starts.first_day if activity.starts else None, activity.pk)


def period_text(strategy: Strategy) -> str:
    """`2024–2036`, `fra 2024`, `til 2036`; empty where nothing is stated."""
    first, last = strategy.period_from, strategy.period_to
    if first and last:
        return f"{first}–{last}"
    if first:
        return _("from %(year)s") % {"year": first}
    return _("to %(year)s") % {"year": last} if last else ""


@dataclass(frozen=True)
class CitizensPart:
    """What the page says of the citizens' part in a strategy."""

    involvement: CitizenInvolvement | None
    activities: list[Activity]  # with citizens, and over
    has_activities: bool = False  # with citizens, at any time

    @property
    def position(self) -> str:
        """`Borgerne inddrages ved dialog. 2 aktiviteter.`"""
        if self.involvement is None and self.has_activities:
            return _(
                "The activities with citizens are stated above."
                " To what degree citizens are involved in this strategy has not been stated."
            )
        if self.involvement is None:
            return _("It has not been stated how citizens are involved in this strategy.")
        if self.involvement.is_none:
            return _("Citizens are not involved in this strategy.")
        degree = self.involvement.get_degree_display()
        return _("Citizens are involved by %(degree)s.") % {"degree": degree}

    @property
    def without_result(self) -> str:
        """How many activities are over without a word on what they changed."""
        count = sum(not activity.outcome for activity in self.activities)
        text = ngettext(
            "Of %(count)s activity it is not stated what it changed.",
            "Of %(count)s activities it is not stated what they changed.",
            count,
        )
        return text % {"count": count} if count else ""


def citizens_part(strategy: Strategy, activities: list[Activity], today: date) -> CitizensPart:
    """The citizens' part in a strategy; `activities` are all of the strategy's."""
    involvement = CitizenInvolvement.objects.filter(strategy=strategy).first()
    with_citizens = [row for row in activities if row.kind in Activity.CITIZEN_KINDS]
    return CitizensPart(involvement, [row for row in with_citizens if row.is_over(today)], bool(with_citizens))

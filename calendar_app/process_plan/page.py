"""The whole process plan as the public may read it, gathered for its document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from calendar_app.agendas.page import Agenda, read_agenda
from ishoj_process import rights
from ishoj_process.cascade.build import load_cascade
from ishoj_process.cascade.drawing import draw_cascade
from ishoj_process.cascade.sheets import sheets_of
from ishoj_process.hierarchy.page import shown_policies
from ishoj_process.hierarchy.term_words import (
    citizens_in_engine_room,
    citizens_in_main_policies,
    citizens_on_bridge,
    term_sentences,
)
from ishoj_process.models import AgendaItem, Body, Meeting, ProcessPlan, Strategy, Track, Vision, VisionAim
from vision.models import DebatePaper, Question
from vision.paper.page import paper_context, paper_of
from vision.track.ties import ties_of
from vision.track.way import Step, council_way

from .bridge import Bridge, bridge_of, bridges_of

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

SHEET_HEIGHT = 880  # of the cascade on A4, across the page and beneath its heading


@dataclass(frozen=True)
class PlanMeeting:
    """A meeting of the council's track with its public agenda."""

    step: Step
    agenda: Agenda

    @property
    def meeting(self) -> Meeting | None:
        return self.step.meeting


@dataclass(frozen=True)
class BridgePart:
    """A track of the bridge with its meetings, as the document tells of them."""

    bridge: Bridge
    meetings: list[PlanMeeting]

    @property
    def track(self) -> Track | None:
        return self.bridge.track


@dataclass(frozen=True)
class CommitteePart:
    """A committee with its strategies; without one for those that nobody owns."""

    body: Body | None
    strategies: list[Strategy]

    @property
    def heading(self) -> str:
        return str(self.body) if self.body else _("No owner stated")


def plan_page(plan: ProcessPlan, user: AnyUser, today: date) -> dict[str, Any]:
    """What the page of a plan shows the reader: its words, its tracks, and what each of them waits for."""
    bridges = bridges_of(council_way(plan, user, today), user)
    strategies = council_way(plan, user, today, Track.Kind.STRATEGIES)
    tracks = [bridge for bridge in [*bridges, bridge_of(strategies)] if bridge.track]
    ties = {tie.track.pk: tie for tie in ties_of(plan, user, today)}
    vision = plan.leads_to if plan.leads_to and rights.can_see_level(user, plan.leads_to) else None
    return {
        "plan": plan,
        "today": today,
        # Of a plan whose term is over its vision is shown as the term left it.
        "vision": vision.as_on(min(today, plan.term.ends)) if vision else None,
        "tracks": [replace(bridge, tie=ties.get(bridge.track.pk)) for bridge in tracks if bridge.track],
        "term_sentences": term_sentences(plan.term),
        "changes": list(plan.changes.all()),
    }


def plan_context(plan: ProcessPlan, today: date, *, with_levels: bool = True) -> dict[str, Any]:
    """All that the document says besides the timeline; `with_levels` where the house of today belongs to it."""
    # Whoever fetches it: the document is handed on, and kept for everybody.
    public = AnonymousUser()
    bridges = bridges_of(council_way(plan, public, today), public)
    ties = {tie.track.pk: tie for tie in ties_of(plan, public, today)}
    strategies_track = next((track for track in plan.tracks.all() if track.is_strategies), None)
    vision = plan.leads_to if plan.leads_to and rights.can_see_level(public, plan.leads_to) else None
    return {
        "plan": plan,
        "today": today,
        "bridges": [BridgePart(bridge, _plan_meetings(bridge, public)) for bridge in bridges if bridge.track],
        "vision": vision,
        **_debate_paper(vision, public, today),
        "strategies_track": strategies_track,
        "changes": list(plan.changes.all()),
        "strategies_tie": ties.get(strategies_track.pk) if strategies_track else None,
        "term_sentences": [*term_sentences(plan.term), *_citizens(plan)],
        **(_levels(plan, vision, public, today) if with_levels else {"with_levels": False}),
    }


def _plan_meetings(bridge: Bridge, user: AnyUser) -> list[PlanMeeting]:
    return [PlanMeeting(step, read_agenda(user, step.meeting)) for step in bridge.steps if step.meeting]


def _citizens(plan: ProcessPlan) -> list[str]:
    """Where citizens take part; of the main policies where that is decided, or the plan works on them."""
    term = plan.term
    works_on_policies = any(track.is_policies for track in plan.tracks.all())
    policies = works_on_policies or term.citizens_shape_main_policies is not None
    about_policies = [citizens_in_main_policies(term)] if policies else []
    return [citizens_on_bridge(term), *about_policies, citizens_in_engine_room(term)]


def _levels(plan: ProcessPlan, vision: Vision | None, user: AnyUser, today: date) -> dict[str, Any]:
    """The three levels as they stand today."""
    cascade = load_cascade(user, today)
    return {
        "with_levels": True,
        "cascade_sheets": sheets_of(draw_cascade(cascade, has_links=False, room=SHEET_HEIGHT), SHEET_HEIGHT),
        "aims": VisionAim.objects.filter(vision=vision).prefetch_related("guiding_lines") if vision else [],
        "cascade": cascade,
        **_committees(list(_strategies(user)), min(max(today, plan.starts), plan.ends)),
    }


def _strategies(user: AnyUser) -> QuerySet[Strategy]:
    found = Strategy.objects.visible_to(user).latest_editions().select_related("owner")
    return found.prefetch_related("activities", shown_policies(user)).order_by("position", "sort_key", "id")


def _debate_paper(vision: Vision | None, user: AnyUser, today: date) -> dict[str, Any]:
    """The paper as its own page shows it to the reader."""
    paper = paper_of(vision) if vision else None
    if paper is None:
        return {"paper": None}
    return {**paper_context(paper, user, today), "questions": _public_questions(paper)}


def _public_questions(paper: DebatePaper) -> QuerySet[Question]:
    """A question has the rights of its paper, and here of the agenda item where it is discussed."""
    # Closed items are visible, but by their public title alone; their question would tell what they are about.
    items = AgendaItem.objects.visible_to(AnonymousUser()).filter(is_closed=False)
    return paper.questions.visible_to(AnonymousUser()).filter(Q(item=None) | Q(item__in=items))


def _committees(strategies: Iterable[Strategy], day: date) -> dict[str, Any]:
    """Who has strategies, with them; the committees of the day that have none yet; last those that nobody owns.

    The day is that of the plan's days which lies nearest to today: an old plan keeps its committees and their names.
    """
    # Those of the day: one that was laid down is heard of only where a strategy still names it.
    committees = [body.on(day) for body in Body.objects.subject_committees().living(day)]
    # None is a key as well: what nobody owns has a part of its own.
    owners = {strategy.owner_id: strategy.owner and strategy.owner.on(day) for strategy in strategies}
    parts = [CommitteePart(owner, [s for s in strategies if s.owner_id == pk]) for pk, owner in owners.items()]
    return {
        # By `is None` first, as a body's key and None cannot be compared.
        "committees": sorted(parts, key=lambda part: (part.body is None, part.body and part.body.shown_key)),
        "quiet": sorted((b for b in committees if b.pk not in owners), key=lambda body: body.shown_key),
    }

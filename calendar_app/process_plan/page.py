"""The whole process plan as the public may read it, gathered for its document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
from ishoj_process.hierarchy.term_words import citizens_in_engine_room, citizens_on_bridge, term_sentences
from ishoj_process.models import AgendaItem, Body, Meeting, ProcessPlan, Strategy, Vision, VisionAim
from vision.models import DebatePaper, Question
from vision.paper.page import paper_context, paper_of
from vision.track.way import Step, council_way

from .bridge import bridge_of

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
class CommitteePart:
    """A committee with its strategies; without one for those that nobody owns."""

    body: Body | None
    strategies: list[Strategy]

    @property
    def heading(self) -> str:
        return str(self.body) if self.body else _("No owner stated")


def plan_context(plan: ProcessPlan, today: date) -> dict[str, Any]:
    """All that the document says besides the timeline."""
    # Whoever fetches it: the document is handed on, and kept for everybody.
    public = AnonymousUser()
    bridge = bridge_of(council_way(plan, public, today))
    vision = plan.vision if plan.vision and rights.can_see_level(public, plan.vision) else None
    strategies = list(_strategies(public))
    cascade = load_cascade(public, today)
    return {
        "plan": plan,
        "today": today,
        "bridge": bridge,
        "meetings": [PlanMeeting(step, read_agenda(public, step.meeting)) for step in bridge.steps if step.meeting],
        "works": bridge.works,
        "vision": vision,
        "cascade_sheets": sheets_of(draw_cascade(cascade, has_links=False, room=SHEET_HEIGHT), SHEET_HEIGHT),
        "aims": VisionAim.objects.filter(vision=vision).prefetch_related("guiding_lines") if vision else [],
        "cascade": cascade,
        **_debate_paper(vision, public, today),
        "strategies_track": next((track for track in plan.tracks.all() if not track.is_vision), None),
        "term_sentences": [
            *term_sentences(plan.term),
            citizens_on_bridge(plan.term),
            citizens_in_engine_room(plan.term),
        ],
        **_committees(strategies, min(max(today, plan.starts), plan.ends)),
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

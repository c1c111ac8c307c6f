"""What the debate paper shows, page and document alike: challenges as they were raised, solutions, and questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from ishoj_process import rights as ground_rights
from ishoj_process.models import AgendaItem, Meeting, Vision
from vision import rights
from vision.models import Challenge, DebatePaper, Question, Theme
from vision.track.words import paper_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Raised:
    """Challenges with the meeting where they were raised; without one where nobody said, or the reader may not know."""

    meeting: Meeting | None
    challenges: list[Challenge]


@dataclass(frozen=True)
class Asked:
    """A question with the agenda item that takes it up, where the reader may see it."""

    question: Question
    item: AgendaItem | None


def paper_of(vision: Vision) -> DebatePaper | None:
    """The vision's debate paper with its meeting; None where there is none."""
    papers = DebatePaper.objects.filter(vision=vision).select_related("vision", "presented_at__before")
    return papers.prefetch_related("presented_at__bodies", "presented_at__before__bodies").first()


def paper_context(paper: DebatePaper, user: AnyUser, today: date) -> dict[str, Any]:
    """All that the page and the document show, in a fixed number of queries."""
    meeting = _shown_meeting(user, paper.presented_at)
    may_read = rights.can_read_paper(user, paper)
    page = {
        "paper": paper,
        "meeting": meeting,
        "position": paper_text(paper, meeting, today),
        "may_read": may_read,
        "may_read_answers": rights.can_read_answers(user, paper),
        "news": None,
        "raised": _raised(paper, user) if may_read else [],
        # Those of a challenge stand with it.
        "solutions": list(paper.possible_solutions.filter(challenge=None)) if may_read else [],
        "asked": _asked(paper, user) if may_read else [],
    }
    return {**page, "page": page}  # by one name for the part that the page shares with its document


def _shown_meeting(user: AnyUser, meeting: Meeting | None) -> Meeting | None:
    # The paper is read by more people than each of these meetings is known to.
    return meeting if meeting and ground_rights.can_see_meeting(user, meeting) else None


def _raised(paper: DebatePaper, user: AnyUser) -> list[Raised]:
    """The challenges in their order, parted where the meeting changes at which they were raised."""
    challenges = paper.challenges.select_related("raised_at__before").prefetch_related(
        "raised_at__bodies",
        "raised_at__before__bodies",
        "solutions",
        Prefetch("themes", Theme.objects.visible_to(user).current(), to_attr="shown_themes"),
    )
    # Not sorted by meeting: the paper's own order stands, so a meeting may head several groups.
    groups = groupby(challenges, key=lambda challenge: _shown_meeting(user, challenge.raised_at))
    return [Raised(meeting, list(rows)) for meeting, rows in groups]


def _asked(paper: DebatePaper, user: AnyUser) -> list[Asked]:
    questions = paper.questions.select_related("item__meeting").prefetch_related("item__meeting__bodies")
    # Whoever reads the paper reads the question; its item may be closed, or stand on an agenda that is a draft.
    return [Asked(row, row.item if rights.can_see_where_asked(user, row) else None) for row in questions]

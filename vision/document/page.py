"""What the vision's page shows: its aims with their guiding lines, who carries them out, and what lies below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.hierarchy.page import adopted_at, treated_at
from ishoj_process.hierarchy.term_words import (
    citizens_in_engine_room,
    citizens_on_bridge,
    term_sentences,
    why_citizens_come_later,
)
from ishoj_process.models import Body, CouncilTerm, MainPolicy, StatusChange, Vision, VisionAim
from vision.adoption.acts import reasons_against_new_edition
from vision.models import Adoption, Theme
from vision.paper.page import paper_of
from vision.rights import can_see_drafts, can_write_contributions
from vision.themes.page import ShownLine, lines_with_thread, shown_line
from vision.track.facts import TrackFacts, line_of
from vision.track.words import vision_text

from .acts import reasons_against_wording
from .meetings import meeting_cards, nothing_came_text

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from vision.track.way import Way


MOST_THEMES = 5


@dataclass(frozen=True)
class ShownAim:
    aim: VisionAim
    lines: list[ShownLine]


@dataclass(frozen=True)
class PoliciesBelow:
    """The main policies: those placed under the vision, and those that are older or have not been placed."""

    placed: list[MainPolicy]
    not_placed: list[MainPolicy]

    @property
    def are_none(self) -> bool:
        return not (self.placed or self.not_placed)


@dataclass(frozen=True)
class VisionActs:
    """What the administration may do with the vision, and why it may not change the wording."""

    reasons_against_wording: list[str]
    may_record_adoption: bool
    may_begin_edition: bool

    @property
    def may_word(self) -> bool:
        return not self.reasons_against_wording


def acts_on(vision: Vision) -> VisionActs:
    return VisionActs(
        reasons_against_wording(vision),
        # Of a vision found without a status the status page records what is known; only this one awaits the council.
        may_record_adoption=vision.meaning.awaits_decision,
        may_begin_edition=not reasons_against_new_edition(vision) and _may_get_edition(vision),
    )


def _may_get_edition(vision: Vision) -> bool:
    """Whether no other edition is on its way; one that was given up may be taken up again."""
    # Asked by name: the far side of a one-to-one raises where there is none.
    newer = getattr(vision, "superseded_by", None)
    return newer is None or newer.meaning.was_given_up


def _council(day: date) -> Body | None:
    """The council that there was on a day, as it was called."""
    council = Body.objects.filter(kind=Body.Kind.COUNCIL).living(day).first()
    return council.on(day) if council else None


def vision_context(vision: Vision, way: Way, user: AnyUser) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries."""
    aims = aims_of(vision, user)
    themes = Theme.objects.visible_to(user).current().filter(vision=vision)
    # By the database: a few of them are shown, and there may be many.
    theme_count = themes.count()
    meetings = treated_at(vision, user)
    paper = paper_of(vision)
    line_count = sum(len(shown.lines) for shown in aims)
    # One for the sentence and the steps: what both ask of it is fetched once.
    track = TrackFacts(user=user, vision=vision, way=way)
    return {
        "vision": vision,
        "way": way,
        "today": way.today,
        "position": vision_text(vision, way, line_count, track.decision_meeting),
        "steps": line_of(track, paper, line_count),
        "cards": meeting_cards(vision, way, user, paper),
        "nothing_came": nothing_came_text(user),
        "aims": aims,
        "owner": _council(vision.last_day or way.today),
        "policies": policies_below(vision, user),
        "paper": paper,
        "themes": themes[:MOST_THEMES],
        "theme_count": theme_count,
        "citizens": [*filter(None, _citizens(vision.term))],
        "term_sentences": term_sentences(vision.term),
        "treated_at": meetings,
        "adopted_at": adopted_at(vision, meetings),
        "status_changes": StatusChange.objects.filter(vision=vision).select_related("by"),
        "may_see_signatures": rights.can_see_signatures(user),
        "other_editions": other_editions(vision, user),
        # Not `vision.adoption`, which raises where the council has not adopted it.
        "adoption": _adoption(vision),
        "may_see_drafts": can_see_drafts(user),
        "may_write": can_write_contributions(user),
        "may_see_versions": rights.can_see_earlier_versions(user),
    }


def _adoption(vision: Vision) -> Adoption | None:
    """How the council adopted it, with the groups and the day whose names they bear."""
    rows = Adoption.objects.filter(vision=vision).select_related("item__meeting")
    return rows.prefetch_related("dissenting_groups").first()


def other_editions(vision: Vision, user: AnyUser) -> list[tuple[str, Vision]]:
    """Sentences with the edition that each leads to: one that is begun, or the one that is in force."""
    if vision.is_begun:
        sentence = _("This new edition is being worded. The adopted one is still in force.")
        return [(sentence, vision.supersedes)]  # type: ignore[list-item]  # what a vision supersedes is a vision
    newer = Vision.objects.visible_to(user).filter(supersedes=vision).not_given_up().first()
    if newer is None:
        return []
    sentence = _("A new edition is being worded.") if newer.is_begun else _("A newer edition has taken its place.")
    return [(sentence, newer)]


def _citizens(term: CouncilTerm) -> tuple[str, str]:
    return citizens_on_bridge(term), why_citizens_come_later(term) or citizens_in_engine_room(term)


def aims_of(vision: Vision, user: AnyUser) -> list[ShownAim]:
    """The aims in order, each with its guiding lines."""
    aims = vision.aims.prefetch_related(Prefetch("guiding_lines", lines_with_thread(user)))
    return [ShownAim(aim, [shown_line(line) for line in aim.guiding_lines.all()]) for aim in aims]


def policies_below(vision: Vision, user: AnyUser) -> PoliciesBelow:
    # One query for both parts: there are six or so.
    policies = list(MainPolicy.objects.visible_to(user).latest_editions().select_related("lead_committee"))
    return PoliciesBelow(
        placed=[policy for policy in policies if policy.vision_id == vision.pk],
        not_placed=[policy for policy in policies if policy.vision_id is None],
    )

"""What the vision's page shows: its aims with their guiding lines, who carries them out, and what lies below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy

from ishoj_process import rights
from ishoj_process.hierarchy.acts import edition_begun
from ishoj_process.hierarchy.editions import Beside
from ishoj_process.hierarchy.page import adopted_at, treated_at
from ishoj_process.hierarchy.term_words import (
    citizens_in_engine_room,
    citizens_on_bridge,
    why_citizens_come_later,
)
from ishoj_process.models import Body, CouncilTerm, MainPolicy, StatusChange, Vision, VisionAim
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from vision.adoption.acts import reasons_against_new_edition
from vision.models import Adoption, Theme
from vision.paper.page import paper_of
from vision.rights import can_see_drafts, can_write_contributions, sees_adoption
from vision.themes.page import ShownLine, lines_with_thread, shown_line
from vision.track.facts import TrackFacts, line_of
from vision.track.words import vision_text

from .acts import reasons_against_wording
from .meetings import meeting_cards, nothing_came_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from ishoj_process.hierarchy.visions import Visions
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
    may_begin_vision: bool

    @property
    def may_word(self) -> bool:
        return not self.reasons_against_wording


def acts_on(vision: Vision) -> VisionActs:
    return VisionActs(
        reasons_against_wording(vision),
        # Of a vision found without a status the status page records what is known; only this one awaits the council.
        may_record_adoption=vision.meaning.awaits_decision,
        may_begin_edition=not reasons_against_new_edition(vision) and _may_get_edition(vision),
        may_begin_vision=vision.meaning.is_in_force,
    )


def _may_get_edition(vision: Vision) -> bool:
    """Whether no other edition is on its way; one that was given up may be taken up again."""
    begun = edition_begun(vision)
    return begun is None or begun.meaning.was_given_up


def _council(day: date) -> Body | None:
    """The council that there was on a day, as it was called."""
    council = Body.objects.filter(kind=Body.Kind.COUNCIL).living(day).first()
    return council.on(day) if council else None


def vision_context(vision: Vision, way: Way, user: AnyUser, visions: Visions) -> dict[str, Any]:
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
        # The meetings on the way are told there: the page says each thing once.
        "treated_at": [row for row in meetings if row.meeting not in way.meetings],
        "adopted_at": adopted_at(vision, meetings),
        "status_changes": StatusChange.objects.filter(vision=vision).select_related("by"),
        "may_see_signatures": rights.can_see_signatures(user),
        "others": others_beside(vision, user, visions),
        # Not `vision.adoption`, which raises where the council has not adopted it.
        "adoption": _adoption(vision, user),
        "may_see_drafts": can_see_drafts(user),
        "may_write": can_write_contributions(user),
        "may_see_versions": rights.can_see_earlier_versions(user),
    }


def _adoption(vision: Vision, user: AnyUser) -> Adoption | None:
    """How the council adopted it, with the groups and the day whose names they bear, to those who read the item."""
    rows = select(Adoption.objects.filter(vision=vision), sees_adoption(reader_of(user)))
    return rows.select_related("item__meeting").prefetch_related("dissenting_groups").first()


def others_beside(vision: Vision, user: AnyUser, visions: Visions) -> list[Beside]:
    """Which one is in force, or being made, where this one is the other; and what has taken its place."""
    force, making = visions.in_force, visions.in_making
    if vision == making:
        return [_beside(vision, force, _IS_MADE)] if force else []
    if vision == force:
        return [_beside(vision, making, _IS_IN_FORCE)] if making else []
    newer = Vision.objects.visible_to(user).filter(supersedes=vision).not_begun().first()
    return [_beside(vision, newer, _WAS_SUPERSEDED)] if newer and newer.was_adopted else []


# What is said where the other is an edition of the same vision, and where it is a vision of its own.
_IS_MADE = (
    gettext_lazy("This new edition is being worded. The adopted one is still in force."),
    gettext_lazy("This vision is being made. “%(title)s” is in force until the council adopts it."),
)
_IS_IN_FORCE = (
    gettext_lazy("A new edition is being worded."),
    gettext_lazy("A new vision is being made: “%(title)s”. This one is in force until the council adopts it."),
)
_WAS_SUPERSEDED = (
    gettext_lazy("A newer edition has taken its place."),
    gettext_lazy("“%(title)s” has taken its place."),
)


def _beside(vision: Vision, other: Vision, sentences: tuple[StrOrPromise, StrOrPromise]) -> Beside:
    is_edition = other.slug == vision.slug
    sentence = sentences[0] if is_edition else sentences[1] % {"title": other}
    return Beside(str(sentence), other, is_edition)


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

"""What was changed in the debate paper since somebody read it last, part by part, each with the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.dates.danish import date_text
from ishoj_process.text.slugs import Slug
from vision.models import Challenge, DebatePaper, PaperReading, Question, Solution

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


class Part(Slug):
    """What the page of the paper has a place for."""

    PURPOSE = "formaal"
    INTRODUCTION = "indledning"
    SOLUTIONS = "loesninger"
    CHALLENGE = "udfordring"
    SOLUTION = "loesning"
    QUESTION = "spoergsmaal"


# The paper's own texts: where each stands on the page.
OWN_TEXTS = {"purpose": Part.PURPOSE, "introduction": Part.INTRODUCTION, "solutions": Part.SOLUTIONS}
ROWS = {Challenge: Part.CHALLENGE, Solution: Part.SOLUTION, Question: Part.QUESTION}


def anchor_of(row: Challenge | Solution | Question) -> str:
    """Where a row stands on the page."""
    return f"{ROWS[type(row)]}-{row.pk}"


@dataclass(frozen=True)
class Change:
    """A part that was added or changed: the anchor where it stands, what it is called, and which of the two."""

    anchor: str
    label: str
    is_new: bool
    is_removed: bool = False

    @property
    def word(self) -> str:
        if self.is_removed:
            return pgettext("a part of a text", "removed")
        return pgettext("a part of a text", "new") if self.is_new else pgettext("a part of a text", "changed")


@dataclass(frozen=True)
class PaperNews:
    """What one reader has not read of a paper. Who never said that they had read it has no marks in it."""

    has_read: bool
    read_text: str
    changes: dict[str, Change]  # {anchor: Change}
    removed: list[Change] = field(default_factory=list)  # no longer on the page

    @property
    def shown(self) -> list[Change]:
        return [*self.changes.values(), *self.removed]


def news_for(user: AnyUser, paper: DebatePaper) -> PaperNews | None:
    """What changed since the reader's own mark, in a fixed number of queries; None for those who are not known."""
    if not user.is_authenticated:
        return None
    reading = PaperReading.objects.filter(paper=paper, user=user).first()
    if reading is None:
        return PaperNews(False, "", {})
    changes = [*_own_changes(paper, reading.at), *_part_changes(paper, reading.at)]
    removed = list(_removed(paper, reading.at))
    return PaperNews(True, date_text(reading.on), {change.anchor: change for change in changes}, removed)


def _own_changes(paper: DebatePaper, at: datetime) -> Iterator[Change]:
    """Which of the paper's own texts differ from what they were; its history is asked once."""
    # By what it says, not by `updated_at`, which sending the paper on changes, too.
    # Of two records of one moment the later is the one that was read: hence the key, too.
    before = paper.history.filter(history_date__lte=at).order_by("-history_date", "-history_id").first()
    labels = {"purpose": _("What the paper is for"), "introduction": _("Introduction"), "solutions": _("Solutions")}
    for name, anchor in OWN_TEXTS.items():
        old, new = (getattr(before, name) if before else ""), getattr(paper, name)
        if old != new:
            yield Change(anchor, labels[name], is_new=not old)


def _part_changes(paper: DebatePaper, at: datetime) -> Iterator[Change]:
    """The challenges, possible solutions and questions that were added or changed; an answer changes its question."""
    for rows in (paper.challenges, paper.possible_solutions, paper.questions):
        # By the real clock on both sides: the process's day may be another, and has no hours.
        for row in rows.filter(updated_at__gt=at):
            yield Change(anchor_of(row), str(row), is_new=row.created_at > at)


def _removed(paper: DebatePaper, at: datetime) -> Iterator[Change]:
    """The parts that were taken out; their history still has them. What was added since, too, was never read."""
    for model in (Challenge, Solution, Question):
        for row in model.history.filter(paper=paper, history_type="-", history_date__gt=at):
            if row.created_at <= at:
                yield Change("", str(row.instance), is_new=False, is_removed=True)

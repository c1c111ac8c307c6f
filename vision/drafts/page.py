"""What the pages of drafts show: two wordings side by side, and the text with the comments on its passages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ishoj_process.models import GuidingLine, Vision
from ishoj_process.text.plain import visible_text
from ishoj_process.text.word_diff import Beside, Segment, beside, word_diff
from vision.models import Comment

from .acts import reasons_against_taking_back
from .passages import Stretch, find_passage, marked_paragraphs

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser
    from vision.drafts.acts import DraftLine, Wording


@dataclass(frozen=True)
class LineChange:
    """A guiding line in two wordings; an empty side is where one of them has it not."""

    title: str
    before: str
    after: str
    is_moved: bool

    @property
    def rows(self) -> list[Beside]:
        return beside(self.before, self.after)

    @property
    def is_changed(self) -> bool:
        return self.is_moved or any(row.is_changed for row in self.rows)

    @property
    def is_new(self) -> bool:
        # A line always has a title, so an empty side is a line that was not there.
        return not self.before

    @property
    def is_gone(self) -> bool:
        return not self.after


@dataclass(frozen=True)
class Comparison:
    """Two wordings of the vision, paragraph beside paragraph."""

    title: list[Beside]
    summary: list[Beside]
    text: list[Beside]
    lines: list[LineChange]

    @property
    def parts(self) -> list[tuple[str, list[Beside]]]:
        """The title, summary and text, where something in them was changed."""
        named = [(_("Title"), self.title), (_("Summary"), self.summary), (_("Text"), self.text)]
        return [(name, rows) for name, rows in named if any(row.is_changed for row in rows)]

    @property
    def is_without_changes(self) -> bool:
        return not self.parts and not any(line.is_changed for line in self.lines)


def compare(old: Wording, new: Wording) -> Comparison:
    """Two wordings, each {"title", "summary", "text", "lines"} as a draft keeps them."""
    return Comparison(
        title=beside(old["title"], new["title"]),
        summary=beside(old["summary"], new["summary"]),
        text=beside(old["text"], new["text"]),
        lines=_line_changes(old["lines"], new["lines"]),
    )


def _line_changes(old: list[DraftLine], new: list[DraftLine]) -> list[LineChange]:
    """Each guiding line of the new wording in its order, then those that are gone."""
    before = {row["line"]: row for row in old}
    after = {row["line"]: row for row in new}
    # Only those in both: a new line on top does not move all that stand below it.
    kept_before = [key for key in before if key in after]
    kept_after = [key for key in after if key in before]
    moved = {key for key, other in zip(kept_after, kept_before, strict=True) if key != other}
    # By the title, as a draft keeps no tie: a line whose aim was only renamed is told as moved.
    changed_aim = {key for key in kept_after if before[key]["aim"] != after[key]["aim"]}
    return [
        LineChange(
            (after.get(key) or before[key])["title"],
            _line_text(before.get(key)),
            _line_text(after.get(key)),
            key in moved | changed_aim,
        )
        for key in [*after, *(key for key in before if key not in after)]
    ]


def _line_text(row: DraftLine | None) -> str:
    return "\n".join(filter(None, [row["title"], row["explanation"]])) if row else ""


def lines_by_aim(lines: list[DraftLine]) -> list[tuple[str, list[DraftLine]]]:
    """A draft's guiding lines under their aims: (aim, rows) in order."""
    # groupby joins neighbours alone; `lines_of` keeps the lines of an aim together.
    return [(aim, list(rows)) for aim, rows in groupby(lines, key=lambda row: row["aim"])]


@dataclass(frozen=True)
class ShownComment:
    """A comment with its number on the page; `change` tells how its passage became the words that stand now."""

    comment: Comment
    number: int
    change: list[Segment]
    may_remove: bool


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph with the comments on words that begin in it."""

    text: str
    stretches: list[Stretch]
    comments: list[ShownComment]


@dataclass(frozen=True)
class ShownLine:
    """A guiding line with the comments on it."""

    line: GuidingLine
    comments: list[ShownComment]


def comments_context(vision: Vision, user: AnyUser) -> dict[str, Any]:
    """The text with each comment at its passage, those whose words are gone, and those on guiding lines."""
    text = visible_text(vision.text)
    comments = list(vision.comments.select_related("by"))
    places = {row.pk: find_passage(row.quote, text, row.before, row.after) for row in comments if row.quote}
    spans = {pk: span for pk, span in places.items() if span}
    # Numbered as they stand in the text: reading down one meets 1, 2, 3.
    found = sorted((row for row in comments if row.pk in spans), key=lambda row: spans[row.pk])
    shown = {
        number: ShownComment(row, number, _change(row, text[slice(*spans[row.pk])]), _may_remove(row, user))
        for number, row in enumerate(found, start=1)
    }
    paragraphs = marked_paragraphs(text, {number: spans[one.comment.pk] for number, one in shown.items()})
    return {
        "paragraphs": [ShownParagraph(p.text, p.stretches, [shown[n] for n in p.beginning]) for p in paragraphs],
        "gone": [_bare(row, user) for row in comments if row.quote and not places[row.pk]],
        "lines": _lines_with_comments(vision, comments, user),
    }


def _lines_with_comments(vision: Vision, comments: list[Comment], user: AnyUser) -> list[ShownLine]:
    lines = GuidingLine.objects.filter(aim__vision=vision).order_by("aim__position", "position", "id")
    return [ShownLine(line, [_bare(row, user) for row in comments if row.line_id == line.pk]) for line in lines]


def _bare(comment: Comment, user: AnyUser) -> ShownComment:
    # 0: only a comment that stands beside words in the text is numbered.
    return ShownComment(comment, 0, [], _may_remove(comment, user))


def _change(comment: Comment, now: str) -> list[Segment]:
    """How the words commented on became those that stand now; empty where they are the same."""
    # By words: a text that was only broken into other lines says the same.
    return word_diff(comment.quote, now) if now.split() != comment.quote.split() else []


def _may_remove(comment: Comment, user: AnyUser) -> bool:
    return user.is_authenticated and not reasons_against_taking_back(comment, user)

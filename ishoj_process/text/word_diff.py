"""What differs between two texts, word by word, as a reader sees them: which markup they have does not count."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from .plain import visible_text

# A word with the space behind it, or a line's end: so a change of words never looks like one of spaces.
PIECES = re.compile(r"\n+|\S+[^\S\n]*|[^\S\n]+")


@dataclass(frozen=True)
class Segment:
    """A stretch of text that both have (`equal`), that only the new has (`added`) or only the old (`removed`)."""

    kind: str
    text: str

    @property
    def is_added(self) -> bool:
        return self.kind == "added"

    @property
    def is_removed(self) -> bool:
        return self.kind == "removed"


def word_diff(old: str, new: str) -> list[Segment]:
    """The segments that tell how one text (HTML or plain) became another; the removed before the added."""
    before, after = _pieces(old), _pieces(new)
    # autojunk would take the most usual words of a long text for noise.
    matcher = SequenceMatcher(
        None, [_core(piece) for piece in before], [_core(piece) for piece in after], autojunk=False
    )
    segments: list[Segment] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        removed, added = _joined(before[i1:i2]), _joined(after[j1:j2])
        if kind == "equal":
            segments.append(Segment("equal", added))
            continue
        segments += [Segment("removed", removed)] if removed else []
        segments += [Segment("added", added)] if added else []
    return segments


def _joined(pieces: list[str]) -> str:
    """The pieces as a text that the next one can stand behind: the last word of a line has no space of its own."""
    text = "".join(pieces)
    return text if not text or text[-1].isspace() else f"{text} "


def _pieces(text: str) -> list[str]:
    return PIECES.findall(visible_text(text).strip())


def _core(piece: str) -> str:
    """What is compared: a word without its spaces, or a line's end however many lines it spans."""
    return piece.strip() or piece[0]


@dataclass(frozen=True)
class Beside:
    """A line of the old text and what became of it, as segments; an empty side is where one of them has it not."""

    old: list[Segment]
    new: list[Segment]

    @property
    def is_changed(self) -> bool:
        return any(segment.kind != "equal" for segment in [*self.old, *self.new])


def beside(old: str, new: str) -> list[Beside]:
    """Two texts line beside line: lines that both have, lines that were changed within, and lines of one alone."""
    before, after = (visible_text(text).strip().splitlines() for text in (old, new))
    before, after = ([line for line in lines if line.strip()] for lines in (before, after))
    rows: list[Beside] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        pairs = zip_longest(before[i1:i2], after[j1:j2], fillvalue="")
        rows += [_beside(kind, one, other) for one, other in pairs]
    return rows


def _beside(kind: str, old: str, new: str) -> Beside:
    if kind == "equal":
        return Beside([Segment("equal", old)], [Segment("equal", new)])
    segments = word_diff(old, new)
    return Beside(
        [segment for segment in segments if not segment.is_added],
        [segment for segment in segments if not segment.is_removed],
    )

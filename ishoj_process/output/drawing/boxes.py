"""Boxes with words: as high as their words need, since SVG cannot break lines itself. Pure sums, no database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .measure import wrap_text
from .shapes import Figure, Path, Rect, Shape, Text
from .style import Style

STRONG = 600


@dataclass(frozen=True)
class Paragraph:
    """Words that are set beneath those before them, in as many lines as they need."""

    text: str
    size: float
    step: float  # from line to line
    weight: int = 400
    rise: float = 0  # of the words above the lower edge of their line
    indent: float = 0
    most_lines: int | None = None
    is_status: bool = False


@dataclass(frozen=True)
class Words:
    """A line of words in a box, measured from the box's upper left corner."""

    x: float
    y: float
    text: str
    size: float
    weight: int = 400
    is_status: bool = False


@dataclass(frozen=True)
class Box:
    """A box with its words. `key` names what it shows, `kind` how it is drawn."""

    key: tuple[Any, ...]
    x: float
    y: float
    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    kind: str = ""

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way across."""
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Node(Figure):
    """A box as it is drawn: its frame, its words, the marks before them, and where it leads."""

    box: Box
    style: Style
    sentence: str = ""
    url: str = ""
    marks: list[Path] | None = None

    @property
    def frame(self) -> Rect:
        box, style = self.box, self.style
        return Rect(box.x, box.y, box.width, box.height, style.fill, style.stroke, style.dash)

    @property
    def texts(self) -> list[Text]:
        box, ink = self.box, self.style.ink
        return [Text(box.x + of.x, box.y + of.y, of.text, of.size, ink, of.weight) for of in box.words]

    @property
    def layers(self) -> list[Iterable[Shape]]:
        return [[self.frame], self.texts] if self.marks is None else [[self.frame], self.marks, self.texts]


def set_words(paragraphs: Iterable[Paragraph], width: float, left: float, top: float) -> tuple[list[Words], float]:
    """The paragraphs in lines of a width, from a corner down; with where the last of them ends."""
    words, y = [], top
    for paragraph in paragraphs:
        face = "semibold" if paragraph.weight >= STRONG else "regular"
        room = width - paragraph.indent
        for line in wrap_text(paragraph.text, room, paragraph.size, weight=face, max_lines=paragraph.most_lines):
            y += paragraph.step
            place = left + paragraph.indent, y - paragraph.rise
            words.append(Words(*place, line, paragraph.size, paragraph.weight, paragraph.is_status))
    return words, y

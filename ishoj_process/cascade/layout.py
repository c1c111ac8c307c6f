"""Where the boxes of the cascade stand: pure sums over words and widths, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from ishoj_process.output.drawing.boxes import STRONG, Box, Paragraph, set_words

Some = TypeVar("Some")

WIDTH = 1600
MARGIN = 2
GAP = 16
PADDING = 12
RAIL = 138  # at the left, where the levels are named
LEFT = MARGIN + RAIL
COLUMNS = 6  # of policies, and of strategies that are not placed
TITLE, SMALL = 20, 16  # sizes of words
TITLE_STEP, SMALL_STEP = 24, 20
MARK = 22  # room for the mark before the words of a status


@dataclass(frozen=True)
class Content:
    """What a box is to say: a title, lines beneath it, and a status with a mark; each may be empty."""

    key: tuple[str | None, int | None]
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    status: str = ""


def box_of(content: Content, x: float, y: float, width: float, height: float = 0) -> Box:
    """A box that is as high as its words need, or higher where told."""
    paragraphs = [
        Paragraph(content.title, TITLE, TITLE_STEP, STRONG, rise=5),
        *(Paragraph(line, SMALL, SMALL_STEP, rise=4) for line in content.lines),
        Paragraph(content.status, SMALL, SMALL_STEP, rise=4, indent=MARK, is_status=True),
    ]
    words, end = set_words(paragraphs, width - 2 * PADDING, PADDING, PADDING)
    return Box(content.key, x, y, width, max(end + PADDING, height), words, content.kind)


def row_of(
    contents: Sequence[Content],
    y: float,
    columns: int,
    left: float = LEFT,
    width: float = WIDTH - LEFT - MARGIN,
    gap: float = GAP,
) -> list[Box]:
    """Boxes side by side, all as high as the highest of them."""
    each = round((width - gap * (columns - 1)) / columns, 1)
    places = [round(left + n * (each + gap), 1) for n in range(len(contents))]
    # Set once to be measured: how high the highest is, is known only when its words have broken into lines.
    height = max((box_of(content, 0, 0, each).height for content in contents), default=0)
    return [box_of(content, x, y, each, height) for content, x in zip(contents, places, strict=True)]


def stack_of(contents: Sequence[Content], above: Box) -> list[Box]:
    """Boxes beneath a box, indented, so that a line can lead down beside them."""
    boxes: list[Box] = []
    y = above.bottom + GAP
    for content in contents:
        boxes.append(box_of(content, above.x + GAP, y, above.width - GAP))
        y = boxes[-1].bottom + GAP / 2
    return boxes


def chunks(contents: Sequence[Some], size: int) -> list[Sequence[Some]]:
    return [contents[start : start + size] for start in range(0, len(contents), size)]

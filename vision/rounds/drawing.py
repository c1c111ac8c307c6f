"""The result of a round as a picture: points across, and how many groups stand behind in bands, the broadest on top.

Each candidate has a line of its own, so that no two labels meet; in a secret round a band is a step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.output.drawing.measure import text_width, wrap_text
from ishoj_process.output.drawing.scale import Scale
from ishoj_process.output.drawing.shapes import Line, Rect, Shape, Text
from ishoj_process.output.drawing.sheet import Sheet
from ishoj_process.output.drawing.style import BRAND, BRAND_LIGHT, BRAND_TINT, INK, INK_SOFT, NONE, PAPER

if TYPE_CHECKING:
    from .count import CandidateCount, Count


WIDTH = 1000
SIZE = 20  # 9 points on paper, where the picture is as wide as the text
LINE_HEIGHT, GAP = 25, 14
LEFT, SQUARE = 16, 14
ZERO, FARTHEST = 190, 500
LABEL_GAP, RIGHT = 14, 16
SQUARES_IN_ROW = 9


@dataclass(kw_only=True)
class Drawing(Sheet):
    """All parts of the picture, in the order in which they are painted."""

    width: float = WIDTH
    boxes: list[Rect] = field(default_factory=list)  # the bands, and a square for each group
    lines: list[Line] = field(default_factory=list)
    marks: list[Rect] = field(default_factory=list)  # which hold the points
    texts: list[Text] = field(default_factory=list)
    is_sized = False

    @property
    def layers(self) -> list[Iterable[Shape]]:
        return [self.boxes, self.lines, self.marks, self.texts]


def draw_result(count: Count) -> Drawing:
    """The picture of a count; `count.rows` has at least one row."""
    title = _("Points across, and how many groups stand behind from top to bottom. The table says the same.")
    drawing = Drawing(title=title)
    # Where nobody got a point all marks stand at nothing; a scale needs a length all the same.
    scale = Scale(ZERO, FARTHEST, max(row.points for row in count.rows) or 1)
    for number, (_breadth, rows) in enumerate(groupby(_broadest_first(count.rows), key=_step)):
        fill = PAPER if number % 2 else BRAND_TINT
        drawing.height += _draw_band(drawing, list(rows), drawing.height, scale, fill)
    return drawing


def _step(row: CandidateCount) -> tuple[int | None, int | None]:
    return row.groups_from, row.groups_to


def _broadest_first(rows: list[CandidateCount]) -> list[CandidateCount]:
    return sorted(rows, key=lambda row: (row.groups_to is None, -(row.groups_to or 0), -row.points))


def _draw_band(drawing: Drawing, rows: list[CandidateCount], top: float, scale: Scale, fill: str) -> float:
    """One number of groups, or one step, with a line for each candidate; its height."""
    squares, own_height = _draw_breadth(drawing.texts, rows[0], top)
    y = top + GAP
    for row in rows:
        y += _draw_row(drawing, row, y, scale)
    height = max(y - top + GAP, own_height)
    # The band before its squares: what is painted later covers what came before.
    drawing.boxes.extend([Rect(0, top, WIDTH, height, fill, NONE), *squares])
    return height


def _draw_breadth(texts: list[Text], row: CandidateCount, top: float) -> tuple[list[Rect], float]:
    """How broad the band is: in words, and a square for each group, hollow for those that are not certain."""
    texts.append(Text(LEFT, top + GAP + 20, row.breadth_text or "–", SIZE, INK, 600, "start"))
    y = top + GAP + 20 + GAP
    squares = []
    for number in range(row.groups_to or 0):
        line, place = divmod(number, SQUARES_IN_ROW)
        is_certain = number < (row.groups_from or 0)
        at = LEFT + place * (SQUARE + 3) + 1, y + line * (SQUARE + 3)
        squares.append(Rect(*at, SQUARE, SQUARE, BRAND if is_certain else PAPER, BRAND))
    rows_of_squares = -(-len(squares) // SQUARES_IN_ROW)
    return squares, 2 * GAP + LINE_HEIGHT + rows_of_squares * (SQUARE + 3) + GAP * bool(squares)


def _draw_row(drawing: Drawing, row: CandidateCount, y: float, scale: Scale) -> float:
    """A line from nothing to the points, the mark that says them, and the title after it; its height."""
    points = str(row.points)
    width = text_width(points, SIZE, "semibold") + 20
    x = scale.at(row.points)
    drawing.lines.append(Line(ZERO, y + 12, x, y + 12, BRAND_LIGHT, 6))
    drawing.marks.append(Rect(x, y - 2, width, 28, BRAND if row.points else INK_SOFT, corner=14))
    drawing.texts.append(Text(x + width / 2, y + 19, points, SIZE, PAPER, 600, "middle"))
    label = x + width + LABEL_GAP
    lines = wrap_text(row.candidate.title, WIDTH - RIGHT - label, SIZE)
    for number, line in enumerate(lines):
        drawing.texts.append(Text(label, y + 19 + number * LINE_HEIGHT, line, SIZE, anchor="start"))
    return max(len(lines), 1) * LINE_HEIGHT + GAP

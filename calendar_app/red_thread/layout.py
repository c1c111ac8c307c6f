"""Where the boxes of a red thread stand, and how the thread runs between them: pure sums, no database.

A tie that passes a step by runs through a lane of its own there, so that it never passes behind a box.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ishoj_process.output.drawing.boxes import STRONG, Box, Paragraph, set_words

WIDTH = 1600
MARGIN = 4
GUTTER = 34  # between the columns, where the thread bends
GAP = 14  # between the boxes of a column
PADDING = 10
TOP = 44  # the heading of a column stands above
TITLE, SMALL = 18, 15.5
TITLE_STEP, SMALL_STEP = 22, 19
TITLE_LINES, SMALL_LINES = 3, 3
RISE = 4  # of the first line towards the upper edge
LANE = 10

Key = tuple[Any, ...]  # of a row, of a gap, of a lane: what tells one box from another
Edge = tuple[Key, Key]


@dataclass(frozen=True)
class Content:
    """What a box is to say. `heading` stands above the title, `lines` below it."""

    key: Key
    title: str
    lines: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Layout:
    boxes: list[Box]
    paths: list[str]
    column_xs: list[float]
    column_width: float
    height: float


def lay_out(columns: Sequence[Sequence[Content]], edges: Iterable[Edge]) -> Layout:
    """Boxes for columns of contents, and the paths of the thread between them."""
    width = round((WIDTH - 2 * MARGIN - GUTTER * (len(columns) - 1)) / len(columns), 1)
    xs = [round(MARGIN + number * (width + GUTTER), 1) for number in range(len(columns))]
    column_of = {content.key: number for number, contents in enumerate(columns) for content in contents}
    # In order, as a set has none: the drawing must come out the same each time.
    known = sorted(edge for edge in edges if edge[0] in column_of and edge[1] in column_of)
    lanes, segments = _lanes(known, column_of)
    stacks = [[box_of(content, x, width) for content in contents] for contents, x in zip(columns, xs, strict=True)]
    for number, keys in lanes.items():
        stacks[number] += [Box(key, xs[number], 0, width, LANE) for key in sorted(keys)]
    # By the segments and not by the ties: a tie through a lane leads the eye along the lane.
    slots = _placed(stacks, segments)
    # Within one column there is no gutter to bend in: these run in a loop beside it.
    beside = [edge for edge in known if column_of[edge[0]] == column_of[edge[1]]]
    paths = [_bend(slots[source], slots[target]) for source, target in sorted(segments)]
    paths += [_lane_path(slots[key]) for keys in lanes.values() for key in sorted(keys)]
    paths += [_loop(slots[source], slots[target]) for source, target in beside]
    boxes = [slots[key] for key in column_of]
    return Layout(boxes, paths, xs, width, max((slot.bottom for slot in slots.values()), default=TOP) + MARGIN)


def box_of(content: Content, x: float, width: float) -> Box:
    """A box that is as high as its words need."""
    paragraphs = [
        Paragraph(content.heading, SMALL, SMALL_STEP, STRONG),
        Paragraph(content.title, TITLE, TITLE_STEP, STRONG, most_lines=TITLE_LINES),
        *(Paragraph(line, SMALL, SMALL_STEP, most_lines=SMALL_LINES) for line in content.lines),
    ]
    words, end = set_words(paragraphs, width - 2 * PADDING, PADDING, PADDING - RISE)
    return Box(content.key, x, 0, width, end + PADDING, words)


def _lanes(edges: Sequence[Edge], column_of: dict[Key, int]) -> tuple[dict[int, set[Key]], set[Edge]]:
    """The lanes of each column that is passed by, and the segments into which they part the ties."""
    lanes: dict[int, set[Key]] = {}
    segments: set[Edge] = set()
    apart = [edge for edge in edges if column_of[edge[0]] != column_of[edge[1]]]
    begin = Counter((source, column_of[target]) for source, target in apart)
    end = Counter((column_of[source], target) for source, target in apart)
    for source, target in apart:
        first, last = column_of[source], column_of[target]
        # Several that end together share a lane, or else those that begin together.
        shared = ("to", target) if end[first, target] > begin[source, last] else ("from", source)
        before = source
        for number in range(first + 1, last):
            lane = ("lane", number, shared)
            lanes.setdefault(number, set()).add(lane)
            segments.add((before, lane))
            before = lane
        segments.add((before, target))
    return lanes, segments


def _placed(stacks: Sequence[Sequence[Box]], segments: Iterable[Edge]) -> dict[Key, Box]:
    """Each slot at its height: near those that lead to it, below the one before it, no lower than all need."""
    sources: dict[Key, list[Key]] = {}
    for source, target in segments:
        sources.setdefault(target, []).append(source)
    # The fullest column decides how high the drawing is; in the others boxes may hang as low, and no lower.
    lowest = max(_height(stack) for stack in stacks)
    placed: dict[Key, Box] = {}
    before: float = TOP
    for stack in stacks:
        # Column by column: each is placed by those before it, which have their heights by now.
        wanted = {slot.key: _mean([placed[key].centre for key in sources.get(slot.key, ())], before) for slot in stack}
        y: float = TOP
        rest = _height(stack)
        # What stands for all the others stands last.
        for slot in sorted(stack, key=lambda slot: (slot.key[0] == "more", wanted[slot.key])):
            aim = wanted[slot.key] - slot.height / 2
            # No higher than the box above allows, and with room left for all that are still to come.
            y = round(max(y, min(aim, TOP + lowest - rest)), 1)
            placed[slot.key] = replace(slot, y=y)
            y += slot.height + GAP
            rest -= slot.height + GAP
        # Of the boxes alone: lanes hold no words, and only pass by.
        before = _mean([placed[slot.key].centre for slot in stack if slot.words], before)
    return placed


def _height(stack: Sequence[Box]) -> float:
    return sum(slot.height + GAP for slot in stack) - GAP if stack else 0


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _bend(source: Box, target: Box) -> str:
    """From the right of one slot to the left of one in the next column."""
    half = GUTTER / 2
    start, end = source.centre, target.centre
    middle = source.right + half
    return f"M{source.right:g} {start:g}C{middle:g} {start:g} {target.x - half:g} {end:g} {target.x:g} {end:g}"


def _lane_path(lane: Box) -> str:
    return f"M{lane.x:g} {lane.centre:g}H{lane.right:g}"


def _loop(source: Box, target: Box) -> str:
    """From one box to another of the same column, on its right: a theme that was merged into another."""
    out, start, end = source.right + GUTTER * 0.7, source.centre + 6, target.centre - 6
    return f"M{source.right:g} {start:g}C{out:g} {start:g} {out:g} {end:g} {target.right:g} {end:g}"

"""Where everything on the timeline's drawing stands: pure functions from a Timeline to boxes in rows and pages.

Nothing overlaps: each entry is a box as wide as its figure and its words; boxes that would meet get rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from ishoj_process.output.drawing.measure import text_width, wrap_text
from ishoj_process.output.drawing.scale import Scale

from .entries import Entry, Shape
from .period import Period
from .shapes import HEIGHT, span

if TYPE_CHECKING:
    from .build import Lane, Timeline, TrackRow

LEFT = 196  # where the lane titles end and time begins
RIGHT_MARGIN = 8
TITLE_WIDTH = LEFT - 20
LABEL_WIDTH = 230
LABEL_SIZE, WHEN_SIZE, TITLE_SIZE, LINE_HEIGHT = 13, 12, 14, 16
EMPTY, EMPTY_INDENT = gettext_lazy("no dates stated in the period"), 8  # what a lane without entries says, and where
WORD_AIR = 3  # between words and a line beside them
GAP = 12  # between two boxes in a row
ROW_GAP = 8
LANE_PADDING = 8
HEADING_HEIGHT = 30


@dataclass(frozen=True)
class DayScale:
    """Days across a drawing of a width."""

    period: Period
    width: float
    left: float = LEFT

    @property
    def right(self) -> float:
        return self.width - RIGHT_MARGIN

    def left_of(self, day: date) -> float:
        """Where the day begins; days outside of the period lie on its edge."""
        # Up to `day_count` and not one less: the right edge of the last day is a place, too.
        days = min(max((day - self.period.first).days, 0), self.period.day_count)
        return round(Scale(self.left, self.right, self.period.day_count).at(days), 1)

    def right_of(self, day: date) -> float:
        # A day is drawn from its beginning to the next one's, so that neighbours meet without a gap.
        return self.left_of(day + timedelta(days=1))


@dataclass(frozen=True)
class EntryBox:
    """An entry with the room that it takes: the figure, and its words beneath."""

    entry: Entry
    figure_left: float
    figure_right: float
    label: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    label_left: float = 0
    label_right: float = 0

    @property
    def left(self) -> float:
        return min(self.figure_left, self.label_left) if self.label else self.figure_left

    @property
    def right(self) -> float:
        return max(self.figure_right, self.label_right) if self.label else self.figure_right

    @property
    def height(self) -> float:
        lines = len(self.label) + len(self.when)
        return HEIGHT + LINE_HEIGHT * lines + (3 if lines else 0)

    def has_words_at(self, x: float) -> bool:
        """True where an upright line at x would cross its words, or touch them."""
        return bool(self.label) and self.label_left - WORD_AIR < x < self.label_right + WORD_AIR


def box_of(entry: Entry, scale: DayScale) -> EntryBox:
    """The entry's box: words begin where the figure begins, and move left at the right edge of the drawing."""
    left, right = span(entry, scale)
    if entry.shape is Shape.SMALL:
        return _dated_mark(entry, left, right, scale)
    label = wrap_text(entry.label, LABEL_WIDTH, LABEL_SIZE, max_lines=4)
    when = wrap_text(entry.short_words, LABEL_WIDTH, WHEN_SIZE, max_lines=3)
    widths = [text_width(line, LABEL_SIZE) for line in label] + [text_width(line, WHEN_SIZE) for line in when]
    width = round(max(widths), 1)
    # Left last: words that are wider than all there is begin at the edge and run out on the right.
    label_left = max(min(left, scale.right - width), scale.left)
    return EntryBox(entry, left, right, tuple(label), tuple(when), label_left, label_left + width)


def _dated_mark(entry: Entry, left: float, right: float, scale: DayScale) -> EntryBox:
    """A small mark with its day alone beneath it, as Danes write it where the year is told above: `28/8`."""
    words = f"{entry.first.day}/{entry.first.month}"
    width = round(text_width(words, LABEL_SIZE), 1)
    label_left = min(max((left + right - width) / 2, scale.left), scale.right - width)
    return EntryBox(entry, left, right, (words,), (), label_left, label_left + width)


def in_rows(boxes: Iterable[EntryBox]) -> list[list[EntryBox]]:
    """The boxes in as few rows as keep them apart, earlier ones first."""
    rows: list[list[EntryBox]] = []
    for box in sorted(boxes, key=lambda box: (box.left, box.right)):
        # The last box of a row is its rightmost, since boxes come from the left: no other needs to be looked at.
        row = next((row for row in rows if row[-1].right + GAP <= box.left), None)
        if row is None:
            rows.append(row := [])
        row.append(box)
    return rows


@dataclass(frozen=True)
class Strip:
    """A piece of the drawing from edge to edge: a track's heading, or one row of a lane."""

    height: float
    track: TrackRow
    lane: Lane | None = None
    title: tuple[str, ...] = ()  # of the lane, beside its first row
    row: list[EntryBox] = field(default_factory=list)
    is_first: bool = False

    @property
    def is_heading(self) -> bool:
        return self.lane is None

    @property
    def inset(self) -> float:
        """From the strip's upper edge to its figures."""
        return LANE_PADDING if self.is_first else 0

    def words_at(self, x: float) -> list[tuple[float, float]]:
        """From where to where, within the strip, words stand at x."""
        if not self.is_heading and not self.row:
            is_in_the_way = LEFT < x < LEFT + EMPTY_INDENT + text_width(str(EMPTY), LABEL_SIZE) + WORD_AIR
            return [(self.inset, self.inset + LINE_HEIGHT)] if is_in_the_way else []
        return [(self.inset + HEIGHT, self.inset + box.height) for box in self.row if box.has_words_at(x)]


def free_of_words(strips: Iterable[Strip], x: float, top: float, y: float) -> list[tuple[float, float]]:
    """The pieces of an upright line at x, from top down through the strips that begin at y, that cross no words."""
    pieces, start = [], top
    for strip in strips:
        for words_top, words_bottom in strip.words_at(x):
            pieces.append((start, y + words_top))
            start = y + words_bottom
        y += strip.height
    return [*pieces, (start, y)]


def strips_of(timeline: Timeline, scale: DayScale) -> list[Strip]:
    """The drawing from top to bottom."""
    strips = []
    for track in timeline.tracks:
        strips.append(Strip(HEADING_HEIGHT, track))
        # A track without any dates still shows its lanes, or its heading would stand alone.
        lanes = [lane for lane in track.lanes if lane.entries or lane.says_when_empty] or track.lanes
        for lane in lanes:
            strips += _lane_strips(track, lane, scale)
    return strips


def _lane_strips(track: TrackRow, lane: Lane, scale: DayScale) -> list[Strip]:
    boxes = [box_of(entry, scale) for entry in lane.entries]
    marks = [box for box in boxes if box.entry.shape is Shape.SMALL]
    # Marks have rows of their own, or each would break the room that words need.
    rows = in_rows(marks) + in_rows([box for box in boxes if box.entry.shape is not Shape.SMALL])
    first, *more = [Strip(_row_height(row), track, lane, row=row) for row in rows or [[]]]
    strips = [_begun(first), *more]
    # A title may have more lines than its only row is high.
    missing = _title_height(strips[0].title) - sum(strip.height for strip in strips)
    if missing > 0:
        strips[-1] = replace(strips[-1], height=strips[-1].height + missing)
    return strips


def _row_height(row: Iterable[EntryBox]) -> float:
    return max([box.height for box in row] or [HEIGHT]) + ROW_GAP


def _title_height(title: Sequence[str]) -> float:
    return LINE_HEIGHT * len(title) + 2 * LANE_PADDING


def _begun(strip: Strip) -> Strip:
    """The strip as the first one of its lane: with the lane's title, and air above."""
    title = tuple(wrap_text(strip.lane.title if strip.lane else "", TITLE_WIDTH, TITLE_SIZE, "semibold", max_lines=4))
    return replace(strip, height=strip.height + LANE_PADDING, title=title, is_first=True)


def pages_of(strips: list[Strip], first_room: float | None = None, room: float | None = None) -> list[list[Strip]]:
    """The strips divided onto sheets of these heights; a track's name, and a lane's, are repeated where it is cut.

    A track that fits on a sheet of its own is not cut: it begins on the next one.
    """
    # A screen has no sheets: one drawing, as long as it needs.
    if room is None:
        return [strips]
    pages: list[list[Strip]] = []
    page: list[Strip] = []
    for index, strip in enumerate(strips):
        if page and _height(page) + _height(_kept_together(strips, index, room)) > (
            room if pages or first_room is None else first_room
        ):
            pages.append(page)
            page = _page_begin(strip)
        else:
            page.append(strip)
    return [*pages, page]


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _kept_together(strips: Sequence[Strip], index: int, room: float) -> list[Strip]:
    """A strip with those that must stand on the same sheet: a heading is never the last line of one."""
    strip = strips[index]
    if not strip.is_heading:
        return [strip]
    # By identity: two tracks that happen to show the same are not one.
    track = [other for other in strips if other.track is strip.track]
    return track if _height(track) <= room else track[:2]


def _page_begin(strip: Strip) -> list[Strip]:
    if strip.is_heading:
        return [strip]
    # Begun again on the new sheet, where the lane's title would else be missing.
    begun = strip if strip.is_first else _begun(strip)
    begun = replace(begun, height=max(begun.height, _title_height(begun.title)))
    return [Strip(HEADING_HEIGHT, strip.track), begun]

"""The figures of the timeline as SVG paths with their colours: each says by its form how well a time is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ishoj_process.output.drawing.style import AMBER, BRAND, BRAND_LIGHT, GREEN, INK_SOFT, PAPER, PAPER_SOFT, RED, Style

from .entries import Shape

if TYPE_CHECKING:
    from .entries import Entry
    from .layout import DayScale

HEIGHT = 14  # of every figure
RADIUS = HEIGHT / 2
OPEN_LENGTH = 64  # of a bar whose other end no source gives: long enough to be seen, and the same for all
SHORTEST_BAR = 8
SHORTEST_PILL = 24  # of a meeting over several days: longer than it is high


STYLES = {
    Shape.MEETING: Style(BRAND, BRAND),
    Shape.CANCELLED: Style(PAPER, RED),
    Shape.SMALL: Style(PAPER, BRAND),
    Shape.DAY: Style(AMBER, AMBER),
    Shape.BAR: Style(BRAND_LIGHT, BRAND),
    Shape.ROUGH: Style(PAPER_SOFT, INK_SOFT, dash="4 3"),
    Shape.OPEN_END: Style(BRAND_LIGHT, BRAND),
    Shape.OPEN_START: Style(BRAND_LIGHT, BRAND),
    Shape.ADOPTION: Style(GREEN, GREEN),
    Shape.MILESTONE: Style(PAPER, BRAND),
    Shape.TIE: Style(PAPER, GREEN),
}


def span(entry: Entry, scale: DayScale) -> tuple[float, float]:
    """The left and right edge of an entry's figure."""
    left, right = scale.left_of(entry.first), scale.right_of(entry.last)
    middle = (left + right) / 2
    if entry.shape is Shape.OPEN_END:
        return left, min(left + OPEN_LENGTH, scale.right)
    if entry.shape is Shape.OPEN_START:
        return max(right - OPEN_LENGTH, scale.left), right
    if entry.shape is Shape.SMALL:
        return _around(middle, RADIUS * 0.7, scale)
    if entry.first == entry.last:
        return _around(middle, RADIUS, scale)
    shortest = SHORTEST_PILL if entry.shape is Shape.MEETING else SHORTEST_BAR
    # A few days of a term are narrower than a stroke: drawn wider, about their middle, they stay visible.
    if right - left < shortest:
        return _around(middle, shortest / 2, scale)
    return left, right


def _around(middle: float, half: float, scale: DayScale) -> tuple[float, float]:
    """As far as `half` on both sides, moved inwards at the edges of the drawing."""
    # At the edge of the period half of a figure would lie outside, where it is cut off or covers the titles.
    middle = min(max(middle, scale.left + half), scale.right - half)
    return middle - half, middle + half


def path(shape: Shape, left: float, right: float, top: float) -> str:
    """The figure's outline."""
    return OUTLINES[shape](left, right, top)


def _number(value: float) -> str:
    # One decimal: the same drawing must have the same bytes, whatever the last digits of a float are.
    return f"{value:.1f}".removesuffix(".0")


def _polygon(*points: tuple[float, float]) -> str:
    return "M" + " L".join(f"{_number(x)} {_number(y)}" for x, y in points) + " Z"


def _bar(left: float, right: float, top: float) -> str:
    return _polygon((left, top), (right, top), (right, top + HEIGHT), (left, top + HEIGHT))


def _square(left: float, right: float, top: float) -> str:
    middle = (left + right) / 2
    near, far = middle - RADIUS / 2, middle + RADIUS / 2
    upper, lower = top + RADIUS / 2, top + HEIGHT - RADIUS / 2
    return _polygon((near, upper), (far, upper), (far, lower), (near, lower))


def _diamond(left: float, right: float, top: float) -> str:
    """A diamond in the middle of the days in which it happened."""
    middle, centre = (left + right) / 2, top + RADIUS
    mark = _polygon((middle, top), (middle + RADIUS, centre), (middle, top + HEIGHT), (middle - RADIUS, centre))
    return f"{mark}{_as_long_as_known(left, right, centre)}"


def _triangle(left: float, right: float, top: float) -> str:
    """A triangle that stands in the middle of the days in which it is planned."""
    middle, bottom = (left + right) / 2, top + HEIGHT
    mark = _polygon((middle, top), (middle + RADIUS, bottom), (middle - RADIUS, bottom))
    return f"{mark}{_as_long_as_known(left, right, bottom)}"


def _go(left: float, right: float, top: float) -> str:
    """A triangle that points onwards."""
    middle = (left + right) / 2
    corners = [(middle - RADIUS, top), (middle + RADIUS, top + RADIUS), (middle - RADIUS, top + HEIGHT)]
    return _polygon(*corners)


def _as_long_as_known(left: float, right: float, y: float) -> str:
    """Of what is known by month or year only, a line as long as that; nothing of a single day."""
    if right - left <= HEIGHT:
        return ""
    return f" M{_number(left)} {_number(y)} L{_number(right)} {_number(y)}"


def _arrow_right(left: float, right: float, top: float) -> str:
    # A bar that is shorter than its point is all point, and is never turned inside out.
    neck = max(right - RADIUS, left)
    return _polygon((left, top), (neck, top), (right, top + RADIUS), (neck, top + HEIGHT), (left, top + HEIGHT))


def _arrow_left(left: float, right: float, top: float) -> str:
    neck = min(left + RADIUS, right)
    return _polygon((right, top), (neck, top), (left, top + RADIUS), (neck, top + HEIGHT), (right, top + HEIGHT))


def _meeting(left: float, right: float, top: float) -> str:
    return (_pill if right - left > HEIGHT else _circle)(left, right, top)


def _circle(left: float, right: float, top: float) -> str:
    radius = _number((right - left) / 2)
    start, end = f"{_number(left)} {_number(top + RADIUS)}", f"{_number(right)} {_number(top + RADIUS)}"
    half = f"A{radius} {radius} 0 0 1"
    return f"M{start} {half} {end} {half} {start} Z"


def _pill(left: float, right: float, top: float) -> str:
    """A meeting over several days: a circle drawn out."""
    arc = f"A{_number(RADIUS)} {_number(RADIUS)} 0 0 1"
    start, end = min(left + RADIUS, right), max(right - RADIUS, left)
    bottom = _number(top + HEIGHT)
    return (
        f"M{_number(start)} {_number(top)} L{_number(end)} {_number(top)} {arc} {_number(end)} {bottom} "
        f"L{_number(start)} {bottom} {arc} {_number(start)} {_number(top)} Z"
    )


def _cross(left: float, right: float, top: float) -> str:
    """A circle crossed out."""
    bottom = top + HEIGHT
    strokes = f"M{_number(left)} {_number(top)} L{_number(right)} {_number(bottom)}"
    return f"{_circle(left, right, top)} {strokes} M{_number(left)} {_number(bottom)} L{_number(right)} {_number(top)}"


OUTLINES = {
    Shape.MEETING: _meeting,
    Shape.CANCELLED: _cross,
    Shape.SMALL: _circle,
    Shape.DAY: _square,
    Shape.BAR: _bar,
    Shape.ROUGH: _bar,
    Shape.OPEN_END: _arrow_right,
    Shape.OPEN_START: _arrow_left,
    Shape.ADOPTION: _diamond,
    Shape.MILESTONE: _triangle,
    Shape.TIE: _go,
}

"""The marks before the words of a status in the cascade's drawing: a form for each, never a colour alone."""

from ishoj_process.models.status import Ink, Shape, meaning_of
from ishoj_process.output.drawing.shapes import Path
from ishoj_process.output.drawing.style import AMBER, BRAND, GREEN, INK_SOFT, NONE, RED

MARK_SIZE, MARK_EDGE = 14, 2
SHADES = {Ink.SOFT: INK_SOFT, Ink.BRAND: BRAND, Ink.AMBER: AMBER, Ink.GREEN: GREEN, Ink.RED: RED}


def marks_of(status, x, y, ink=None):
    """The form of a status, drawn of one path, or of two where it is half full; `ink` in place of its own colour."""
    meaning = meaning_of(status)
    shape, colour = meaning.shape, ink or SHADES[meaning.ink]
    size, half = MARK_SIZE, MARK_SIZE / 2
    paths = {
        Shape.FULL: _circle(x, y, half),
        Shape.EMPTY: _circle(x, y, half),
        Shape.HALF: _circle(x, y, half),
        Shape.CROSS: f"M{x:g} {y:g}l{size} {size}M{x + size:g} {y:g}l-{size} {size}",
        Shape.DIAMOND: f"M{x + half:g} {y:g}l{half:g} {half:g}l-{half:g} {half:g}l-{half:g} -{half:g}z",
    }
    mark = Path(paths[shape], colour if shape in (Shape.FULL, Shape.DIAMOND) else NONE, colour, MARK_EDGE)
    return [mark, Path(_half_circle(x, y, half), colour, NONE, MARK_EDGE)] if shape == Shape.HALF else [mark]


def _circle(x, y, radius):
    """A circle of four curves: in a PDF an arc becomes a polygon."""
    bend = round(radius * 0.5523, 2)
    left, middle, right = x, x + radius, x + 2 * radius
    top, centre, bottom = y, y + radius, y + 2 * radius
    return (
        f"M{left:g} {centre:g}"
        f"C{left:g} {centre - bend:g} {middle - bend:g} {top:g} {middle:g} {top:g}"
        f"C{middle + bend:g} {top:g} {right:g} {centre - bend:g} {right:g} {centre:g}"
        f"C{right:g} {centre + bend:g} {middle + bend:g} {bottom:g} {middle:g} {bottom:g}"
        f"C{middle - bend:g} {bottom:g} {left:g} {centre + bend:g} {left:g} {centre:g}z"
    )


def _half_circle(x, y, radius):
    """The left half of the circle."""
    bend = round(radius * 0.5523, 2)
    return (
        f"M{x + radius:g} {y:g}"
        f"C{x + radius - bend:g} {y:g} {x:g} {y + radius - bend:g} {x:g} {y + radius:g}"
        f"C{x:g} {y + radius + bend:g} {x + radius - bend:g} {y + 2 * radius:g} {x + radius:g} {y + 2 * radius:g}z"
    )

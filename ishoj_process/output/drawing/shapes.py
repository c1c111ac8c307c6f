"""What drawings are made of: rectangles, lines, paths and words with their places, and figures that lead somewhere.

Presentation attributes only, as numbers and colours: a strict policy for styles forbids rules in a drawing on a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .style import INK, LINE

Value: TypeAlias = str | float | None  # of an attribute; None leaves it out

EDGE = 1.5  # how wide the edges of boxes and figures are


class Shape(Protocol):
    """Something that can be drawn."""

    @property
    def svg(self) -> SafeString: ...


@dataclass(frozen=True)
class Rect:
    """A filled rectangle; with a stroke it has an edge, with a corner it is rounded."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str | None = None
    dash: str | None = None
    corner: float | None = None

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def svg(self) -> SafeString:
        frame: dict[str, Value] = {
            "x": self.x,
            "y": self.y,
            "width": self.width,
            "height": self.height,
            "rx": self.corner,
        }
        return _element("rect", **frame, fill=self.fill, **_edge(self.stroke, EDGE, self.dash))


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = LINE
    width: float = 1

    @property
    def svg(self) -> SafeString:
        return _element("line", x1=self.x1, y1=self.y1, x2=self.x2, y2=self.y2, **_edge(self.stroke, self.width))


@dataclass(frozen=True)
class Path:
    """A form of its own."""

    path: str
    fill: str
    stroke: str
    width: float = EDGE
    dash: str | None = None

    @property
    def svg(self) -> SafeString:
        return _element("path", d=self.path, fill=self.fill, **_edge(self.stroke, self.width, self.dash))


@dataclass(frozen=True)
class Text:
    """A line of words at a place."""

    x: float
    y: float
    text: str
    size: float
    fill: str = INK
    weight: int | None = 400
    anchor: str | None = None

    @property
    def svg(self) -> SafeString:
        font: dict[str, Value] = {
            "font-size": self.size,
            "font-weight": self.weight,
            "fill": self.fill,
            "text-anchor": self.anchor,
        }
        return format_html("<text{}>{}</text>", _attributes({"x": self.x, "y": self.y, **font}), self.text)


class Figure:
    """Shapes that belong together, back to front, and where they lead; for a subclass with these fields."""

    sentence: str  # for who does not see it
    url: str
    is_titled = False  # whether a pointer that rests on it is told the sentence

    @property
    def layers(self) -> list[Iterable[Shape]]:
        raise NotImplementedError

    @property
    def svg(self) -> SafeString:
        begin = format_html('<a href="{}" aria-label="{}">', self.url, self.sentence) if self.url else ""
        lines: list[str] = [begin, *map(_all, self.layers), mark_safe("</a>" if self.url else "")]
        if self.is_titled:
            lines.insert(0, format_html("<title>{}</title>", self.sentence) if self.sentence else "")
        return format_html("<g>\n{}    </g>", format_html_join("", "      {}\n", ((line,) for line in lines)))


def _all(shapes: Iterable[Shape]) -> SafeString:
    return mark_safe("".join(shape.svg for shape in shapes))


def _element(name: str, **attributes: Value) -> SafeString:
    return format_html("<{}{}/>", name, _attributes(attributes))


def _attributes(attributes: dict[str, Value]) -> SafeString:
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in attributes.items() if value is not None))


def _edge(stroke: str | None, width: float, dash: str | None = None) -> dict[str, Value]:
    return {"stroke": stroke, "stroke-width": width, "stroke-dasharray": dash} if stroke else {}

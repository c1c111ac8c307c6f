"""What drawings are made of: colours, lines and words with their places. Presentation attributes only.

The rules of a page do not reach a drawing in a PDF, and a strict policy for styles forbids them on a page; so each
part carries its own colour and size, as numbers and hex colours from here.
"""

from dataclasses import dataclass

BRAND = "#0b4f6c"
BRAND_LIGHT = "#bcd7e3"
BRAND_TINT = "#e8f1f5"
INK = "#1c2529"
INK_SOFT = "#4d5b62"
LINE = "#d5dde1"
PAPER = "#ffffff"
PAPER_SOFT = "#f5f7f8"
GREEN = "#1f6b3a"
RED = "#9c1f2e"
AMBER = "#c98a00"


@dataclass(frozen=True)
class Text:
    """A line of words at a place."""

    x: float
    y: float
    text: str
    size: int
    fill: str = INK
    weight: int = 400
    anchor: str = "start"


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = LINE
    width: float = 1

"""The colours of drawings. The rules of a page do not reach a drawing in a PDF, so each shape carries its own."""

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
NONE = "none"


@dataclass(frozen=True)
class Style:
    """How a box or a figure is filled and edged, and the ink of its words."""

    fill: str
    stroke: str
    ink: str = INK
    dash: str = NONE  # a dashed edge always means the same: something is missing, a place above or a name

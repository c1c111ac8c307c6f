"""The cascade's drawing on paper: one too high to be read on a sheet is cut between its rows."""

from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from ishoj_process.output.drawing.shapes import Line, Rect

from .drawing import Drawing

HEIGHT = 1050  # at the width of an A3 sheet, the smallest words are then 8 points high


def sheets_of(drawing: Drawing, height: float = HEIGHT) -> list[Drawing]:
    """The drawing as it is, or as many parts as keep within the height; a row is never cut."""
    tops = _tops(drawing, height)
    if len(tops) == 1:
        return [drawing]
    parts = list(zip(tops, [*tops[1:], drawing.height], strict=True))
    return [_part(drawing, top, end, number, len(parts)) for number, (top, end) in enumerate(parts, start=1)]


def _tops(drawing: Drawing, height: float) -> list[float]:
    """Where the sheets begin; the vision stays with the first row beneath it."""
    tops: list[float] = [0]
    for start, end in pairwise([*drawing.row_tops[1:], drawing.height]):
        if end - tops[-1] > height:
            tops.append(start)
    return tops


def _part(drawing: Drawing, top: float, end: float, number: int, count: int) -> Drawing:
    counted = _("Sheet %(number)s of %(count)s.") % {"number": number, "count": count}
    return replace(
        drawing,
        title=f"{drawing.title} {counted}",
        top=top,
        height=end - top,
        # Half open: a box that begins on the border stands on the sheet below it alone.
        nodes=[node for node in drawing.nodes if top <= node.box.y < end],
        texts=[text for text in drawing.texts if top <= text.y < end],
        lines=[_line_within(line, top, end) for line in drawing.lines if line.y1 < end and line.y2 > top],
        fields=[_field_within(field, top, end) for field in drawing.fields if field.y < end and field.bottom > top],
    )


def _line_within(line: Line, top: float, end: float) -> Line:
    return replace(line, y1=max(line.y1, top), y2=min(line.y2, end))


def _field_within(field: Rect, top: float, end: float) -> Rect:
    y = max(field.y, top)
    return replace(field, y=y, height=min(field.bottom, end) - y)

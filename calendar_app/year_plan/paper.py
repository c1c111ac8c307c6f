"""The meetings of a year by their days on paper: months whole in columns, and columns evenly over the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ishoj_process.output.drawing.measure import text_width, wrap_text

if TYPE_CHECKING:
    from .calendar import CalendarRow

# What `.year-days` of print.css makes of it, in millimetres on A4 across: the heading of the page is taken off.
WIDTH, HEIGHT, GAP = 273.0, 170.0, 5.0
LINE, ABOVE_LINE, HEADING = 4.13, 0.2, 7.0
DAY = 9.0  # the day stands before the lines of its meeting
SIZE = 9.0  # points
POINTS = 72 / 25.4
COLUMNS = (3, 4)  # where the one needs no more pages than the other, the wider columns

Listed = tuple["CalendarRow", str]  # a meeting, and its place where it is another than the usual one


@dataclass(frozen=True)
class MonthPart:
    """A month in a column; cut only where it is longer than a column, and then it says so."""

    month: str
    rows: Sequence[Listed]
    height: float
    is_continued: bool = False

    @property
    def heading(self) -> str:
        return _("%(month)s (continued)") % {"month": self.month} if self.is_continued else self.month


@dataclass(frozen=True)
class DaysPage:
    width: int  # in columns, also where the last ones stay empty
    columns: Sequence[Sequence[MonthPart]]


def pages_of(months: Sequence[tuple[str, Sequence[Listed]]]) -> list[DaysPage]:
    """The fewest pages that hold all months, filled evenly: none is left with the rest of the one before."""
    tried = [(count, list(_parts(months, count))) for count in COLUMNS]
    needed = {count: ceil(len(_packed(parts, HEIGHT)) / count) for count, parts in tried}
    count, parts = min(tried, key=lambda one: needed[one[0]])
    columns = _even(parts, count * needed[count])
    return [DaysPage(count, part) for part in _shared_out(columns, needed[count])]


def _parts(months: Iterable[tuple[str, Sequence[Listed]]], count: int) -> Iterator[MonthPart]:
    for month, rows in months:
        part: list[Listed] = []
        height, is_continued = HEADING, False
        for listed in rows:
            more = _height(listed, count)
            if part and height + more > HEIGHT:
                yield MonthPart(month, part, height, is_continued)
                part, height, is_continued = [], HEADING, True
            part.append(listed)
            height += more
        yield MonthPart(month, part, height, is_continued)


def _height(listed: Listed, count: int) -> float:
    """Of a meeting in one of so many columns."""
    row, place = listed
    room = (WIDTH - GAP * (count - 1)) / count - DAY
    said = ", ".join(filter(None, [row.title, row.time_text, place])) + (f" ({row.note})" if row.note else "")
    # A meeting of several days begins further in.
    inset = max(0.0, text_width(row.short_day, SIZE) / POINTS + 1 - DAY)
    return LINE * len(wrap_text(said, (room - inset) * POINTS, SIZE)) + ABOVE_LINE


def _packed(parts: Iterable[MonthPart], height: float) -> list[list[MonthPart]]:
    """The months in their order in columns that are no higher."""
    columns: list[list[MonthPart]] = []
    for part in parts:
        if columns and sum(other.height for other in columns[-1]) + part.height <= height:
            columns[-1].append(part)
        else:
            columns.append([part])
    return columns


def _even(parts: Sequence[MonthPart], count: int) -> list[list[MonthPart]]:
    """As many columns at most, none of them higher than it must be."""
    low, high = max((part.height for part in parts), default=0.0), HEIGHT
    while high - low > LINE:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_packed(parts, middle)) <= count else (middle, high)
    return _packed(parts, high)


def _shared_out(columns: Sequence[Sequence[MonthPart]], pages: int) -> list[Sequence[Sequence[MonthPart]]]:
    ends = [round(len(columns) * number / pages) for number in range(pages + 1)] if pages else []
    return [columns[start:end] for start, end in pairwise(ends)]

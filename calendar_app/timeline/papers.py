"""The timeline on paper: on one sheet, as the memo has it, where it can be read there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .drawing import Drawing, sheets_of

if TYPE_CHECKING:
    from .build import Timeline


@dataclass(frozen=True)
class Paper:
    """A page with the room for the drawing in it, in the drawing's own measure: the wider it is, the smaller its words.

    The first of the heights is that of the page with the title, the second that of those after it.
    """

    page: str
    page_class: str  # in print.css, where a document turns to it
    width: float
    heights: tuple[float, float]

    @property
    def is_large(self) -> bool:
        """True where the drawing is to have the sheet to itself: a table beneath it would be cut."""
        return self.page_class == "upright-large-page"


# No word is under 8.5 pt on A4, and none under 9 pt on the larger sheets.
A4 = Paper("A4 landscape", "wide-page", 1050, (490, 630))
A3 = Paper("A3 landscape", "across-large-page", 1050, (560, 680))
A3_ACROSS = Paper("A3 landscape", "across-large-page", 1460, (770, 930))
A3_UPRIGHT = Paper("A3 portrait", "upright-large-page", 970, (1220, 1390))
# What may be asked for by name; of those that are named, the first on which the timeline is one sheet is taken.
PAPERS: dict[str, tuple[Paper, ...]] = {
    "": (A4, A3_ACROSS, A3_UPRIGHT),
    "a4": (A4,),
    "a3": (A3, A3_ACROSS, A3_UPRIGHT),
}
# Within the plan it stands beneath a heading, on a turned page.
IN_THE_PLAN = (
    Paper("A4 landscape", "wide-page", 1050, (610, 660)),
    Paper("A3 landscape", "across-large-page", 1460, (880, 930)),
    Paper("A3 portrait", "upright-large-page", 1000, (1350, 1390)),
)


def set_on(papers: Sequence[Paper], timeline: Timeline, *, title: str) -> tuple[Paper, list[Drawing]]:
    """The first paper that holds all of it on one sheet; where none does, as many sheets of the first as it needs."""
    tried = [
        (paper, sheets_of(timeline, title=title, width=paper.width, heights=paper.heights, has_links=False))
        for paper in papers
    ]
    return next((found for found in tried if len(found[1]) == 1), tried[0])

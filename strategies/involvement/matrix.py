"""The overview of hearings: committee × strategy, with who owns, has been heard, is being heard, or should be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ishoj_process.models import Body, Lineage, Strategy
from ishoj_process.templatetags.ui import badge

from .duty import Touch, touches_of

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

PAGE_SIZE = 25


@dataclass(frozen=True)
class Cell:
    """How one committee stands to one strategy: the key of its mark, the mark itself, and why."""

    key: str
    mark: str  # as HTML: of hundreds of cells, each of the five marks is made once
    why: str = ""


@dataclass(frozen=True)
class Row:
    strategy: Strategy
    cells: list[Cell | None]

    @property
    def missing(self) -> int:
        return sum(cell is not None and cell.key == "not_heard" for cell in self.cells)


def labels() -> dict[str, str]:
    return {
        "owns": pgettext("a committee and a strategy", "owns it"),
        "heard": pgettext("a committee and a strategy", "heard"),
        "being_heard": pgettext("a committee and a strategy", "being heard"),
        "left_out": pgettext("a committee and a strategy", "not asked, with a reason"),
        "not_heard": pgettext("a committee and a strategy", "should be heard"),
    }


def matrix_context(user: AnyUser, today: date, page_number: str | None) -> dict[str, Any]:
    """The strategies that are being worked on and every committee, in a fixed number of queries."""
    # A strategy that was adopted has passed its hearing.
    strategies = Strategy.objects.visible_to(user).with_begun().being_written()
    strategies = strategies.select_related("owner").prefetch_related("co_owners").defer("text")
    # With the key at the end: where the others are alike, pages would show a strategy twice or never.
    page = Paginator(strategies.order_by("owner__sort_key", "sort_key", "pk"), PAGE_SIZE).get_page(page_number)
    # Every committee and not those touched: an empty cell says that nothing is asked of it.
    bodies = Body.objects.subject_committees().living(today).by_name()
    lineage = Lineage.read()
    touches = touches_of(list(page), today, lineage)
    marks = {key: render_to_string("components/badge.html", badge(key, label)) for key, label in labels().items()}
    owners = {strategy: _owners(strategy, lineage, today) for strategy in page}
    rows = [Row(strategy, _cells(owners[strategy], bodies, touches[strategy], marks)) for strategy in page]
    return {"page": page, "bodies": bodies, "rows": rows, "labels": labels(), "position": _position(rows)}


def _owners(strategy: Strategy, lineage: Lineage, today: date) -> set[int]:
    """The keys of those that own it today: what a body owned, all its heirs carry on."""
    keys = [strategy.owner_id, *(body.pk for body in strategy.co_owners.all())]
    return {heir for key in keys if key for heir in lineage.heirs(key, today)}


def _cells(
    owners: Collection[int], bodies: list[Body], touches: list[Touch], marks: Mapping[str, str]
) -> list[Cell | None]:
    by_body = {touch.body.pk: touch for touch in touches}
    cells: list[Cell | None] = []
    for body in bodies:
        touch = by_body.get(body.pk)
        if body.pk in owners:
            cells.append(Cell("owns", marks["owns"]))
        elif touch:
            cells.append(Cell(touch.standing, marks[touch.standing], touch.left_out or touch.why))
        else:
            cells.append(None)
    return cells


def _position(rows: list[Row]) -> str:
    """`2 strategier mangler at høre et udvalg.`"""
    missing = sum(bool(row.missing) for row in rows)
    if not rows:
        return _("No strategies are being worked on.")
    if not missing:
        return _("Every strategy here has heard the committees that it touches, or is hearing them.")
    text = ngettext(
        "%(count)s strategy has not heard every committee that it touches.",
        "%(count)s strategies have not heard every committee that they touch.",
        missing,
    )
    return text % {"count": missing}

"""The overview of hearings: committee × document, with who owns, has been heard, is being heard, or should be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ishoj_process.models import Body, Lineage, MainPolicy, Strategy
from ishoj_process.templatetags.ui import badge

from .duty import Touch, touches_of

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser

PAGE_SIZE = 25


@dataclass(frozen=True)
class Cell:
    """How one committee stands to one document: the key of its mark, the mark itself, and why."""

    key: str
    mark: str  # as HTML: of hundreds of cells, each of the five marks is made once
    why: str = ""


@dataclass(frozen=True)
class Row:
    document: Document
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
    """The policies and strategies that are being worked on and every committee, in a fixed number of queries."""
    # What was adopted has passed its hearing.
    policies = MainPolicy.objects.visible_to(user).with_begun().being_written().select_related("lead_committee")
    strategies = Strategy.objects.visible_to(user).with_begun().being_written().select_related("owner")
    strategies = strategies.prefetch_related("co_owners").defer("text").order_by("owner__sort_key", "sort_key", "pk")
    # What is being worked on is some tens at the most: pages are made of all of it, policies first.
    documents: list[Any] = [*policies.defer("text"), *strategies]
    page = Paginator(documents, PAGE_SIZE).get_page(page_number)
    # Every committee and not those touched: an empty cell says that nothing is asked of it.
    bodies = Body.objects.subject_committees().living(today).by_name()
    lineage = Lineage.read()
    touches = touches_of(list(page), today, lineage)
    marks = {key: render_to_string("components/badge.html", badge(key, label)) for key, label in labels().items()}
    rows = [
        Row(document, _cells(_owners(document, lineage, today), bodies, touches[document], marks)) for document in page
    ]
    return {"page": page, "bodies": bodies, "rows": rows, "labels": labels(), "position": _position(rows)}


def _owners(document: Document, lineage: Lineage, today: date) -> set[int]:
    """The keys of those that own it today: what a body owned, all its heirs carry on."""
    together = list(document.co_owners.all()) if isinstance(document, Strategy) else []
    bodies = [document.owner, *together]
    return {heir for body in bodies if body for heir in lineage.heirs(body.pk, today)}


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
    """`2 politikker og strategier har ikke hørt alle berørte udvalg.`"""
    missing = sum(bool(row.missing) for row in rows)
    if not rows:
        return _("No main policies or strategies are being worked on.")
    if not missing:
        return _("Everything here has been heard by the committees that it touches, or is being heard.")
    text = ngettext(
        "%(count)s main policy or strategy has not been heard by every committee that it touches.",
        "%(count)s main policies and strategies have not been heard by every committee that they touch.",
        missing,
    )
    return text % {"count": missing}

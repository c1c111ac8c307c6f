"""The overview of hearings: body × document, with who owns, has been heard, is being heard, or should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ishoj_process.models import Body, Lineage, MainPolicy, Strategy
from ishoj_process.models.status import statuses
from ishoj_process.templatetags.ui import badge
from strategies.models import Consultation

from .duty import Touch, touches_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser

PAGE_SIZE = 25


@dataclass(frozen=True)
class Cell:
    """How one body stands to one document: the keys of its marks, the marks themselves, and why."""

    keys: tuple[str, ...]
    mark: SafeString  # as HTML: of hundreds of cells, each of the marks is made once
    why: str = ""


@dataclass(frozen=True)
class Row:
    document: Document
    cells: list[Cell | None]


def labels() -> dict[str, str]:
    return {
        "owns": pgettext("a committee and a strategy", "owns it"),
        "heard": pgettext("a committee and a strategy", "heard"),
        "being_heard": pgettext("a committee and a strategy", "being heard"),
        "left_out": pgettext("a committee and a strategy", "not asked, with a reason"),
        "not_heard": pgettext("a committee and a strategy", "should be heard"),
        "withdrawn": pgettext("a committee and a strategy", "asked, and the consultation withdrawn"),
    }


def matrix_context(user: AnyUser, today: date, page_number: str | None) -> dict[str, Any]:
    """What others may be asked about now and every body that is or was to be asked, in a fixed number of queries."""
    documents = _documents(user)
    page = Paginator(documents, PAGE_SIZE).get_page(page_number)
    lineage = Lineage.read()
    # Of all of them and not of the page alone, as the sentence is about all.
    touches = touches_of(documents, today, lineage, with_asked=True)
    bodies = _columns((touch for document in page for touch in touches[document]), today)
    marks = {key: render_to_string("components/badge.html", badge(key, label)) for key, label in labels().items()}
    rows = [
        Row(document, _cells(_owners(document, lineage, today), bodies, touches[document], marks)) for document in page
    ]
    return {"page": page, "bodies": bodies, "rows": rows, "labels": labels(), "position": position_text(touches)}


def _documents(user: AnyUser) -> list[Document]:
    """The policies and strategies that are being worked on, and whatever else others are asked about."""
    policies = _may_be_asked_about(MainPolicy.objects.visible_to(user).with_begun()).select_related("lead_committee")
    strategies = _may_be_asked_about(Strategy.objects.visible_to(user).with_begun()).select_related("owner")
    strategies = strategies.prefetch_related("co_owners").defer("text").order_by("owner__sort_key", "sort_key", "pk")
    # What is being worked on is some tens at the most: pages are made of all of it, policies first.
    return [*policies.defer("text"), *strategies]


def _may_be_asked_about(documents: QuerySet[Any]) -> QuerySet[Any]:
    """What is being written, and what was sent to others though nobody has chosen it yet.

    What was adopted has passed its hearing.
    """
    sent = Q(consultations__state=Consultation.State.SENT)
    is_open = Q(status__in=statuses(lambda row: row.may_be_heard))
    found = type(documents)(documents.model).filter(sent & is_open).values("pk")
    return documents.filter(Q(status__in=statuses(lambda row: row.is_being_written)) | Q(pk__in=found))


def _columns(touches: Iterable[Touch], today: date) -> list[Body]:
    """Every committee, as an empty cell says that nothing is asked of it; then whoever else was asked."""
    committees = Body.objects.subject_committees().living(today).by_name()
    others = {touch.body for touch in touches} - set(committees)
    return [*committees, *sorted(others, key=lambda body: body.shown_key)]


def _owners(document: Document, lineage: Lineage, today: date) -> set[int]:
    """The keys of those that own it today: what a body owned, all its heirs carry on."""
    together = list(document.co_owners.all()) if isinstance(document, Strategy) else []
    bodies = [document.owner, *together]
    return {heir for body in bodies if body for heir in lineage.heirs(body.pk, today)}


def _cells(owners: set[int], bodies: list[Body], touches: list[Touch], marks: Mapping[str, str]) -> list[Cell | None]:
    by_body = {touch.body.pk: touch for touch in touches}
    cells: list[Cell | None] = []
    for body in bodies:
        touch = by_body.get(body.pk)
        # Who owns it with others may be asked as well, and is then shown as both.
        keys = ("owns",) * (body.pk in owners) + ((touch.shown,) if touch else ())
        why = (touch.left_out or touch.why) if touch else ""
        cells.append(Cell(keys, format_html_join("", "{}", ((marks[key],) for key in keys)), why) if keys else None)
    return cells


def position_text(touches: Mapping[Document, list[Touch]]) -> str:
    """Where does it stand? `Ingen af de 4 … berører andre udvalg.` `1 … er i høring hos 3 udvalg og råd.`

    Of a document that touches nobody, nothing is said to have been heard.
    """
    if not touches:
        return _("No main policies or strategies are being worked on.")
    now = _now_text(touches)
    # That none touches another committee would deny what is said next: others may be asked, too.
    if now and not any(touch.is_touched for row in touches.values() for touch in row):
        return now
    return " ".join(filter(None, [_duty_text(touches), now]))


def _duty_text(touches: Mapping[Document, list[Touch]]) -> str:
    missing = sum(any(touch.is_missing for touch in row) for row in touches.values())
    touching = sum(any(touch.is_touched for touch in row) for row in touches.values())
    if missing:
        text = ngettext(
            "%(count)s main policy or strategy has not been heard by every committee that it touches.",
            "%(count)s main policies and strategies have not been heard by every committee that they touch.",
            missing,
        )
        return text % {"count": missing}
    if not touching:
        text = ngettext(
            "The main policy or strategy that is being worked on touches no other committee yet.",
            "None of the %(count)s main policies and strategies touches another committee yet.",
            len(touches),
        )
        return text % {"count": len(touches)}
    text = ngettext(
        "%(touching)s of %(count)s main policies and strategies touches other committees. They have been heard, are"
        " being heard, or it is stated why they are not asked.",
        "%(touching)s of %(count)s main policies and strategies touch other committees. They have been heard, are"
        " being heard, or it is stated why they are not asked.",
        touching,
    )
    return text % {"count": len(touches), "touching": touching}


def _now_text(touches: Mapping[Document, list[Touch]]) -> str:
    asked = {document: [touch.body for touch in row if touch.is_being_heard] for document, row in touches.items()}
    running = sum(bool(bodies) for bodies in asked.values())
    if not running:
        return ""
    number = len({body for bodies in asked.values() for body in bodies})
    at = ngettext("%(count)s body", "%(count)s bodies", number) % {"count": number}
    text = ngettext(
        "%(count)s main policy or strategy is out for consultation at %(at)s that have not answered.",
        "%(count)s main policies and strategies are out for consultation at %(at)s that have not answered.",
        running,
    )
    return text % {"count": running, "at": at}

"""Earlier versions of what people edit: who, when, and which words were added and removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Body,
    CouncilTerm,
    GuidingLine,
    Level,
    MainPolicy,
    Meeting,
    PartyGroup,
    ProcessPlan,
    Seat,
    Strategy,
    User,
    Vision,
)
from ishoj_process.text.plain import yes_or_no
from ishoj_process.text.slugs import Slug

from .access import require

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

PAGE_SIZE = 25
MOST_ON_PAGE = 5  # on the page of the row itself


class Kind(Slug):
    """What has its earlier versions at an address here; the apps above have addresses of their own for theirs."""

    VISION = "vision"
    MAIN_POLICY = "hovedpolitik"
    STRATEGY = "strategi"
    GUIDING_LINE = "retning"
    ALIGNMENT = "bidrag"
    MEETING = "moede"
    AGENDA_ITEM = "punkt"
    PLAN = "plan"
    BODY = "udvalg"
    TERM = "periode"
    SEAT = "plads"
    GROUP = "gruppe"
    USER = "bruger"

    @property
    def model(self) -> type[models.Model]:
        return MODELS[self]


MODELS = {
    Kind.VISION: Vision,
    Kind.MAIN_POLICY: MainPolicy,
    Kind.STRATEGY: Strategy,
    Kind.GUIDING_LINE: GuidingLine,
    Kind.ALIGNMENT: Alignment,
    Kind.MEETING: Meeting,
    Kind.AGENDA_ITEM: AgendaItem,
    Kind.PLAN: ProcessPlan,
    Kind.BODY: Body,
    Kind.TERM: CouncilTerm,
    Kind.SEAT: Seat,
    Kind.GROUP: PartyGroup,
    Kind.USER: User,
}
OFFICE: dict[Any, Callable[[Any], str]] = {  # what the secretariat keeps, with its own page of it
    CouncilTerm: lambda row: reverse("term_edit", args=[row.pk]),
    Seat: lambda row: reverse("seat_detail", args=[row.pk]),
    PartyGroup: lambda row: reverse("council_office"),
    User: lambda row: reverse("user_detail", args=[row.pk]),
}


def versions_url(row: models.Model) -> str:
    """Where the earlier versions of a row are shown; empty before it is stored."""
    kind = next(kind for kind in Kind if kind.model is type(row))
    return reverse("versions", args=[kind.slug, row.pk]) if row.pk else ""


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One stored version beside the one before it; `changes` is empty for the first."""

    when: str
    who: User | None
    is_first: bool
    changes: list[FieldChange]

    @property
    def is_without_changes(self) -> bool:
        return not (self.is_first or self.changes)


@require_safe
@require(rights.can_see_earlier_versions)
def versions(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What has been changed in the row, the newest first."""
    named = Kind.named(kind)
    if named is None:
        raise Http404
    row = get_object_or_404(named.model, pk=pk)
    if isinstance(row, AgendaItem) and not may_see_versions_of(request.user, row):
        raise Http404
    if type(row) in OFFICE and not _is_kept_for(request.user, row):
        raise Http404
    return versions_page(request, row)


def _is_kept_for(user: AnyUser, row: Any) -> bool:
    """The council's facts are the secretariat's to look back in, and of who was deleted there is nothing."""
    return rights.can_edit_council(user) and not getattr(row, "deleted_at", None)


def may_see_versions_of(user: AnyUser, item: AgendaItem) -> bool:
    """An item that was ever closed keeps its earlier words from those who may not see closed items."""
    was_closed = item.is_closed or item.history.filter(is_closed=True).exists()
    return not was_closed or rights.can_see_closed_items(user, item.meeting)


def versions_page(request: HttpRequest, row: Any, title: str = "") -> HttpResponse:
    """The page of one row, whose rights the caller has asked for; the apps above show theirs by it, too.

    Its title is the row's own words; a part of a document is told from one of another by the one that is given.
    """
    # By history_id: two versions within one tick of the clock have the same date, and which came first must show.
    page = Paginator(row.history.select_related("history_user").order_by("-history_id"), PAGE_SIZE).get_page(
        request.GET.get("side")
    )
    back_url = OFFICE.get(type(row), address_of)(row)
    # A document with its number; what only names itself otherwise by the day, such as a body, is no document.
    title = title or (row.called if isinstance(row, Level) else str(row))
    context = {"row": row, "title": title, "page": page, "versions": _versions(row, list(page)), "back_url": back_url}
    return render(request, "ishoj_process/editing/versions.html", context)


def latest_versions(row: Any) -> list[Version]:
    """The newest of them, for the row's own page."""
    return _versions(row, list(row.history.select_related("history_user").order_by("-history_id")[:MOST_ON_PAGE]))


def address_of(row: Any) -> str:
    return str(row.get_absolute_url())


def _versions(row: Any, records: list[Any]) -> list[Version]:
    """Each record beside the one before it; the last of the page asks for its own predecessor."""
    if not records:
        return []
    before_last = row.history.filter(history_id__lt=records[-1].history_id).order_by("-history_id").first()
    return [_version(record, before) for record, before in zip(records, [*records[1:], before_last], strict=True)]


def _version(record: Any, before: Any) -> Version:
    when = danish_dates.moment_text(record.history_date)
    return Version(when, record.history_user, before is None, _changes(record, before) if before else [])


def _changes(record: Any, before: Any) -> list[FieldChange]:
    return [
        FieldChange(capfirst(str(field.verbose_name)), _words(before, field), _words(record, field))
        for field in _own_fields(record)
        # The column, not the row behind it: that may be deleted since, and asking for it costs a query.
        if getattr(record, field.attname) != getattr(before, field.attname)
    ]


def _own_fields(record: Any) -> list[models.Field[Any, Any]]:
    """The row's fields without the book-keeping."""
    # `sequence` follows from the fields beside it: it tells calendars that something changed, not readers what.
    kept = {"id", "version", "created_at", "updated_at", "updated_by", "sort_key", "sequence", "shown_from"}
    kept |= {"assumed_minutes"}
    return [f for f in record.tracked_fields if f.name not in kept and not isinstance(f, models.AutoField)]


def _words(record: Any, field: models.Field[Any, Any]) -> str:
    """A value as words: the chosen label, yes or no, a day as Danes write it, or the text."""
    if display := getattr(record, f"get_{field.name}_display", None):
        return str(display())
    try:
        value = getattr(record, field.name)
    except ObjectDoesNotExist:
        return _("deleted since")
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, date):
        return danish_dates.date_text(value)
    if isinstance(value, time):
        return danish_dates.clock_text(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)

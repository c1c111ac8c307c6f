"""A committee's portfolio: what it writes by where it stands, with the latest line about each, and its sign."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.hierarchy import words as level_words
from ishoj_process.models import MainPolicy, StatusChange, Strategy, of_documents
from ishoj_process.models.status import label_of, place_on_shelf
from strategies.rights import can_see_pace

from .forms import UNKNOWN
from .pace import Pace, Sign, paces_of, updates_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models import Body, Document
    from ishoj_process.readers import AnyUser

MOST_ROWS = 10


@dataclass(frozen=True)
class Held:
    """A policy or a strategy in a portfolio."""

    document: Document
    last: StatusChange | None  # the latest line about where it stands
    pace: Pace | None
    with_others: str = ""  # who owns it together with the committee
    taken_from: str = ""  # who had it before the committee took over its work

    @property
    def since_text(self) -> str:
        """`3. marts 2023: Udkastet er skrevet.`"""
        return f"{self.last.on_text}: {self.last.note}" if self.last else self.document.status_note

    @property
    def planned_text(self) -> str:
        """What the sign goes by, where the latest line does not say it already."""
        return self.pace.why if self.pace and self.pace.sign != Sign.NOT_UPDATED else ""


@dataclass
class Shelf:
    """The documents of one status."""

    status: str
    url: str  # all of them, where there are more than a page takes
    rows: list[Held] = field(default_factory=list)

    @property
    def label(self) -> str:
        return capfirst(label_of(self.status))

    @property
    def shown(self) -> list[Held]:
        return self.rows[:MOST_ROWS]

    @property
    def more_text(self) -> str:
        """`Vis alle 33`; empty where all are shown."""
        count = len(self.rows)
        return _("Show all %(count)s") % {"count": count} if count > MOST_ROWS else ""


def portfolios_of(body: Body, user: AnyUser, today: date, works: Collection[int] = ()) -> dict[str, list[Shelf]]:
    """The shelves of what a committee owns, alone or with others, and of the policies that it leads; only those in use.

    `works` are the keys of those whose work it carries on, its own among them. All is asked once for both.
    """
    keys = {body.pk, *works}
    strategies, policies = list(_strategies(keys, user)), list(_policies(keys, user))
    documents = [*strategies, *policies]
    lines = _last_lines(documents)
    # The sign is reckoned and not decided, so the public does not see it.
    last = {key: line.on for key, line in lines.items()}
    paces = paces_of(documents, today, updates_of(documents, last)) if documents and can_see_pace(user) else {}
    held = {
        row: Held(row, lines.get((row.column, row.pk)), paces.get(row), **_whose(row, body, keys)) for row in documents
    }
    return {
        "strategies": _shelves([held[row] for row in strategies], body, Strategy.column),
        "policies": _shelves([held[row] for row in policies], body, MainPolicy.column),
    }


def _whose(row: Document, body: Body, keys: Collection[int]) -> dict[str, str]:
    """Where the body owns it with others, it is listed under it as well, and says whose it is first."""
    if row.owner is None or row.owner.pk == body.pk:
        return {}
    return {"taken_from" if row.owner.pk in keys else "with_others": str(row.owner)}


def _shelves(rows: Iterable[Held], body: Body, column: str) -> list[Shelf]:
    shelves: dict[str, Shelf] = {}
    for held in sorted(rows, key=lambda held: place_on_shelf(held.document.status)):
        status = held.document.status
        shelves.setdefault(status, Shelf(status, _url_of(body, status, column))).rows.append(held)
    return list(shelves.values())


def _strategies(keys: Collection[int], user: AnyUser) -> Iterable[Document]:
    """What the bodies own or own with others; the texts, which are long, are left behind."""
    owned = Strategy.objects.visible_to(user).latest_editions().filter(Q(owner__in=keys) | Q(co_owners__in=keys))
    # distinct: by the tie to its co-owners a strategy comes once for each of them.
    return owned.distinct().select_related("owner").defer("text")


def _policies(keys: Collection[int], user: AnyUser) -> Iterable[Document]:
    led = MainPolicy.objects.visible_to(user).latest_editions().filter(lead_committee__in=keys)
    return led.select_related("lead_committee").defer("text")


def _last_lines(documents: Collection[Document]) -> dict[tuple[str, int], StatusChange]:
    """{column and key of the document: its latest StatusChange}"""
    # In order, so that the last of each overwrites those before it; DISTINCT ON is PostgreSQL's alone.
    if not documents:
        return {}
    changes = StatusChange.objects.filter(of_documents(documents)).order_by("on", "id")
    return {change.level_key: change for change in changes}


def _url_of(body: Body, status: str, column: str) -> str:
    if column == MainPolicy.column:
        return reverse("cascade")
    return f"{reverse('strategy_list')}?{urlencode({'udvalg': body.slug, 'status': status or UNKNOWN})}"


def status_tally(strategies: QuerySet[Strategy]) -> list[tuple[str, str, int]]:
    """How many stand where: (status, label, number), in the order of the work; those not known come last."""
    counts = dict(strategies.order_by().values_list("status").annotate(number=Count("pk")))
    return level_words.tally_of(counts)

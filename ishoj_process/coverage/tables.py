"""What page, document and spreadsheet of coverage share: the rows, read once, and the two tables in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.hierarchy.page import shown_policies
from ishoj_process.hierarchy.visions import guiding_vision
from ishoj_process.hierarchy.words import without_lines_text
from ishoj_process.models import Alignment, Body, GuidingLine, Lineage, MainPolicy, Strategy, Vision

from .build import Cell, Column, Coverage, Facts, Kind, Row, coverage_of

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

# Long texts that no cell says: hundreds of them would be read for nothing.
NOT_SHOWN = ("text", "summary", "source_url", "source_note", "status_note")


def load_coverage(user: AnyUser, today: date) -> Coverage:
    """The coverage of what the user may know of on a day, in a fixed number of queries."""
    vision = guiding_vision(user, today)
    strategies = Strategy.objects.visible_to(user).latest_editions().defer(*NOT_SHOWN)
    policies = MainPolicy.objects.visible_to(user).latest_editions().defer(*NOT_SHOWN)
    # By its own set: a policy that it serves beside its home may be hidden from the reader, too.
    beside = Prefetch("also_serves", MainPolicy.objects.visible_to(user).defer(*NOT_SHOWN))
    served = served_by_lines(vision)
    return coverage_of(
        Facts(
            today=today,
            vision=vision,
            lines=lines_of(vision),
            policies=list(policies),
            strategies=list(strategies.prefetch_related(shown_policies(user), beside, "co_owners")),
            bodies=Body.objects.all().by_name(),
            lineage=Lineage.read(),
            line_strategies=[(line, strategy) for line, strategy, _policy in served if strategy],
            line_policies=[(line, policy) for line, _strategy, policy in served if policy],
        )
    )


def lines_of(vision: Vision | None) -> list[GuidingLine]:
    """The guiding lines of a vision in its order, with their aims."""
    lines = GuidingLine.objects.filter(aim__vision=vision).select_related("aim__vision")
    return list(lines.order_by("aim__position", "aim", "position", "pk")) if vision else []


def served_by_lines(vision: Vision | None) -> list[tuple[int, int | None, int | None]]:
    """Who serves its lines: the keys of line, strategy and main policy."""
    rows = Alignment.objects.filter(guiding_line__aim__vision=vision)
    # Unsorted: the order of the model would join the guiding lines for nothing.
    return list(rows.order_by().values_list("guiding_line", "strategy", "main_policy")) if vision else []


@dataclass(frozen=True)
class ShownCell:
    """A cell in signs, and in words for who does not see them; an empty one leads nowhere."""

    signs: str
    words: str
    url: str = ""
    count: int = 0
    through_count: int = 0
    place: str = ""  # its row and column, for who hears the links alone


@dataclass(frozen=True)
class ShownRow:
    title: str
    group: str  # the aim that a guiding line lies under
    url: str
    cells: list[ShownCell]
    total: ShownCell


@dataclass(frozen=True)
class Heading:
    """Whose column it is."""

    name: str
    url: str = ""

    @property
    def dividable(self) -> str:
        """The name with the one place where a narrow column may divide it: `Beskæftigelses-udvalget`."""
        return re.sub(r"(?<=\w)(udvalg|råd)", "\N{SOFT HYPHEN}\\1", self.name)


@dataclass(frozen=True)
class Table:
    """One of the two tables in words."""

    kind: Kind
    heading: str
    plural: str
    singular: str
    legend: list[tuple[str, str]]
    columns: list[Heading]
    rows: list[ShownRow]


def tables_of(coverage: Coverage) -> list[Table]:
    """The two tables; one without rows is left out."""
    tables = []
    vision = coverage.vision
    if vision and coverage.lines:
        heading = _("%(lines)s and committees") % {"lines": capfirst(vision.line_words)}
        tables.append(_table(Kind.LINE, heading, vision.line_words, vision.line_word, coverage, coverage.lines))
    if coverage.policies:
        heading, plural = _("Main policies and committees"), _("main policies")
        tables.append(_table(Kind.POLICY, heading, plural, _("main policy"), coverage, coverage.policies))
    return tables


def _table(kind: Kind, heading: str, plural: str, singular: str, coverage: Coverage, rows: list[Row]) -> Table:
    columns = [_heading(column) for column in coverage.columns]
    # Never an empty cell: a screen reader passes over it, and on paper it looks forgotten.
    empty = ("◌", _("none yet")) if coverage.is_awaited else ("–", _("none"))
    shown = [_row(row, empty) for row in rows]
    return Table(kind, heading, capfirst(plural), capfirst(singular), _legend(rows, empty), columns, shown)


def _heading(column: Column) -> Heading:
    return Heading(str(column.body), column.body.get_absolute_url()) if column.body else Heading(_("No owner stated"))


def _row(row: Row, empty: tuple[str, str]) -> ShownRow:
    aim = getattr(row.subject, "aim", "")
    cells = [_cell(row, cell, empty) for cell in [*row.cells, row.total]]
    return ShownRow(str(row.subject), str(aim), row.subject.get_absolute_url(), cells[:-1], cells[-1])


def _cell(row: Row, cell: Cell, empty: tuple[str, str]) -> ShownCell:
    if cell.is_empty:
        return ShownCell(*empty)
    counts = len(cell.strategies), len(cell.through)
    return ShownCell(_signs(cell), _words(cell), cell_url(row, cell), *counts, place=_place(row, cell))


def _place(row: Row, cell: Cell) -> str:
    body = cell.column.body or _("No owner stated") if cell.column else _("In all")
    return f"{row.subject}, {body}"


def cell_url(row: Row, cell: Cell) -> str:
    """Where the strategies of the cell are listed; those of the whole row where no column is named."""
    asked = {row.kind.slug: row.key}
    if cell.column:
        asked[Kind.COMMITTEE.slug] = cell.column.key
    return f"{reverse('coverage')}?{urlencode(asked)}"


def _signs(cell: Cell) -> str:
    direct = f"■ {len(cell.direct)}" if cell.direct else ""
    through = f"• {len(cell.through)}" if cell.through else ""
    return " ".join(filter(None, (direct, through)))


def _words(cell: Cell) -> str:
    count = len(cell.strategies)
    text = ngettext("%(count)s strategy", "%(count)s strategies", count) % {"count": count}
    if not cell.through:
        return text
    return _("%(strategies)s, of these %(count)s through a main policy") % {
        "strategies": text,
        "count": len(cell.through),
    }


def _legend(rows: list[Row], empty: tuple[str, str]) -> list[tuple[str, str]]:
    """What the signs of the table say: (sign, words), those alone that it has."""
    cells = [cell for row in rows for cell in row.cells]
    legend = [
        (any(cell.direct for cell in cells), "■", _("strategies that carry it")),
        (any(cell.through for cell in cells), "•", _("strategies that carry it through their main policy alone")),
        (any(cell.is_empty for cell in cells), *empty),
    ]
    return [(sign, words) for is_used, sign, words in legend if is_used]


def lead_text(coverage: Coverage) -> str:
    """The page's first line: how much is carried by at least one strategy."""
    vision = coverage.vision
    if not vision:
        return " ".join(filter(None, (_("There is no vision yet."), _policies_text(coverage))))
    if not coverage.lines:
        return " ".join(filter(None, (without_lines_text(vision), _policies_text(coverage))))
    count = len(coverage.lines)
    words = {"all": count, "line": capfirst(vision.line_word_the), "lines": vision.line_words}
    done = count - len(coverage.empty_lines)
    if count == 1:
        return _only_line(done, vision.was_adopted) % words
    if not done:
        return _no_line(vision.was_adopted) % words
    if done == count:
        return _("All %(all)s %(lines)s are carried by at least one strategy.") % words
    return _("%(done)s of %(all)s %(lines)s are carried by at least one strategy.") % {**words, "done": done}


def _only_line(done: int, was_adopted: bool) -> str:
    if done:
        return _("%(line)s is carried by at least one strategy.")
    return _("%(line)s is carried by no strategy.") if was_adopted else _("%(line)s is carried by no strategy yet.")


def _no_line(was_adopted: bool) -> str:
    if was_adopted:
        return _("None of the %(all)s %(lines)s is carried by a strategy.")
    return _("None of the %(all)s %(lines)s is carried by a strategy yet.")


def _policies_text(coverage: Coverage) -> str:
    count = len(coverage.policies)
    done = {"done": count - len(coverage.empty_policies), "all": count}
    if not count:
        return ""
    text = ngettext(
        "%(done)s of %(all)s main policy is carried by at least one strategy.",
        "%(done)s of %(all)s main policies are carried by at least one strategy.",
        count,
    )
    return text % done

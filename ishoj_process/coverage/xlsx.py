"""Coverage as a spreadsheet: a sheet for each table and one with the findings, the same bytes every time."""

from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.output.workbooks import Column, add_table, new_book, packed

from .build import Coverage, Kind
from .findings import Finding, Found, findings_of
from .tables import Heading, Table, tables_of

WIDE, MIDDLE, NARROW = 52, 32, 18


def workbook_of(coverage: Coverage, modified: datetime) -> bytes:
    """The bytes of the spreadsheet. `modified`: when its data last changed."""
    with override(LANGUAGE):
        book = new_book(_("Coverage"))
        for table in tables_of(coverage):
            add_table(book, table.plural, _columns_of(table), table.rows)
        _add_findings(book, findings_of(coverage))
        return packed(book, modified)


def _columns_of(table: Table) -> list[Column]:
    """A guiding line has two columns more than a main policy: its aim, and what carries it through a policy alone."""
    aim = Column(_("Aim"), MIDDLE, attrgetter("group"))
    through = Column(_("Of these through a main policy alone"), NARROW, attrgetter("total.through_count"))
    is_lines = table.kind is Kind.LINE
    return [
        Column(table.singular, WIDE, attrgetter("title"), attrgetter("url")),
        *([aim] if is_lines else []),
        # A number where there is one, so that it can be summed; else the word for none.
        Column(_("In all"), NARROW, lambda row: row.total.count or row.total.words, attrgetter("total.url")),
        *([through] if is_lines else []),
        *(_committee(place, heading) for place, heading in enumerate(table.columns)),
    ]


def _committee(place: int, heading: Heading) -> Column:
    # In a function of its own: made in the loop, every column would say what the last one says.
    return Column(
        heading.name,
        NARROW,
        lambda row: row.cells[place].count or row.cells[place].words,
        lambda row: row.cells[place].url,
        heading.url,
    )


def _add_findings(book: Workbook, findings: list[Finding]) -> None:
    """Each finding with what it found; one that found nothing says so."""
    columns = [
        Column(_("What"), WIDE, lambda row: row[0].heading),
        Column(_("Which"), WIDE, lambda row: row[1].title, lambda row: row[1].url),
        Column(_("More about it"), WIDE, lambda row: row[1].note),
    ]
    rows = [
        (finding, found) for finding in findings for found in finding.found or [Found("", "", finding.nothing_found)]
    ]
    add_table(book, _("Findings"), columns, rows)

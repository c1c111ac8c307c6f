"""Coverage as a spreadsheet: a sheet for each table and one with the findings, the same bytes every time."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.output.workbooks import add_sheet, new_book, packed, write_row

from .build import Kind
from .findings import Found, findings_of
from .tables import tables_of

WIDE, MIDDLE, NARROW = 52, 32, 18


def workbook_of(coverage, modified):
    """The bytes of the spreadsheet. `modified`: when its data last changed."""
    with override(LANGUAGE):
        book = new_book(_("Coverage"))
        for table in tables_of(coverage):
            _write_table(book, table)
        _write_findings(book, findings_of(coverage))
        return packed(book, modified)


def _write_table(book, table):
    """A guiding line has two columns more than a main policy: its aim, and what carries it through a policy alone."""
    is_lines = table.kind is Kind.LINE
    before = [(table.singular, "", WIDE), *([(_("Aim"), "", MIDDLE)] if is_lines else []), (_("In all"), "", NARROW)]
    through = [(_("Of these through a main policy alone"), "", NARROW)] if is_lines else []
    committees = [(column.name, column.url, NARROW) for column in table.columns]
    sheet = add_sheet(book, table.plural, [*before, *through, *committees])
    for number, row in enumerate(table.rows, start=2):
        group = [(row.group, "")] if is_lines else []
        through = [(row.total.through_count, "")] if is_lines else []
        cells = [(cell.count or cell.words, cell.url) for cell in row.cells]
        total = (row.total.count or row.total.words, row.total.url)
        write_row(sheet, number, [(row.title, row.url), *group, total, *through, *cells])


def _write_findings(book, findings):
    sheet = add_sheet(
        book, _("Findings"), [(_("What"), "", WIDE), (_("Which"), "", WIDE), (_("More about it"), "", WIDE)]
    )
    number = 2
    for finding in findings:
        for found in finding.found or [Found("", "", finding.nothing_found)]:
            write_row(sheet, number, [(finding.heading, ""), (found.title, found.url), (found.note, "")])
            number += 1

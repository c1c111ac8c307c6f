"""Coverage as a spreadsheet: a sheet for each table and one with the findings, the same bytes every time."""

import re
from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.xml.functions import tostring

from .coverage_findings import Found, findings_of
from .coverage_page import LINE, tables_of
from .pdf import LANGUAGE

LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PACKED_AT = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can tell: when it was packed is no part of it
WIDE, MIDDLE, NARROW = 52, 32, 18
HEADING = Font(bold=True)
LINK = Font(color="0B4F6C", underline="single")
LINKED_HEADING = Font(bold=True, color="0B4F6C", underline="single")


def workbook_of(coverage, modified):
    """The bytes of the spreadsheet. `modified`: when its data last changed."""
    with override(LANGUAGE):
        book = Workbook()
        book.remove(book.active)
        for table in tables_of(coverage):
            _write_table(book, table)
        _write_findings(book, findings_of(coverage))
        for sheet in book:
            sheet.auto_filter.ref = sheet.dimensions
        book.properties.title = _("Coverage")
        book.properties.creator = settings.MUNICIPALITY
        book.properties.language = LANGUAGE
        return _packed(book, modified)


def _write_table(book, table):
    """A guiding line has two columns more than a main policy: its aim, and what carries it through a policy alone."""
    is_lines = table.kind == LINE
    before = [(table.singular, "", WIDE), *([(_("Aim"), "", MIDDLE)] if is_lines else []), (_("In all"), "", NARROW)]
    through = [(_("Of these through a main policy alone"), "", NARROW)] if is_lines else []
    committees = [(column.name, column.url, NARROW) for column in table.columns]
    sheet = _sheet(book, table.plural, [*before, *through, *committees])
    for number, row in enumerate(table.rows, start=2):
        group = [(row.group, "")] if is_lines else []
        through = [(row.total.through_count, "")] if is_lines else []
        cells = [(cell.count or cell.words, cell.url) for cell in row.cells]
        total = (row.total.count or row.total.words, row.total.url)
        _write_row(sheet, number, [(row.title, row.url), *group, total, *through, *cells])


def _write_findings(book, findings):
    sheet = _sheet(book, _("Findings"), [(_("What"), "", WIDE), (_("Which"), "", WIDE), (_("More about it"), "", WIDE)])
    number = 2
    for finding in findings:
        for found in finding.found or [Found("", "", finding.nothing_found)]:
            _write_row(sheet, number, [(finding.heading, ""), (found.title, found.url), (found.note, "")])
            number += 1


def _sheet(book, name, headings):
    """A sheet with its row of headings (words, address, width), which stays in sight and on every printed page."""
    plain = NOT_IN_SHEET_NAMES.sub(" ", _plain(name))[:LONGEST_SHEET_NAME]
    sheet = book.create_sheet(plain.strip() or None)
    for cell, (_words, path, width) in zip(_write_row(sheet, 1, [row[:2] for row in headings]), headings, strict=True):
        cell.font = LINKED_HEADING if path else HEADING
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _write_row(sheet, number, values):
    """The row's cells, of a value and an address each; those without an address lead nowhere."""
    cells = [_write(sheet.cell(number, column), value) for column, (value, _path) in enumerate(values, start=1)]
    for cell, (_value, path) in zip(cells, values, strict=True):
        if path:
            cell.hyperlink = f"{settings.SITE_URL}{path}"
            cell.font = LINK
    return cells


def _write(cell, value):
    """A number, or text that stays text however much it looks like a formula."""
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    if isinstance(value, int):
        cell.value = value
        return cell
    cell.value = _plain(value)
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(BEGINS_LIKE_A_FORMULA)
    return cell


def _plain(text):
    """Without the signs that a spreadsheet may not hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(text))


def _packed(book, modified):
    """The archive without the moment when it was written, which is no part of what it says."""
    raw = BytesIO()
    book.save(raw)
    book.properties.created = book.properties.modified = modified.astimezone(UTC).replace(tzinfo=None)
    packed = BytesIO()
    with ZipFile(raw) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            is_about_it = name == "docProps/core.xml"
            content = tostring(book.properties.to_tree()) if is_about_it else source.read(name)
            info = ZipInfo(name, PACKED_AT)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, content)
    return packed.getvalue()

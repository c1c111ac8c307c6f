"""Coverage as a spreadsheet: a sheet for each table and one with the findings, the same bytes every time."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from .coverage_findings import findings_of
from .coverage_page import LINE, tables_of
from .pdf import LANGUAGE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PACKED_AT = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can tell: when it was packed is no part of it
WIDE, MIDDLE, NARROW = 52, 32, 18


def workbook_of(coverage, modified):
    """The bytes of the spreadsheet. `modified`: when its data last changed."""
    with override(LANGUAGE):
        book = Workbook()
        book.remove(book.active)
        for table in tables_of(coverage):
            _write_table(book, table)
        _write_findings(book, findings_of(coverage))
        book.properties.title = _("Coverage")
        book.properties.creator = settings.MUNICIPALITY
        book.properties.language = LANGUAGE
        return _packed(book, modified)


def _write_table(book, table):
    is_lines = table.kind == LINE
    before = [table.row_word, *([_("Aim")] if is_lines else [])]
    after = [_("In all"), *([_("Of these through a main policy alone")] if is_lines else [])]
    names = [name for name, _url in table.columns]
    widths = [WIDE, MIDDLE][: len(before)] + [NARROW] * (len(names) + len(after))
    sheet = _sheet(book, table.sheet_name, [*before, *names, *after], widths)
    for column, (_name, url) in enumerate(table.columns, start=len(before) + 1):
        _link(sheet.cell(1, column), url)
    for number, row in enumerate(table.rows, start=2):
        first = [(row.title, row.url), *([(row.group, "")] if is_lines else [])]
        counts = [(cell.count or cell.words, cell.url) for cell in [*row.cells, row.total]]
        last = [(row.total.through_count, "")] if is_lines else []
        for column, (value, url) in enumerate([*first, *counts, *last], start=1):
            _link(_write(sheet, number, column, value), url)


def _write_findings(book, findings):
    sheet = _sheet(book, _("Findings"), [_("What"), _("Which"), _("More about it")], [WIDE, WIDE, WIDE])
    number = 2
    for finding in findings:
        for title, url, note in [(one.title, one.url, one.note) for one in finding.found] or [
            ("", "", finding.nothing_found)
        ]:
            _write(sheet, number, 1, finding.heading)
            _link(_write(sheet, number, 2, title), url)
            _write(sheet, number, 3, note)
            number += 1


def _sheet(book, name, headings, widths):
    """A sheet with its row of headings, which stays in sight and is printed on every page."""
    sheet = book.create_sheet(NOT_IN_SHEET_NAMES.sub(" ", capfirst(_plain(name)))[:LONGEST_SHEET_NAME].strip() or None)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        _write(sheet, 1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _write(sheet, row, column, value):
    """A number, or text that stays text however much it looks like a formula."""
    cell = sheet.cell(row, column)
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


def _link(cell, path):
    if path:
        cell.hyperlink = f"{settings.SITE_URL}{path}"
        cell.font = Font(bold=cell.font.bold, color="0B4F6C", underline="single")


def _packed(book, modified):
    """The archive without the moment when it was written, which is no part of what it says."""
    raw = BytesIO()
    book.save(raw)
    book.properties.created = book.properties.modified = modified
    packed = BytesIO()
    with ZipFile(raw) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            is_about_it = name == "docProps/core.xml"
            content = tostring(book.properties.to_tree()) if is_about_it else source.read(name)
            info = ZipInfo(name, PACKED_AT)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, content)
    return packed.getvalue()

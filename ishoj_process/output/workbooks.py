"""How the house writes a spreadsheet: headings that stay in sight, text that stays text, the same bytes every time."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, TypeAlias

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from .archives import timeless
from .pdf import LANGUAGE

LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADING = Font(bold=True)
LINK = Font(color="0B4F6C", underline="single")
LINKED_HEADING = Font(bold=True, color="0B4F6C", underline="single")
DANISH_DATE, DANISH_TIME = "dd-mm-yyyy", "hh:mm"

Value: TypeAlias = str | int | date | time  # of a cell


def new_book(title: str) -> Workbook:
    """A book of the municipality without a sheet as yet."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    book.properties.creator = settings.MUNICIPALITY
    book.properties.language = LANGUAGE
    return book


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its heading, and what each row says in it. An address makes a link."""

    heading: str
    width: int
    value: Callable[[Any], Value]
    url: Callable[[Any], str] = lambda row: ""
    heading_url: str = ""


def add_table(book: Workbook, name: str, columns: list[Column], rows: Iterable[Any]) -> None:
    """A sheet with its headings, and below them a line for each row."""
    sheet = _add_sheet(book, name, columns)
    for number, row in enumerate(rows, start=2):
        _write_row(sheet, number, [(column.value(row), column.url(row)) for column in columns])


def _add_sheet(book: Workbook, name: str, columns: list[Column]) -> Worksheet:
    """A sheet with its row of headings, which stays in sight and on every printed page."""
    plain = NOT_IN_SHEET_NAMES.sub(" ", _plain(name))[:LONGEST_SHEET_NAME]
    sheet = book.create_sheet(plain.strip() or None)
    headings = _write_row(sheet, 1, [(column.heading, column.heading_url) for column in columns])
    for cell, column in zip(headings, columns, strict=True):
        cell.font = LINKED_HEADING if column.heading_url else HEADING
        sheet.column_dimensions[cell.column_letter].width = column.width
    # The first column, too: it names the row of a table that is wider than any screen.
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    # 0: as many pages down as it takes, one across.
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _write_row(sheet: Worksheet, number: int, values: list[tuple[Value, str]]) -> list[Cell]:
    """The row's cells, of a value and an address each; those without an address lead nowhere."""
    cells = [_write(sheet.cell(number, column), value) for column, (value, _path) in enumerate(values, start=1)]
    for cell, (_value, path) in zip(cells, values, strict=True):
        if path:
            cell.hyperlink = f"{settings.SITE_URL}{path}"
            cell.font = LINK
    return cells


def _write(cell: Cell, value: Value) -> Cell:
    """A number, a real day or hour, or text that stays text however much it looks like a formula."""
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    if isinstance(value, int | date | time):
        cell.value = value
        if not isinstance(value, int):
            cell.number_format = DANISH_TIME if isinstance(value, time) else DANISH_DATE
        return cell
    cell.value = _plain(value)
    # openpyxl takes a text that begins with = for a formula: a title typed by a stranger would run in Excel.
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(BEGINS_LIKE_A_FORMULA)
    return cell


def _plain(text: str) -> str:
    """Without the signs that a spreadsheet may not hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(text))


def packed(book: Workbook, modified: datetime) -> bytes:
    """The archive, each sheet with its filter; the moment when it was written is no part of what it says."""
    for sheet in book:
        sheet.auto_filter.ref = sheet.dimensions
    raw = BytesIO()
    book.save(raw)
    # Set after saving, since openpyxl writes the hour of saving over it; the part is put in anew below.
    book.properties.created = book.properties.modified = modified.astimezone(UTC).replace(tzinfo=None)
    return timeless(raw, {"docProps/core.xml": tostring(book.properties.to_tree())})

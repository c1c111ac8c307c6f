"""Answers from outside in a spreadsheet: how the file is read, row by row, and the file that staff starts from.

Only the columns that are known are read. What else a sheet holds, such as names and addresses, is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl.styles import Alignment, Font
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.datavalidation import DataValidation

from ishoj_process.output.spreadsheets import below_headings, is_filled, plain_name, read_table, text_of_cell
from ishoj_process.output.workbooks import new_book
from strategies.models import Response

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from openpyxl import Workbook

    CellValue: TypeAlias = str | float | bool | date | datetime | None

MOST_ROWS = 2000
COLUMNS = ("sender_kind", "sender", "sent_on", "text")
# What looks like a person's number, an e-mail address, or a telephone number of eight digits.
# It warns and does not refuse: eight digits may be a case's number (GDPR, article 5(1)(c), is why it asks at all).
PRIVATE = re.compile(r"\b\d{6}[- ]?\d{4}\b|\S+@\S+\.\w|(?<!\d)(?:\+45 ?)?\d{2} ?\d{2} ?\d{2} ?\d{2}(?!\d)")
FIRST_SERIAL, LAST_SERIAL = 36_526, 73_050  # days as Excel counts them, of the years 2000 to 2099


@dataclass(frozen=True)
class SheetRow:
    """A row that holds an answer: its number in the file, and what stands in the columns that are read."""

    number: int
    values: dict[str, str]

    @property
    def looks_private(self) -> bool:
        return bool(PRIVATE.search(f"{self.values['text']} {self.values['sender']}"))


@dataclass(frozen=True)
class Sheet:
    """What was read of a file."""

    rows: list[SheetRow]
    unread: list[str] = field(default_factory=list)  # the names of the columns that are not kept
    remarks: list[str] = field(default_factory=list)  # sentences about what the file hides


def read_sheet(upload: UploadedFile) -> Sheet:
    """The answers of an uploaded .xlsx or .csv file; ValidationError with the reason where it cannot be read."""
    too_many = _("The file has more than %(most)s answers. Part it in several.") % {"most": MOST_ROWS}
    # One more, of the heading.
    table = read_table(upload, most=MOST_ROWS + 1, too_many=too_many)
    header, _above = below_headings(table, lambda cells: not _missing(cells))
    places, unread = _places(header)
    if not table.rows:
        raise ValidationError(_("The file has a heading and no answers."))
    rows = [SheetRow(number, _values(cells, places)) for number, cells in table.rows]
    return Sheet(rows, unread, table.remarks)


def column_names() -> dict[str, list[str]]:
    """{column: its names, the first of which stands in our own file}"""
    return {
        "sender_kind": pgettext("names of a column, parted by |", "sender|kind of sender|kind").split("|"),
        "sender": pgettext("names of a column, parted by |", "organisation|name of the organisation").split("|"),
        "sent_on": pgettext("names of a column, parted by |", "received|received on|day").split("|"),
        "text": pgettext("names of a column, parted by |", "answer|remarks|text").split("|"),
    }


def _known() -> dict[str, str]:
    """{what a file may call a column: the column}"""
    return {name: column for column, names in column_names().items() for name in names}


def _missing(header: Sequence[CellValue]) -> list[str]:
    """The names of the columns that a file must have and that a row does not name."""
    named = {_known().get(plain_name(cell)) for cell in header}
    return [column_names()[column][0] for column in ("sender_kind", "text") if column not in named]


def _places(header: Sequence[CellValue]) -> tuple[dict[str, int], list[str]]:
    """Where each column stands, and what the others are called; ValidationError where a needed one is missing."""
    known = _known()
    places, unread = {}, []
    for place, cell in enumerate(header):
        column = known.get(plain_name(cell))
        # Of two columns with one name the first counts; the other is told as not read.
        if column and column not in places:
            places[column] = place
        elif is_filled(cell):
            unread.append(str(cell).strip()[:60])
    if missing := _missing(header):
        words = {"columns": ", ".join(missing)}
        raise ValidationError(_("The first row must name the columns. Missing: %(columns)s.") % words)
    return places, unread


def _values(cells: Sequence[CellValue], places: dict[str, int]) -> dict[str, str]:
    """What stands in the columns of one row, as somebody would have typed it into the form."""
    # A row may be shorter than the heading, where its last cells are empty.
    found = {column: text_of_cell(cells[place]) if place < len(cells) else "" for column, place in places.items()}
    values = {column: found.get(column, "") for column in COLUMNS}
    if "sent_on" in places and places["sent_on"] < len(cells):
        # From the cell itself: as text a day of Excel's reads 2023-08-21 00:00:00.
        values["sent_on"] = _day_of(cells[places["sent_on"]])
    # A kind that is not known is left as it is, so that the form refuses it with the number of the row.
    values["sender_kind"] = kinds_by_name().get(plain_name(values["sender_kind"]), values["sender_kind"])
    return values


def _day_of(cell: CellValue) -> str:
    """A day as the form reads it; a number is a day as Excel counts them."""
    # A cell without a date format gives the day as a number; other numbers are left for the form to refuse.
    if isinstance(cell, int | float) and FIRST_SERIAL <= cell <= LAST_SERIAL:
        cell = from_excel(cell)
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date | datetime) else text_of_cell(cell)


def sender_kinds() -> list[tuple[str, str]]:
    """The kinds of sender from outside: (value, label)."""
    return [(kind.value, str(kind.label)) for kind in Response.Sender if kind != Response.Sender.BODY]


def kinds_by_name() -> dict[str, str]:
    """{what a sheet may call it: kind of sender}: the label, its value, and the label of several."""
    several = {
        Response.Sender.CITIZEN: _("citizens"),
        Response.Sender.ASSOCIATION: _("associations"),
        Response.Sender.BUSINESS: _("businesses"),
        Response.Sender.BOARD: _("board"),
        Response.Sender.OTHER: _("other"),
    }
    names = {label.casefold(): kind for kind, label in sender_kinds()}
    return names | {kind: kind for kind in several} | {name.casefold(): kind for kind, name in several.items()}


def empty_sheet() -> bytes:
    """The bytes of a spreadsheet to fill in: the columns, the kinds of sender to choose from, and an example."""
    book = new_book(_("Sheet for the answers to a consultation"))
    sheet = book.create_sheet(_("Answers"))
    names = column_names()
    sheet.append([names[column][0].capitalize() for column in COLUMNS])
    for cell, width in zip(sheet[1], (24, 34, 16, 90), strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    labels = [label for _value, label in sender_kinds()]
    # A list in a formula may be 255 characters long and its words may hold no comma.
    choice = DataValidation(type="list", formula1=f'"{",".join(labels)}"', allow_blank=True)
    choice.add(f"A2:A{MOST_ROWS + 1}")
    sheet.add_data_validation(choice)
    for row in range(2, 52):
        sheet.cell(row, 3).number_format = "DD-MM-YYYY"
        sheet.cell(row, 4).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    _add_guide(book, names)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add_guide(book: Workbook, names: dict[str, list[str]]) -> None:
    """A second sheet that says what belongs in each column; only the first is read."""
    guide = book.create_sheet(_("Guide"))
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 24, 90
    words = {
        "sender_kind": ", ".join(label for _value, label in sender_kinds()),
        "sender": _("Only of an association, a business or a board. Citizens are not named."),
        "sent_on": _("Such as 21-08-2023. Empty: the day on which the file is read."),
        "text": _("Leave out names, addresses and other private data."),
    }
    for column in COLUMNS:
        guide.append([names[column][0].capitalize(), words[column]])

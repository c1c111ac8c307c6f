"""Spreadsheets that people upload, read as rows of cells as they are seen: .xlsx, .ods and .csv, held to a size."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from ishoj_process.files import uploads
from ishoj_process.text.encodings import UnknownEncoding, decoded
from ishoj_process.text.incoming import incoming
from ishoj_process.text.plain import is_blank

from .cell_words import words_of
from .read_ods import is_ods, read_ods
from .read_sheets import MOST_COLUMNS, MOST_LINES, Cells, Place, Sheet, TooManyRows, Unreadable
from .read_xlsx import read_xlsx

DELIMITERS = (";", "\t", ",")
MOST_ABOVE = 20  # rows above the one that names the columns: a title, a day, a note


@dataclass
class Table:
    """The rows of a file in which something stands, each with its number, and what of the file is not read."""

    rows: list[tuple[int, Cells]]
    remarks: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # sheets beside the one that is read
    repeated: set[Place] = field(default_factory=set)  # cells that are one with the cell above
    uncomputed: set[Place] = field(default_factory=set)  # formulas without a value
    emptied: set[Place] = field(default_factory=set)  # cells of which all words are struck out or not seen
    name: str = ""  # of the sheet
    unseen: list[str] = field(default_factory=list)  # words of hidden cells


def read_table(upload: File, *, most: int, too_many: str) -> Table:
    """What is seen in a file; ValidationError with the reason where it cannot be read.

    Of a workbook the first sheet that is seen is read, formulas as the values that they had when the file was saved.
    More than `most` rows are refused with the sentence `too_many`.
    """
    if (upload.size or 0) > uploads.MAX_BYTES:
        uploads.recognise(upload)  # which says how large it may be
    if not _is_archive(upload):
        return Table(filled_rows(enumerate(_rows_of_text(upload), start=1), most=most, too_many=too_many))
    sheet = _sheet_of(upload, too_many)
    rows = sheet.rows()
    remarks = sheet.remarks()
    formulas = {row for row, _column in sheet.uncomputed}
    kept = filled_rows(rows, most=most, too_many=too_many, also=formulas)
    return Table(
        kept, remarks, sheet.others, sheet.repeated, sheet.uncomputed, sheet.emptied, sheet.name, sheet.unseen()
    )


def _sheet_of(upload: File, too_many: str) -> Sheet:
    if not is_ods(upload) and uploads.recognise(upload) is not uploads.EXCEL:
        raise ValidationError(_("The file is no spreadsheet."))
    read: Callable[[Any], Sheet] = read_ods if is_ods(upload) else read_xlsx
    upload.seek(0)
    try:
        return read(upload)
    except TooManyRows as error:
        raise ValidationError(too_many) from error
    except Unreadable as error:
        raise unreadable() from error


def below_headings(table: Table, is_headings: Callable[[Cells], bool]) -> tuple[Cells, list[str]]:
    """The row that names the columns, and what stands above it; both are then no rows of the table any more.

    Where no row does, the first is given, for who reads it to say what it lacks.
    """
    near = list(islice(table.rows, MOST_ABOVE))
    place = next((place for place, (_number, cells) in enumerate(near) if is_headings(cells)), 0)
    above = [" · ".join(text_of_cell(cell) for cell in cells if is_filled(cell)) for _number, cells in near[:place]]
    headings = table.rows[place][1]
    table.rows = table.rows[place + 1 :]
    return headings, above


def filled_rows(
    rows: Iterable[tuple[int, Cells]], *, most: int, too_many: str, also: Iterable[int] = ()
) -> list[tuple[int, Cells]]:
    """The rows in which something stands, with their numbers; ValidationError where they are none or too many."""
    found, kept = [], set(also)
    for number, cells in rows:
        if number in kept or any(map(is_filled, cells)):
            found.append((number, cells))
        if number > MOST_LINES or len(found) > most:
            raise ValidationError(too_many)
    if not found:
        raise ValidationError(_("The file has no rows."))
    return found


def is_filled(cell: Any) -> bool:
    return cell is not None and not is_blank(str(cell))


def plain_name(cell: Any) -> str:
    """The name of a column as it is compared."""
    return " ".join(incoming(str(cell or "")).casefold().strip(" :*").split())


def text_of_cell(cell: Any) -> str:
    """The words of a cell, without characters that no text holds."""
    return incoming("".join(char for char in words_of(cell) if char >= " " or char in "\n\t")).strip()


def _rows_of_text(upload: File) -> Iterator[Cells]:
    upload.seek(0)
    try:
        text = decoded(upload.read())
    except UnknownEncoding as error:
        if _is_no_text(upload):
            raise ValidationError(_("The file is no spreadsheet.")) from error
        raise ValidationError(
            _("How the text was saved cannot be told. Save it as .xlsx, or as .csv in UTF-8.")
        ) from error
    if "\x00" in text:
        raise ValidationError(_("The file is no spreadsheet."))
    lines = StringIO(text, newline="")
    delimiter, blank = _delimiter(text), 0
    if text.lower().startswith("sep="):  # for Excel, which does not show it
        lines.readline()
        blank = 1
    try:
        yield from [()] * blank  # it counts as a row where people count
        # Strict: a quotation mark that is never closed would otherwise swallow the rows behind it.
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            yield row[:MOST_COLUMNS]
    except csv.Error as error:
        raise unreadable() from error


def _is_no_text(upload: File) -> bool:
    """True of a file with signs that no text of one byte each holds, such as an old workbook or a picture."""
    upload.seek(0)
    return b"\x00" in upload.read(4096)


def _delimiter(text: str) -> str:
    """What parts the columns: as the file says, or what stands in most of its first lines."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:MOST_ABOVE]
    said = lines[0][4:5] if lines and lines[0].lower().startswith("sep=") else ""
    return said or max(DELIMITERS, key=lambda sign: sum(sign in line for line in lines))


def _is_archive(upload: File) -> bool:
    upload.seek(0)
    return upload.read(4) == b"PK\x03\x04"


def unreadable() -> ValidationError:
    return ValidationError(_("The spreadsheet could not be read. Save it again as .xlsx, or as .csv."))

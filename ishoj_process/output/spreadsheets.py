"""Spreadsheets that people upload, read as rows of cells: .xlsx and .csv, held to a size, whatever they claim."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from ishoj_process.files import uploads
from ishoj_process.text.incoming import incoming
from ishoj_process.text.plain import is_blank

MOST_COLUMNS = 50
MOST_LINES = 100_000  # with the empty ones, of which a sheet may claim a million
# In this order: cp1252 reads nearly any bytes, and would make two letters of each æ, ø and å in UTF-8.
ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = (";", "\t", ",")

Cells: TypeAlias = Sequence[Any]  # of a row: whatever stood in each


def read_rows(upload: File, *, most: int, too_many: str) -> list[tuple[int, Cells]]:
    """The rows in which something stands, each with its number; ValidationError with the reason where it cannot.

    Of a workbook the first sheet is read, formulas as the values that they had when the file was saved. More than
    `most` rows are refused with the sentence `too_many`.
    """
    if upload.size > uploads.MAX_BYTES:
        uploads.recognise(upload)  # which says how large it may be
    rows = _rows_of_workbook(upload) if _is_archive(upload) else _rows_of_text(upload)
    return filled_rows(rows, most=most, too_many=too_many)


def open_workbook(upload: File, **options: bool) -> Any:
    """A workbook for reading alone; ValidationError for what is none."""
    from openpyxl import load_workbook  # takes a moment to load, and few requests need it

    if uploads.recognise(upload) is not uploads.EXCEL:
        raise ValidationError(_("The file is no spreadsheet."))
    try:
        return load_workbook(upload, read_only=True, **options)
    except Exception as error:  # a reader of foreign files fails in ways of its own
        raise _unreadable() from error


def rows_of(sheet: Any) -> Iterator[Cells]:
    """All rows of a sheet as tuples of cells."""
    sheet.reset_dimensions()  # some programs state a size that is smaller than what they wrote
    try:
        yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except Exception as error:  # as above
        raise _unreadable() from error


def filled_rows(rows: Iterable[Cells], *, most: int, too_many: str) -> list[tuple[int, Cells]]:
    """The rows in which something stands, with their numbers; ValidationError where they are none or too many."""
    found = []
    for number, cells in enumerate(rows, start=1):
        if any(map(is_filled, cells)):
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
    # Some programs write every number with a fraction: 7 would be read as 7.0.
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "".join(char for char in str(cell if cell is not None else "") if char >= " " or char in "\n\t")
    return incoming(text).strip()


def _rows_of_workbook(upload: File) -> Iterator[Cells]:
    return rows_of(open_workbook(upload, data_only=True).worksheets[0])


def _rows_of_text(upload: File) -> Iterator[Cells]:
    upload.seek(0)
    text = _decoded(upload.read())
    if "\x00" in text:
        raise ValidationError(_("The file is no spreadsheet."))
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        # Strict: a quotation mark that is never closed would otherwise swallow the rows behind it.
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield row[:MOST_COLUMNS]
    except csv.Error as error:
        raise _unreadable() from error


def _is_archive(upload: File) -> bool:
    upload.seek(0)
    return upload.read(4) == b"PK\x03\x04"


def _decoded(content: bytes) -> str:
    """Excel in Danish saves .csv as Windows does; other programs as UTF-8."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("The file is no spreadsheet."))


def _unreadable() -> ValidationError:
    return ValidationError(_("The spreadsheet could not be read. Save it again as .xlsx, or as .csv."))

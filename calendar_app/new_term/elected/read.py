"""How a list of the elected is read: a spreadsheet or pasted lines, column by column, as somebody would have typed it.

Only the columns that are known are read. What else a list holds, such as home addresses, is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.output.read_sheets import Cells
from ishoj_process.output.spreadsheets import below_headings, plain_name, read_table, text_of_cell

if TYPE_CHECKING:
    from django.core.files.base import File

MOST_LINES = 500
LOOKS_LIKE_MAIL = re.compile(r"\S+@\S+")


@dataclass(frozen=True)
class Line:
    """A line as it stands: its number in the list, and the words of the columns that are read."""

    number: int
    body: str = ""
    name: str = ""
    email: str = ""
    group: str = ""
    role: str = ""

    FIELDS = ("body", "name", "email", "group", "role")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class ReadList:
    """What was read of a list."""

    lines: list[Line]
    unread: list[str] = field(default_factory=list)  # the names of columns that are not kept
    remarks: list[str] = field(default_factory=list)  # sentences about what the file hides

    def as_json(self) -> dict[str, Any]:
        return {"lines": [line.as_json() for line in self.lines], "unread": self.unread, "remarks": self.remarks}


def from_json(content: dict[str, Any]) -> ReadList:
    lines = [Line(**line) for line in content.get("lines", [])]
    return ReadList(lines, content.get("unread", []), content.get("remarks", []))


def column_names() -> dict[str, list[str]]:
    """{column: what a list may call it}"""
    return {
        "body": pgettext("names of a column, parted by |", "body|committee").split("|"),
        "name": pgettext("names of a column, parted by |", "name|member|full name").split("|"),
        "first_name": pgettext("names of a column, parted by |", "first name").split("|"),
        "last_name": pgettext("names of a column, parted by |", "last name|surname").split("|"),
        "email": pgettext("names of a column, parted by |", "e-mail|mail|e-mail address").split("|"),
        "group": pgettext("names of a column, parted by |", "group|party|list").split("|"),
        "role": pgettext("names of a column, parted by |", "role|office").split("|"),
    }


def read_pasted(text: str, usual: Sequence[str], headings: Collection[str]) -> ReadList:
    """The lines of a pasted text. See `read_list`."""
    return read_list(ContentFile(text.encode(), name="lines.csv"), usual, headings, is_typed=True)


def read_list(upload: File, usual: Sequence[str], headings: Collection[str], *, is_typed: bool = False) -> ReadList:
    """The lines of an upload; ValidationError with the reason where they cannot be read.

    Where no row names the columns, they are taken to stand in the `usual` order. A line that holds nothing but one of
    the `headings`, the names of bodies, is the body of the lines below it.
    """
    # One more, of the row that names the columns.
    too_many = _("The list has more than %(most)s lines. Part it in several.") % {"most": MOST_LINES}
    table = read_table(upload, most=MOST_LINES + 1, too_many=too_many)
    if any(_names_columns(cells) for _number, cells in table.rows[:20]):
        header, _above = below_headings(table, _names_columns)
        places, unread = _places(header)
    elif is_typed or any(_is_told(cell, headings) for _number, cells in table.rows for cell in cells):
        places, unread = {column: place for place, column in enumerate(usual)}, []
    else:  # any file at all: nothing in it speaks of people or bodies
        words = {"columns": column_names()["name"][0]}
        raise ValidationError(_("The first row must name the columns. Missing: %(columns)s.") % words)
    lines = [line for line in _lines(table.rows, places, headings) if any(asdict(replace(line, number=0)).values())]
    if not lines:
        raise ValidationError(_("The list has no lines below the names of its columns."))
    return ReadList(lines, unread, table.remarks)


def _known() -> dict[str, str]:
    return {name: column for column, names in column_names().items() for name in names}


def _names_columns(cells: Cells) -> bool:
    """Whether a row names columns: the person's, and another's or none beside it."""
    named = [_known()[name] for cell in cells if (name := plain_name(cell)) in _known()]
    return bool({"name", "first_name"} & set(named)) and not any(LOOKS_LIKE_MAIL.search(str(cell)) for cell in cells)


def _is_told(cell: Any, headings: Collection[str]) -> bool:
    return bool(LOOKS_LIKE_MAIL.search(str(cell or ""))) or plain_name(cell) in headings


def _places(header: Cells) -> tuple[dict[str, int], list[str]]:
    """Where each column stands, and what the others are called."""
    known = _known()
    places: dict[str, int] = {}
    unread = []
    for place, cell in enumerate(header):
        column = known.get(plain_name(cell))
        # Of two columns with one name the first counts; the other is told as not read.
        if column and column not in places:
            places[column] = place
        elif words := text_of_cell(cell):
            unread.append(words[:60])
    return places, unread


def _lines(rows: Sequence[tuple[int, Cells]], places: dict[str, int], headings: Collection[str]) -> Iterator[Line]:
    above = ""
    for number, cells in rows:
        words = [" ".join(text_of_cell(cell).split()) for cell in cells]
        filled = [word for word in words if word]
        if len(filled) == 1 and plain_name(filled[0]) in headings:
            above = filled[0]
            continue
        yield _line(number, words, places, above)


def _line(number: int, words: Sequence[str], places: dict[str, int], above: str) -> Line:
    # A row may be shorter than the heading, where its last cells are empty.
    told = {column: words[place] for column, place in places.items() if place < len(words)}
    parts = (told.get("name"), told.get("first_name"), told.get("last_name"))
    name, email = " ".join(filter(None, parts)), told.get("email", "")
    # Programs of mail give “Anne Hansen <anne@ishoej.dk>”, and people type the two into one cell.
    if not email and (found := LOOKS_LIKE_MAIL.search(name)):
        name, email = (name[: found.start()] + name[found.end() :]).strip(" ,;"), found[0]
    email = re.sub(r"^.*<|>.*$|^mailto:", "", email).strip(" ,;")
    return Line(number, told.get("body") or above, name, email, told.get("group", ""), told.get("role", ""))

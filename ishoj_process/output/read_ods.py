"""Spreadsheets of LibreOffice as they are seen (OpenDocument 1.3, part 3, § 9), in the same form as those of Excel."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any, TypeAlias

from lxml import etree

from ishoj_process.text.plain import RAISED

from .ooxml import PAPER, is_unseen, tree_of
from .read_sheets import MOST_COLUMNS, MOST_LINES, Sheet, TooManyRows, Unreadable

Element: TypeAlias = etree._Element
KIND = "application/vnd.oasis.opendocument.spreadsheet"
LARGEST = 80_000_000  # bytes of XML
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
GROUPS = (
    "table-rows",
    "table-header-rows",
    "table-row-group",
    "table-columns",
    "table-header-columns",
    "table-column-group",
)
MOST_REPEATED = 1000  # rows with words in them that are the same


def is_ods(file: IO[bytes]) -> bool:
    """True of an archive that says so of itself, in its first part."""
    file.seek(0)
    start = file.read(200)
    return start.startswith(b"PK") and KIND.encode() in start


def read_ods(file: IO[bytes]) -> Sheet:
    """The first sheet that is seen; Unreadable where there is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            content = _part(archive, "content.xml")
            styles = [_part(archive, "styles.xml")] if "styles.xml" in archive.namelist() else []
            return _read(content, styles)
    except (TooManyRows, Unreadable):
        raise
    except Exception as error:  # a reader of foreign files fails in ways of its own
        raise Unreadable from error


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    # The size first, as the archive tells it: a small file may unpack to gigabytes.
    if archive.getinfo(name).file_size > LARGEST:
        raise Unreadable
    content = archive.read(name)
    if b"<!DOCTYPE" in content[:4096]:
        raise Unreadable
    return tree_of(content)


def _read(content: Element, others: list[Element]) -> Sheet:
    styles = _Styles([*others, content])
    sheet, chosen = Sheet(), None
    for table in content.iter(f"{TABLE}table"):
        name = table.get(f"{TABLE}name", "")
        if styles.hides_table(table.get(f"{TABLE}style-name", "")):
            sheet.hidden_sheets.append(name)
        elif chosen is None:
            chosen, sheet.name = table, name
        else:
            sheet.others.append(name)
    if chosen is None:
        raise Unreadable
    _Reader(styles, sheet).read(chosen)
    return sheet


@dataclass
class _Look:
    is_struck: bool = False
    is_hidden: bool = False
    raised: dict[int, Any] = field(default_factory=dict)
    colour: str = ""
    ground: str = ""  # of the cell or behind the words; empty where none of their own


class _Styles:
    """What the styles of a document say: which words are struck out or hidden, and which sheets."""

    def __init__(self, parts: list[Element]) -> None:
        self.nodes = {
            (node.get(f"{STYLE}family", ""), node.get(f"{STYLE}name", "")): node
            for part in parts
            for node in part.iter(f"{STYLE}style")
        }

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        for _step in range(20):
            node = self.nodes.get((family, name))
            if node is None:
                return
            yield node
            name = node.get(f"{STYLE}parent-style-name", "")

    def hides_table(self, name: str) -> bool:
        return any(
            _value(properties, "display") == "false"
            for node in self._chain("table", name)
            for properties in node.iter(f"{STYLE}table-properties")
        )

    def look(self, family: str, name: str) -> _Look:
        said: dict[str, str] = {}
        for node in self._chain(family, name):
            for properties in node.iter(f"{STYLE}text-properties", f"{STYLE}table-cell-properties"):
                said = {etree.QName(key).localname: str(value) for key, value in properties.attrib.items()} | said
        line = said.get("text-line-through-style", said.get("text-line-through-type", "none"))
        place = said.get("text-position", "").split(" ")[0]
        way = "sup" if place == "super" or place.startswith(tuple("123456789")) else "sub" if place[:1] in "s-" else ""
        return _Look(
            line != "none", said.get("display") == "none", RAISED.get(way, {}) if place else {}, *_colours(said)
        )


def _colours(said: dict[str, str]) -> tuple[str, str]:
    """The colours of letters and of what is behind them, as six figures; empty where nothing is said of one."""
    ground = said.get("background-color", "transparent")
    return said.get("color", "").lstrip("#"), "" if ground == "transparent" else ground.lstrip("#")


def _value(node: Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")


class _Reader:
    def __init__(self, styles: _Styles, sheet: Sheet) -> None:
        self.styles, self.sheet = styles, sheet
        self.row = 0

    def read(self, table: Element) -> None:
        column = 0
        for node in _within(table, "table-column"):
            count = _count(node, "number-columns-repeated")
            if node.get(f"{TABLE}visibility", "visible") != "visible":
                self.sheet.hidden_columns |= set(range(column + 1, min(column + count, MOST_COLUMNS) + 1))
            column += count
        for node in _within(table, "table-row"):
            self._take_row(node)

    def _take_row(self, node: Element) -> None:
        count = _count(node, "number-rows-repeated")
        has_words = any(cell.get(f"{OFFICE}value-type") or len(cell) for cell in node.iterchildren(*CELLS))
        if has_words and (count > MOST_REPEATED or self.row + count > MOST_LINES):
            raise TooManyRows
        for _time in range(count if has_words else 0):
            self.row += 1
            if node.get(f"{TABLE}visibility", "visible") != "visible":
                self.sheet.hidden_rows.add(self.row)
            self._take_cells(node)
        self.row += 0 if has_words else count

    def _take_cells(self, node: Element) -> None:
        column = 0
        for cell in node.iterchildren(*CELLS):
            count = _count(cell, "number-columns-repeated")
            rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if rows > 1 or columns > 1:
                self.sheet.merged.append((self.row, column + 1, self.row + rows - 1, column + columns))
            # What a covered cell holds is seen by nobody.
            if cell.tag == CELLS[0] and column < MOST_COLUMNS and cell.get(f"{OFFICE}value-type"):
                for place in range(column + 1, min(column + count, MOST_COLUMNS) + 1):
                    self._take_cell(cell, place)
            elif cell.get(f"{TABLE}formula") and cell.tag == CELLS[0]:
                self.sheet.uncomputed.add((self.row, column + 1))
            column += count

    def _take_cell(self, cell: Element, column: int) -> None:
        look = self.styles.look("table-cell", cell.get(f"{TABLE}style-name", ""))
        kind = cell.get(f"{OFFICE}value-type")
        struck: list[str] = []
        self.hidden: list[str] = []
        paragraphs = [self._words(one, look, struck) for one in cell.iterchildren(f"{TEXT}p")]
        text = "\n".join(paragraphs).strip()
        seen = self.row not in self.sheet.hidden_rows and column not in self.sheet.hidden_columns
        self.sheet.struck += [" ".join("".join(struck).split())] if struck and seen else []
        if kind == "boolean":
            value: Any = cell.get(f"{OFFICE}boolean-value") == "true"
        elif kind == "date":
            value = _day(cell.get(f"{OFFICE}date-value", "")) or text
        else:  # as it is shown: the program writes that beside the number
            value = text
        if hidden := " ".join("".join(self.hidden).split()):
            self.sheet.hide((self.row, column), hidden)
        is_unseen_whole = self._is_hidden(look) or look.is_struck
        if self._is_hidden(look) or (look.is_struck and not isinstance(value, str)):
            value = None
        self.sheet.put((self.row, column), value, held=bool(is_unseen_whole or struck or self.hidden))

    def _words(self, node: Element, look: _Look, struck: list[str]) -> str:
        """The words of a paragraph, what is struck out put aside; no notes, which only hang at a cell."""
        found = ""
        for text, child in [(node.text, None), *((one.tail, one) for one in node)]:
            if child is not None:
                found += self._inner(child, look, struck)
            if text and look.is_struck:
                struck.append(text)
            elif text and self._is_hidden(look):
                self.hidden.append(text)
            elif text:
                found += text.translate(look.raised)
        return found

    def _is_hidden(self, look: _Look) -> bool:
        return look.is_hidden or is_unseen(look.colour, look.ground or PAPER)

    def _inner(self, child: Element, look: _Look, struck: list[str]) -> str:
        if child.tag == f"{TEXT}span":
            own = self.styles.look("text", child.get(f"{TEXT}style-name", ""))
            both = _Look(
                look.is_struck or own.is_struck,
                look.is_hidden or own.is_hidden,
                own.raised or look.raised,
                own.colour or look.colour,
                own.ground or look.ground,
            )
            return self._words(child, both, struck)
        if child.tag == f"{TEXT}a":
            return self._words(child, look, struck)
        if child.tag == f"{TEXT}s":
            return " " * min(int(child.get(f"{TEXT}c", "1")), 100)
        return {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(str(child.tag), "")


def _within(table: Element, name: str) -> Iterator[Element]:
    """The rows or columns of a table, those in groups too, in order."""
    for child in table:
        if child.tag == f"{TABLE}{name}":
            yield child
        elif child.tag in [f"{TABLE}{group}" for group in GROUPS]:
            is_shown = child.get(f"{TABLE}display", "true") != "false"
            for inner in _within(child, name):
                if not is_shown:
                    inner.set(f"{TABLE}visibility", "collapse")
                yield inner


def _count(node: Element, name: str) -> int:
    text = node.get(f"{TABLE}{name}", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1


def _day(text: str) -> date | datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if "T" in text and (moment.hour or moment.minute or moment.second) else moment.date()

"""Workbooks of Excel as they are seen, read as a stream of XML (ECMA-376, part 1, § 18); strict ones too."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice
from typing import IO, Any, TypeAlias

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_ISO8601

from ishoj_process.text.plain import RAISED

from .cell_words import hides_text, is_white, shown
from .ooxml import PAPER, is_unseen, tree_of
from .read_sheets import MOST_COLUMNS, MOST_LINES, Place, Sheet, TooManyRows, Unreadable

Element: TypeAlias = etree._Element
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
OFF = {"0", "false", "off"}
MOST_MERGED = 20_000
MOST_COMPARED = 2_000_000  # rows that are asked whether a condition is theirs, in all of a sheet
CONSTANT = re.compile(r'"(?P<words>[^"]*)"|(?P<number>-?\d+(?:\.\d+)?)')
MOST_PARTS = 300_000  # rows, with the empty ones that have a style, and texts
LARGEST_BOOK = 300_000_000  # bytes, unpacked: a small file may have thousands of parts, each within its bound
LARGEST_PART = 20_000_000  # bytes of styles, and of all but the sheets and their strings
# The usual theme's paper and ink, and the first of the old palette; other colours are no paper.
INK = "000000"
THEME = {"0": PAPER, "1": INK}
INDEXED = {"0": "000000", "1": PAPER, "8": "000000", "9": PAPER}
SLIGHT_TINT = 0.04
SLIGHTEST = 0.1  # characters: of a column
LARGEST_HIDDEN = 1  # points: of letters that are no writing, and of rows


@dataclass
class Book:
    """What all the sheets of a workbook share."""

    archive: zipfile.ZipFile
    epoch: datetime = WINDOWS_EPOCH
    strings: list["Words"] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)  # of each style of cells
    struck: list[bool] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)  # the colour of each
    unseen: list[bool] = field(default_factory=list)  # letters in the colour of their ground
    hiding: list[bool] = field(default_factory=list)  # of each look that a condition gives, whether it hides or strikes


@dataclass
class Words:
    """The words of a cell, and those in it that are struck out or have the colour of paper."""

    text: str
    struck: str = ""
    pale: str = ""
    without_pale: str = ""


def read_xlsx(file: IO[bytes]) -> Sheet:
    """The first sheet of a workbook that is seen; Unreadable where there is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _read(archive)
    except (TooManyRows, Unreadable):
        raise
    except Exception as error:  # a reader of foreign files fails in ways of its own
        raise Unreadable from error


def _read(archive: zipfile.ZipFile) -> Sheet:
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST_BOOK:
        raise Unreadable
    main = next(
        target for kind, target in _targets(archive, "").values() if kind.rsplit("/", 1)[-1] == "officeDocument"
    )
    workbook, targets = _tree(archive, main), _targets(archive, main)
    sheet = Sheet()
    path = ""
    for node in workbook.iter("{*}sheet"):
        kind, target = targets.get(_attribute(node, "id"), ("", ""))
        name = node.get("name", "")
        if node.get("state", "visible") != "visible":
            sheet.hidden_sheets.append(name)
        elif not path and kind.endswith("/worksheet") and target in archive.namelist():
            path, sheet.name = target, name
        else:
            sheet.others.append(name)
    if not path:
        raise Unreadable
    book = _book(archive, workbook, {kind.rsplit("/", 1)[-1]: target for kind, target in targets.values()})
    _Reader(book, sheet).read(path)
    return sheet


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """{id: (kind, part)} of what a part of an archive names."""
    folder, name = posixpath.split(part)
    relations = _tree(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for node in relations.iter("{*}Relationship"):
        target = node.get("Target", "")
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[node.get("Id", "")] = node.get("Type", ""), joined
    return found


def _tree(archive: zipfile.ZipFile, part: str) -> Element:
    """A part as a tree, which takes some hundred times the room of an archive."""
    if archive.getinfo(part).file_size > LARGEST_PART:
        raise Unreadable
    return tree_of(archive.read(part))


def _book(archive: zipfile.ZipFile, workbook: Element, parts: dict[str, str]) -> Book:
    book = Book(archive)
    properties = next(workbook.iter("{*}workbookPr"), None)
    if properties is not None and properties.get("date1904", "0") not in OFF:
        book.epoch = MAC_EPOCH
    names = archive.namelist()
    if parts.get("sharedStrings") in names:
        strings = map(_words, _stream(archive, parts["sharedStrings"], "si"))
        book.strings = list(islice(strings, MOST_PARTS))
        if next(strings, None):
            raise TooManyRows
    if parts.get("styles") in names:
        _read_styles(book, _tree(archive, parts["styles"]))
    return book


def _read_styles(book: Book, styles: Element) -> None:
    codes = {int(node.get("numFmtId", "0")): node.get("formatCode", "") for node in styles.iter("{*}numFmt")}
    fonts = [_is_struck(font) for fonts in styles.iter("{*}fonts") for font in fonts.iterchildren("{*}font")]
    colours = [_colour_in(font) for fonts in styles.iter("{*}fonts") for font in fonts.iterchildren("{*}font")]
    tiny = [_is_tiny(font) for fonts in styles.iter("{*}fonts") for font in fonts.iterchildren("{*}font")]
    grounds = [_ground(fill) for fills in styles.iter("{*}fills") for fill in fills.iterchildren("{*}fill")]
    for cells in styles.iterchildren("{*}cellXfs"):
        for style in cells.iterchildren("{*}xf"):
            code, font = int(style.get("numFmtId", "0")), int(style.get("fontId", "0"))
            fill = int(style.get("fillId", "0"))
            book.grounds.append(grounds[fill] if fill < len(grounds) else PAPER)
            is_tiny = font < len(tiny) and tiny[font]
            book.unseen.append(is_tiny or is_unseen(colours[font] if font < len(colours) else "", book.grounds[-1]))
            book.formats.append(codes.get(code, BUILTIN_FORMATS.get(code, "General")))
            book.struck.append(fonts[font] if font < len(fonts) else False)

    book.hiding = [_hides(look) for looks in styles.iterchildren("{*}dxfs") for look in looks.iterchildren("{*}dxf")]


def _hides(look: Element) -> bool:
    """Whether a look that a condition gives to cells leaves nothing of their words, or strikes them out."""
    font, code = next(look.iterchildren("{*}font"), None), next(look.iterchildren("{*}numFmt"), None)
    filled = next(look.iter("{*}patternFill"), None)
    ground = _colour(next(filled.iterchildren("{*}bgColor", "{*}fgColor"), None)) if filled is not None else PAPER
    is_pale = font is not None and is_unseen(_colour_in(font), ground)
    is_empty = code is not None and hides_text(code.get("formatCode", ""))
    return is_pale or is_empty or _is_struck(font) or _is_tiny(font)


def _is_struck(properties: Element | None) -> bool:
    strike = next(properties.iterchildren("{*}strike"), None) if properties is not None else None
    return strike is not None and strike.get("val", "1") not in OFF


def _is_tiny(properties: Element | None) -> bool:
    size = next(properties.iterchildren("{*}sz"), None) if properties is not None else None
    return size is not None and float(size.get("val", "11")) <= LARGEST_HIDDEN


def _colour_in(properties: Element | None) -> str:
    node = next(properties.iterchildren("{*}color"), None) if properties is not None else None
    return _colour(node) if node is not None else INK


def _colour(node: Element | None) -> str:
    """A colour as six figures; empty where it is not known (§ 18.8.3)."""
    if node is None or abs(float(node.get("tint", "0"))) > SLIGHT_TINT:
        return ""
    return node.get("rgb", "")[-6:] or THEME.get(node.get("theme", ""), "") or INDEXED.get(node.get("indexed", ""), "")


def _ground(fill: Element) -> str:
    """The colour of a cell; empty where it is not known, as of a pattern or where two run into each other."""
    pattern = next(fill.iterchildren("{*}patternFill"), None)
    kind = pattern.get("patternType", "none") if pattern is not None else ""
    if kind == "solid" and pattern is not None:
        colour = next(pattern.iterchildren("{*}fgColor"), None)
        return _colour(colour) if colour is not None else INK  # as Excel fills where it says none
    return PAPER if kind == "none" else ""


def _stream(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[Element]:
    """The elements of a part one by one, each gone when the next is asked for: a sheet may be larger than memory."""
    with archive.open(part) as source:
        tags = [f"{{*}}{name}" for name in names]
        for _event, node in etree.iterparse(source, tag=tags, resolve_entities=False, no_network=True):
            yield node
            node.clear()
            while node.getprevious() is not None and node.getparent() is not None:
                del node.getparent()[0]


def _words(node: Element) -> Words:
    """The words of a string: runs that are struck out apart, figures that are raised as such, no phonetic guide."""
    seen, struck, pale, dark = "", "", "", ""
    for child in node:
        name = etree.QName(child).localname
        if name == "t":
            seen += child.text or ""
            dark += child.text or ""
        elif name == "r":
            text = "".join(one.text or "" for one in child.iterchildren("{*}t"))
            properties = next(child.iterchildren("{*}rPr"), None)
            if _is_struck(properties):
                struck += text
                continue
            seen += text.translate(_raised(properties))
            if is_unseen(_colour_in(properties), PAPER) or _is_tiny(properties):
                pale += text
            else:
                dark += text.translate(_raised(properties))
    return Words(*map(_unescaped, (seen, struck, pale, dark)))


def _raised(properties: Element | None) -> dict[int, Any]:
    align = next(properties.iterchildren("{*}vertAlign"), None) if properties is not None else None
    return RAISED.get({"superscript": "sup", "subscript": "sub"}.get(_attribute(align, "val"), ""), {})


def _unescaped(text: str) -> str:
    """Signs that XML cannot hold are written _x000D_ (§ 22.9.2.19)."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _attribute(node: Element | None, name: str) -> str:
    """An attribute by its name, in whichever namespace."""
    found = (
        (value for key, value in node.attrib.items() if etree.QName(key).localname == name) if node is not None else ()
    )
    return str(next(iter(found), ""))


class _Reader:
    """Reads one sheet, row by row."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.row = self.rows = 0
        self.tables: list[tuple[int, int, int, int]] = []  # areas whose style may colour what is behind
        self.usual_height = "15"
        self.compared = 0

    def read(self, path: str) -> None:
        self._note_tables(path)
        parts = ("row", "col", "mergeCell", "sheetFormatPr", "conditionalFormatting")
        for node in _stream(self.book.archive, path, *parts):
            name = etree.QName(node).localname
            if name == "row":
                self._take_row(node)
            elif name == "sheetFormatPr":
                self._take_usual_sizes(node)
            elif name == "conditionalFormatting":
                self._take_condition(node)
            elif name == "col":
                self._take_column(node)
            else:
                self.take_merged(node.get("ref", ""))
        self.sheet.take_out_covered()

    def _take_usual_sizes(self, node: Element) -> None:
        """How high and wide is what says nothing of it: a whole sheet may be without height."""
        self.usual_height = node.get("defaultRowHeight", self.usual_height)
        if float(node.get("defaultColWidth", "8")) < SLIGHTEST:
            self.sheet.hidden_columns |= set(range(1, MOST_COLUMNS + 1))

    def _take_condition(self, node: Element) -> None:
        """Leave out the cells that a condition hides or strikes; what it asks and is not understood counts as met."""
        for rule in node.iter("{*}cfRule"):
            own = next(rule.iterchildren("{*}dxf"), None)
            look = int(rule.get("dxfId", "-1"))
            hides = _hides(own) if own is not None else 0 <= look < len(self.book.hiding) and self.book.hiding[look]
            without_value = any(one.get("showValue", "1") in OFF for one in rule.iter("{*}iconSet", "{*}dataBar"))
            if hides or without_value:
                self._hide_where(node, rule, numbers_alone=not hides)

    def _hide_where(self, node: Element, rule: Element, *, numbers_alone: bool) -> None:
        areas = node.get("sqref") or " ".join(one.text or "" for one in node.iterchildren("{*}sqref"))
        for area in areas.split():
            corners = PLACE.findall(area)
            if corners:
                (first_column, first), (last_column, last) = corners[0], corners[-1]
                box = (int(first), number_of(first_column), int(last), number_of(last_column))
                self._hide_within(box, rule, numbers_alone=numbers_alone)

    def _hide_within(self, area: tuple[int, int, int, int], rule: Element, *, numbers_alone: bool) -> None:
        self.compared += len(self.sheet.cells)
        if self.compared > MOST_COMPARED:
            raise TooManyRows
        for row, cells in self.sheet.cells.items():
            for column in [column for column in cells if _is_within((row, column), area)]:
                value = cells[column]
                if (not numbers_alone or not isinstance(value, str)) and is_met(rule, value):
                    self.sheet.hide((row, column), str(cells.pop(column)))
                    self.sheet.put((row, column), None, held=True)

    def _note_tables(self, path: str) -> None:
        folder, name = posixpath.split(path)
        if posixpath.join(folder, "_rels", f"{name}.rels") not in self.book.archive.namelist():
            return
        for kind, target in _targets(self.book.archive, path).values():
            if kind.endswith("/table") and target in self.book.archive.namelist():
                ref = PLACE.findall(_tree(self.book.archive, target).get("ref", ""))
                if len(ref) == 2:
                    (first_column, first), (last_column, last) = ref
                    box = (int(first), number_of(first_column), int(last), number_of(last_column))
                    self.tables += _coloured(_tree(self.book.archive, target), box)

    def _take_column(self, node: Element) -> None:
        if node.get("hidden", "0") not in OFF or float(node.get("width", "1")) < SLIGHTEST:
            last = min(int(node.get("max", "0")), MOST_COLUMNS)
            self.sheet.hidden_columns |= set(range(int(node.get("min", "1")), last + 1))
        else:
            last = min(int(node.get("max", "0")), MOST_COLUMNS)
            self.sheet.hidden_columns -= set(range(int(node.get("min", "1")), last + 1))

    def take_merged(self, area: str) -> None:
        found = PLACE.findall(area)
        if len(self.sheet.merged) >= MOST_MERGED:
            raise Unreadable
        if len(found) == 2:
            (first_column, first), (last_column, last) = found
            self.sheet.merged.append((int(first), number_of(first_column), int(last), number_of(last_column)))

    def _take_row(self, node: Element) -> None:
        # Rows and cells may leave out where they stand: then it is behind the one before.
        self.row = int(node.get("r") or self.row + 1)
        self.rows += 1
        if self.rows > MOST_PARTS:
            raise TooManyRows
        if self.row > MOST_LINES:
            if len(node):
                raise TooManyRows
            return
        if node.get("hidden", "0") not in OFF or float(node.get("ht", self.usual_height)) <= LARGEST_HIDDEN:
            self.sheet.hidden_rows.add(self.row)
        column = 0
        for cell in node.iterchildren("{*}c"):
            found = PLACE.fullmatch(cell.get("r", ""))
            column = number_of(found[1]) if found else column + 1
            if column <= MOST_COLUMNS:
                self._take_cell(cell, column)

    def _take_cell(self, cell: Element, column: int) -> None:
        style = int(cell.get("s", "0"))
        code = self.book.formats[style] if style < len(self.book.formats) else "General"
        is_struck = style < len(self.book.struck) and self.book.struck[style]
        words, value = self._value(cell, code)
        held = bool((words.text + words.struck).strip() if words else _said(cell))
        seen = self.row not in self.sheet.hidden_rows and column not in self.sheet.hidden_columns
        words, value = self._without_unseen(words, value, (self.row, column), style)
        if words is not None:
            value = "" if is_struck else words.text
            struck = " ".join([words.text if is_struck else "", words.struck]).strip()
            self.sheet.struck += [struck] if struck and seen else []
            if hides_text(code) and words.text:
                self.sheet.hide((self.row, column), words.text)
                value = None
        elif is_struck and value is not None:
            self.sheet.struck += [str(value)] if seen else []
            value = None
        if value is None and words is None and next(cell.iterchildren("{*}f"), None) is not None and not _said(cell):
            self.sheet.uncomputed.add((self.row, column))
        self.sheet.put((self.row, column), value, held=held)

    def _without_unseen(self, words: Words | None, value: Any, place: Place, style: int) -> tuple[Words | None, Any]:
        """What a cell holds without letters in the colour of their ground, which are told."""
        if style >= len(self.book.unseen) or any(_is_within(place, area) for area in self.tables):
            return words, value
        is_white_here = self.book.grounds[style] == PAPER and is_white(self.book.formats[style], value)
        if (self.book.unseen[style] or is_white_here) and (value is not None or (words and words.text)):
            self.sheet.hide(place, words.text if words else str(value))
            return (Words("", words.struck) if words else None), None
        if words and words.pale and self.book.grounds[style] == PAPER:
            self.sheet.hide(place, words.pale)
            return Words(words.without_pale, words.struck), value
        return words, value

    def _value(self, cell: Element, code: str) -> tuple[Words | None, Any]:
        """The words of a cell, or else its value."""
        kind, said = cell.get("t", "n"), _said(cell)
        if kind == "inlineStr":
            inner = next(cell.iterchildren("{*}is"), None)
            return (_words(inner), None) if inner is not None else (None, None)
        if not said:
            return None, None
        if kind == "s":
            return self.book.strings[int(said)], None
        if kind in ("str", "e"):
            return Words(_unescaped(said)), None
        if kind == "b":
            return None, said not in OFF
        if kind == "d":
            return None, _day(from_ISO8601(said))
        return None, self._number(cell, float(said), code)

    def _number(self, cell: Element, number: float, code: str) -> Any:
        value = shown(int(number) if number.is_integer() else number, code, self.book.epoch)
        if value is None:
            found = PLACE.fullmatch(cell.get("r", ""))
            column = number_of(found[1]) if found else 1
            self.sheet.hide((self.row, column), str(number))
        return value


def _is_within(place: Place, area: tuple[int, int, int, int]) -> bool:
    first, first_column, last, last_column = area
    return first <= place[0] <= last and first_column <= place[1] <= last_column


def _coloured(table: Element, area: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """The parts of a table that its style may fill with a colour, on which white words are seen (§ 18.5.1.2)."""
    first, left, last, right = area
    style = next(table.iter("{*}tableStyleInfo"), None)
    if style is None or ("Light" not in style.get("name", "") and "Medium" not in style.get("name", "")):
        return [area]  # dark from end to end, or a style of the file's own
    coloured = [(first, left, first, right)] if table.get("headerRowCount", "1") != "0" else []
    coloured += [(last, left, last, right)] if table.get("totalsRowCount", "0") != "0" else []
    coloured += [(first, left, last, left)] if style.get("showFirstColumn", "0") not in OFF else []
    return coloured + ([(first, right, last, right)] if style.get("showLastColumn", "0") not in OFF else [])


def is_met(rule: Element, value: Any) -> bool:
    """Whether a condition is met by what is in a cell (§ 18.18.12); of one that cannot be worked out it is said."""
    kind, asked = rule.get("type", ""), rule.get("text", "").casefold()
    said = str(value).casefold()
    if kind in ("containsBlanks", "containsErrors"):
        return False
    if kind in TEXT_RULES and asked:
        return TEXT_RULES[kind](said, asked)
    formula = next((one.text or "" for one in rule.iter("{*}formula", "{*}f")), "").strip()
    if kind == "cellIs" and rule.get("operator") in ("equal", "notEqual") and (constant := CONSTANT.fullmatch(formula)):
        other = (constant["words"] or constant["number"] or "").casefold()
        return (said == other) is (rule.get("operator") == "equal")
    return formula.casefold() not in ("false", "0")


TEXT_RULES: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda said, asked: asked in said,
    "notContainsText": lambda said, asked: asked not in said,
    "beginsWith": lambda said, asked: said.startswith(asked),
    "endsWith": lambda said, asked: said.endswith(asked),
}


def _said(cell: Element) -> str:
    value = next(cell.iterchildren("{*}v"), None)
    return (value.text or "") if value is not None else ""


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def number_of(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

"""An agenda in the tables of a text: a row for each item below names of columns, or rows that begin with numbers."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from ishoj_process.text.html_tree import HEADINGS, Content, Element, content, element, named, parse, tidy

from . import words
from .blocks import read_blocks
from .doors import judge_heading, names_doors
from .items import ReadAgenda
from .lines import struck_in, text_of
from .numbering import read_number
from .sheet import RowReader, columns, columns_of
from .words import Fact

ALONE = re.compile(r"\s*(?:(?:punkt|pkt|sag|nr)\.?\s*(?:nr\.?)?\s*)?(\d{1,4})\s*[.:)]?\s*", re.IGNORECASE)


def read_tables(html: str, about: Iterable[str] = ()) -> ReadAgenda | None:
    """The agenda that stands in the tables of a sanitised text; None where they hold none."""
    root = parse(html, keeps_levels=True)
    if any(_names_columns(_rows(table)) for table in named(root, "table")):
        return _read_columns(root, about)
    if any(_begins_items(_rows(table)) for table in named(root, "table")):
        return read_blocks(tidy(_unfolded(root)), about)
    return None


def _rows(table: Element) -> list[list[Element]]:
    parts = named(table, "thead", "tbody", "tr")
    rows = [row for part in parts for row in ([part] if part.tag == "tr" else named(part, "tr"))]
    return [named(row, "th", "td") for row in rows]


def _texts(cells: Iterable[Element]) -> list[str]:
    return ["\n".join(" ".join(line.split()) for line in text_of(content(cell)).split("\n")) for cell in cells]


# Columns with names


def _names_columns(rows: list[list[Element]]) -> bool:
    """Whether the first row names the title and something else."""
    kinds = [kind for kind, _name in columns_of(_texts(rows[0]))] if rows else []
    return Fact.TITLE in kinds and len([kind for kind in kinds if kind]) > 1


def _read_columns(root: Element, about: Iterable[str]) -> ReadAgenda:
    reader = RowReader()
    struck = struck_in(content(root))
    for text in (*about, *struck):
        reader.hear_beside(text)
    if struck:
        reader.remarks.append(_("Struck-out text has been left out: “{names}”").format(names=" · ".join(struck)))
    for node in root:
        if node.tag == "table" and _names_columns(rows := _rows(node)):
            reader.begin(columns(_texts(rows[0])))
            for number, cells in enumerate(rows[1:], start=2):
                reader.take(number, _texts(cells))
        elif text := " ".join(text_of([node]).split()):
            reader.take_outside(text)
    return reader.agenda()


# Rows that begin with numbers


def _begins_items(rows: list[list[Element]]) -> bool:
    return any(_number_alone(texts) or (texts and read_number(texts[0])) for texts in map(_texts, rows))


def _number_alone(texts: list[str]) -> str:
    found = ALONE.fullmatch(texts[0]) if len(texts) > 1 and any(texts[1:]) else None
    return found[1] if found else ""


def _unfolded(root: Element) -> Element:
    """The text with cells as lines: a number is one line with the cell beside it, and so is a name with its text."""
    made: Content = []
    for node in root:
        if node.tag == "table":
            made += [line for row in _rows(node) for line in _lines_of_row(row)]
        elif node.tag in HEADINGS:
            # What the document is called: as a heading it would be taken for the one item.
            made.append(element("p", content(node)))
        else:
            made.append(node)
    return element("root", made)


def _lines_of_row(row: list[Element]) -> list[Element]:
    texts = _texts(row)
    cells = [content(cell) for cell, text in zip(row, texts, strict=True) if text.strip()]
    if number := _number_alone(texts):
        return [element("p", [f"{number}. ", *cells[1]]), *(element("p", cell) for cell in cells[2:])]
    name = words.plain(texts[0]) if texts else ""
    if len(cells) == 2 and (words.is_label(name) or names_doors(name)) and not judge_heading(name).is_over_several:
        return [element("p", [*cells[0], ": ", *cells[1]])]
    return [element("p", cell) for cell in cells]

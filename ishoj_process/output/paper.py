"""What paper asks of a text that a page does not: tables as wide as the sheet, and addresses without a hyphen.

A page scrolls and can be searched; what paper cuts off, or divides by a sign that is not in it, is lost. Documents are
changed after it was read and before it is set; a table that fits is left as it is.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from django.utils.translation import ngettext

from ishoj_process.text.numbers import sent_number

from .drawing.measure import has_picture, text_width

if TYPE_CHECKING:
    from pyphen import Pyphen

MILLIMETRE = 72 / 25.4  # points
# The width between the margins of print.css, by the page of the document.
ROOM = {"A4 portrait": 170, "A4 landscape": 257, "A3 portrait": 257, "A3 landscape": 380}
USUAL, SIZE_OF_TEXT = 9.5, 9.0  # points: of a table, and the least of a text on paper
PADDING = {False: 3.0, True: 1.6}  # millimetres between two columns, as usual and in a table that was fitted
# Where a table may be set: smaller, then across, and only then smaller than a text should be. The class and the room.
SHEETS = {"": 0, "across-page": 265, "across-large-page": 388}
STEPS = [("", 9.0), ("across-page", 9.0), ("across-page", 8.0), ("across-large-page", 8.0), ("across-large-page", 7.0)]
UPRIGHT = "upright-page"
# What begins a page of another kind, by its class in print.css.
PAGES = ("across-page", "across-large-page", "upright-large-page", "wide-page")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# A page can only be turned for what stands in the flow of the document itself.
IN_FLOW = {"body", "div", "section", "article", "main"}
NO_TEXT = {"script", "style", "title", "svg", "{http://www.w3.org/2000/svg}svg"}
NOT_SET = {"script", "style", "title"}
SHY = "\u00ad"
# What is typed again letter by letter: addresses of the web and of mail, paths, names of files and of hosts.
ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+"  # https://…
    r"|[^\s@<>()]+@[^\s@<>()]+"  # name@host
    r"|(?:[A-Za-z]:)?(?:[\\/][\w.-]+){2,}\S*"  # \\server\folder, /moeder/12/
    r"|[\w-]+(?:[._][\w-]+)*\.[A-Za-z]{2,5}(?:/\S*)?(?![\w.])"  # ishoj.dk/bilag, bilag_2.pdf
    r"|\w+(?:_\w+)+",
    re.IGNORECASE,
)


def prepare(root: Element, page: str) -> None:
    """Fit a document to the page that it is set on."""
    name_signs(root)
    fit_tables(root, page)
    keep_headings(root)
    keep_addresses(root)


# Signs


def name_signs(root: Element) -> None:
    """Where no font has a picture of a sign it is named by its number: a box tells nobody anything."""
    for element in root.iter():
        if element.tag not in NOT_SET:
            element.text = _named(element.text)
        element.tail = _named(element.tail)


def _named(text: str | None) -> str | None:
    if not text or text.isascii():
        return text
    runs = [("".join(run), is_missing) for is_missing, run in groupby(text, _has_no_font)]
    return "".join(_name_of(run) if is_missing else run for run, is_missing in runs)


def _name_of(signs: str) -> str:
    # The names that Unicode gives are English; the number leads to all of them (ISO 10646).
    numbers = " ".join(f"U+{ord(sign):04X}" for sign in signs)
    return ngettext("[sign %(numbers)s]", "[signs %(numbers)s]", len(signs)) % {"numbers": numbers}


@lru_cache(maxsize=4096)
def _has_no_font(sign: str) -> bool:
    # Blanks, and what belongs to the sign before it, have no picture of their own.
    if unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp") or has_picture(sign):
        return False
    found = _signs_of_the_system()
    return bool(found) and not any(ord(sign) in numbers for numbers in found)


@lru_cache(maxsize=1)
def _signs_of_the_system() -> frozenset[range]:
    """What the fonts of the system have pictures of; empty where nobody can say."""
    asked = ["fc-list", "--format", "%{charset}\n"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    # `20-7e a0-17f 192`, in hexadecimal.
    parts = (part.partition("-") for part in told.split())
    return frozenset(range(int(first, 16), int(last or first, 16) + 1) for first, _dash, last in parts)


# Addresses


def keep_addresses(root: Element) -> None:
    """No hyphen is written into an address: whoever typed it from the paper would type the hyphen, too."""
    for element in list(_with_text(root)):
        _keep_in(element)


def _with_text(element: Element) -> Iterator[Element]:
    if element.tag in NO_TEXT:
        return
    yield element
    for child in element:
        yield from _with_text(child)


def _keep_in(element: Element) -> None:
    # The text of an element, then what stands behind each child: the last first, so that places stay right.
    for number, child in reversed(list(enumerate(element))):
        child.tail, spans = _divided(child.tail)
        element[number + 1 : number + 1] = spans
    element.text, spans = _divided(element.text)
    element[0:0] = spans


def _divided(text: str | None) -> tuple[str | None, list[Element]]:
    """A text as what stands before its first address, and the addresses, each with what stands behind it."""
    found = [place for place in ADDRESS.finditer(text) if len(place[0]) > 9] if text else []
    if not text or not found:
        return text, []
    spans = []
    for place, following in zip(found, [*found[1:], None], strict=True):
        span = Element("span", {"class": "address"})
        span.text = place[0].replace(SHY, "")
        span.tail = text[place.end() : following.start() if following else None]
        spans.append(span)
    return text[: found[0].start()], spans


# Tables


def fit_tables(root: Element, page: str) -> None:
    """A table that is too wide is set smaller, and then on a page of its own across; its columns hold their words."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for table in [element for element in root.iter("table") if not element.get("class")]:
        chain = _ancestors(table, parents)
        # What stands in a list or a quotation has less room.
        room = ROOM[page] - 8 * sum(element.tag in ("li", "blockquote", "ul", "ol") for element in chain)
        rows = _rows(table)
        if not rows or sum(_needs(rows, USUAL, is_fitted=False)) <= room * MILLIMETRE:
            continue
        may_turn = all(element.tag in IN_FLOW for element in chain[:-1])
        sheet, size, needs = _step(rows, room, may_turn)
        _set(table, rows, size, needs, (SHEETS[sheet] or room) * MILLIMETRE)
        if sheet:
            _turn(table, parents, sheet)


def _ancestors(element: Element, parents: dict[Element, Element]) -> list[Element]:
    chain = []
    while element in parents:
        element = parents[element]
        chain.append(element)
    return chain


def _rows(table: Element) -> list[list[tuple[Element, int]]]:
    """The cells of each row with the number of columns that they span."""
    return [[(cell, _span(cell)) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _span(cell: Element) -> int:
    return max(1, min(sent_number(cell.get("colspan", "1")) or 1, 100))


def _step(rows: list[list[tuple[Element, int]]], room: float, may_turn: bool) -> tuple[str, float, list[float]]:
    """The first way of setting a table in which its words fit; else the last."""
    steps = [step for step in STEPS if (may_turn and SHEETS[step[0]] > room + 20) or not step[0]]
    steps = steps if may_turn else [*steps, ("", 8.0), ("", 7.0)]
    for sheet, size in steps:
        needs = _needs(rows, size, is_fitted=True)
        if sum(needs) <= (SHEETS[sheet] or room) * MILLIMETRE:
            break
    return sheet, size, needs


def _needs(rows: list[list[tuple[Element, int]]], size: float, *, is_fitted: bool) -> list[float]:
    """The least width of each column in points: that of the widest part of a word in it that is not divided."""
    needs: list[float] = [0.0] * max((sum(span for _cell, span in row) for row in rows), default=0)
    for row in rows:
        column = 0
        for cell, span in row:
            if span == 1:
                may_divide = is_fitted or cell.tag == "td"
                needs[column] = max(needs[column], _widest("".join(cell.itertext()), size, may_divide, cell.tag))
            column += span
    return [need + PADDING[is_fitted] * MILLIMETRE for need in needs]


def _widest(text: str, size: float, may_divide: bool, tag: str) -> float:
    # The head of a table is set in semibold.
    weight = "semibold" if tag == "th" else "regular"
    return max((text_width(part, size, weight) for part in _parts(text, may_divide)), default=0.0)


def _parts(text: str, may_divide: bool) -> Iterator[str]:
    for word in text.split():
        if ADDRESS.fullmatch(word) and len(word) > 9:
            # Addresses break anywhere; so many letters make them readable.
            yield word[:14]
            continue
        for piece in re.split(r"(?<=[-/–])", word):
            yield from _syllables(piece) if may_divide and len(piece) >= 10 and piece.isalpha() else [piece]


def _syllables(word: str) -> list[str]:
    """The parts that must fit on a line of their own: four letters at least, and a rest under ten stays whole."""
    places = [place for place in _danish().positions(word) if 4 <= place <= len(word) - 4]
    heads = [f"{word[start:end]}-" for start, end in pairwise([0, *places])]
    return [*heads, *(word[place:] for place in [0, *places] if len(word) - place < 10 or place == (places or [0])[-1])]


@lru_cache(maxsize=1)
def _danish() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="da_DK")


def _set(table: Element, rows: list[list[tuple[Element, int]]], size: float, needs: list[float], room: float) -> None:
    """Give the table its size and each column its width: what it needs, and of the rest a share by its text."""
    wanted = [1.0] * len(needs)
    for row in rows:
        column = 0
        for cell, span in row:
            wanted[column] += len("".join(cell.itertext())) / span if span == 1 else 0
            column += span
    rest = max(0.0, room - sum(needs))
    widths = [need + rest * share / sum(wanted) for need, share in zip(needs, wanted, strict=True)]
    group = Element("colgroup")
    for width in widths:
        group.append(Element("col", {"style": f"width: {100 * width / sum(widths):.3f}%"}))
    # The caption comes first in a table (HTML § 4.9.1).
    table.insert(1 if len(table) and table[0].tag == "caption" else 0, group)
    table.set("class", "fitted-table")
    table.set("style", f"font-size: {size}pt")


def _turn(table: Element, parents: dict[Element, Element], sheet: str) -> None:
    """Set the table on a page across, and what follows it upright again."""
    following = _following(table, parents)
    if following is not None and not following.get("class"):
        following.set("class", UPRIGHT)
    parent, turned = parents[table], Element("div", {"class": sheet})
    place = list(parent).index(table)
    parent.remove(table)
    turned.append(table)
    turned.tail, table.tail = table.tail, None
    parent.insert(place, turned)
    parents[table], parents[turned] = turned, parent


def _following(element: Element, parents: dict[Element, Element]) -> Element | None:
    """What comes next in the flow, within the same element or after it."""
    while element in parents:
        parent = parents[element]
        place = list(parent).index(element)
        if place + 1 < len(parent):
            return parent[place + 1]
        element = parent
    return None


# Headings


def keep_headings(root: Element) -> None:
    """No heading stands alone: it goes along where a page begins, and past what is empty or a heading in bold."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in list(root.iter()):
        if element.tag == "p" and (_is_empty(element) or _is_bold(element)):
            element.set("style", "break-after: avoid")
        classes = {"new-page", *PAGES} & set(element.get("class", "").split())
        for name in classes:
            first = _first_heading(element, parents)
            _add_class(first, name)
            if first is not element and name == "new-page":
                # The page begins with the heading, and not once more below it.
                element.set("class", element.get("class", "").replace(name, "").strip())


def _first_heading(element: Element, parents: dict[Element, Element]) -> Element:
    """The first of the headings that stand right before an element; itself where there are none.

    Those between get the page, too: one name must lead from the heading to what it is about.
    """
    pages = [name for name in PAGES if name in element.get("class", "").split()]
    while (before := _heading_before(element, parents)) is not None:
        if before.get("class") == UPRIGHT:
            del before.attrib["class"]
        element = before
        for name in pages:
            _add_class(element, name)
    return element


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join(dict.fromkeys([*element.get("class", "").split(), name])))


def _heading_before(element: Element, parents: dict[Element, Element]) -> Element | None:
    while element in parents:
        parent = parents[element]
        place = list(parent).index(element)
        if place:
            before = parent[place - 1]
            # A heading may be the last thing in a section, or in the head of one.
            while len(before) and before.tag in {*IN_FLOW, "header", "hgroup"} and not (before.tail or "").strip():
                before = before[-1]
            return before if before.tag in HEADINGS and not (before.tail or "").strip() else None
        if (parent.text or "").strip():
            return None
        element = parent
    return None


def _is_empty(element: Element) -> bool:
    return not "".join(element.itertext()).strip() and not any(child.tag in ("img", "svg") for child in element.iter())


def _is_bold(paragraph: Element) -> bool:
    """True for a short paragraph that is bold from end to end: a heading to whoever wrote it."""
    strong = [child for child in paragraph if child.tag in ("strong", "b")]
    said = "".join(paragraph.itertext()).strip()
    return bool(said) and len(said) <= 120 and "".join(t for c in strong for t in c.itertext()).strip() == said

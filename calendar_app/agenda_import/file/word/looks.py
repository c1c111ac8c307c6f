"""How the words of a Word document look: hidden, struck out or in the colour of the paper, by themselves or by a style.

Names with § are those of ECMA-376, part 1; which style says what before which: § 17.7.2.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ishoj_process.output.ooxml import PAPER, is_unseen

from .numbers import DEEPEST_STYLE, Element, is_on, value_of, w

LARGEST_HIDDEN = 2  # half points: letters of one point are no writing
HEADING_STYLE = re.compile(r"[Hh]eading ?[1-6]")  # as the library knows them, whatever Word's own language
FAR_ABOVE = 400  # half points: of letters that stand on no line near theirs
LEAST_RAISED = 2  # half points; by less lines are set straight
LARGEST_ROW = 20  # twentieths of a point: of a row that is exactly so high
# The grounds behind words that leave nothing of letters in the same colour (§ 17.18.40).
HIGHLIGHTS = {
    "black": "000000",
    "white": PAPER,
    "red": "FF0000",
    "yellow": "FFFF00",
    "green": "00FF00",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
PAPER_OF_THEME = {"background1", "light1", "bg1", "lt1"}
# Which parts of a table have looks of their own, where `tblLook` says so: its attribute, and its bit (§ 17.4.55).
PARTS = {
    "firstRow": ("firstRow", 0x20),
    "lastRow": ("lastRow", 0x40),
    "firstCol": ("firstColumn", 0x80),
    "lastCol": ("lastColumn", 0x100),
}
# The cells in which two of them meet; what is said of a corner comes before what is said of its sides.
CORNERS = {
    "nwCell": {"firstRow", "firstCol"},
    "neCell": {"firstRow", "lastCol"},
    "swCell": {"lastRow", "firstCol"},
    "seCell": {"lastRow", "lastCol"},
}
USUAL_LOOK = 0x4A0
PLACES = {"vertAlign": {"superscript", "subscript"}, "position": {"above", "below", "away"}}
FAR_AWAY = 20_000  # twentieths of a point, a thousand points: off the page
# Letters drawn together to a line, and upon each other: what nobody reads (§ 17.3.2.43, § 17.3.2.35).
LIMITS = {"w": range(1, 6), "spacing": range(-32_000, -199), "fitText": range(21)}
CLEAR = 90_000  # thousandths of a per cent: of letters that are seen through
UNSEEN = ("vanish", "specVanish", "webHidden")  # by themselves (§ 17.3.2.41, 36 and 44)
HIDDEN = {*UNSEEN, "tiny", "unseen", "away", "unfilled", *LIMITS}
Looks = tuple[set[str], set[str]]  # (so it looks, so it does not)


@dataclass
class Layers:
    """What says how a run looks, the strongest first: properties of runs, of paragraphs and of cells."""

    runs: list[Element] = field(default_factory=list)
    paragraphs: list[Element] = field(default_factory=list)
    cells: list[Element] = field(default_factory=list)

    def add(self, node: Element) -> None:
        for kind, own in ((self.runs, "rPr"), (self.paragraphs, "pPr"), (self.cells, "tcPr"), (self.cells, "tblPr")):
            if (properties := node.find(w(own))) is not None:
                kind.append(properties)


class Styles:
    """The styles of a document, and how its runs look by them."""

    def __init__(self, styles: Element | None) -> None:
        nodes = [] if styles is None else list(styles.iter(w("style")))
        self.nodes = {node.get(w("styleId"), ""): node for node in nodes}
        self.usual = {
            node.get(w("type"), ""): node.get(w("styleId"), "") for node in nodes if node.get(w("default")) == "1"
        }
        of_all = None if styles is None else styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self.of_all = [] if of_all is None else [of_all]
        self.cells: dict[Element, dict[Element, list[Element]]] = {}  # {table: {cell: what its place says}}
        self.paragraph: Element | None = None  # the one that was asked of last
        self.asked: dict[bytes, set[str]] = {}  # {properties of its runs: how they look}

    def of(self, run: Element) -> set[str]:
        """How a run looks: “vanish”, “webHidden”, “tiny”, “struck”, “unseen” in the colour of what is behind it.

        “superscript”, “subscript”, “above” and “below” are words that do not stand on the line (§ 17.3.2.24 and 42).
        """
        # Asked of each run, of which thousands in one paragraph look like one of a few.
        paragraph = next(run.iterancestors(w("p")), None)
        if paragraph is not self.paragraph:
            self.paragraph, self.asked = paragraph, {}
        properties = run.find(w("rPr"))
        own = etree.tostring(properties, with_tail=False) if properties is not None else b""
        if own not in self.asked:
            self.asked[own] = self._looks(run)
        return self.asked[own]

    def _looks(self, run: Element) -> set[str]:
        layers = self._layers(run)
        on: set[str] = set()
        off: set[str] = set()
        for properties in layers.runs:
            more, less = _said(properties)
            # Closed where two styles say different things: what one of them hides is hidden.
            on |= more - off
            off |= less - on
        is_flat = any(_is_flat(row) for row in run.iterancestors(w("tr")))
        if is_flat or any(_is_narrow(cell) for cell in run.iterancestors(w("tc"))):
            on.add("tiny")
        if _is_out_of_sight(layers.paragraphs):
            on.add("away")
        colour = next((found for one in layers.runs if (found := _ink(one))), "")
        return on | {"unseen"} if colour and is_unseen(colour, self._behind(run, layers)) else on

    def is_heading(self, style: str | None) -> bool:
        """Whether the library makes a heading of paragraphs with the style."""
        name = value_of(self.nodes.get(style or ""), "name") or ""
        return any(HEADING_STYLE.fullmatch(one) for one in (style or "", name))

    def _chain(self, name: str | None) -> Iterator[Element]:
        for _step in range(DEEPEST_STYLE):
            node = self.nodes.get(name or "")
            if node is None:
                return
            yield node
            name = value_of(node, "basedOn")

    def _layers(self, run: Element) -> Layers:
        layers = Layers()
        layers.add(run)
        paragraph = next(run.iterancestors(w("p")), None)
        of_paragraph = None
        # Asked of each run: a paragraph of thousands is not looked through for what stands first in it (§ 17.3.1.26).
        properties = next(paragraph.iterchildren(), None) if paragraph is not None else None
        if properties is not None and properties.tag == w("pPr"):
            layers.paragraphs.append(properties)
            of_paragraph = value_of(properties, "pStyle")
        for name in (value_of(run.find(w("rPr")), "rStyle"), of_paragraph or self.usual.get("paragraph")):
            for node in self._chain(name):
                layers.add(node)
        for cell in run.iterancestors(w("tc")):
            self._add_cell(cell, layers)
        layers.runs += self.of_all
        return layers

    def _add_cell(self, cell: Element, layers: Layers) -> None:
        layers.add(cell)
        table = next(cell.iterancestors(w("tbl")), None)
        if table is None:
            return
        if table not in self.cells:
            self.cells[table] = self._by_place(table)
        for node in self.cells[table].get(cell, []):
            layers.add(node)
        for node in self._chain(_style_of_table(table, self.usual)):
            layers.add(node)
        layers.add(table)

    def _by_place(self, table: Element) -> dict[Element, list[Element]]:
        """What the style of a table says of each cell by its place, such as its first row (§ 17.7.6.6)."""
        parts: dict[str, Element] = {}
        for node in self._chain(_style_of_table(table, self.usual)):
            for part in node.iterchildren(w("tblStylePr")):
                parts.setdefault(part.get(w("type"), ""), part)
        if not parts:
            return {}
        own = table.find(w("tblPr"))
        look = own.find(w("tblLook")) if own is not None else None
        is_in = {part: _looks_so(look, name, bit) for part, (name, bit) in PARTS.items()}
        rows = table.findall(w("tr"))
        found: dict[Element, list[Element]] = {}
        for row_place, row in enumerate(rows):
            cells = row.findall(w("tc"))
            for place, cell in enumerate(cells):
                ends = (row_place == 0, row_place == len(rows) - 1, place == 0, place == len(cells) - 1)
                names = [name for name, is_there in zip(PARTS, ends, strict=True) if is_there and is_in[name]]
                names += [part for part, sides in CORNERS.items() if sides <= set(names)]
                bands = [f"band{1 + (row_place - is_in['firstRow']) % 2}Horz", f"band{1 + place % 2}Vert", "wholeTable"]
                found[cell] = [parts[name] for name in [*names[::-1], *bands] if name in parts]
        return found

    def _behind(self, run: Element, layers: Layers) -> str:
        """The colour behind a run; empty where it cannot be told."""
        for properties in (*layers.runs, *layers.paragraphs, *layers.cells):
            highlight, shade = properties.find(w("highlight")), properties.find(w("shd"))
            if highlight is not None and highlight.get(w("val")) != "none":
                return HIGHLIGHTS.get(highlight.get(w("val"), ""), "")
            if shade is not None and (fill := _fill(shade)) is not None:
                return fill
        # A box has a colour of its own, in one of many ways; so may the page have.
        root = run.getroottree().getroot()
        return "" if next(run.iterancestors(w("txbxContent")), None) is not None else _page(root)


def _is_flat(row: Element) -> bool:
    """Whether a row of a table is exactly so high that nothing of it is seen (§ 17.4.80)."""
    height = next(row.iterfind(f"{w('trPr')}/{w('trHeight')}"), None)
    said = height.get(w("val"), "0") if height is not None and height.get(w("hRule")) == "exact" else ""
    return said.isdecimal() and int(said) <= LARGEST_ROW


def _is_narrow(cell: Element) -> bool:
    """Whether a cell is so narrow that nothing of it is seen, in a table that keeps its widths (§ 17.4.53)."""
    table = next(cell.iterancestors(w("tbl")), None)
    layout = table.find(f"{w('tblPr')}/{w('tblLayout')}") if table is not None else None
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    if layout is None or layout.get(w("type")) != "fixed" or width is None or width.get(w("type"), "dxa") != "dxa":
        return False
    return width.get(w("w"), "").isdecimal() and _number(width, "w") <= LARGEST_ROW


def _style_of_table(table: Element, usual: dict[str, str]) -> str | None:
    return value_of(table.find(w("tblPr")), "tblStyle") or usual.get("table")


def _looks_so(look: Element | None, name: str, bit: int) -> bool:
    said = look.get(w(name)) if look is not None else None
    if said is not None:
        return said not in ("0", "false", "off")
    try:
        return bool((int(look.get(w("val"), ""), 16) if look is not None else USUAL_LOOK) & bit)
    except ValueError:
        return bool(USUAL_LOOK & bit)


def _said(properties: Element) -> Looks:
    """What properties say of the looks that are read: (so it looks, so it does not)."""
    on: set[str] = set()
    off: set[str] = set()
    # Letters of Arabic and Hebrew have a size of their own (§ 17.3.2.39).
    size_is = "szCs" if is_on(properties.find(w("rtl"))) or is_on(properties.find(w("cs"))) else "sz"
    for node in properties:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in UNSEEN:
            (on if is_on(node) else off).add(name)
        elif name in ("strike", "dstrike"):
            (on if is_on(node) else off).add("struck")
        elif name == size_is:
            size = node.get(w("val"), "")
            (on if size.isdecimal() and int(size) <= LARGEST_HIDDEN else off).add("tiny")
        elif name in LIMITS:
            (on if _number(node, "val") in LIMITS[name] else off).add(name)
        elif name == "textFill":
            is_clear = any(_number(one, "val") >= CLEAR for one in node.iter("{*}alpha"))
            (on if is_clear or next(node.iter("{*}noFill"), None) is not None else off).add("unfilled")
        if name in PLACES:
            off |= PLACES[name]
            on |= {_place(name, node.get(w("val"), ""))} & PLACES[name]
    return on, off - on


def _is_out_of_sight(paragraphs: list[Element]) -> bool:
    """Whether a paragraph stands off the page, or in lines so low that nothing of them is seen."""
    said = {name: _first(paragraphs, name) for name in ("ind", "spacing", "framePr")}
    indent, lines, frame = said["ind"], said["spacing"], said["framePr"]
    places = [_number(indent, name) for name in ("left", "start", "firstLine")]
    places += [_number(frame, name) for name in ("x", "y")]
    is_low = lines is not None and lines.get(w("lineRule")) == "exact" and 0 < _number(lines, "line") <= LARGEST_ROW
    is_small = frame is not None and frame.get(w("hRule")) == "exact" and 0 < _number(frame, "h") <= LARGEST_ROW
    return is_low or is_small or any(abs(place) >= FAR_AWAY for place in places)


def _first(paragraphs: list[Element], name: str) -> Element | None:
    return next((found for one in paragraphs if (found := one.find(w(name))) is not None), None)


def _number(node: Element | None, name: str) -> int:
    said = (
        next((value for key, value in node.attrib.items() if etree.QName(key).localname == name), "")
        if node is not None
        else ""
    )
    return int(said) if re.fullmatch(r"-?\d{1,6}", said) else 0


def _ink(properties: Element) -> str:
    """The colour of letters as a run or a style says it: newer programs fill them in a way of their own (w14)."""
    fill = next(properties.iterchildren("{*}textFill"), None)
    solid = next(fill.iter("{*}srgbClr", "{*}schemeClr"), None) if fill is not None else None
    own = next(iter(solid.attrib.values()), "") if solid is not None else ""
    return (PAPER if own in PAPER_OF_THEME else str(own)) or _colour(properties.find(w("color")))


def _place(name: str, said: str) -> str:
    if name == "vertAlign":
        return said
    found = re.fullmatch(r"(-?)(\d{1,4})", said)
    if found and int(found[2]) >= FAR_ABOVE:
        return "away"
    return {"": "above", "-": "below"}[found[1]] if found and int(found[2]) >= LEAST_RAISED else ""


def _colour(node: Element | None) -> str:
    """The colour of letters; empty where nothing is said, and “auto” where the program chooses one that is seen."""
    if node is None:
        return ""
    said = node.get(w("val"), "auto")
    return PAPER if said == "auto" and node.get(w("themeColor")) in PAPER_OF_THEME else said


def _fill(shade: Element) -> str | None:
    """The colour of a shade; None where it shows what is behind it, empty where it cannot be told (§ 17.3.5)."""
    pattern, fill = shade.get(w("val"), "clear"), shade.get(w("fill"), "auto")
    if pattern == "solid":
        return shade.get(w("color"), "")
    if pattern not in ("clear", "nil"):
        return ""
    if fill == "auto":
        return "" if shade.get(w("themeFill")) else None
    return fill


def _page(root: Element) -> str:
    page = root.find(w("background"))
    return PAPER if page is None else page.get(w("color"), "").replace("auto", PAPER)

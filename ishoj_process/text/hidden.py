"""What a document hides from its readers: taken out of what is pasted before it is read, and told.

A reader of the page that a text was copied from did not see it, and nobody would know that it is published here.
"""

import colorsys
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import cssselect2
from lxml.etree import _Element as Element

STYLES = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
NOT_CSS = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# Rules for paper and small windows say nothing of the screen; those of all screens are read like any other.
OTHER_MEDIA = re.compile(r"@media(?![^{]*\b(?:screen|all)\b)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
SIMPLE = re.compile(r"([\w-]*)((?:[.#][\w-]+)*)")
NOT_OF_ELEMENTS = re.compile(r"::|:(?:before|after|first-line|first-letter|hover|focus|active|visited|target|checked)")
CUSTOM = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
IMPORTANT = re.compile(r"\s*!\s*important", re.IGNORECASE)
BULLETED = re.compile(r"@list\s+l(\d+):level(\d+)\s*\{[^{}]*mso-level-number-format:\s*bullet", re.IGNORECASE)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
NOTHING = re.compile(r"0*\.?0+(?:[a-z]+|%)?")
# Word itself hangs lines out by hundreds of points.
FAR_AWAY = re.compile(r"-(?:\d{4,}|\d{3,}(?=r?em))(?:\.\d+)?[a-z]*")
MOVED_AWAY = re.compile(rf"translate(?:x|y|3d)?\([^)]*{FAR_AWAY.pattern}")
NO_AREA = re.compile(
    r"inset\(\s*(?:100|[5-9]\d)%|(?:circle|ellipse)\(\s*0\w*[\s)%]"
    r"|polygon\(\s*0\w*\s+0\w*\s*(?:,\s*0\w*\s+0\w*\s*)*\)"
)
# The properties that are read, by how they begin.
READ = (
    *("display", "visibility", "mso-hide", "content-visibility", "opacity", "font", "color", "clip", "overflow"),
    *(
        "background",
        "mso-highlight",
        "height",
        "max-height",
        "width",
        "left",
        "top",
        "text-",
        "margin-left",
        "vertical-align",
        "list-style",
        "mso-list",
        "mso-text-raise",
        "position",
        "bottom",
        "filter",
        "transform",
        "translate",
        "scale",
        "right",
        "line-height",
        "max-width",
        "-webkit-text-fill-color",
    ),
)
# Letters of a point or less are no writing.
TINY = re.compile(r"0*[01]?(?:\.\d+)?(?:px|pt)|0*\.0\d*r?em")
NO_SIZE = re.compile(
    r"opacity\(0*\.?0*%?\)|scale[xy]?\(\s*0*\.?0*\s*(?:,.*)?\)"
    r"|rotate[xy]\(\s*-?(?:90|270)deg|matrix\(\s*0\s*,\s*0\s*,"
)
FLAT = re.compile(r"0*[01]?(?:\.\d+)?px|0*\.?0+(?:[a-z]+|%)?")  # sizes of a point or less
FAINTEST = 0.1  # of opacity: by less nothing is read
PALE, ON_COLOUR = "pale", "on colour"  # white words, and a ground on which they are seen
ON_BLACK, INKED = "on black", "inked"  # a black ground, and words of another colour
NOT_ALONE = (PALE, ON_COLOUR, ON_BLACK, INKED)  # which hide only together
NEARLY = 16  # of 255: as in files of Office
WHITE, BLACK = (255, 255, 255, 1.0), (0, 0, 0, 1.0)
COLOURS = {"white": WHITE, "black": BLACK, "windowtext": BLACK, "transparent": (0, 0, 0, 0.0)}
HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
OF_NUMBERS = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
NO_GROUND = {"none", "transparent", "inherit", "initial", "unset", "auto", ""}
LONGEST_VALUE = 300  # characters: of what a property says
LONGEST_SELECTOR = 500
MOST_ASKED = 300_000  # questions of rules that only a library of CSS understands, each of each element
MOST_RULES = 500  # Word brings some two hundred; each is asked of each element
MOST_TOLD = 200  # characters of each text that is told of

PLACES = ("left", "top", "right", "bottom", "text-indent", "margin-left")
Styles = dict[str, str]
Colour = tuple[int, int, int, float]
NO_STYLES: Styles = {}


@dataclass
class Heard:
    """What texts lost when they were read."""

    hidden: list[str] = field(default_factory=list)
    uncounted: list[str] = field(default_factory=list)  # items whose number stands nowhere


_heard: ContextVar[Heard | None] = ContextVar("what was left out of the texts of a request", default=None)


@contextmanager
def hearing() -> Iterator[Heard]:
    """What is left out of any text meanwhile, whichever form or model reads it."""
    found = Heard()
    before = _heard.set(found)
    try:
        yield found
    finally:
        _heard.reset(before)


def note(hidden: list[str], uncounted: list[str]) -> None:
    """Let whoever listens know what was left out; a text is often read several times over."""
    if (found := _heard.get()) is not None:
        found.hidden += [text for text in hidden if text not in found.hidden]
        found.uncounted += [text for text in uncounted if text not in found.uncounted]


def styles_of(text: str, *, important: bool = False) -> Styles:
    """{property: value} of a style, small letters; of two the last counts. `important`: only what is called so."""
    found: Styles = {}
    plain = _unescaped(NOT_CSS.sub("", text))
    for declaration in plain.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and (not important or IMPORTANT.search(value)):
            value = " ".join(IMPORTANT.sub("", value[: 2 * LONGEST_VALUE]).lower().split())
            found[name.strip().lower()] = value[:LONGEST_VALUE]
    return found


def _unescaped(css: str) -> str:
    return ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), css)


def hides_all(styles: Styles) -> bool:
    """Whether nothing of an element with these styles is seen, whatever stands in it."""
    is_flat = any(FLAT.fullmatch(styles.get(name, "")) for name in ("height", "max-height", "width", "max-width"))
    is_flat = is_flat or bool(NOTHING.fullmatch(styles.get("line-height", "")))
    moved = [styles.get("transform", ""), f"translate({styles.get('translate', '')})"]
    return (
        styles.get("display") == "none"
        or styles.get("mso-hide") in ("all", "screen")
        or styles.get("content-visibility") == "hidden"
        or _is_faint(styles.get("opacity", ""))
        or any(NO_SIZE.search(styles.get(name, "")) for name in ("filter", "transform"))
        or any(MOVED_AWAY.search(each) for each in moved)
        or bool(NOTHING.fullmatch(styles.get("scale", "").partition(" ")[0]))
        or (
            is_flat and any(styles.get(name) in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
        )
        or any(FAR_AWAY.fullmatch(styles.get(name, "")) for name in PLACES)
        or re.fullmatch(r"rect\(\s*(?:[01](?:px)?[ ,]*){4}\)", styles.get("clip", "")) is not None
        or NO_AREA.match(styles.get("clip-path", "")) is not None
    )


def _is_faint(opacity: str) -> bool:
    found = re.fullmatch(r"(\d*\.?\d+)(%?)", opacity)
    return bool(found) and float(found[1]) / (100 if found[2] else 1) < FAINTEST if found else False


def colour_of(text: str) -> Colour | None:
    """A colour as red, green, blue and how much of it is seen; None of one that is not known."""
    if text in COLOURS:
        return COLOURS[text]
    if found := HEX.fullmatch(text):
        figures = found[1] if len(found[1]) > 4 else "".join(figure * 2 for figure in found[1])
        parts = [int(figures[place : place + 2], 16) for place in range(0, len(figures), 2)]
        return parts[0], parts[1], parts[2], parts[3] / 255 if len(parts) > 3 else 1.0
    found = OF_NUMBERS.fullmatch(text)
    parts_ = re.findall(r"(\d*\.?\d+)(%?)", found[2])[:4] if found else []
    if not found or len(parts_) < 3:
        return None
    numbers = [float(number) for number, _sign in parts_]
    seen = (numbers[3] / (100 if parts_[3][1] else 1)) if len(numbers) > 3 else 1.0
    if found[1] == "hsl":
        shares = colorsys.hls_to_rgb(numbers[0] / 360, numbers[2] / 100, numbers[1] / 100)
        return round(shares[0] * 255), round(shares[1] * 255), round(shares[2] * 255), seen
    of = [
        round(number * 2.55) if sign else round(number) for number, (_n, sign) in zip(numbers[:3], parts_, strict=False)
    ]
    return of[0], of[1], of[2], seen


def _is_alike(one: Colour | None, other: Colour | None) -> bool:
    return one is not None and other is not None and _is_near(one, other)


def _is_near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= NEARLY for a, b in zip(one[:3], other[:3], strict=True))


def hides_words(styles: Styles) -> dict[str, bool]:
    """What an element passes on to all within it that says nothing else: {property: whether it hides words}."""
    said: dict[str, bool] = {}
    if size := styles.get("font-size"):
        said["size"] = bool(NOTHING.fullmatch(size) or TINY.fullmatch(size))
    elif font := styles.get("font"):
        said["size"] = any(NOTHING.fullmatch(part.partition("/")[0]) for part in font.split()[:-1])
    if visibility := styles.get("visibility"):
        said["visibility"] = visibility in ("hidden", "collapse")
    ink = styles.get("-webkit-text-fill-color") or styles.get("color")
    if ink:
        colour = colour_of(ink)
        said["color"] = colour is not None and colour[3] < FAINTEST
        said[PALE] = colour is not None and _is_near(colour, WHITE) and not said["color"]
        said[INKED] = colour is None or not _is_near(colour, BLACK)
    grounds = [styles[name] for name in ("background", "background-color", "mso-highlight") if name in styles]
    known = [(ground, colour_of(ground)) for ground in grounds if ground not in NO_GROUND]
    coloured = [(ground, colour) for ground, colour in known if not colour or not _is_no_ground(colour)]
    if coloured:
        said[ON_COLOUR] = True
        said[ON_BLACK] = any(colour and _is_near(colour, BLACK) for _ground, colour in coloured)
        of_ink = colour_of(ink or "")
        said["same"] = any(
            ink == ground or (of_ink and colour and _is_near(of_ink, colour)) for ground, colour in coloured
        )
    return said


def _is_no_ground(colour: Colour) -> bool:
    """Whether it is the paper that is seen."""
    return colour[3] < FAINTEST or _is_near(colour, WHITE)


class Sheet:
    """What the style sheets of a pasted text say of classes, numbers and kinds of element.

    Of a selector its last part counts, as that names what is styled: what stood around it was often not copied.
    """

    def __init__(self, html: str) -> None:
        css = NOT_CSS.sub("", " ".join(STYLES.findall(html)))
        # Each is looked for to the end of all.
        css = OTHER_MEDIA.sub("", css) if css.count("@media") <= MOST_RULES else ""
        self.counts = "counter" in css  # in ways that only a browser reads
        self.bulleted = set(BULLETED.findall(css))  # levels of Word's lists, as (list, level)
        self.custom = {name: value.strip() for name, value in CUSTOM.findall(css if "var(" in html else "")}
        # (element, classes and ids, styles, those that are important)
        self.rules: list[tuple[str, set[str], Styles, Styles]] = []
        self.by_library: list[tuple[cssselect2.CompiledSelector, Styles, Styles]] = []
        self.known: dict[tuple[str, ...], tuple[Styles, Styles]] = {}
        self.found: dict[Element, tuple[Styles, Styles]] = {}
        for selectors, declarations in _rules_in(css):
            styles = self._read(styles_of(declarations))
            for selector in _parted(selectors) if styles else ():
                self._add(selector.strip(), styles, self._read(styles_of(declarations, important=True)))
        del self.rules[MOST_RULES:]

    def _read(self, styles: Styles) -> Styles:
        return {name: self._value(value) for name, value in styles.items() if name.startswith(READ)}

    def _value(self, value: str) -> str:
        """With what custom properties stand for (`var(--x)`)."""
        for _step in range(5):
            if "var(" not in value:
                break
            value = VARIABLE.sub(lambda one: (self.custom.get(one[1]) or one[2] or "").lower(), value)[:200]
        return value

    def _add(self, selector: str, styles: Styles, important: Styles) -> None:
        plain = _unescaped(selector)
        last = _last_of(plain)
        found = SIMPLE.fullmatch(last)
        if found and last:
            names = set(re.findall(r"[.#][\w-]+", found[2]))
            self.rules.append((found[1].lower(), names, styles, important))
        elif last and len(plain) <= LONGEST_SELECTOR and not NOT_OF_ELEMENTS.search(last):
            # “.box *” is all that stands in it, and not all there is.
            try:
                compiled = cssselect2.compile_selector_list(plain if last == "*" else last)
            except (cssselect2.SelectorError, ValueError):
                return
            self.by_library += [(one, styles, important) for one in compiled if one.pseudo_element is None]

    def look(self, root: Element) -> None:
        """Ask each element for the rules that only the library understands, before the tree is changed."""
        if not self.by_library:
            return
        asked = 0
        for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            for selector, styles, important in self.by_library:
                asked += 1
                if selector.test(wrapped):
                    before = self.found.get(wrapped.etree_element, ({}, {}))
                    self.found[wrapped.etree_element] = (before[0] | styles, before[1] | important)
            if asked > MOST_ASKED:
                break

    def styles(self, node: Element) -> Styles:
        """The styles of an element: its own before those of sheets, and what is important before all."""
        if not self.rules and not node.attrib and node not in self.found:
            return NO_STYLES
        key = (node.tag, *(node.get(name, "") for name in ("class", "id", "style")))
        if key not in self.known:
            names = {f".{name}" for name in key[1].split()} | {f"#{key[2]}"}
            styles: Styles = {}
            important: Styles = {}
            for tag, needed, said, most in self.rules:
                if tag in ("", node.tag) and needed <= names:
                    styles |= said
                    important |= most
            own = {name: self._value(value) for name, value in styles_of(key[3]).items()}
            self.known[key] = styles | own, important | styles_of(key[3], important=True)
        styles, important = self.known[key]
        more = self.found.get(node)
        return more[0] | styles | more[1] | important if more else styles | important


def _rules_in(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of each rule, those within others too."""
    # Cut and not searched for: a pattern looks through all that is left from each sign on.
    for rule in css.split("}")[:-1]:
        before, brace, declarations = rule.rpartition("{")
        if brace:
            yield before.rpartition("{")[2], declarations


def _parted(selectors: str) -> list[str]:
    """Selectors at their commas, but those in brackets; longer ones than anybody writes are left as they are."""
    depth, begun, found = 0, 0, []
    for place, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append(selectors[begun:place])
            begun = place + 1
        if len(found) > MOST_RULES:
            break
    return [*found, selectors[begun:]]


def _last_of(selector: str) -> str:
    """The last part of a selector, behind the last blank or sign that is not in brackets."""
    depth = 0
    for place in range(len(selector) - 1, -1, -1):
        depth += (selector[place] in ")]") - (selector[place] in "([")
        if depth == 0 and selector[place] in " >+~\t\n\r":
            return selector[place + 1 :]
    return selector


def take_out(root: Element, sheet: Sheet) -> list[str]:
    """Take what is hidden out of the tree; returns its words, in order."""
    found: list[str] = []
    _take_out_columns(root, sheet, found)
    said_of: dict[Element, dict[str, bool]] = {root: {}}
    for node in list(root.iter()):
        parent = node.getparent()
        if node is root or parent not in said_of:
            continue  # within what was taken out whole
        styles = sheet.styles(node)
        if not styles and not node.attrib and node.tag != "dialog":
            said_of[node] = said_of[parent]
            continue
        if _is_hidden_whole(node, styles):
            _tell(found, "".join(node.itertext()))
            _remove(node)
            continue
        said_of[node] = said_of[parent] | hides_words(_with_old_names(node, styles))
    if not any(said_of.values()):
        return found
    hidden = {node for node, said in said_of.items() if any(said[name] for name in said if name not in NOT_ALONE)}
    pale = {node for node, said in said_of.items() if _is_lost_in_ground(said)} - hidden
    # Where all is white the page was dark, and its colour was not copied.
    if any(_own_words(node).strip() for node in said_of.keys() - hidden - pale):
        hidden |= pale
    for node in said_of:
        if node in hidden:
            _tell(found, _own_words(node))
            node.text = ""
            for child in node:
                child.tail = ""
    return found


def _is_hidden_whole(node: Element, styles: Styles) -> bool:
    is_shut = node.tag == "dialog" and node.get("open") is None
    # Without the rule it is the least height, which others write of each row.
    is_exact = node.tag == "tr" and styles.get("mso-height-rule") == "exactly"
    is_flat = is_exact and bool(NOTHING.fullmatch(styles.get("height", "")))
    return node.get("hidden") is not None or is_shut or is_flat or hides_all(styles)


def _is_lost_in_ground(said: dict[str, bool]) -> bool:
    """White words on white, or black ones on black, as who blacks out words by a colour leaves them."""
    return bool((said.get(PALE) and not said.get(ON_COLOUR)) or (said.get(ON_BLACK) and not said.get(INKED)))


def _take_out_columns(root: Element, sheet: Sheet, found: list[str]) -> None:
    """Empty the cells of columns that a table hides, as Excel has them on the clipboard."""
    for table in list(root.iter("table")):
        hidden, place = set(), 0
        for column in table.iter("col"):
            styles, span = sheet.styles(column), _count(column, "span")
            is_flat = NOTHING.fullmatch(styles.get("width", column.get("width", "1")))
            if is_flat or hides_all(styles) or styles.get("visibility") == "collapse":
                hidden |= set(range(place, place + span))
            place += span
        if hidden:
            _empty_columns(table, hidden, found)


def _empty_columns(table: Element, hidden: set[int], found: list[str]) -> None:
    reaching: dict[int, int] = {}  # {column: rows to come} of cells that reach down
    for row in table.iter("tr"):
        place = 0
        for cell in row.iterchildren("td", "th"):
            while reaching.get(place, 0):
                reaching[place] -= 1
                place += 1
            span = range(place, place + _count(cell, "colspan"))
            reaching |= dict.fromkeys(span, _count(cell, "rowspan") - 1)
            if hidden.issuperset(span):
                _tell(found, " ".join(map(str, cell.itertext())))
                for child in list(cell):
                    cell.remove(child)
                cell.text = ""
            place = span.stop
        for column in [column for column in reaching if column >= place and reaching[column]]:
            reaching[column] -= 1


def _count(node: Element, name: str) -> int:
    said = node.get(name, "")
    return max(1, min(int(said), 50)) if said.isdecimal() and len(said) < 4 else 1


def _with_old_names(node: Element, styles: Styles) -> Styles:
    """With what `<font color>` and `<td bgcolor>` say, which styles overrule."""
    names = {"color": node.get("color"), "background-color": node.get("bgcolor")}
    return {name: value.strip().lower() for name, value in names.items() if value} | styles


def _own_words(node: Element) -> str:
    return " ".join([node.text or "", *(child.tail or "" for child in node)])


def _tell(found: list[str], words: str) -> None:
    if shown := " ".join(words.split()):
        found.append(shown if len(shown) <= MOST_TOLD else f"{shown[:MOST_TOLD]} …")


def _remove(node: Element) -> None:
    """Take an element out and leave the text behind it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (node.tail or "")
    else:
        before.tail = (before.tail or "") + (node.tail or "")
    parent.remove(node)

"""What a document hides from its readers: taken out of what is pasted before it is read, and told.

A reader of the page that a text was copied from did not see it, and nobody would know that it is published here.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

STYLES = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
NOT_CSS = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# Rules for paper and small windows say nothing of the screen; those of all screens are read like any other.
OTHER_MEDIA = re.compile(r"@media(?![^{]*\b(?:screen|all)\b)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
BULLETED = re.compile(r"@list\s+l(\d+):level(\d+)\s*\{[^{}]*mso-level-number-format:\s*bullet", re.IGNORECASE)
LAST_OF_SELECTOR = re.compile(r"([\w-]*)((?:[.#][\w-]+)*)\s*$")
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
NOTHING = re.compile(r"0*\.?0+(?:[a-z]+|%)?")
FAR_AWAY = re.compile(
    r"-(?:\d{4,}|\d{3,}(?=r?em))(?:\.\d+)?[a-z]*"
)  # Word itself hangs lines out by hundreds of points
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
    ),
)
# Letters of a point or less are no writing.
TINY = re.compile(r"0*[01]?(?:\.\d+)?(?:px|pt)|0*\.0\d*r?em")
NO_SIZE = re.compile(r"opacity\(0*\.?0*%?\)|scale[xy]?\(\s*0*\.?0*\s*(?:,.*)?\)")
PALE, ON_COLOUR = "pale", "on colour"  # white words, and a ground on which they are seen
ON_BLACK, INKED = "on black", "inked"  # a black ground, and words of another colour
BLACK = re.compile(r"black|windowtext|#000(?:000)?|rgba?\(\s*0[\s,]+0[\s,]+0(?:[\s,/]+1(?:\.0)?)?\s*\)")
NOT_ALONE = (PALE, ON_COLOUR, ON_BLACK, INKED)  # which hide only together
WHITE = re.compile(r"white|#fff|#(?:f[c-f]){3}|rgba?\((?:\s*25[2-5]\s*,?){3}(?:,?\s*/?\s*1(?:\.0)?)?\s*\)")
NO_GROUND = re.compile(
    rf"(?:{WHITE.pattern}|none|transparent|inherit|initial|unset|auto|rgba\([^)]*,\s*0(?:\.0)?\s*\)|\s)*"
)
MOST_RULES = 500  # Word brings some two hundred; each is asked of each element
MOST_TOLD = 200  # characters of each text that is told of

Styles = dict[str, str]
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


def styles_of(text: str) -> Styles:
    """{property: value} of a style, small letters; of two the last counts."""
    found: Styles = {}
    plain = ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), NOT_CSS.sub("", text))
    for declaration in plain.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = " ".join(value.lower().replace("!important", "").split())
    return found


def hides_all(styles: Styles) -> bool:
    """Whether nothing of an element with these styles is seen, whatever stands in it."""
    nothing_tall = any(NOTHING.fullmatch(styles.get(name, "")) for name in ("height", "max-height", "width"))
    return (
        styles.get("display") == "none"
        or styles.get("mso-hide") in ("all", "screen")
        or styles.get("content-visibility") == "hidden"
        or bool(NOTHING.fullmatch(styles.get("opacity", "")))
        or any(NO_SIZE.search(styles.get(name, "")) for name in ("filter", "transform"))
        or (nothing_tall and styles.get("overflow") in ("hidden", "clip"))
        or any(FAR_AWAY.fullmatch(styles.get(name, "")) for name in ("left", "top", "text-indent", "margin-left"))
        or re.fullmatch(r"rect\(\s*(?:[01](?:px)?[ ,]*){4}\)", styles.get("clip", "")) is not None
    )


def hides_words(styles: Styles) -> dict[str, bool]:
    """What an element passes on to all within it that says nothing else: {property: whether it hides words}."""
    said: dict[str, bool] = {}
    if size := styles.get("font-size"):
        said["size"] = bool(NOTHING.fullmatch(size) or TINY.fullmatch(size))
    elif font := styles.get("font"):
        said["size"] = any(NOTHING.fullmatch(part.partition("/")[0]) for part in font.split()[:-1])
    if visibility := styles.get("visibility"):
        said["visibility"] = visibility in ("hidden", "collapse")
    if "color" in styles:
        said["color"] = styles["color"] == "transparent"
        said[PALE] = bool(WHITE.fullmatch(styles["color"]))
        said[INKED] = not BLACK.fullmatch(styles["color"])
    grounds = [styles[name] for name in ("background", "background-color", "mso-highlight") if name in styles]
    if any(not NO_GROUND.fullmatch(ground) for ground in grounds):
        said[ON_COLOUR] = True
        said[ON_BLACK] = any(BLACK.fullmatch(ground) for ground in grounds)
        said["same"] = styles.get("color") in grounds
    return said


class Sheet:
    """What the style sheets of a pasted text say of classes, numbers and kinds of element."""

    def __init__(self, html: str) -> None:
        css = OTHER_MEDIA.sub("", NOT_CSS.sub("", " ".join(STYLES.findall(html))))
        self.counts = "counter" in css  # in ways that only a browser reads
        self.bulleted = set(BULLETED.findall(css))  # levels of Word's lists, as (list, level)
        # (element, classes and ids, styles): of a selector its last part, as that names what is styled.
        self.rules: list[tuple[str, set[str], Styles]] = []
        self.known: dict[tuple[str, ...], Styles] = {}
        for selectors, declarations in RULE.findall(css):
            styles = {name: value for name, value in styles_of(declarations).items() if name.startswith(READ)}
            for selector in selectors.split(",") if styles else ():
                found = LAST_OF_SELECTOR.search(selector)
                if found and (found[1] or found[2]):
                    self.rules.append((found[1].lower(), set(re.findall(r"[.#][\w-]+", found[2])), styles))
        del self.rules[MOST_RULES:]

    def styles(self, node: Element) -> Styles:
        """The styles of an element, its own before those of sheets."""
        if not self.rules and not node.attrib:
            return NO_STYLES
        key = (node.tag, *(node.get(name, "") for name in ("class", "id", "style")))
        if key not in self.known:
            names = {f".{name}" for name in key[1].split()} | {f"#{key[2]}"}
            found: Styles = {}
            for tag, needed, styles in self.rules:
                if tag in ("", node.tag) and needed <= names:
                    found |= styles
            self.known[key] = found | styles_of(key[3])
        return self.known[key]


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

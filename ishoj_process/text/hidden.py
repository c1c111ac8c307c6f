"""What a document hides from its readers: taken out of what is pasted before it is read, and told.

A reader of the page that a text was copied from did not see it, and nobody would know that it is published here.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from html import unescape

import cssselect2
from lxml.etree import _Element as Element

from .styles.lines import strikes_by_element
from .styles.unseen import Said, hides_all, is_hidden, is_lost_in_ground, passed_on
from .styles.values import NOT_CSS, Styles, length, styles_of, unescaped

STYLES = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
# Rules for paper and small windows say nothing of the screen; those of all screens are read like any other.
OTHER_MEDIA = re.compile(r"@media(?![^{]*\b(?:screen|all)\b)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
SIMPLE = re.compile(r"([\w-]*)((?:[.#][\w-]+)*)")
NOT_OF_ELEMENTS = re.compile(r"::|:(?:before|after|first-line|first-letter|hover|focus|active|visited|target|checked)")
CUSTOM = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
UNSAID = "\0"  # in place of a custom property that nothing is said of
BULLETED = re.compile(r"@list\s+l(\d+):level(\d+)\s*\{[^{}]*mso-level-number-format:\s*bullet", re.IGNORECASE)
# The properties that are read, by how they begin.
READ = (
    *("display", "visibility", "mso-", "content", "opacity", "font", "color", "clip", "overflow", "background"),
    *("height", "max-", "width", "left", "top", "text", "margin", "vertical-align", "list-style", "position", "bottom"),
    *("filter", "transform", "translate", "scale", "rotate", "zoom", "right", "inset", "line-height", "letter-spacing"),
    *("mask", "mix-blend-mode", "block-size", "inline-size", "backface-visibility", "border", "-webkit-", "-moz-"),
    "-ms-",
)
OF_AN_ELEMENT_BESIDE = re.compile(r"::?(?:before|after)$")
# Names of classes by which well-known style sheets hide words; the sheet itself is often not copied.
HIDING_CLASSES = {
    *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "d-none"),
    *("hidden", "is-hidden", "u-hidden", "display-none", "invisible", "element-invisible", "a11y-hidden"),
}
SHOWN_ON_SOME = re.compile(r".*:|d-\w+-|not-sr-only")  # on wider screens, as such sheets say it
# Elements whose words no browser shows, and which are dropped with them.
NOT_SHOWN = re.compile(r"<(template|noscript|noembed|noframes|iframe|datalist|object)(?=[\s>])[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LONGEST_SELECTOR = 500
MOST_ASKED = 300_000  # questions of rules that only a library of CSS understands, each of each element
MOST_RULES = 500  # Word brings some two hundred; each is asked of each element
SHUT = {"dialog", "details"}  # seen in part, or not at all, where nothing is said of it
MOST_TOLD = 200  # characters of each text that is told of

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
                self._add_or_strike(selector.strip(), styles, self._read(styles_of(declarations, important=True)))
        del self.rules[MOST_RULES:]

    def _read(self, styles: Styles) -> Styles:
        return {name: self._value(value) for name, value in styles.items() if name.startswith(READ)}

    def _value(self, value: str) -> str:
        """With what custom properties stand for (`var(--x)`)."""
        for _step in range(5):
            if "var(" not in value:
                break
            value = VARIABLE.sub(lambda one: (self.custom.get(one[1]) or one[2] or UNSAID).lower(), value)[:200]
        # Of what stands for nothing the whole declaration says nothing (CSS Custom Properties, § 3.1).
        return "" if UNSAID in value else value

    def _add_or_strike(self, selector: str, styles: Styles, important: Styles) -> None:
        beside = OF_AN_ELEMENT_BESIDE.sub("", selector)
        if beside == selector:
            self._add(selector, styles, important)
        elif beside and strikes_by_element(styles):
            self._add(beside, {"text-decoration": "line-through"}, {})

    def _add(self, selector: str, styles: Styles, important: Styles) -> None:
        plain = unescaped(selector)
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
    said_of: dict[Element, Said] = {root: {}}
    for node in list(root.iter()):
        parent = node.getparent()
        if node is root or parent not in said_of:
            continue  # within what was taken out whole
        styles = sheet.styles(node)
        if not styles and not node.attrib and node.tag not in SHUT:
            said_of[node] = said_of[parent]
            continue
        if _is_hidden_whole(node, styles):
            _tell(found, "".join(node.itertext()))
            _remove(node)
            continue
        _take_out_of_fold(node, found)
        said_of[node] = said_of[parent] | passed_on(_with_old_names(node, styles))
    if any(said_of.values()):
        _take_out_words(said_of, found)
    return found


def _take_out_words(said_of: dict[Element, Said], found: list[str]) -> None:
    hidden = {node for node, said in said_of.items() if is_hidden(said)}
    pale = {node for node, said in said_of.items() if is_lost_in_ground(said)} - hidden
    # Where all is white the page was dark, and its colour was not copied.
    if any(_own_words(node).strip() for node in said_of.keys() - hidden - pale):
        hidden |= pale
    for node in said_of:
        if node in hidden:
            _tell(found, _own_words(node))
            node.text = ""
            for child in node:
                child.tail = ""


def _is_hidden_whole(node: Element, styles: Styles) -> bool:
    is_shut = node.tag == "dialog" and node.get("open") is None
    # Without the rule it is the least height, which others write of each row.
    is_exact = node.tag == "tr" and styles.get("mso-height-rule") == "exactly"
    is_flat = is_exact and length(styles.get("height", "")) == 0
    is_called = any(node.get(name) is not None for name in ("hidden", "popover"))
    return is_called or is_shut or is_flat or _is_of_hiding_class(node, styles) or hides_all(styles)


def _is_of_hiding_class(node: Element, styles: Styles) -> bool:
    names = node.get("class", "").lower().split()
    is_said = "display" in styles or "visibility" in styles or any(SHOWN_ON_SOME.match(name) for name in names)
    return not is_said and not HIDING_CLASSES.isdisjoint(names)


def _take_out_of_fold(node: Element, found: list[str]) -> None:
    """Of `<details>` that are folded the summary alone is seen."""
    if node.tag != "details" or node.get("open") is not None:
        return
    summary = next(node.iterchildren("summary"), None)
    _tell(found, " ".join(_words_but(node, summary).split()))
    for child in node:
        child.tail = ""
        if child is not summary:
            node.remove(child)
    node.text = ""


def _words_but(node: Element, left: Element | None) -> str:
    others = [f"{'' if child is left else ''.join(map(str, child.itertext()))} {child.tail or ''}" for child in node]
    return " ".join([node.text or "", *others])


def words_not_shown(html: str) -> list[str]:
    """The words of elements that no browser shows, which are dropped before the text is a tree."""
    found: list[str] = []
    unended: set[str] = set()
    place = 0
    while begun := NOT_SHOWN.search(html, place):
        name, place = begun[1].lower(), begun.end()
        end = None if name in unended else re.compile(f"</{name}", re.IGNORECASE).search(html, place)
        if end is None:
            unended.add(name)  # looked for once: of thousands of them each would look to the end
            continue
        _tell(found, unescape(TAG.sub(" ", html[place : end.start()])))
        place = end.start()
    return found


def _take_out_columns(root: Element, sheet: Sheet, found: list[str]) -> None:
    """Empty the cells of columns that a table hides, as Excel has them on the clipboard."""
    for table in list(root.iter("table")):
        hidden, place = set(), 0
        for column in table.iter("col", "colgroup"):
            if column.tag == "colgroup" and column.find("col") is not None:
                continue  # asked with each of its columns
            span = _count(column, "span")
            if any(_is_column_hidden(one, sheet) for one in (column, *column.iterancestors("colgroup"))):
                hidden |= set(range(place, place + span))
            place += span
        if hidden:
            _empty_columns(table, hidden, found)


def _is_column_hidden(column: Element, sheet: Sheet) -> bool:
    styles = sheet.styles(column)
    is_flat = length(styles.get("width", column.get("width", "1"))) == 0
    is_called = column.get("hidden") is not None
    return is_flat or is_called or hides_all(styles) or styles.get("visibility") in ("collapse", "hidden")


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

"""Sanitised HTML as a tree of lxml's, and written again in one tidy form: the same text is always the same HTML.

lxml reads it as XML, which a sanitiser's output is but for its line breaks: the HTML reader of libxml2 knows HTML 4
and takes apart what may stand within each other, such as a paragraph in a heading.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import TypeAlias

from lxml import etree

from .incoming import incoming
from .numbers import KINDS, counted_on, kind_of, whole

DEEPEST = 19  # elements within elements; deeper text is no one's writing and breaks what renders it
DEEPEST_OPEN = 200  # blocks that are open at once in HTML as it comes, with those that only lay a page out
BLOCK_TAG = re.compile(
    r"<(/?)(?:div|ul|ol|dl|blockquote|details|section|article|header|footer|main|nav|aside|figure|center|form|fieldset"
    r"|table|dialog|address|summary|menu|pre)\b",
    re.IGNORECASE,
)
SPACES = re.compile(r"[ \t\n\r\f]+")  # not the no-break space, which is meant
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAK = re.compile(r'<br(?: [\w-]+="[^"]*")*>')
COLUMN = re.compile(r'<col((?: [\w-]+="[^"]*")*)>')  # which says of a pasted table what it hides
INLINE = {"strong", "em", "s", "sub", "sup", "a", "br"}
LISTS = {"ul", "ol"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"p", "div", "blockquote", "table", *HEADINGS, *LISTS}
KNOWN = INLINE | BLOCKS | {"li", "thead", "tbody", "tr", "th", "td"}
OWN_MARKS = {"b": "strong", "i": "em", "del": "s", "strike": "s"}
OWN_NAMES = OWN_MARKS | {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
TOO_DEEP = etree.XPath("*/" * DEEPEST + "*[not(self::br)]")

Element: TypeAlias = etree._Element
Content: TypeAlias = list[str | Element]  # what stands in an element, in order


class NestingError(Exception):
    """Elements are nested deeper than any text that a person writes."""


def is_too_deep(html: str) -> bool:
    """Whether HTML of any program opens more blocks within each other than a page has: told without reading it."""
    depth = 0
    for found in BLOCK_TAG.finditer(html):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > DEEPEST_OPEN:
            return True
    return False


def parse(html: str, *, keeps_levels: bool = False, first: Callable[[Element], None] | None = None) -> Element:
    """The tree of what a sanitiser or `tidy` wrote.

    Headings become one of our two, unless their own levels are to be read. `first` may change the tree before its
    depth is measured.
    """
    # HTML knows a form feed and a named space, XML knows neither.
    xml = COLUMN.sub(r"<col\1/>", html)
    xml = BREAK.sub("<br/>", NOT_IN_XML.sub("", xml.replace("\f", " ").replace("&nbsp;", "\xa0")))
    try:
        root = etree.fromstring(f"<root>{xml}</root>", etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:  # the one fault that sanitised text can have
        raise NestingError from error
    if first:
        first(root)
    if TOO_DEEP(root):
        raise NestingError
    _through_the_gate(root)
    names = OWN_MARKS if keeps_levels else OWN_NAMES
    for node in root.iter(*names):
        node.tag = names[node.tag]
    return root


def _through_the_gate(root: Element) -> None:
    """Once more as texts: `&shy;` is a name until HTML is read."""
    for node in root.iter():
        node.text, node.tail = incoming(node.text), incoming(node.tail)


def content(node: Element) -> Content:
    """The texts and elements in an element, in order."""
    found = [node.text] if node.text else []
    for child in node:
        found += [child, child.tail] if child.tail else [child]
    return found


def element(tag: str, inner: Iterable[str | Element] = (), attributes: Mapping[str, str] | None = None) -> Element:
    """A new element with these texts and elements in it, which leave where they stood."""
    made = etree.Element(tag, dict(attributes or {}))
    extend(made, inner)
    return made


def extend(node: Element, inner: Iterable[str | Element]) -> None:
    """Put texts and elements at the end of an element."""
    # Kept, as lxml counts all children to say whether there are any.
    last = next(node.iterchildren(reversed=True), None)
    for child in inner:
        if not isinstance(child, str):
            node.append(child)
            child.tail = None  # the text behind it is an entry of its own
            last = child
        elif last is not None:
            last.tail = (last.tail or "") + child
        else:
            node.text = (node.text or "") + child


def named(node: Element, *tags: str) -> list[Element]:
    """The elements in an element that have these names."""
    return list(node.iterchildren(*tags))


def without(node: Element, *tags: str) -> Content:
    """What stands in an element beside those."""
    return [child for child in content(node) if isinstance(child, str) or child.tag not in tags]


def tidy(root: Element) -> str:
    """The tree as HTML of blocks: stray text in paragraphs, no empty elements, tables with a head and scopes."""
    return _blocks(content(root))


def _blocks(children: Content) -> str:
    written = ""
    waiting: Content = []
    for child in children:
        if not isinstance(child, str) and child.tag not in INLINE:
            written += _element("p", _inline(waiting)) + _block(child)
            waiting = []
        else:
            waiting.append(child)
    return written + _element("p", _inline(waiting))


def _block(node: Element) -> str:
    if node.tag == "p" or node.tag in HEADINGS:
        return _element(node.tag, _lines(content(node)))
    if node.tag in LISTS:
        return _list(node)
    if node.tag == "blockquote":
        return _element("blockquote", _blocks(content(node)))
    return _table(node) if node.tag == "table" else _blocks(content(node))


def _element(tag: str, inner: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else ""


def _list(node: Element) -> str:
    """A list whose items keep their numbers, though those that say nothing are gone."""
    numbers = counted_on((value for value, _content in _items(node)), _start(node))
    items = [
        (number, html) for number, (_v, inner) in zip(numbers, _items(node), strict=True) if (html := _item(inner))
    ]
    if node.tag == "ul" or not items:
        return _element(node.tag, "".join(_element("li", html) for _number, html in items))
    said = {
        "start": str(items[0][0]) if items[0][0] != 1 else "",
        "type": kind_of(node) if kind_of(node) in KINDS else "",
    }
    attributes = "".join(f' {name}="{value}"' for name, value in said.items() if value)
    written, before = "", items[0][0] - 1
    for number, html in items:
        written += _element("li", html, f' value="{number}"' if number != before + 1 else "")
        before = number
    return _element("ol", written, attributes)


def _start(node: Element) -> int:
    start = whole(node.get("start"))
    return 1 if start is None else start


def _items(node: Element) -> list[tuple[int | None, Content]]:
    """The number that each item of a list names, and what stands in it.

    A list that stands there without an item belongs to the item before it.
    """
    items: list[tuple[int | None, Content]] = []
    is_item = False
    for child in content(node):
        if isinstance(child, str) and not child.strip():
            continue
        if is_item and not isinstance(child, str) and child.tag in LISTS:
            items[-1][1].append(child)
            continue
        is_item = not isinstance(child, str) and child.tag == "li"
        value = None if isinstance(child, str) else whole(child.get("value"))
        items.append((value, content(child) if is_item and not isinstance(child, str) else [child]))
    return items


def _item(children: Content) -> str:
    """What an item says; editors wrap it in paragraphs, which a list needs not."""
    lists = [child for child in children if not isinstance(child, str) and child.tag in LISTS]
    return _lines([child for child in children if child not in lists]) + "".join(map(_block, lists))


def _lines(children: Content) -> str:
    """Blocks within one that holds none, one below the other."""
    written: list[str] = []
    waiting: Content = []
    for child in children:
        if not isinstance(child, str) and child.tag not in INLINE:
            written += [_inline(waiting), _lines(content(child))]
            waiting = []
        else:
            waiting.append(child)
    return "<br>".join(filter(None, [*written, _inline(waiting)]))


def _inline(children: Content) -> str:
    text = SPACES.sub(" ", "".join(map(_marked, children)))
    text = re.sub(r" ?<br> ?", "<br>", text)
    if not re.sub(r"<[^>]*>|\s", "", text):
        return ""  # nothing to be seen: word processors make empty lines of no-break spaces
    return re.sub(r"^(?: |<br>)+|(?: |<br>)+$", "", text)


def _marked(child: str | Element) -> str:
    if isinstance(child, str):
        return escape(child, quote=False)
    if child.tag == "br":
        return "<br>"
    inner = "".join(map(_marked, content(child)))
    if child.tag == "s":  # struck out once is struck out
        inner = re.sub("</?s>", "", inner)
    if child.tag not in INLINE or not inner.strip():
        return inner
    if child.tag != "a":
        return _element(child.tag, inner)
    href = child.get("href")
    # A place within the document that the text was copied from is nowhere here.
    is_link = href and not href.startswith("#")
    return _element("a", inner, f' href="{escape(href)}"') if is_link else inner


def _table(node: Element) -> str:
    """Rows of headers alone at the top are the head, which paper repeats on every page."""
    rows = [named(row, "th", "td") for row in _rows(node)]
    count = next((index for index, row in enumerate(rows) if any(cell.tag == "td" for cell in row)), len(rows))
    head = "".join(_element("tr", "".join(_cell(cell, "col") for cell in row)) for row in rows[:count])
    body = "".join(_element("tr", "".join(_cell(cell, "row") for cell in row)) for row in rows[count:])
    return _element("table", _element("thead", head) + _element("tbody", body))


def _rows(node: Element) -> Iterator[Element]:
    for child in named(node, "thead", "tbody", "tr"):
        yield from [child] if child.tag == "tr" else _rows(child)


def _cell(cell: Element, scope: str) -> str:
    # An empty cell keeps its place.
    inner = _lines(content(cell))
    return f'<th scope="{scope}">{inner}</th>' if cell.tag == "th" else f"<td>{inner}</td>"

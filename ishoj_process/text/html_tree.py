"""Sanitised HTML as a small tree, and written again in one tidy form: the same text is always the same HTML."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

DEEPEST = 20  # elements within elements; deeper text is no one's writing and breaks what renders it
SPACES = r"[ \t\n\r\f]+"  # not the no-break space, which is meant
INLINE = {"strong", "em", "a", "br"}
LISTS = {"ul", "ol"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"p", "div", "blockquote", "table", *HEADINGS, *LISTS}
OWN_NAMES = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


class NestingError(Exception):
    """Elements are nested deeper than any text that a person writes."""


@dataclass
class Node:
    """An element; its children are nodes and strings."""

    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    def named(self, *tags):
        """The children that are elements of these names."""
        return [child for child in self.children if isinstance(child, Node) and child.tag in tags]

    def without(self, *tags):
        """The children that are not, in an element like this one."""
        kept = [child for child in self.children if not (isinstance(child, Node) and child.tag in tags)]
        return Node(self.tag, self.attributes, kept)


def parse(html, *, keeps_levels=False):
    """The tree of a well-formed piece of HTML, as a sanitiser or `tidy` writes it.

    Headings become one of our two, unless their own levels are to be read.
    """
    builder = _Builder({"b": "strong", "i": "em"} if keeps_levels else OWN_NAMES)
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self, own_names):
        super().__init__(convert_charrefs=True)
        self.own_names = own_names
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(self.own_names.get(tag, tag), dict(attrs))
        self.open[-1].children.append(node)
        if tag != "br":
            self.open.append(node)
        if len(self.open) > DEEPEST:
            raise NestingError

    def handle_endtag(self, tag):
        if len(self.open) > 1 and self.open[-1].tag == self.own_names.get(tag, tag):
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def tidy(root):
    """The tree as HTML of blocks: stray text in paragraphs, no empty elements, tables with a head and scopes."""
    return _blocks(root.children)


def _blocks(children):
    written, waiting = "", []
    for child in children:
        if isinstance(child, Node) and child.tag not in INLINE:
            written += _element("p", _inline(waiting)) + _block(child)
            waiting = []
        else:
            waiting.append(child)
    return written + _element("p", _inline(waiting))


def _block(node):
    if node.tag == "p" or node.tag in HEADINGS:
        return _element(node.tag, _lines(node.children))
    if node.tag in LISTS:
        return _element(node.tag, "".join(_element("li", _item(child)) for child in _items(node)))
    if node.tag == "blockquote":
        return _element("blockquote", _blocks(node.children))
    return _table(node) if node.tag == "table" else _blocks(node.children)


def _element(tag, content, attributes=""):
    return f"<{tag}{attributes}>{content}</{tag}>" if content else ""


def _items(node):
    """What stands in a list; a list that stands there without an item belongs to the item before it."""
    items = []
    for child in node.children:
        is_list = isinstance(child, Node) and child.tag in LISTS
        if is_list and items and isinstance(items[-1], Node) and items[-1].tag == "li":
            items[-1] = Node("li", children=[*items[-1].children, child])
        elif not isinstance(child, str) or child.strip():
            items.append(child)
    return items


def _item(child):
    """What a list's child says; editors wrap it in paragraphs, which a list needs not."""
    item = child if isinstance(child, Node) and child.tag == "li" else Node("li", children=[child])
    return _lines(item.without(*LISTS).children) + "".join(map(_block, item.named(*LISTS)))


def _lines(children):
    """Blocks within one that holds none, one below the other."""
    written, waiting = [], []
    for child in children:
        if isinstance(child, Node) and child.tag not in INLINE:
            written += [_inline(waiting), _lines(child.children)]
            waiting = []
        else:
            waiting.append(child)
    return "<br>".join(filter(None, [*written, _inline(waiting)]))


def _inline(children):
    text = re.sub(SPACES, " ", "".join(map(_marked, children)))
    text = re.sub(r" ?<br> ?", "<br>", text)
    if not re.sub(r"<[^>]*>|\s", "", text):
        return ""  # nothing to be seen: word processors make empty lines of no-break spaces
    return re.sub(r"^(?: |<br>)+|(?: |<br>)+$", "", text)


def _marked(child):
    if isinstance(child, str):
        return escape(child, quote=False)
    if child.tag == "br":
        return "<br>"
    content = "".join(map(_marked, child.children))
    if child.tag not in INLINE or not content.strip():
        return content
    if child.tag != "a":
        return _element(child.tag, content)
    href = child.attributes.get("href")
    # A place within the document that the text was copied from is nowhere here.
    is_link = href and not href.startswith("#")
    return _element("a", content, f' href="{escape(href)}"') if is_link else content


def _table(node):
    """Rows of headers alone at the top are the head, which paper repeats on every page."""
    rows = [row.named("th", "td") for row in _rows(node)]
    count = next((index for index, row in enumerate(rows) if any(cell.tag == "td" for cell in row)), len(rows))
    head = "".join(_element("tr", "".join(_cell(cell, "col") for cell in row)) for row in rows[:count])
    body = "".join(_element("tr", "".join(_cell(cell, "row") for cell in row)) for row in rows[count:])
    return _element("table", _element("thead", head) + _element("tbody", body))


def _rows(node):
    for child in node.named("thead", "tbody", "tr"):
        yield from [child] if child.tag == "tr" else _rows(child)


def _cell(cell, scope):
    # An empty cell keeps its place.
    content = _lines(cell.children)
    return f'<th scope="{scope}">{content}</th>' if cell.tag == "th" else f"<td>{content}</td>"

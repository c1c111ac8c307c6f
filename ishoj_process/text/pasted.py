"""What word processors put on the clipboard, made headings, lists and tables: the tree before it is tidied.

Word writes list items as paragraphs that say in their style which list they belong to. Google Docs says in styles
what is bold, and puts all of it into a <b> that is not.
"""

import re

from lxml import etree

from . import numbers
from .hidden import Sheet, Styles, take_out
from .html_tree import BLOCKS, KNOWN, LISTS, OWN_NAMES, Content, Element, content, element, named, without

WIDEST = 30  # columns that a merged cell may span

LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
BOLD = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style:\s*(italic|oblique)", re.IGNORECASE)
NOT_ITALIC = re.compile(r"(?<![\w-])font-style:\s*normal", re.IGNORECASE)
COUNTED = re.compile(r"[(]?(?:\d+\.)*(\d+|[a-zæøå]|[ivxlcdm]+)[.)]+", re.IGNORECASE)
STRUCK = re.compile(r"\bline-through\b")
PARTS = {"li", "thead", "tbody", "tr", "th", "td"}
MARKS = ("strong", "em", "a")
KEPT_MARKS = ("s", "sub", "sup")  # that say what the words mean: around paragraphs they are one for each
# Elements of a page that part its words as a paragraph does.
LIKE_DIV = {
    *("section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption", "address", "center"),
    *("details", "summary", "fieldset", "form", "dl", "dt", "dd", "pre", "legend", "hgroup", "dialog"),
}


class Preparing:
    """The first look at a pasted tree: what is hidden goes, what styles say becomes elements, all else falls away."""

    def __init__(self, html: str) -> None:
        self.sheet = Sheet(html)
        self.left_out: list[str] = []

    def prepare(self, root: Element) -> None:
        self.left_out += take_out(root, self.sheet)
        for node in list(root.iter()):
            self._mark(node)
        known = KNOWN | set(OWN_NAMES) | {"span", root.tag}
        etree.strip_tags(root, *{node.tag for node in root.iter()} - known)

    def _mark(self, node: Element) -> None:
        """What the style and the name of an element say, in the names that are ours."""
        styles = self.sheet.styles(node)
        if node.tag == "caption":
            _before_its_table(node)
        elif node.tag in LIKE_DIV:
            node.tag = "div"
        elif node.tag == "tfoot":
            node.tag = "tbody"
        if node.tag == "ol":
            _number(node, styles, self.sheet)
        for mark in _marks_of(styles):
            if node.tag not in (mark, *{"s": ("del", "strike")}.get(mark, ())):
                _wrap(node, mark)


def _marks_of(styles: Styles) -> list[str]:
    """The marks that keep their meaning: struck out, raised and lowered."""
    decoration = " ".join(value for name, value in styles.items() if name.startswith("text-decoration"))
    decoration += styles.get("text-line-through", "").replace("none", "") and " line-through"
    raised = {"super": ["sup"], "sub": ["sub"]}.get(styles.get("vertical-align", ""), [])
    return [*raised, *(["s"] if STRUCK.search(decoration) else [])]


def _wrap(node: Element, mark: str) -> None:
    """Put all that stands in an element into a mark; of a row or a table, what stands in each cell."""
    if node.tag in ("table", "thead", "tbody", "tr"):
        for cell in node.iter("th", "td"):
            _wrap(cell, mark)
        return
    inner = etree.Element(mark)
    inner.text, node.text = node.text, None
    for child in list(node):
        inner.append(child)
    node.append(inner)


def _before_its_table(caption: Element) -> None:
    """A table of ours has no caption: it is the line above."""
    caption.tag = "p"
    table = caption.getparent()
    if table is not None and table.tag == "table":
        caption.tail = None
        table.addprevious(caption)


def _number(node: Element, styles: Styles, sheet: Sheet) -> None:
    """How a list is counted, where a style or its items say it; where they are counted in several ways, as several."""
    own = _kind_in(styles) or numbers.kind_of(node)
    items = list(node.iterchildren("li"))
    kinds = [_kind_in(sheet.styles(item)) or item.get("type") or own for item in items]
    kinds = [kind if kind in numbers.KINDS else numbers.FIGURES for kind in kinds]
    if not items:
        return
    for item, number in zip(items, numbers.numbers_of(node), strict=True):
        item.set("value", str(number))
    node.set("type", kinds[0])
    last = node
    for item, kind, before in zip(items, kinds, [kinds[0], *kinds], strict=False):
        if kind != before:
            made = element("ol", attributes={"type": kind})
            last.addnext(made)
            last = made
        if last is not node:
            last.append(item)


def _kind_in(styles: Styles) -> str:
    said = f"{styles.get('list-style-type', '')} {styles.get('list-style', '')}".split()
    return next((numbers.BY_STYLE[word] for word in said if word in numbers.BY_STYLE), "")


def as_ours(root: Element) -> Element:
    """The tree with lists for Word's paragraphs, marks for styles, and every cell of a merged one in its place."""
    return element(root.tag, _lists_of(_outside_of_marks(_without_styles(content(root)))))


def _style(node: Element) -> str:
    return node.get("style", "")


def _without_styles(children: Content) -> Content:
    """The same children with <strong> and <em> where a style says so, and none where a style denies it."""
    made: Content = []
    for child in children:
        if isinstance(child, str):
            made.append(child)
        elif LIST_MARK.search(_style(child)):
            made.append(element("list-mark", [_text(child)]))
        else:
            made += _one_without_styles(child)
    return made


def _one_without_styles(node: Element) -> Content:
    style, inner = _style(node), _without_styles(content(node))
    is_denied = {"strong": NOT_BOLD, "em": NOT_ITALIC}.get(node.tag)
    if is_denied and is_denied.search(style):
        return inner
    if node.tag != "span":
        filled = _filled(inner) if node.tag in ("table", "thead", "tbody") else inner
        return [element(node.tag, filled, node.attrib)]
    for tag, is_said in (("em", ITALIC), ("strong", BOLD)):
        if is_said.search(style):
            inner = [element(tag, inner)]
    return inner


def _text(node: Element) -> str:
    return "".join(node.itertext())


def _outside_of_marks(children: Content) -> Content:
    """Bold around paragraphs would make one line of them: the paragraphs stand, the mark goes."""
    made: Content = []
    for child in children:
        if isinstance(child, str):
            made.append(child)
            continue
        inner = _outside_of_marks(content(child))
        is_around = any(not isinstance(one, str) and one.tag in BLOCKS | PARTS for one in inner)
        if is_around and child.tag in KEPT_MARKS:
            made += _marked_within(inner, child.tag)
        elif is_around and child.tag in MARKS:
            made += inner
        else:
            made.append(element(child.tag, inner, child.attrib))
    return made


def _marked_within(children: Content, mark: str) -> Content:
    """The blocks with the mark around what stands in each: struck paragraphs are struck, one by one."""
    made: Content = []
    waiting: Content = []
    for child in children:
        if isinstance(child, str) or child.tag not in BLOCKS | PARTS:
            waiting.append(child)
            continue
        made += _one_marked(waiting, mark)
        waiting = []
        made.append(element(child.tag, _marked_within(content(child), mark), child.attrib))
    return made + _one_marked(waiting, mark)


def _one_marked(children: Content, mark: str) -> Content:
    says = any(child.strip() if isinstance(child, str) else True for child in children)
    return [element(mark, children)] if says else children


# Lists


def _lists_of(children: Content) -> Content:
    """The children, with each run of Word's list paragraphs as one list."""
    made: Content = []
    run: list[tuple[int, Element]] = []
    for child in children:
        level = _list_level(child)
        if level:
            run.append((level, child))
            continue
        if run and isinstance(child, str) and not child.strip():
            continue  # between two items
        made += _lists(run)
        run = []
        made.append(child if isinstance(child, str) else _inside(child))
    return made + _lists(run)


def _inside(node: Element) -> Element:
    is_loose = node.tag not in LISTS  # what stands in a list is an item already
    return element(node.tag, _lists_of(content(node)) if is_loose else map(_walked, content(node)), node.attrib)


def _walked(child: str | Element) -> str | Element:
    return child if isinstance(child, str) else _inside(child)


def _list_level(child: str | Element) -> int:
    """How deep a list paragraph of Word's stands; 0 for all else."""
    if isinstance(child, str) or child.tag not in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        return 0
    found = LIST_LEVEL.search(_style(child))
    # A numbered heading stays a heading.
    return min(int(found[1]), 9) if found and child.tag == "p" else 0


def _lists(run: list[tuple[int, Element]]) -> list[Element]:
    """List paragraphs of several levels as lists within each other."""
    top: list[Element] = []
    path: list[tuple[int, Element]] = []  # (level, list) from the outermost to the one that is written
    last: dict[int, tuple[int, str]] = {}  # the number and kind of the item above on each level
    for level, paragraph in run:
        while path and path[-1][0] > level:
            path.pop()
        before = path[-1][1] if path and path[-1][0] == level else None
        number, kind = _counted(_mark_of(paragraph), last.get(level) if before is not None else None)
        tag = "ol" if kind else "ul"
        # Numbers after dots on one level are a new list of Word's, though nothing stands between them.
        if before is not None and (before.tag != tag or (kind and numbers.kind_of(before) != kind)):
            path.pop()
        if not path or path[-1][0] < level:
            made = element(tag, attributes={"type": kind} if kind in numbers.KINDS else {})
            (path[-1][1][-1] if path else top).append(made)
            path.append((level, made))
        item = element("li", content(_without_mark(paragraph)), {"value": str(number)} if kind else {})
        path[-1][1].append(item)
        last[level] = (number, kind if kind in numbers.KINDS else numbers.FIGURES)
    return top


def _counted(mark: str, last: tuple[int, str] | None) -> tuple[int, str]:
    """The number before an item and how it is counted; no kind where a dot stands there."""
    found = COUNTED.match(mark)
    return (numbers.read(found[0], last) or (1, numbers.FIGURES)) if found else (0, "")


def _mark_of(node: Element) -> str:
    """“1.” or “·”: what Word shows before the item."""
    for child in node:
        if mark := _text(child) if child.tag == "list-mark" else _mark_of(child):
            return mark.strip()
    return ""


def _without_mark(node: Element) -> Element:
    kept = without(node, "list-mark")
    inner = [child if isinstance(child, str) else _without_mark(child) for child in kept]
    return element(node.tag, inner, node.attrib)


# Tables


def _filled(rows: Content) -> Content:
    """Rows in which every cell has its own place: a merged cell is followed by empty ones."""
    waiting: dict[int, tuple[int, str]] = {}  # {column: (rows to come, tag)} of cells that reach down
    return [row if isinstance(row, str) or row.tag != "tr" else _row_filled(row, waiting) for row in rows]


def _row_filled(row: Element, waiting: dict[int, tuple[int, str]]) -> Element:
    made: list[Element] = []
    cells = named(row, "th", "td")
    while cells or any(column >= len(made) and rows for column, (rows, _tag) in waiting.items()):
        rows, tag = waiting.get(len(made), (0, "td"))
        if rows:
            waiting[len(made)] = (rows - 1, tag)
            made.append(element(tag))
            continue
        if not cells:
            break
        cell = cells.pop(0)
        below = _span(cell, "rowspan") - 1
        for place in range(_span(cell, "colspan")):
            waiting[len(made)] = (below, cell.tag)
            made.append(element(cell.tag) if place else cell)
    return element("tr", made)


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "")
    # Measured before it is read: int() raises on thousands of digits, and a page would answer with a fault.
    return max(1, min(int(text), WIDEST)) if text.isdecimal() and len(text) < 4 else 1

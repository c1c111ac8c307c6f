"""What word processors put on the clipboard, made headings, lists and tables: the tree before it is tidied.

Word writes list items as paragraphs that say in their style which list they belong to. Google Docs says in styles
what is bold, and puts all of it into a <b> that is not.
"""

import re

from .html_tree import BLOCKS, LISTS, Content, Element, content, element, named, without

WIDEST = 30  # columns that a merged cell may span

LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
BOLD = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style:\s*(italic|oblique)", re.IGNORECASE)
NOT_ITALIC = re.compile(r"(?<![\w-])font-style:\s*normal", re.IGNORECASE)
COUNTED = re.compile(r"[(]?(\d+|[a-zæøå]|[ivxlc]+)[.)]", re.IGNORECASE)


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
        is_around = any(not isinstance(one, str) and one.tag in BLOCKS for one in inner)
        is_lifted = is_around and child.tag in ("strong", "em", "a")
        made += inner if is_lifted else [element(child.tag, inner, child.attrib)]
    return made


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
    for level, paragraph in run:
        tag = "ol" if COUNTED.match(_mark_of(paragraph)) else "ul"
        while path and path[-1][0] > level:
            path.pop()
        # Numbers after dots on one level are a new list of Word's, though nothing stands between them.
        if path and path[-1][0] == level and path[-1][1].tag != tag:
            path.pop()
        if not path or path[-1][0] < level:
            made = element(tag)
            (path[-1][1][-1] if path else top).append(made)
            path.append((level, made))
        path[-1][1].append(element("li", content(_without_mark(paragraph))))
    return top


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

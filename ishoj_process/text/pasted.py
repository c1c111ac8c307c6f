"""What word processors put on the clipboard, made headings, lists and tables: the tree before it is tidied.

Word writes list items as paragraphs that say in their style which list they belong to. Google Docs says in styles
what is bold, and puts all of it into a <b> that is not.
"""

import re

from lxml import etree

from . import numbers
from .hidden import MOST_TOLD, Sheet, take_out, words_not_shown
from .html_tree import BLOCKS, HEADINGS, KNOWN, LISTS, OWN_NAMES, Content, Element, content, element, named, without
from .styles.lines import draws_line
from .styles.values import Styles

WIDEST = 30  # columns that a merged cell may span

LIST_LEVEL = re.compile(r"l(\d+)\s+level(\d+)")
LIST_MARK, LEVEL = "list-mark", "list-level"  # an element and an attribute of our own, while a text is read
DOT = "•"
# Fonts whose letters are dots and arrows: “§” of Wingdings is a square.
SIGNS = re.compile(r"symbol|[wz]\w*dings|webdings|dingbats|marlett", re.IGNORECASE)
BOLD = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style:\s*(italic|oblique)", re.IGNORECASE)
NOT_ITALIC = re.compile(r"(?<![\w-])font-style:\s*normal", re.IGNORECASE)
# What a list of HTML shows, too: “1.1” and “§ 3” it does not.
PLAIN = re.compile(r"\(?(?:\d+|[a-z]+)[.):]*", re.IGNORECASE)
LENGTH = re.compile(r"([+-]?\d*\.?\d+)(pt|px|r?em|ex|ch|%|cm|mm|in|pc|)")
IN_POINTS = {
    **dict.fromkeys(("px", ""), 0.75),
    **dict.fromkeys(("em", "rem"), 11),
    **dict.fromkeys(("ex", "ch"), 5),
    "pt": 1,
    "%": 0.11,
    "cm": 28.3,
    "mm": 2.83,
    "in": 72,
    "pc": 12,
}
LEAST_RAISED = 1  # points; by less lines are set straight
HAS_STYLES = etree.XPath("boolean(//span | //table | //@style)")
HAS_MARKS_AROUND = etree.XPath(
    "boolean(//*[self::strong or self::em or self::a or self::s or self::sub or self::sup]/*[{}])".format(
        " and ".join(f"not(self::{tag})" for tag in ("strong", "em", "a", "s", "sub", "sup", "br", "span", LIST_MARK))
    )
)
HAS_LISTS_OF_WORD = etree.XPath(f"boolean(//@{LEVEL})")
IN_WORDS = "in words"  # how items are counted whose number no list of ours shows
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
        self.left_out: list[str] = words_not_shown(html)
        self.uncounted: list[str] = []

    def prepare(self, root: Element) -> None:
        self.sheet.look(root)
        self.left_out += take_out(root, self.sheet)
        for node in list(root.iter()):
            self._mark(node)
        known = KNOWN | set(OWN_NAMES) | {"span", LIST_MARK, root.tag}
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
        if node.tag in LISTS:
            _number(node, self.sheet)
        self._mark_list_of_word(node, styles.get("mso-list", ""))
        for mark in _marks_of(node, styles):
            if node.tag not in (mark, *{"s": ("del", "strike")}.get(mark, ())):
                _wrap(node, mark)

    def _mark_list_of_word(self, node: Element, said: str) -> None:
        """Which list a paragraph of Word's belongs to, and what is shown before it."""
        if said == "ignore":
            _make_list_mark(node, self.sheet)
        elif (found := LIST_LEVEL.match(said)) and node.tag == "p":  # a numbered heading stays a heading
            node.set(LEVEL, str(max(1, min(int(found[2][:3]), 9))))
            has_mark = any(self.sheet.styles(one).get("mso-list") == "ignore" for one in node.iterdescendants())
            if not has_mark and found.groups() not in self.sheet.bulleted and (words := _text(node).split()):
                self.uncounted.append(" ".join(words)[:MOST_TOLD])


def _make_list_mark(node: Element, sheet: Sheet) -> None:
    """“1.” or a dot before a paragraph; anywhere else than in a list the number stands in words."""
    # Of a list that was copied in part the mark may stand around others.
    block = next(node.iterancestors("p", "div", "li", "td", "th", *HEADINGS), None)
    around = [node, *node.iterancestors(), *node.iterdescendants()]
    text = " ".join(_text(node).split())
    # Word names the font of the mark at it or around it, within the paragraph.
    fonts = " ".join(sheet.styles(one).get("font-family", "") for one in around if one.tag not in BLOCKS | {"font"})
    if _is_dot(text) or SIGNS.search(fonts):
        text = DOT
    for child in list(node):
        node.remove(child)
    if block is not None and block.get(LEVEL):
        node.tag, node.text = LIST_MARK, text
    else:
        node.tag, node.text = "span", "" if text == DOT else f"{text} "


def _is_dot(mark: str) -> bool:
    """Whether a mark counts nothing: “–”, the “o” of Word's second level, and signs of fonts of their own."""
    return mark in ("o", "§") or not any(sign.isalnum() or sign == "§" for sign in mark)


def _marks_of(node: Element, styles: Styles) -> list[str]:
    """The marks that keep their meaning: struck out, raised and lowered."""
    decoration = " ".join(value for name, value in styles.items() if "text-decoration" in name)
    decoration += styles.get("text-line-through", "").replace("none", "") and " line-through"
    # Blocks and cells are moved for other reasons.
    raised = _raised(styles) if node.tag not in BLOCKS | PARTS | LIKE_DIV and not _is_initial(node) else ""
    is_deleted = "msoDel" in node.get("class", "").split()  # Word's tracked changes
    is_struck = is_deleted or STRUCK.search(decoration) or draws_line(styles)
    return [*([raised] if raised else []), *(["s"] if is_struck else [])]


def _is_initial(node: Element) -> bool:
    """Whether words are the large letter that a text of Word's begins with, which hangs below its line."""
    return any("mso-element:dropcap" in one.get("style", "").replace(" ", "") for one in node.iterancestors("p", "div"))


def _raised(styles: Styles) -> str:
    """`sup` or `sub` of words above or below the line, in each of the ways in which programs put them there."""
    for said in (styles.get("vertical-align", ""), styles.get("font-variant-position", "")):
        if said in ("super", "sub"):
            return {"super": "sup"}.get(said, said)
    points = _points(styles.get("mso-text-raise", "")) or _points(styles.get("vertical-align", ""))
    if not points and styles.get("position") == "relative":
        points = -_points(styles.get("top", "")) or _points(styles.get("bottom", ""))
    return "" if abs(points) < LEAST_RAISED else "sup" if points > 0 else "sub"


def _points(said: str) -> float:
    """A length in points, as near as it can be told; 0 of what is none."""
    found = LENGTH.fullmatch(said) if len(said) < 20 else None
    return float(found[1]) * IN_POINTS[found[2]] if found else 0


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


def _number(node: Element, sheet: Sheet) -> None:
    """How a list is counted, where a style or its items say it; where they are counted in several ways, as several."""
    items = list(node.iterchildren("li"))
    own = _kind_in(node, sheet, numbers.kind_of(node) if node.tag == "ol" else numbers.BULLETS)
    kinds = [_kind_in(item, sheet, own) for item in items]
    if not any(kinds):
        node.tag = "ul"
        return
    shapes = []
    for item, number, kind in zip(items, numbers.numbers_of(node), kinds, strict=True):
        item.set("value", str(number))
        is_shown = kind == numbers.BULLETS or (kind != numbers.GREEK and numbers.is_of_list(number))
        shapes.append(kind if is_shown else IN_WORDS)
        if not is_shown:
            item.tag = "div"
            _write_before(item, f"{numbers.written(number, kind)}.")
    _part(node, items, shapes)


def _part(node: Element, items: list[Element], shapes: list[str]) -> None:
    """One list for each run of items that are counted alike, with the lists that stand behind them."""
    last, shape_of = node, dict(zip(items, shapes, strict=True))
    before = shapes[0]
    _shape(node, before)
    for child in list(node):
        shape = shape_of.get(child, before)
        if shape != before:
            made = element("ol")
            last.addnext(made)
            last, before = made, shape
            _shape(made, shape)
        if last is not node:
            last.append(child)


def _shape(node: Element, shape: str) -> None:
    node.tag = {IN_WORDS: "div", numbers.BULLETS: "ul"}.get(shape, "ol")
    node.set("type", shape)


def _write_before(node: Element, label: str) -> None:
    """Put a label before the first words of an item."""
    first = next(iter(node), None)
    if first is not None and not (node.text or "").strip() and first.tag in ("p", "div"):
        _write_before(first, label)
    else:
        node.text = f"{label} {(node.text or '').lstrip()}"


def _kind_in(node: Element, sheet: Sheet, otherwise: str) -> str:
    """How a list or an item is counted by its style or its `type`."""
    styles = sheet.styles(node)
    said = f"{styles.get('list-style-type', '')} {styles.get('list-style', '')}".split()
    known = [numbers.BY_STYLE[word] for word in said if word in numbers.BY_STYLE]
    if known:
        return known[0]
    # Where styles count in ways of their own, no dot stands there though the list's own mark is gone.
    if numbers.UNCOUNTED_STYLES.intersection(said) and not (sheet.counts and "none" in said):
        return numbers.BULLETS
    kind = node.get("type", "") if node.tag == "li" else ""
    return kind if kind in (*numbers.KINDS, numbers.FIGURES) else otherwise


def as_ours(root: Element) -> Element:
    """The tree with lists for Word's paragraphs, marks for styles, and every cell of a merged one in its place."""
    # Each look makes the tree anew: most texts are our own, and need none of them.
    if HAS_STYLES(root):
        root = element(root.tag, _without_styles(content(root)))
    if HAS_MARKS_AROUND(root):
        root = element(root.tag, _outside_of_marks(content(root)))
    return element(root.tag, _lists_of(content(root))) if HAS_LISTS_OF_WORD(root) else root


def _style(node: Element) -> str:
    return node.get("style", "")


def _without_styles(children: Content) -> Content:
    """The same children with <strong> and <em> where a style says so, and none where a style denies it."""
    made: Content = []
    for child in children:
        if isinstance(child, str):
            made.append(child)
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
    return 0 if isinstance(child, str) else int(child.get(LEVEL, "0"))


def _lists(run: list[tuple[int, Element]]) -> list[Element]:
    """List paragraphs of several levels as lists within each other; what no list shows, as “§ 3”, in words."""
    top: list[Element] = []
    path: list[tuple[int, Element]] = []  # (level, list) from the outermost to the one that is written
    last: dict[int, tuple[int, str]] = {}  # the number and kind of the item above on each level
    for level, paragraph in run:
        while path and path[-1][0] > level:
            path.pop()
        before = path[-1][1] if path and path[-1][0] == level else None
        mark, inner = _mark_of(paragraph), content(_without_mark(paragraph))
        number, kind = _counted(mark, last.get(level) if before is not None else None)
        last[level] = (number, kind)
        if kind == IN_WORDS:
            path = []
            top.append(element("p", [f"{mark} ", *inner]))
            continue
        tag = "ol" if kind else "ul"
        # Numbers after dots on one level are a new list of Word's, though nothing stands between them.
        if before is not None and (before.tag != tag or (kind and numbers.kind_of(before) != kind)):
            path.pop()
        if not path or path[-1][0] < level:
            made = element(tag, attributes={"type": kind} if kind in numbers.KINDS else {})
            (path[-1][1][-1] if path else top).append(made)
            path.append((level, made))
        path[-1][1].append(element("li", inner, {"value": str(number)} if kind else {}))
    return top


def _counted(mark: str, last: tuple[int, str] | None) -> tuple[int, str]:
    """The number before an item and how it is counted; no kind where a dot stands there."""
    if not mark or mark == DOT:
        return 0, numbers.BULLETS
    return (numbers.read(mark, last) if PLAIN.fullmatch(mark) else None) or (0, IN_WORDS)


def _mark_of(node: Element) -> str:
    """“1.” or “·”: what Word shows before the item."""
    for child in node:
        if mark := _text(child) if child.tag == LIST_MARK else _mark_of(child):
            return mark.strip()
    return ""


def _without_mark(node: Element) -> Element:
    kept = without(node, LIST_MARK)
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

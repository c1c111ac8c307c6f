"""A text with headings as a row of lines, and which of them begin an item."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from ishoj_process.text.html_tree import HEADINGS, Content, Element, content, element, named, without

from . import words

LONGEST_TITLE = 300


@dataclass
class Line:
    """A heading, a line of a paragraph, or a block such as a list or a table (`level` and text empty)."""

    children: Content
    tag: str = "p"
    level: int = 0  # of a heading
    is_title: bool = False
    follows: bool = False  # another line of the same paragraph

    @property
    def text(self) -> str:
        return text_of(self.children)

    @property
    def name(self) -> str:
        return words.plain(self.text)

    @property
    def is_bold(self) -> bool:
        """True of a line that is bold from end to end."""
        bold = [child for child in self.children if not isinstance(child, str) and child.tag == "strong"]
        return bool(bold) and text_of(bold).strip() == self.text.strip()


def text_of(children: Iterable[str | Element]) -> str:
    """What a reader sees of elements and texts."""
    found = ""
    for child in children:
        if isinstance(child, str):
            found += child
        elif child.tag == "br":
            found += "\n"
        else:
            found += text_of(content(child)) + (" " if child.tag in ("p", "li", "td", "th", "tr", *HEADINGS) else "")
    # Word puts hard spaces between number and title, which names are compared without.
    return found.replace("\xa0", " ")


def lines_of(root: Element) -> list[Line]:
    """The lines of a tidied text, those that begin an item marked."""
    lines = [line for child in root for line in _lines_of_block(child)]
    for line in _titles(lines):
        line.is_title = True
    return lines if any(line.is_title for line in lines) else _with_list_as_titles(lines)


def _lines_of_block(node: Element) -> list[Line]:
    if node.tag in HEADINGS:
        return [Line(content(node), node.tag, level=HEADINGS.index(node.tag) + 1)]
    if node.tag != "p":
        return [Line([node], node.tag)]
    lines = [Line([])]
    for child in content(node):
        if not isinstance(child, str) and child.tag == "br":
            lines.append(Line([], follows=True))
        else:
            lines[-1].children.append(child)
    return [line for line in lines if line.text.strip()]


def _titles(lines: list[Line]) -> list[Line]:
    headings = [line for line in lines if line.level and line.name not in words.LABELS]
    headings = [line for line in headings if line.name not in words.GROUPS]
    if not headings:
        return _numbered_lines(lines)
    level = item_level(headings, [line.level for line in lines if line.level and line.name in words.SECTIONS])
    titles = [line for line in headings if line.level == level]
    first = next((place for place, line in enumerate(titles) if words.numbered(line.text)), 0)
    return titles[first:]  # before the first number stands what the document is called


def item_level(headings: list[Line], section_levels: list[int]) -> int:
    """The level at which items begin: that of numbered headings, else the one above the sections."""
    if numbered := [line.level for line in headings if words.numbered(line.text)]:
        return min(numbered)
    levels = [line.level for line in headings]
    above = [level for level in levels if level < min(section_levels, default=0)]
    if above:
        return max(above)
    top = min(levels)
    # One heading above all others, and none like it, is what the document is called.
    is_name_of_all = levels[0] == top and levels.count(top) == 1 and len(levels) > 1 and not section_levels
    return min(level for level in levels if level > top) if is_name_of_all else top


def _numbered_lines(lines: list[Line]) -> list[Line]:
    """“3. Titel” or “Punkt 3: Titel” where a text has no headings; numbers within a text do not follow each other."""
    found = [line for line in lines if line.tag == "p" and _is_numbered_title(line)]
    found = [line for line in found if words.is_named(line.text)] or found
    # Where some are bold, the others are lists within the text.
    found = [line for line in found if line.is_bold] or found
    last, titles = None, []
    for line in found:
        number = _number_of(line)
        if last is None or number == last + 1 or words.is_named(line.text):
            titles.append(line)
            last = number
    return titles


def _number_of(line: Line) -> int:
    found = words.numbered(line.text)
    return int(found[0]) if found else 0


def _is_numbered_title(line: Line) -> bool:
    found = words.numbered(line.text)
    return found is not None and len(found[0]) < 5 and len(found[1]) <= LONGEST_TITLE and not found[1][0].islower()


def _with_list_as_titles(lines: list[Line]) -> list[Line]:
    """A text that is nothing but a numbered list of titles, perhaps with text between them."""
    made = []
    for line in lines:
        if line.tag != "ol":
            made.append(line)
            continue
        for item in named(line.children[0], "li"):
            made.append(Line(without(item, "ul", "ol"), "li", is_title=True))
            made += [Line([inner], inner.tag) for inner in named(item, "ul", "ol")]
    return made


def cut(children: Content, count: int) -> Content:
    """The same elements and texts without their first `count` characters; those given stay as they are."""
    made: Content = []
    for child in children:
        length = len(text_of([child]))
        if count <= 0:
            made.append(child)
        elif isinstance(child, str):
            made.append(child[count:])
        elif count < length:
            # A copy, as an element belongs to one tree: taken into another it would be missing from its own.
            made.append(element(child.tag, cut(content(deepcopy(child)), count), child.attrib))
        count -= length
    return made

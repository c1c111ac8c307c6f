"""A text with headings as a row of lines, and which of them begin an item."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from ishoj_process.text.html_tree import HEADINGS, Content, Element, content, element, named, without

from . import words
from .doors import Says, Verdict, judge, judge_heading, judge_line

LONGEST_TITLE = 300
LONGEST_GROUP = 100  # characters of a plain line over several items


@dataclass
class Line:
    """A heading, a line of a paragraph, or a block such as a list or a table (`level` and text empty)."""

    children: Content
    tag: str = "p"
    level: int = 0  # of a heading
    is_title: bool = False
    is_group: bool = False  # stands over several items
    reaches_on: bool = False  # may be meant for the items behind it, too
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
    if not any(line.is_title for line in lines):
        lines = _with_list_as_titles(lines)
    _mark_groups(lines)
    return lines


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
    headings = [line for line in headings if not _is_group_heading(line)]
    if not headings:
        return _numbered_lines(lines)
    level = item_level(headings, [line.level for line in lines if line.level and line.name in words.SECTIONS])
    titles = [line for line in headings if line.level == level]
    first = next((place for place, line in enumerate(titles) if words.numbered(line.text)), None)
    if first is None:
        return titles
    # Before the first number stands what the document is called. Where items are numbered, a heading that is not and
    # speaks of closed doors stands over them: taken for an item it would close itself alone.
    for line in titles[first:]:
        line.is_group = words.numbered(line.text) is None and judge(line.text).says is not Says.NOTHING
    return [line for line in titles[first:] if not line.is_group]


def _is_group_heading(line: Line) -> bool:
    if line.is_group or line.name in words.GROUPS:
        return True
    verdict = judge_heading(line.text)
    is_said = verdict.says in (Says.CLOSED, Says.UNSURE) and words.OF_SEVERAL.search(line.name)
    return words.numbered(line.text) is None and (verdict.is_over_several or bool(is_said))


def _mark_groups(lines: list[Line]) -> None:
    """Mark the lines that stand over several items, and those that may be meant so."""
    for place, line in enumerate(lines):
        if line.is_title:
            line.reaches_on = words.numbered(line.text) is None and _is_bare_mark(judge(line.text))
        elif line.level:
            line.is_group = _is_group_heading(line)
        elif line.tag == "p" and len(line.text) <= LONGEST_GROUP and not words.numbered(line.text):
            _mark_plain_group(lines, place)


def _mark_plain_group(lines: list[Line], place: int) -> None:
    line, before = lines[place], lines[:place]
    verdict = judge_heading(line.text)
    behind = next((one for one in lines[place + 1 :] if not _is_mark(one)), None)
    is_before_title = behind is not None and behind.is_title
    if verdict.is_over_several:
        line.is_group = is_before_title
        line.reaches_on = not is_before_title and verdict.says is not Says.OPEN
    elif is_before_title and verdict.says in (Says.CLOSED, Says.UNSURE):
        # Below the title of an item without text it is the item's own; below text it may be either.
        is_own = before and before[-1].is_title
        line.reaches_on = not is_own and (not verdict.rest or bool(words.OF_SEVERAL.search(line.name)))


def _is_mark(line: Line) -> bool:
    return not line.is_title and line.tag == "p" and len(line.text) <= LONGEST_GROUP and _is_whole(judge(line.text))


def _is_whole(verdict: Verdict) -> bool:
    return verdict.says is not Says.NOTHING and not verdict.rest


def _is_bare_mark(verdict: Verdict) -> bool:
    return verdict.says is Says.CLOSED and not verdict.rest


def statements_of(line: Line) -> list[tuple[Verdict, str]]:
    """What each entry of a list, row or cell of a table, or the line itself says of closed doors."""
    if line.tag == "p" or line.level:
        return [(judge_line(line.text), line.text)]
    found: list[tuple[Verdict, str]] = []
    for text in texts_of_block(line):
        verdict = judge_line(text)
        # Nothing that stands in a table or a list opens an item: it may be said of anything there.
        if verdict.says in (Says.CLOSED, Says.UNSURE):
            found.append((verdict, text))
    return found


def texts_of_block(line: Line) -> list[str]:
    """The entries of a list and the rows of a table as short texts; “Lukket | Ja” as “Lukket: Ja”."""
    texts: list[str] = []
    for node in line.children:
        if isinstance(node, str):
            texts.append(node)
            continue
        for inner in node.iter("li", "p", "tr", *HEADINGS):
            if inner.tag != "tr":
                texts.append(text_of(without(inner, "ul", "ol", "table")))
                continue
            cells = [" ".join(text_of(content(cell)).split()) for cell in named(inner, "th", "td")]
            texts += [": ".join(cells)] if len(cells) == 2 and cells[0] else cells
    return [" ".join(text.split()) for text in texts if text.strip()]


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

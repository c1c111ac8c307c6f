"""A text with headings as a row of lines."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from ishoj_process.text.html_tree import HEADINGS, Content, Element, content, element, named, without

from . import words
from .doors import Says, Verdict, judge, judge_heading, judge_line
from .numbering import Numbered, read_number

LONGEST_TITLE = 300


@dataclass
class Line:
    """A heading, a line of a paragraph, or a block such as a list or a table (`level` and text empty)."""

    children: Content
    tag: str = "p"
    level: int = 0  # of a heading
    is_title: bool = False
    is_group: bool = False  # stands over several items
    reaches_on: bool = False  # may be meant for the items behind it, too
    is_stray: bool = False  # has a number as items do, and is none
    is_odd: bool = False  # and its number is written in a way that is read of none
    is_counted_entry: bool = False  # has a number as items do, and is read as an entry of a list
    follows: bool = False  # another line of the same paragraph

    # Asked again and again by who looks before and behind a line.
    @cached_property
    def text(self) -> str:
        return text_of(self.children)

    @cached_property
    def name(self) -> str:
        return words.plain(self.text)

    @cached_property
    def number(self) -> Numbered | None:
        return read_number(self.text)

    @cached_property
    def verdict(self) -> Verdict:
        return judge(self.text)

    @cached_property
    def heading_verdict(self) -> Verdict:
        return judge_heading(self.text)

    @property
    def struck(self) -> str:
        """The words of the line that are struck out."""
        return " ".join(self.struck_texts)

    @property
    def struck_texts(self) -> list[str]:
        return struck_in(self.children)

    @property
    def is_struck(self) -> bool:
        """True of a line of which nothing stands."""
        return bool(self.struck) and not self.text.strip()

    @property
    def is_bold(self) -> bool:
        """True of a line that is bold from end to end."""
        bold = [child for child in self.children if not isinstance(child, str) and child.tag == "strong"]
        return bool(bold) and text_of(bold).strip() == self.text.strip()


def text_of(children: Iterable[str | Element]) -> str:
    """What stands in elements and texts: words that are struck out do not, and no name or number is read of them."""
    found = ""
    for child in children:
        if isinstance(child, str):
            found += child
        elif child.tag == "s":
            continue
        elif child.tag == "br":
            found += "\n"
        else:
            found += text_of(content(child)) + (" " if child.tag in ("p", "li", "td", "th", "tr", *HEADINGS) else "")
    # Word puts hard spaces between number and title, which names are compared without.
    return found.replace("\xa0", " ")


def struck_in(children: Content) -> list[str]:
    """The texts that are struck out, each by itself."""
    nodes = [node for child in children if not isinstance(child, str) for node in child.iter("s")]
    return list(filter(None, (" ".join("".join(node.itertext()).split()) for node in nodes)))


def lines_of_block(node: Element) -> list[Line]:
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
    return [line for line in lines if line.text.strip() or line.struck]


def statements_of(line: Line) -> list[tuple[Verdict, str]]:
    """What each entry of a list, row or cell of a table, or the line itself says of closed doors."""
    if line.tag == "p" or line.level:
        return [(judge_line(line.text), line.text)]
    found: list[tuple[Verdict, str]] = []
    for text in texts_of(line):
        verdict = judge_line(text)
        # Nothing that stands in a table or a list opens an item: it may be said of anything there.
        if verdict.says in (Says.CLOSED, Says.UNSURE):
            found.append((verdict, text))
    return found


def texts_of(line: Line) -> list[str]:
    """The line, or the entries of a list and the rows of a table as short texts; “Lukket | Ja” as “Lukket: Ja”."""
    if line.tag == "p" or line.level:
        return [line.text]
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

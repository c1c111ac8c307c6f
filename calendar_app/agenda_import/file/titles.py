"""Which lines of a text begin an item, which stand over several, and which numbered ones are neither."""

import re
from dataclasses import replace
from itertools import pairwise

from ishoj_process.text.html_tree import Element, content, named, without

from . import words
from .doors import Says, judge
from .labels import section_named
from .lines import LONGEST_TITLE, Line, cut, lines_of_block, texts_of
from .numbering import Numbered, is_oddly_numbered, names_several, roman
from .over_several import LONGEST as LONGEST_GROUP
from .over_several import may_stand_over, reaches_on
from .words import Section

# In which a single numbered line is what is recommended or decided, and no item.
COUNTING = {Section.RECOMMENDATION, Section.DECISION, Section.PUBLIC_DECISION, Section.QUESTION_FOR_DECISION}


def lines_of(root: Element) -> list[Line]:
    """The lines of a tidied text, those that begin an item marked."""
    lines = [line for child in root for line in lines_of_block(child)]
    headings = [] if _is_name_of_list(lines) else _title_headings(lines)
    for line in headings:
        line.is_title = True
    if not headings:
        lines = _with_first_list_counted(lines)
    _Chain(lines, headings).settle()
    if not any(line.is_title for line in lines):
        lines = _with_other_numbers_as_ours(lines)
        _Chain(lines, []).settle()
    if not any(line.is_title for line in lines):
        lines = _with_lists_as_titles(lines)
    lines = _with_titles_below_numbers(lines)
    _mark_groups(lines)
    return lines


# Headings


def _is_name_of_list(lines: list[Line]) -> bool:
    """Whether one heading and a numbered list straight below it are all: what the document is called, and its items."""
    headings = [place for place, line in enumerate(lines) if line.level]
    if len(headings) != 1 or lines[headings[0]].number or words.is_label(lines[headings[0]].name):
        return False
    below = lines[headings[0] + 1] if headings[0] + 1 < len(lines) else None
    return below is not None and len(_entries(below)) > 1 and not below.text.strip().casefold().startswith("at ")


def _title_headings(lines: list[Line]) -> list[Line]:
    headings = [line for line in lines if line.level and not words.is_label(line.name) and not line.is_struck]
    headings = [line for line in headings if not _is_group_heading(line)]
    if not headings:
        return []
    level = _item_level(headings, [line.level for line in lines if line.level and words.section_of(line.name)])
    titles = [line for line in headings if line.level == level]
    first = next((place for place, line in enumerate(titles) if line.number), None)
    if first is None:
        # Where lines say that they are items and count on, headings without numbers are parts of them.
        return [] if _count_on(lines) else titles
    # Before the first number stands what the document is called. Where items are numbered, a heading that is not and
    # speaks of closed doors stands over them: taken for an item it would close itself alone.
    for line in titles[first:]:
        line.is_group = line.number is None and line.verdict.says is not Says.NOTHING
    return [line for line in titles[first:] if not line.is_group]


def _count_on(lines: list[Line]) -> bool:
    """Whether lines such as “Punkt 1: Budget” and “Punkt 2: Klima” are the titles of the text."""
    counted: list[int] = []
    section: Section | None = None
    for line in lines:
        found = line.number if line.tag == "p" else None
        section = section_named(line) or section
        # “Punkt 1: Godkendt” in a decision is said of what was recommended.
        if found and found.is_named and not found.is_small and not found.is_entry and section not in COUNTING:
            counted.append(found.place)
            section = None
    return len(counted) > 1 and all(later > number for number, later in pairwise(counted))


def _is_group_heading(line: Line) -> bool:
    if line.is_group or line.name in words.GROUPS:
        return True
    verdict = line.heading_verdict
    is_said = verdict.says in (Says.CLOSED, Says.UNSURE) and words.OF_SEVERAL.search(line.name)
    return line.number is None and (verdict.is_over_several or bool(is_said))


def _item_level(headings: list[Line], section_levels: list[int]) -> int:
    """The level at which items begin: that of numbered headings, else the one above the sections."""
    if levels := [line.level for line in headings if line.number]:
        return min(levels)
    levels = [line.level for line in headings]
    above = [level for level in levels if level < min(section_levels, default=0)]
    if above:
        return max(above)
    top = min(levels)
    # One heading above all others, and none like it, is what the document is called.
    is_name_of_all = levels[0] == top and levels.count(top) == 1 and len(levels) > 1 and not section_levels
    return min(level for level in levels if level > top) if is_name_of_all else top


# Numbered lines


# “1.2 Del af punktet”
PART_OF_ITEM = re.compile(r"\s*\d{1,3}\.\d{1,2}\.?\s+[A-ZÆØÅ]")
# “Budget ..... 4” in a table of contents
PAGE = re.compile(r"(?:[\s.]*[.…]{2,}|\s)\s*(?:side\s*)?(?:\d+|[ivxlc]+)\s*$", re.IGNORECASE)


class _Chain:
    """Walks over the numbered lines that are no headings: each is an item, an entry of a list, or told as neither."""

    def __init__(self, lines: list[Line], headings: list[Line]) -> None:
        self.lines = lines
        self.headings = {read.place for line in headings if (read := line.number)}
        self.has_headings = bool(headings)
        self.is_bold = any(line.is_bold and self._read(line) for line in lines)
        self._note_places()
        self.last: int | None = None  # number of the last item
        self.is_mark_alone = False  # the last item's title is a mark and nothing else
        self.has_item = False
        self.section: Section | None = None  # that the item has come to
        self.is_below_group = False
        self.next_entry: tuple[int, int] | None = None  # (number, place) that would go on with a list

    def _note_places(self) -> None:
        """Where each number stands last: asked of every line, a text of many lines would be walked over for each."""
        self.last_place: dict[int, int] = {}
        self.last_strong_place: dict[int, int] = {}  # of headings, and of bold lines among others that are not
        self.last_titled_place: dict[tuple[int, str], int] = {}
        for place, line in enumerate(self.lines):
            read = line.number if line.is_title else self._read(line)
            if read is None:
                continue
            self.last_titled_place[read.place, read.title.casefold()] = place
            if not read.is_entry:
                self.last_place[read.place] = place
            if line.is_title or (self.is_bold and line.is_bold):
                self.last_strong_place[read.place] = place

    def settle(self) -> None:
        for place, line in enumerate(self.lines):
            line.is_counted_entry = line.tag == "p" and bool(PART_OF_ITEM.match(line.text))
            found = line.number if line.is_title else self._read(line)
            if line.is_title:
                self._begin(found)
            elif found:
                self._take(place, line, found)
            elif self._names_others(line):
                line.is_stray, self.section, self.next_entry = True, None, None
            elif line.is_group or self._is_plain_group(line):
                self.is_below_group, self.section, self.next_entry = True, None, None
            elif section := section_named(line):
                self.section = section

    def _read(self, line: Line) -> Numbered | None:
        if line.tag != "p":
            return None
        found = line.number
        return found if found and len(found.title) <= LONGEST_TITLE else None

    def _names_others(self, line: Line) -> bool:
        """Whether a line within an item is about others, though no number of an item is read of it."""
        if not self.has_item or line.tag != "p" or len(line.text) > LONGEST_TITLE:
            return False
        # Among what is recommended and decided everything is counted.
        line.is_odd = self.section not in COUNTING and is_oddly_numbered(line.text, self.last)
        return line.is_odd or names_several(line.text)

    def _is_plain_group(self, line: Line) -> bool:
        return line.tag == "p" and len(line.text) <= LONGEST_GROUP and line.heading_verdict.is_over_several

    def _begin(self, found: Numbered | None) -> None:
        self.has_item, self.section, self.is_below_group = True, None, False
        self.last = found.place if found else self.last
        verdict = judge(found.title) if found and found.title else None
        self.is_mark_alone = bool(verdict and verdict.is_bare and verdict.says is Says.CLOSED)

    def _take(self, place: int, line: Line, found: Numbered) -> None:
        if not self.has_item and self._stands_again(place, found):
            return
        if self._is_entry(place, line, found):
            self.next_entry = (found.place + 1, place + 1)
            # Told, but for those that can be nothing else.
            line.is_counted_entry = not found.is_entry
        elif self._is_item(place, line, found):
            line.is_title = True
            self._begin(found)
        # Before the first item it is one of a table of contents, which is told as a whole.
        elif self.has_item and not self._is_text(found):
            line.is_stray, self.section, self.next_entry = True, None, None

    def _is_text(self, found: Numbered) -> bool:
        """“2. behandling”, “Punkt 3 udgår”: a sentence that begins with a number."""
        if found.is_sentence:
            return True
        return found.is_small and judge(found.title).says in (Says.NOTHING, Says.OPEN)

    def _is_entry(self, place: int, line: Line, found: Numbered) -> bool:
        """Whether the line is an entry of a list within an item."""
        if found.is_entry:
            return True
        # “Punkt 1: Godkendt” below headings is said of the recommendation; without headings it is an item.
        may_be = self.has_item and (self.has_headings or not found.is_named)
        if not may_be or judge(found.title).says in (Says.CLOSED, Says.UNSURE):
            return False
        if self.next_entry and self.next_entry[0] == found.place and self._goes_on(place, found):
            return True
        if found.place != 1 or self.is_below_group:
            return False
        # Headings without numbers are the items: what counts from 1 below them counts something else.
        if self.section in COUNTING or (self.has_headings and self.last is None):
            return True
        behind = self.lines[place + 1] if place + 1 < len(self.lines) else None
        has_next = behind is not None and (read := self._read(behind)) is not None and read.place == 2
        is_led_to = self.section is not None or self.lines[place - 1].text.rstrip().endswith(":")
        return has_next and is_led_to and not self.lines[place - 1].is_title

    def _goes_on(self, place: int, found: Numbered) -> bool:
        """Whether the line is the next entry of the list before it; text between them is an entry's own."""
        is_next = self.next_entry == (found.place, place)
        is_no_item = self.last is None or found.place != self.last + 1
        return is_next or (self.section in COUNTING and is_no_item)

    def _stands_again(self, place: int, found: Numbered) -> bool:
        """Whether the line is one of a table of contents: number and title come again."""
        titles = {found.title.casefold(), PAGE.sub("", found.title).casefold()} - {""}
        return any(self.last_titled_place.get((found.place, title), 0) > place + 1 for title in titles)

    def _is_item(self, place: int, line: Line, found: Numbered) -> bool:
        if found.is_sentence or (found.place in self.headings and not self.has_item):
            return False
        is_closed = judge(found.title).says in (Says.CLOSED, Says.UNSURE)
        # “Sag nr. 2: Lukket” above “2. Budget” is the mark of that one.
        if is_closed or (self.is_mark_alone and found.place == self.last):
            return True
        if found.is_named:
            return True
        if self.has_headings and self.last is None:
            return False  # headings without numbers are the items; numbers count something in them
        if self._comes_later(place, line, found.place):
            return False
        if self.last is None or found.place == self.last + 1:
            return not found.is_small or (not self.has_headings and (found.place == 1 or self.last is not None))
        if found.is_small or (self.is_bold and not line.is_bold):
            return False
        if found.place > self.last:
            return self.last_place.get(self.last + 1, 0) < place
        return self.is_below_group or found.place == 1

    def _comes_later(self, place: int, line: Line, number: int) -> bool:
        """Whether a heading, or a bold line among others that are not, has the same number behind it."""
        if not self.has_headings and (line.is_bold or not self.is_bold):
            return False
        return self.last_strong_place.get(number, 0) > place


# Lists and other numbers

OTHER = re.compile(r"(?:(?P<number>\d{1,3})|(?P<roman>[IVX]{1,6})[.):])\s+(?=[A-ZÆØÅ\"“”(«»])")


def _with_other_numbers_as_ours(lines: list[Line]) -> list[Line]:
    """Titles as “1 Budget” or “II. Budget”, where at least two of them count: “1. Budget”."""
    found = [(line, OTHER.match(line.text)) for line in lines if line.tag == "p"]
    read = [(line, mark, _value(mark)) for line, mark in found if mark]
    counted = [number for _line, _mark, number in read]
    if len(counted) < 2 or any(later <= number for number, later in pairwise(counted)):
        return lines
    made = {id(line): [f"{number}. ", *cut(line.children, mark.end())] for line, mark, number in read}
    return [replace(line, children=made[id(line)]) if id(line) in made else line for line in lines]


def _value(mark: re.Match[str]) -> int:
    return int(mark["number"]) if mark["number"] else roman(mark["roman"])


def _with_first_list_counted(lines: list[Line]) -> list[Line]:
    """The lines, and a numbered list as numbered lines where these go on counting: “1. A, 2. B” above “3. C”."""
    made: list[Line] = []
    has_section = False
    for place, line in enumerate(lines):
        entries = _entries(line) if line.tag == "ol" and not has_section else []
        behind = (one.number for one in lines[place + 1 :] if one.tag == "p") if entries else ()
        number = next((read.place for read in behind if read), 0)
        has_section = has_section or section_named(line) is not None
        if entries and number == len(entries) + 1:
            # Once: what stands before the first number.
            has_section = True
            made += [Line([f"{count}. ", *entry], "p") for count, entry in enumerate(entries, start=1)]
        else:
            made.append(line)
    return made


def _entries(line: Line) -> list[list[str | Element]]:
    block = line.children[0] if line.tag == "ol" else ""
    return [] if isinstance(block, str) else [content(item) for item in named(block, "li")]


def _with_lists_as_titles(lines: list[Line]) -> list[Line]:
    """A text that is nothing but a numbered list of titles, perhaps with text between them."""
    made: list[Line] = []
    for line in lines:
        block = line.children[0]
        if line.tag != "ol" or isinstance(block, str) or _counts_what_is_said(made, line):
            made.append(line)
            continue
        for item in named(block, "li"):
            made.append(Line(without(item, "ul", "ol"), "li", is_title=True))
            made += [Line([inner], inner.tag) for inner in named(item, "ul", "ol")]
    return made


def _counts_what_is_said(before: list[Line], line: Line) -> bool:
    """Whether a list stands straight below “Indstilling” or the like, or counts what is recommended."""
    is_below = bool(before) and not before[-1].is_title and section_named(before[-1]) in COUNTING
    return is_below or line.text.strip().casefold().startswith("at ")


def _with_titles_below_numbers(lines: list[Line]) -> list[Line]:
    """“Punkt 3” alone gets its title from the line below."""
    made: list[Line] = []
    for line in lines:
        is_below = bool(made) and made[-1].is_title and not (made[-1].number and made[-1].number.title)
        if is_below and made[-1].number and _may_be_title(line):
            made[-1] = replace(made[-1], children=[*made[-1].children, " ", *line.children])
        else:
            made.append(line)
    return made


def _may_be_title(line: Line) -> bool:
    is_line = bool(line.level) or line.tag == "p"
    return is_line and not line.is_title and not words.is_label(line.name) and len(line.text) <= LONGEST_TITLE


# Lines over several items


def _mark_groups(lines: list[Line]) -> None:
    """Mark the lines that stand over several items, and those that may be meant so."""
    is_before_title = _are_before_titles(lines)
    for place, line in enumerate(lines):
        if line.is_title:
            # “Lukket” among headings without numbers may be an item's title, or stand over those behind it.
            line.reaches_on = _may_reach_on(line)
            continue
        if line.level:
            line.is_group = _is_group_heading(line)
        elif _may_be_group(line):
            line.is_group = is_before_title[place] and line.heading_verdict.is_over_several
        # Straight below the title of an item without text it is the item's own; between two halves of a list it is not.
        is_own = place > 0 and lines[place - 1].is_title and lines[place - 1].tag != "li"
        if not line.is_group:
            line.reaches_on = _reaches_on(line, may_stand_over_all=is_before_title[place] and not is_own)


def _are_before_titles(lines: list[Line]) -> list[bool]:
    """Of each line whether a title is next behind it, other marks between them left out."""
    found: list[bool] = []
    is_before = False
    for line in reversed(lines):
        found.append(is_before)
        is_before = line.is_title or (is_before and _is_mark(line))
    return found[::-1]


def _may_be_group(line: Line) -> bool:
    return line.tag == "p" and len(line.text) <= LONGEST_GROUP and not (line.number and line.number.title)


def _reaches_on(line: Line, *, may_stand_over_all: bool) -> bool:
    """Whether a line, a bullet or a cell may be said of the items behind it."""
    texts = texts_of(line)
    if any(reaches_on(text) for text in texts):
        return True
    is_numbered = bool(line.number and line.number.title)
    # In a longer table or list it is said of what stands there.
    is_alone = sum(map(len, texts)) <= LONGEST_GROUP and not is_numbered
    return may_stand_over_all and is_alone and any(may_stand_over(text) for text in texts)


def _is_mark(line: Line) -> bool:
    if line.is_title or line.tag != "p" or len(line.text) > LONGEST_GROUP:
        return False
    verdict = line.verdict
    return verdict.says is not Says.NOTHING and not verdict.rest


def _may_reach_on(line: Line) -> bool:
    """Whether a title may be said of the items behind it: “5. Lukkede punkter”, and “Lukket” without a number."""
    title = line.number
    verdict = judge(title.title) if title and title.title else line.verdict
    is_whole = verdict.says is Says.CLOSED and not verdict.rest
    return is_whole and (verdict.is_over_several or (title is None and line.tag != "li"))

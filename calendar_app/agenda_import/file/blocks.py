"""From a text with headings to items: titles, sections, and the lines that say something about the item."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from ishoj_process.text.html_tree import Element, content, element, extend, named, parse, tidy
from ishoj_process.text.richtext import clean_html

from . import words
from .doors import NOTHING, Says, Statements, Verdict, doubted, is_overruled, judge, judge_heading, judge_line
from .items import FIRST, MOST_ITEMS, ReadAgenda, ReadItem
from .labels import facts_of
from .labels import named as named_line
from .lines import LONGEST_TITLE, Content, Line, statements_of, struck_in, text_of, texts_of
from .numbering import numbered, read_number
from .over_several import mark_explained
from .titles import lines_of
from .words import Fact, Part, Section

LONGEST_CASE_NUMBER = 60
MOST_LINES = 15_000  # some three hundred pages; each is asked what it says of doors
ENDS_OF_LINES = re.compile(r"<br|</(?:p|li|td|th|h[1-6])>")
OWN_CASE = re.compile(r"Sag (\S{1,60})")
OWN_MARK = re.compile(r"Nr\. \d+/\d{4}.*|Sag \S*\d\S*|I sagssystemet|Sagens vej")
is_address = URLValidator(["http", "https"])


def read_blocks(html: str, about: Iterable[str] = ()) -> ReadAgenda:
    """The agenda of a sanitised text, whose headings have their own levels.

    `about` is what is said of it as a whole, such as the name of its file.
    """
    if len(ENDS_OF_LINES.findall(html)) > MOST_LINES:
        raise ValidationError(_("The text has more than %(most)s lines. Divide it.") % {"most": MOST_LINES})
    lines = lines_of(parse(html, keeps_levels=True))
    # 0 where titles are no headings: then no heading lies above them.
    reader = _Reader(next((line.level for line in lines if line.is_title), 0))
    for text in about:
        reader.hear_of_all(text)
    for line in lines:
        reader.take(line)
    if any(line.tag == "li" for line in lines):
        reader.remarks.append(_("The titles are read from a numbered list, as the text has no headings."))
    return reader.agenda()


class _Item:
    """An item that is being read: its own facts, and the nodes of its sections so far."""

    def __init__(self, read: ReadItem, title: str) -> None:
        self.read = read
        self.title = title  # as the file has it, with its mark
        self.is_counted = False  # begun by a numbered line that is no heading
        self.struck: list[str] = []
        self.said = Statements()
        self.nodes: dict[Part, Content] = {}
        self.section: Part = FIRST
        self.level = 0

    def begin(self, section: Part, level: int, heading: str = "") -> None:
        self.section, self.level = section, level
        if heading:
            self.add(element("h3", [heading]))

    def add(self, node: Element | str) -> None:
        self.nodes.setdefault(self.section, []).append(node)

    def finished(self) -> ReadItem:
        """The item with the text of its sections."""
        for section, nodes in self.nodes.items():
            if section is Fact.DECIDING_BODY:
                # As said; which body of the house it means is settled when the whole file is read.
                self.read.deciding_body = " ".join(text_of(nodes).split())
            elif section is Fact.ATTACHMENTS:
                self.read.attachments += _names(nodes)
            elif html := self._html(nodes):
                self.read.sections[section] = html
        self._tell_struck()
        self.read.settle_doors(self.said)
        # Kept and told: a title that was cut would pass for the whole.
        if len(self.read.title) > LONGEST_TITLE:
            words_ = {"most": LONGEST_TITLE}
            self.read.problems.append(_("The title is too long. It may have %(most)s characters.") % words_)
        return self.read

    def _tell_struck(self) -> None:
        """Struck words stand in the texts alone; where a line says what a field holds they are in none, and told."""
        kept = [text for html in self.read.sections.values() for text in struck_in(content(parse(html)))]
        lost = [text for text in dict.fromkeys(self.struck) if text not in kept]
        if lost:
            self.read.problems.append(_("Struck-out text has been left out: “{names}”").format(names=" · ".join(lost)))

    def _html(self, nodes: Content) -> str:
        try:
            return clean_html(tidy(element("root", nodes)))
        except ValidationError as error:
            raise ValidationError(f"”{self.read.title}”: {' '.join(error.messages)}") from error


def _names(nodes: Content) -> list[str]:
    """The names of attachments: each line and each entry of a list is one."""
    names: list[str] = []
    for node in nodes:
        # Down to the innermost: lists stand in lists, and tables have a name in each row.
        inner: Content = [] if isinstance(node, str) else [*named(node, "li", "ul", "ol", "tr", "thead", "tbody")]
        texts = _names(inner) if inner else [" ".join(text_of([node]).split())]
        names += filter(None, texts)
    return names


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdecimal() else ""


class _Reader:
    """Takes one line after the other; what belongs to no item becomes a remark."""

    def __init__(self, item_level: int) -> None:
        self.item_level = item_level
        self.items: list[_Item] = []
        self.outside: list[str] = []
        self.remarks: list[str] = []
        self.is_in_item = False
        # What the last heading that speaks of it says of the items behind, and its words.
        self.group: tuple[Verdict, str] = (NOTHING, "")
        self.explained: dict[str, str] = {}  # {mark of titles: the line that says what it means}
        self.listed: dict[str, str] = {}  # {number: line} of closed items in a list outside of them
        self.paragraph: Element | None = None  # which the next line may be part of

    @property
    def item(self) -> _Item:
        """The item that lines are read into, while there is one."""
        return self.items[-1]

    def agenda(self) -> ReadAgenda:
        if len(self.items) > MOST_ITEMS:
            raise ValidationError(_("The file has more than %(most)s items.") % {"most": MOST_ITEMS})
        for item in self.items:
            marked = [line for mark, line in self.explained.items() if mark in item.title]
            for line in filter(None, [self.listed.get(item.read.number), *marked]):
                item.said.add(Verdict(Says.UNSURE), line)
        self._doubt_wholes()
        self._doubt_same()
        if self.outside:
            self.remarks.insert(0, _("This stands in no item and is not read: “%(text)s”") % {"text": self._outside()})
        return ReadAgenda([item.finished() for item in self.items], self.remarks)

    def _doubt_wholes(self) -> None:
        """Where numbered lines begin items, a heading without a number may be a part of the one before it."""
        whole: _Item | None = None
        for item in self.items:
            if item.is_counted:
                whole = item
            elif whole and not item.read.number and item.said.is_closed:
                whole.said.add(Verdict(Says.UNSURE), item.title)

    def _doubt_same(self) -> None:
        """What stands twice is closed where either is; “Lukket 1:” has no title and may be said of another item."""
        before: _Item | None = None
        for item in self.items:
            verdict = judge(item.title)
            is_mark_alone = item.said.is_closed and verdict.is_bare and not verdict.is_over_several
            for other in self.items if item.read.number and item.said.is_closed else ():
                is_same = is_mark_alone or item.read.title.casefold() == other.read.title.casefold()
                if other is not item and other.read.number == item.read.number and is_same:
                    other.said.add(Verdict(Says.UNSURE), item.title)
            # “3. Lukket” behind item 2 is item 3, whose title is kept from the public.
            if is_mark_alone and before and item.read.number != _next(before.read.number):
                before.said.add(Verdict(Says.UNSURE), item.title)
            before = item

    def _outside(self) -> str:
        return " · ".join(" ".join(text.split()) for text in self.outside)

    def take(self, line: Line) -> None:
        if not line.follows:
            self.paragraph = None
        if line.is_title:
            self._begin_item(line)
        elif line.is_group or line.is_stray:
            self._begin_group(line)
        # An item that was struck out: what stands below it is not the text of the one before.
        elif line.is_struck and 0 < line.level <= max(self.item_level, 1):
            self.is_in_item = False
            self.outside.append(line.struck)
        elif not self.is_in_item:
            self._take_outside(line)
        # A heading that is larger than an item's cannot be part of one.
        elif line.level and line.level < self.item_level:
            self._begin_group(line)
        elif line.is_counted_entry:
            self._take_entry(line)
        elif self._take_label(line):
            self.paragraph = None
        else:
            self._take_text(line)
        for text in [] if line.is_title else texts_of(line):
            self._hear_of_named(text)
        if self.is_in_item and not line.is_title:
            self.item.struck += line.struck_texts
        # “Lukket” that was struck out: who knows whether that opened the item. “Ikke” is struck out of any sentence.
        if self.is_in_item and line.struck.casefold() not in ("", "ikke"):
            self.item.said.add(doubted(line.struck), line.struck)
        if line.reaches_on:
            self.group = (Verdict(Says.UNSURE), line.text)

    def _hear_of_named(self, text: str) -> None:
        """“Punkt 3 og 4 er lukkede”, wherever it stands, is said of those."""
        if mark := mark_explained(text):
            self.explained[mark] = " ".join(text.split())
        numbers = words.items_named(text)
        if numbers and judge_line(text).says in (Says.CLOSED, Says.UNSURE):
            self.listed |= dict.fromkeys(numbers, " ".join(text.split()))

    def _begin_item(self, line: Line) -> None:
        found, text = read_number(line.text), " ".join(line.text.split())
        number, title = (found.number, found.title or text) if found else ("", text)
        if self._repeats(number, title):
            return
        verdict = judge(title)
        self.items.append(_Item(ReadItem(verdict.left_of(title), number), title))
        self.item.is_counted = bool(number) and not line.level
        self.item.said.add(verdict, title)
        self.item.read.tell_title(title)
        if self.group[0].says is not Says.OPEN:
            self.item.said.add(*self.group)
        self.is_in_item = True
        if line.struck:
            self.item.read.problems.append(
                _("Struck-out words are left out of the title: “%(text)s”") % {"text": line.struck}
            )

    def _repeats(self, number: str, title: str) -> bool:
        """Whether the last item's title stands there once more, as some systems write it: heading, then line."""
        if not self.is_in_item or not number or self.item.read.number != number or self.item.nodes:
            return False
        return title.casefold() in (self.item.title.casefold(), self.item.read.title.casefold())

    def _begin_group(self, line: Line) -> None:
        """A heading over several items: it may say that they are closed, and is not part of the one before."""
        self.is_in_item = False
        if line.is_stray:
            told = _("“%(text)s” has a number and is no item here, since the numbers do not follow each other.")
            if line.is_odd:
                told = _("“%(text)s” begins like an item and is none here, since its number is written in another way.")
            self.remarks.append(told % {"text": " ".join(line.text.split())})
        self._take_outside(line)

    def _take_outside(self, line: Line) -> None:
        """What stands in no item is told; it may say of those behind it that they are closed."""
        self.outside += filter(str.strip, [line.text, line.struck])
        for text in texts_of(line):
            self._hear_outside(text, is_heading=line.is_group or bool(line.level))

    def _hear_outside(self, text: str, *, is_heading: bool) -> None:
        found = numbered(text)
        verdict = judge_heading(text) if is_heading else judge_line(found[1] if found else text)
        if found and verdict.says in (Says.CLOSED, Says.UNSURE):
            # A table of contents, which names the item again.
            self.listed[found[0]] = " ".join(text.split())
        elif not self.items and is_overruled(verdict, text, self.group[0]):
            pass
        elif verdict.says in (Says.CLOSED, Says.UNSURE) or (verdict.says is Says.OPEN and is_heading):
            self.group = (verdict, text)

    def hear_of_all(self, text: str) -> None:
        """Take what is said beside the text, as in a file's name, for a heading that is not understood."""
        self.group = (doubted(text), text) if doubted(text).says is Says.UNSURE else self.group

    def _take_entry(self, line: Line) -> None:
        told = _("“%(text)s” has a number and is read as an entry of a list, not as an item.")
        self.item.read.problems.append(told % {"text": " ".join(line.text.split())})
        self.item.said.add(judge_line(line.text), line.text)
        self._take_text(line)

    def _take_text(self, line: Line) -> None:
        if line.level:
            self._take_heading(line)
        elif line.tag != "p":
            for statement in statements_of(line):
                self.item.said.add(*statement)
            self.item.add(line.children[0])
        elif self.paragraph is not None:
            extend(self.paragraph, [element("br"), *line.children])
        else:
            self.paragraph = element("p", line.children)
            self.item.add(self.paragraph)

    def _take_heading(self, line: Line) -> None:
        """A heading of the text: beside the section it stands in the case presentation, below it in the section."""
        if line.level <= self.item.level or not self.item.level:
            self.item.begin(FIRST, line.level - 1 if self.item.level else 0)
        base = self.item.level or self.item_level
        self.item.add(element("h3" if line.level <= base + 1 else "h4", line.children))
        self.item.read.problems.append(
            _("“%(heading)s” is no section here. It stands as a heading in the text.") % {"heading": line.text.strip()}
        )

    # Lines with a name

    def _take_label(self, line: Line) -> bool:
        """Whether the line begins a section, or says something about the item."""
        if line.tag != "p" and not line.level:
            return False
        if facts := facts_of(line.text):
            return self._take_facts(facts, line)
        name, rest = named_line(line)
        if self._hear(name, rest, line):
            return True
        item = self.item.read
        if words.section_of(name):
            self._begin_section(name, line, rest)
        elif name in words.DECIDING:
            self._begin_with(Fact.DECIDING_BODY, line, rest)
        elif name in words.ATTACHMENTS:
            self._begin_with(Fact.ATTACHMENTS, line, rest)
        elif name in words.TREATS and rest:
            item.problems.append(_("Choose on the item what it treats: %(names)s") % {"names": text_of(rest).strip()})
        elif name in words.PUBLIC_TITLE and rest and not item.public_title:
            item.public_title = " ".join(text_of(rest).split())
        else:
            return self._take_case(name, rest, line)
        return True

    def _begin_section(self, name: str, line: Line, rest: Content) -> None:
        section = words.section_of(name) or FIRST
        # The first name of each section in the table is the house's own.
        own_name = next(known for known, other in words.SECTIONS.items() if other is section)
        is_named_again = name != own_name and section in self.item.nodes
        # Whose decision it is, and of which day.
        is_named_fully = name not in words.SECTIONS and section is not Section.PUBLIC_DECISION
        is_kept = name in words.KEPT_AS_HEADINGS or is_named_again or is_named_fully
        heading = line.text[: len(line.text) - len(text_of(rest))].strip(" :\n")
        self._begin_with(section, line, rest, heading if is_kept else "")

    def _begin_with(self, section: Part, line: Line, rest: Content, heading: str = "") -> None:
        self.item.begin(section, line.level, heading)
        if rest:
            self.item.add(element("p", rest))

    def _hear(self, name: str, rest: Content, line: Line) -> bool:
        """Whether the line says how the item's doors are, and nothing else."""
        verdict = judge_line(text_of(rest) if name else line.text)
        self.item.said.add(verdict, line.text)
        return verdict.is_bare and not name and verdict.says is not Says.UNSURE

    def _take_case(self, name: str, rest: Content, line: Line) -> bool:
        item, said = self.item.read, " ".join(text_of(rest).split())
        if self._take_own_marks(line):
            return True
        address = said if name in words.ADDRESS else line.text.strip() if item.case_number else ""
        if item.case_url or not is_case_address(address):
            return False
        item.case_url = address
        return True

    def _take_facts(self, facts: list[tuple[str, str]], line: Line) -> bool:
        """“Sagsnr.: … Dok.nr.: … Åbent”: the case's number; what else stands there has no place, and is told."""
        if self._take_own_marks(line):
            return True
        item = self.item.read
        for name, value in facts:
            number, _space, more = value.partition(" ")
            number = number.rstrip(";,")  # of several the first
            is_number = words.is_case_number(name) and not item.case_number and any(map(str.isdigit, number))
            if is_number and len(number) <= LONGEST_CASE_NUMBER:
                item.case_number = number
            else:
                more = value
            self._take_beside(name, more, is_number=is_number)
        return True

    def _take_beside(self, name: str, text: str, *, is_number: bool) -> None:
        verdict = judge_line(text)
        # Behind a document's number: “500312 Lukket”.
        last = judge_line(text.rpartition(" ")[2]) if verdict.says is Says.UNSURE else verdict
        self.item.said.add(last if last.says is not Says.NOTHING else verdict, text)
        if text.strip() and not verdict.is_bare:
            told = _("“%(text)s” has no place here and is not read.")
            self.item.read.problems.append(told % {"text": text if is_number else f"{name}: {text}"})

    def _take_own_marks(self, line: Line) -> bool:
        """“Nr. 159/2023 · Sag 23/4711 · I sagssystemet”, as our own documents have it below the title."""
        parts = [part.strip() for part in line.text.split(" · ")]
        if self.item.nodes or not all(OWN_MARK.fullmatch(part) for part in parts):
            return False
        item = self.item.read
        for part in parts:
            if found := OWN_CASE.fullmatch(part):
                item.case_number = found[1]
        links = {text_of([node]).strip(): node.get("href", "") for node in _links(line.children)}
        address = links.get("I sagssystemet", "")
        item.case_url = address if is_case_address(address) else ""
        return True


def _links(children: Content) -> list[Element]:
    return [child for child in children if not isinstance(child, str) and child.tag == "a"]


def is_case_address(text: str) -> bool:
    """Whether a text is an address on the web, as a case keeps it."""
    try:
        is_address(text)
    except ValidationError:
        return False
    return len(text) <= 500

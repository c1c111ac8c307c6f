"""An agenda in a spreadsheet: one item in each row, the first row names the columns."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import escape
from django.utils.translation import gettext as _

from ishoj_process.output.read_sheets import Cells, Place
from ishoj_process.output.spreadsheets import Table, below_headings, is_filled, plain_name, read_table, text_of_cell
from ishoj_process.text.plain import to_html
from ishoj_process.text.richtext import clean_html

from . import words
from .blocks import LONGEST_CASE_NUMBER, is_case_address
from .doors import (
    NOTHING,
    SHORT,
    Says,
    Statements,
    Verdict,
    doubted,
    is_letter_of_closed,
    is_overruled,
    judge,
    judge_cell,
    judge_heading,
    judge_line,
    names_doors,
)
from .items import FIRST, MOST_ITEMS, ReadAgenda, ReadItem
from .numbering import numbered
from .over_several import mark_explained, may_stand_over, reaches_on
from .words import Fact, Section

MOST_CELLS = 8_000  # two hundred items with forty each
MOST_ROWS = 1000  # some are the rest of the item above
SHORTEST_TEXT = 40  # characters: what is shorter may answer the name of its column
Column = tuple[Fact | Section | None, str]

ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}


def read_sheet(upload: UploadedFile, about: Iterable[str] = ()) -> ReadAgenda:
    """The agenda of an uploaded spreadsheet; ValidationError with the reason where it cannot be read.

    `about` is what is said of it as a whole, such as its name.
    """
    too_many = _("The file has more than %(most)s rows.") % {"most": MOST_ROWS}
    table = read_table(upload, most=MOST_ROWS, too_many=too_many)
    if sum(is_filled(cell) for _number, row in table.rows for cell in row) > MOST_CELLS:
        raise ValidationError(_("The file has more than %(most)s cells with text. Divide it.") % {"most": MOST_CELLS})
    text = _text_of(table)
    header, above = below_headings(table, _names_items)
    reader = RowReader(table)
    # What is hidden is not published, and may have said of items that they are closed.
    for said in (*about, table.name, *table.unseen):
        reader.hear_beside(said)
    for said in above:
        reader.take_outside(said)
    reader.begin(columns(header))
    for number, cells in table.rows:
        reader.take(number, cells)
    if table.others:
        names = ", ".join(table.others)
        reader.remarks.append(_("Only the first sheet is read. Left out: %(names)s") % {"names": names})
    reader.remarks += table.remarks
    agenda = reader.agenda()
    agenda.note_names(text)
    return agenda


def _text_of(table: Table) -> str:
    """The words of all cells; of one that reaches down once, as it is one cell."""
    cells = ((number, place, cell) for number, row in table.rows for place, cell in enumerate(row, start=1))
    own = [escape(text_of_cell(cell)) for number, place, cell in cells if (number, place) not in table.repeated]
    return "\n".join(filter(None, own))


def _names_items(cells: Cells) -> bool:
    """Whether a row names the columns: one that holds titles, or their numbers, beside another that is known."""
    kinds = [kind for kind, _name in columns_of(cells)]
    return Fact.TITLE in kinds or (Fact.NUMBER in kinds and len(list(filter(None, kinds))) > 1)


def columns(header: Cells) -> list[Column]:
    """What each column holds: (kind or section, the name that the file gives it)."""
    found = columns_of(header)
    kinds = [kind for kind, _shown in found]
    if Fact.TITLE not in kinds and Fact.NUMBER in kinds:  # “Punkt” alone is what the item is called
        found[kinds.index(Fact.NUMBER)] = (Fact.TITLE, found[kinds.index(Fact.NUMBER)][1])
    # Refused and not guessed: without titles every row would be read as the rest of the one above.
    elif Fact.TITLE not in kinds:
        raise ValidationError(_("The first row must name the columns. Missing: %(columns)s.") % {"columns": "Titel"})
    return _with_one_title(found)


def _with_one_title(columns: list[Column]) -> list[Column]:
    """One column alone is the title; another that might be is text below its own name."""
    places = [place for place, (kind, _shown) in enumerate(columns) if kind is Fact.TITLE]
    own = next((place for place in places if plain_name(columns[place][1]) == "titel"), places[0])
    return [(None if place in places and place != own else kind, shown) for place, (kind, shown) in enumerate(columns)]


def columns_of(header: Cells) -> list[Column]:
    """The kind and the name of each column, None for one that is not known."""
    return [(_kind_of(plain_name(cell)), str(cell or "").strip()) for cell in header]


def _kind_of(name: str) -> Fact | Section | None:
    known = next((fact for fact, names in words.NAMES.items() if name in names), words.section_of(name))
    known = known or (Fact.CASE_NUMBER if words.is_case_number(name) else None)
    return known or (Fact.IS_CLOSED if names_doors(name) else None)


class RowReader:
    """Takes one row after the other."""

    def __init__(self, table: Table | None = None) -> None:
        self.table = table or Table([])
        self.columns: list[Column] = []
        self.items: list[ReadItem] = []
        self.remarks: list[str] = []
        self.is_continued = False  # the row is the rest of the item above
        self.is_left_out = False  # the row is the rest of one whose title is not seen
        self.texts: list[dict[Section, list[str]]] = []
        self.said: list[Statements] = []
        self.titles: list[str] = []  # as the file has them
        self.explained: dict[str, str] = {}  # {mark of titles: the words that say what it means}
        self.group: tuple[Verdict, str] = (NOTHING, "")  # what a row over several items says

    def begin(self, columns: list[Column]) -> None:
        self.columns = columns

    def take(self, number: int, cells: Cells) -> None:
        if self._is_group(cells):
            return
        title = self._title(number, cells)
        self.is_left_out = not title and (self.is_left_out or self._has_unseen_title(number))
        if self.is_left_out:
            self._leave_out(number, cells)
            return
        if title:
            self._begin(title)
            self.is_continued = False
        elif not self.items:
            text = " · ".join(text_of_cell(cell) for cell in cells if is_filled(cell))
            self.take_outside(text)
            self.remarks[-1] = _("Row %(row)s has no title and is not read: “%(text)s”") % {"row": number, "text": text}
            return
        else:
            self._say(_("Row %(row)s has no title. It is added to this item.") % {"row": number})
            self.is_continued = True
        for place, (kind, name) in enumerate(self.columns):
            cell = cells[place] if place < len(cells) else None
            self._check(cell, (number, place + 1), name or number)
            if kind is Fact.IS_CLOSED:
                self._hear_cell(name, text_of_cell(cell))
            # Of a row that is the rest of the item above, cells that reach down from it are read already.
            elif is_filled(cell) and (title or (number, place + 1) not in self.table.repeated):
                self._take_cell(kind, name, text_of_cell(cell))
        # Cells beyond the named columns are read as well, under their number: nothing is dropped in silence.
        for place, cell in enumerate(cells[len(self.columns) :], start=len(self.columns) + 1):
            if is_filled(cell):
                self._take_cell(None, str(place), text_of_cell(cell))

    def _title(self, number: int, cells: Cells) -> str:
        """The title of a row; a title that reaches down over several rows is that of their one item."""
        places = [place for place, (kind, _name) in enumerate(self.columns) if kind is Fact.TITLE]
        own = [place for place in places if place < len(cells) and (number, place + 1) not in self.table.repeated]
        return text_of_cell(cells[own[-1]]) if own else ""

    def _has_unseen_title(self, number: int) -> bool:
        titles = {place for place, (kind, _name) in enumerate(self.columns, start=1) if kind is Fact.TITLE}
        return any((number, place) in self.table.emptied for place in titles)

    def _leave_out(self, number: int, cells: Cells) -> None:
        """An item that was struck out: what stands beside its title is not the text of the one above."""
        text = " · ".join(text_of_cell(cell) for cell in cells if is_filled(cell))
        told = _("The title of row %(row)s is struck out or not seen. The row is left out: “%(text)s”")
        self.remarks.append(told % {"row": number, "text": text})

    def _begin(self, title: str) -> None:
        # At once, as what is behind is not to be read.
        if len(self.items) == MOST_ITEMS:
            raise ValidationError(_("The file has more than %(most)s items.") % {"most": MOST_ITEMS})
        number, kept = numbered(title) or ("", " ".join(title.split()))
        verdict = judge(kept)
        self.items.append(ReadItem(verdict.left_of(kept), number))
        self.texts.append({})
        self.said.append(Statements())
        self.said[-1].add(verdict, kept)
        self.titles.append(kept)
        self._explain(kept)
        self.items[-1].tell_title(kept)
        if self.group[0].says is not Says.OPEN:
            self.said[-1].add(*self.group)

    def _is_group(self, cells: Cells) -> bool:
        """Whether the row stands over several items: one cell alone, which speaks of them."""
        # A cell that was merged over the whole row may say the same in each column.
        texts = list(dict.fromkeys(text_of_cell(cell) for cell in cells if is_filled(cell)))
        # “L” in the column of numbers beside “Lukkede punkter”: the letter says it once more.
        texts = [text for text in texts if not is_letter_of_closed(text)] or texts
        if len(texts) != 1 or numbered(texts[0]):
            return False
        verdict = judge_heading(texts[0])
        is_alone = len(self.columns) > 1 and verdict.says in (Says.OPEN, Says.CLOSED) and not verdict.rest
        if not verdict.is_over_several and not is_alone:
            self._hear_of_next(texts[0], verdict)
            return False
        self.take_outside(texts[0])
        return True

    def _hear_of_next(self, text: str, verdict: Verdict) -> None:
        """“Personsager” alone in a row is an item's title, or stands over the rows below it."""
        # In a sheet of one column every title stands alone: “Salg lukket” is one.
        may_stand = len(self.columns) > 1 or not verdict.rest
        is_said = reaches_on(text) or (may_stand and verdict.rest in ("", text) and may_stand_over(text))
        self.group = (Verdict(Says.UNSURE), text) if is_said else self.group

    def take_outside(self, text: str) -> None:
        """What stands in no item is told; it may say of those behind it that they are closed."""
        self.remarks.append(_("This stands in no item and is not read: “%(text)s”") % {"text": text})
        self._explain(text)
        verdict = judge_heading(text) if len(text) <= SHORT else judge_line(text)
        if verdict.says is Says.NOTHING or (not self.items and is_overruled(verdict, text, self.group[0])):
            return
        self.group = (verdict, text)

    def _explain(self, text: str) -> None:
        if mark := mark_explained(text):
            self.explained[mark] = text

    def hear_beside(self, text: str) -> None:
        """Take what is said of the whole, as in a file's name, for a heading that is not understood."""
        is_doubted = doubted(text).says is Says.UNSURE or names_doors(plain_name(text))
        self.group = (Verdict(Says.UNSURE), text) if is_doubted else self.group

    def _hear_cell(self, name: str, text: str) -> None:
        if not self.is_continued or text:
            verdict = judge_cell(name, text)
            self.said[-1].add(verdict, f"{name}: {text or '–'}")
            # Why it is closed, and the like.
            if text and not verdict.is_bare:
                self._say(_("“%(text)s” has no place here and is not read.") % {"text": f"{name}: {text}"})

    def _say(self, sentence: str) -> None:
        self.items[-1].problems.append(sentence)

    def _check(self, cell: Any, place: Place, name: str | int) -> None:
        """What a reader of the spreadsheet would see and this program does not."""
        if place in self.table.uncomputed:
            self._say(_("“%(column)s” holds a formula without a value.") % {"column": name})
        if isinstance(cell, str) and cell in ERRORS:
            self._say(_("“%(column)s” holds an error: %(error)s") % {"column": name, "error": cell})

    def _take_cell(self, kind: Fact | Section | None, name: str, text: str) -> None:
        item = self.items[-1]
        if kind is Fact.TITLE:
            return
        for line in filter(str.strip, text.splitlines()):
            self._hear_line(name, line, is_known=kind is not None)
        if kind is Fact.ATTACHMENTS:
            item.attachments += [line.strip(" -•") for line in text.splitlines() if line.strip(" -•")]
        elif kind in (Fact.NUMBER, Fact.PUBLIC_TITLE, Fact.DECIDING_BODY) and not getattr(item, kind):
            said = " ".join(text.split())
            setattr(item, kind, said.rstrip(".:) ") if kind is Fact.NUMBER else said)
        # What is too long for the field is no case number, and stands in the text below its column's name.
        elif kind is Fact.CASE_NUMBER and not item.case_number and len(text) <= LONGEST_CASE_NUMBER:
            item.case_number = text
        elif kind is Fact.CASE_URL and not item.case_url and is_case_address(text):
            item.case_url = text
        else:
            self._add_text(kind if isinstance(kind, Section) else None, name, text)

    def _hear_line(self, name: str, line: str, *, is_known: bool) -> None:
        self._explain(line)
        verdict = judge_line(line)
        if verdict.says is Says.NOTHING and not is_known and len(line) <= SHORTEST_TEXT:
            verdict = judge_line(f"{name}: {line}")  # “Begrænset” below “Adgang”
        self.said[-1].add(verdict, f"{name}: {line}" if name else line)

    def _add_text(self, section: Section | None, name: str, text: str) -> None:
        """The text of a section; what no column is known for stands in the case presentation under its name."""
        parts = self.texts[-1].setdefault(section or FIRST, [])
        if not section or (parts and words.plain(name) not in ("", section)):
            parts.append(f"<h3>{to_html(name)[3:-4]}</h3>" if name else "")
        if not section:
            self._say(_("“%(heading)s” is no section here. It stands as a heading in the text.") % {"heading": name})
        parts.append(to_html(text))

    def agenda(self) -> ReadAgenda:
        return ReadAgenda(self._finished(), self.remarks)

    def _finished(self) -> list[ReadItem]:
        for item, texts, said, title in zip(self.items, self.texts, self.said, self.titles, strict=True):
            for line in [line for mark, line in self.explained.items() if mark in title]:
                said.add(Verdict(Says.UNSURE), line)
            item.sections = {section: clean_html("".join(parts)) for section, parts in texts.items()}
            item.settle_doors(said)
        return self.items

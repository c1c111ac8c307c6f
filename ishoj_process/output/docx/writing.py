"""The body of a page as paragraphs, lists and tables of a Word document."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from django.conf import settings
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ishoj_process.text.html_tree import Element
from ishoj_process.text.numbers import kind_of, numbers_of, sent_number

from .inline import LINE, Piece, pieces_of, set_off, tidy_pieces
from .styles import HEADER_CELL, HEADINGS, LINK, LIST_LEVELS, new_list

HEADING = re.compile(r"h([1-6])")
PARAGRAPHS = {"p", "caption", "figcaption", "summary", "dt", "dd", "li"}
CONTAINERS = {
    *("body", "main", "section", "article", "div", "header", "footer", "figure", "details", "aside", "nav", "form"),
    *("thead", "tbody", "tr", "fieldset"),
}
LEFT_OUT = {"script", "style", "svg", "head", "template", "button", "input"}
OWN_TEXT = "prose"  # the class of a text that people wrote: its headings stand below the one before it


class Writer:
    """Writes into a document, one block after the other."""

    def __init__(self, document: DocxDocument) -> None:
        self.document = document
        self.level = 0  # of the last heading of the page
        self.is_in_text = False
        self.style: str | None = None
        self._style_ids: dict[str, str] = {}
        self._bullets = 0

    def write(self, element: Element) -> None:
        """All that stands in an element, as blocks."""
        waiting: list[str | Element] = [element.text or ""]
        for child in element:
            if self._is_inline(child):
                waiting.append(child)
            else:
                self._paragraph(pieces_of(waiting))
                waiting = []
                self._block(child)
            waiting.append(child.tail or "")
        self._paragraph(pieces_of(waiting))

    def _is_inline(self, child: Element) -> bool:
        is_block = child.tag in PARAGRAPHS | CONTAINERS | LEFT_OUT | {"ul", "ol", "dl", "table", "blockquote", "hr"}
        return isinstance(child.tag, str) and not is_block and not HEADING.fullmatch(child.tag)

    def _block(self, element: Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in LEFT_OUT or element.get("aria-hidden") == "true":
            return
        if found := HEADING.fullmatch(tag):
            self._heading(element, int(found[1]))
        elif tag in ("ul", "ol"):
            self._list(element)
        elif tag == "dl":
            self._facts(element)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote":
            with self._as("Quote"):
                self.write(element)
        elif tag in PARAGRAPHS:
            self._paragraph(pieces_of([element]))
        else:
            with self._in_text(OWN_TEXT in (element.get("class") or "").split()):
                self.write(element)

    @contextmanager
    def _as(self, style: str) -> Iterator[None]:
        before, self.style = self.style, style
        yield
        self.style = before

    @contextmanager
    def _in_text(self, is_text: bool) -> Iterator[None]:
        before, self.is_in_text = self.is_in_text, self.is_in_text or is_text
        yield
        self.is_in_text = before

    def _heading(self, element: Element, level: int) -> None:
        if self.is_in_text:
            level = max(level, self.level + 1)
        else:
            self.level = level
        style = "Title" if level == 1 else f"Heading {min(level - 1, HEADINGS)}"
        self._paragraph(pieces_of([element]), style)

    def _paragraph(self, pieces: list[Piece], style: str | None = None) -> None:
        pieces = tidy_pieces(pieces)
        if pieces:
            self.fill(self._new_paragraph(style or self.style), pieces)

    def _new_paragraph(self, style: str | None) -> Paragraph:
        """The library looks through all styles for each paragraph: a long text took minutes."""
        paragraph = self.document.add_paragraph()
        if style:
            paragraph._p.style = self._style_id(style)
        return paragraph

    def _style_id(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = self.document.styles[name].style_id
        return self._style_ids[name]

    def fill(self, paragraph: Paragraph, pieces: list[Piece]) -> None:
        """Write pieces of text into a paragraph."""
        for piece in pieces:
            if piece is LINE:
                paragraph.add_run().add_break()
            elif piece.href:
                add_link(paragraph, piece)
            else:
                add_words(paragraph, piece)

    # Lists and facts

    def _list(self, element: Element, level: int = 0) -> None:
        counted, kind = numbers_of(element), kind_of(element) if element.tag == "ol" else ""
        number, expected = 0, None
        for item, place in zip(element.iterchildren("li"), counted, strict=True):
            if place != expected:  # a list of its own counts on from where this one jumps to
                number = self._new_list(kind, level, place)
            expected = place + 1
            inner = [child for child in item if child.tag in ("ul", "ol")]
            pieces = tidy_pieces(pieces_of([item], without=inner))
            if pieces:
                paragraph = self._new_paragraph("List Paragraph")
                _number(paragraph, number, level)
                self.fill(paragraph, pieces)
            for nested in inner:
                self._list(nested, min(level + 1, LIST_LEVELS - 1))

    def _new_list(self, kind: str, level: int, start: int) -> int:
        if kind:
            return new_list(self.document, kind, level=level, start=start)
        # Bullets are counted by nobody: one list serves for all, as each more makes the next slower to add.
        self._bullets = self._bullets or new_list(self.document, "")
        return self._bullets

    def _facts(self, element: Element) -> None:
        """“Ejer: Kultur- og Fritidsudvalget”: one line for each name and what stands to it."""
        label: list[Piece] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                label = tidy_pieces(pieces_of([child]))
                continue
            told = tidy_pieces(pieces_of([child]))
            names = [piece.as_bold() for piece in label if piece is not LINE]
            self.fill(self._new_paragraph(self.style), [*set_off(names), *told] if names else told)
            label = []

    # Tables

    def _table(self, element: Element) -> None:
        for caption in element.iter("caption"):
            self._paragraph(pieces_of([caption]), "Caption")
        rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in element.iter("tr")]
        width = max((sum(map(_span, row)) for row in rows), default=0)
        if not width:
            return
        table = self.document.add_table(len(rows), width, style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, True
        heads = [row for part in element.iter("thead") for row in part.iter("tr")]
        for written, row, cells in zip(table.rows, element.iter("tr"), rows, strict=True):
            if row in heads:
                _repeat(written)
            self._row(written, cells, row in heads)
        self.document.add_paragraph()  # two tables without one between them are one

    def _row(self, written: _Row, cells: list[Element], is_head: bool) -> None:
        place, targets = 0, written.cells
        for cell in cells:
            span = _span(cell)
            target = targets[place] if span == 1 else targets[place].merge(targets[place + span - 1])
            paragraph = target.paragraphs[0]
            if is_head or cell.tag == "th":
                paragraph._p.style = self._style_id(HEADER_CELL)
            self.fill(paragraph, tidy_pieces(pieces_of([cell])))
            place += span


def _span(cell: Element) -> int:
    return max(1, sent_number(cell.get("colspan") or "1") or 1)


def _number(paragraph: Paragraph, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _repeat(row: _Row) -> None:
    """Let a row of headers stand again on every page."""
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def add_words(paragraph: Paragraph, piece: Piece) -> Run:
    """Add the piece's words to the paragraph as they look."""
    run = paragraph.add_run(piece.text)
    # None and not False, which would undo what the paragraph's own style says, such as the bold of a heading.
    run.bold, run.italic, run.font.strike = piece.bold or None, piece.italic or None, piece.strike or None
    if piece.raised or piece.lowered:
        # One property of Word's: setting the other to None would undo it.
        setattr(run.font, "superscript" if piece.raised else "subscript", True)
    return run


def add_link(paragraph: Paragraph, piece: Piece) -> None:
    """Add the piece's words to the paragraph as a link; a place on the same page is only words."""
    run = add_words(paragraph, piece)
    if piece.href.startswith("#"):
        return
    run.style = LINK
    address = urljoin(f"{settings.SITE_URL}/", piece.href)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)

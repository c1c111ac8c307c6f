"""An empty Word document in the house's looks: language, page, typeface, headings, lists, and page numbers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from ishoj_process.text.numbers import CAPITALS, FIGURES, KINDS, LETTERS, ROMAN, ROMAN_CAPITALS

BRAND, INK = RGBColor(0x0B, 0x4F, 0x6C), RGBColor(0x1C, 0x25, 0x29)
TYPEFACE = "Calibri"  # one that the reader has: a document to be edited does not bring its own
HEADINGS = 6
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11.5}
LIST_LEVELS = 9
BULLET_LIST, COUNTED_LIST = 900, 901  # numbers of our own in the document's list of lists
# How Word names what HTML calls the type of a list.
FORMATS = {
    "": "bullet",
    FIGURES: "decimal",
    LETTERS: "lowerLetter",
    CAPITALS: "upperLetter",
    ROMAN: "lowerRoman",
    ROMAN_CAPITALS: "upperRoman",
}
HEADER_CELL, LINK = "Table Heading", "Hyperlink"


def new_document() -> DocxDocument:
    """A document with nothing in it yet."""
    document = Document()
    _set_language(document)
    _set_page(document.sections[0])
    _set_styles(document.styles)
    _add_lists(document.part.numbering_part.element)
    return document


def _set_language(document: DocxDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "da-DK")


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    paragraph = section.footer.paragraphs[0]
    for text, field in ((_("Page"), "PAGE"), (pgettext("page 1 of 2", "of"), "NUMPAGES")):
        paragraph.add_run(f" {text} ".lstrip() if field == "PAGE" else f" {text} ")
        _add_field(paragraph.add_run(), field)


def _add_field(run: Run, name: str) -> None:
    """A number that the program works out."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _set_styles(styles: Any) -> None:
    _set_font(styles["Normal"], 11, INK, bold=None)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for level in range(1, HEADINGS + 1):
        name = f"Heading {level}"
        _set_font(styles[name], SIZES.get(name, 11), BRAND if level < 3 else INK, bold=True)
        styles[name].font.italic = False
    _set_font(styles["Title"], SIZES["Title"], BRAND, bold=True)
    header = styles.add_style(HEADER_CELL, WD_STYLE_TYPE.PARAGRAPH)
    header.base_style, header.font.bold = styles["Normal"], True
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = BRAND, True


def _set_font(style: Any, size: float, color: RGBColor, bold: bool | None) -> None:
    style.font.size, style.font.color.rgb, style.font.bold = Pt(size), color, bold
    style.font.name = TYPEFACE
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # a theme's typeface would go before the one that is named
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), TYPEFACE)


def _add_lists(numbering: Any) -> None:
    first = numbering.find(qn("w:num"))
    for number, is_counted in ((BULLET_LIST, False), (COUNTED_LIST, True)):
        levels = "".join(_level_of(level, FIGURES if is_counted else "").format("") for level in range(LIST_LEVELS))
        kind = '<w:multiLevelType w:val="multilevel"/>'
        begin = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        # Before the first: the schema wants every definition ahead of the lists that use one.
        first.addprevious(parse_xml(f"{begin}{kind}{levels}</w:abstractNum>"))


def _level_of(level: int, kind: str, start: int = 1) -> str:
    """One level of a list: figures, letters or Roman ones as a page shows them, or a bullet."""
    text = f"%{level + 1}." if kind else "–" if level % 2 else "•"
    return (
        f'<w:lvl {{}}w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{FORMATS[kind]}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def new_list(document: DocxDocument, kind: str, *, level: int = 0, start: int = 1) -> int:
    """The number of a new list that is counted in that way from `start` at its level; no kind is bullets."""
    numbering = document.part.numbering_part.element
    num = numbering.add_num(COUNTED_LIST if kind else BULLET_LIST)
    for each in range(LIST_LEVELS):
        # Without it Word counts on from the list before, as both have the same definition.
        override = num.add_lvlOverride(ilvl=each)
        override.add_startOverride(start if each == level else 1)
        if each == level and kind in KINDS:
            override.append(parse_xml(_level_of(level, kind, start).format(f"{nsdecls('w')} ")))
    return num.numId

"""What is struck out, raised or lowered, and how lists are counted, in Word and on paper."""

from datetime import date
from io import BytesIO

import docx

from ishoj_process.output.docx.document import docx_of

TEXT = (
    '<p>at banen <s>ikke</s> er 10<sup>6</sup> m H<sub>2</sub>O</p><ol><li>et</li></ol><p>tekst</p><ol start="2">'
    '<li>to</li><li value="7">syv<ol start="3" type="a"><li>ce</li></ol></li><li>otte</li></ol>'
)


def document_of(html):
    return docx.Document(BytesIO(docx_of(f"<html><body>{html}</body></html>", title="x", modified=date(2023, 8, 14))))


def test_word_keeps_the_marks():
    runs = [run for paragraph in document_of(TEXT).paragraphs for run in paragraph.runs]

    assert [run.text for run in runs if run.font.strike] == ["ikke"]
    assert [run.text for run in runs if run.font.superscript] == ["6"]
    assert [run.text for run in runs if run.font.subscript] == ["2"]


def numbering(document, paragraph):
    """(format, number that the list begins with) of a paragraph's list at its level."""
    properties = paragraph._p.pPr.numPr
    level = properties.ilvl.val
    root = document.part.numbering_part.element
    num = root.num_having_numId(properties.numId.val)
    override = num.findall(docx.oxml.ns.qn("w:lvlOverride"))[level]
    own = override.find(docx.oxml.ns.qn("w:lvl"))
    form = own.find(docx.oxml.ns.qn("w:numFmt")).get(docx.oxml.ns.qn("w:val")) if own is not None else "decimal"
    return form, override.find(docx.oxml.ns.qn("w:startOverride")).get(docx.oxml.ns.qn("w:val"))


def test_word_counts_lists_as_they_say():
    document = document_of(TEXT)
    listed = {p.text: numbering(document, p) for p in document.paragraphs if p.style.name == "List Paragraph"}

    assert listed == {
        "et": ("decimal", "1"),
        "to": ("decimal", "2"),
        "syv": ("decimal", "7"),
        "ce": ("lowerLetter", "3"),
        "otte": ("decimal", "7"),
    }

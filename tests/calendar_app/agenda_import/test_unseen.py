"""What is too small, too flat or blacked out to be seen is left out of files and pasted texts, and told."""

import pytest
from openpyxl.styles import Font

from calendar_app.agenda_import.file import read_text, read_upload
from ishoj_process.text.richtext import clean_html

from .files import raw_word_file, sheet_file


@pytest.mark.parametrize(
    "html",
    [
        '<p>a <span style="background:black;color:black">HEMMELIG</span></p>',
        '<p>a <span style="background:black;mso-highlight:black">HEMMELIG</span></p>',
        '<p>a <span style="background:#f00;color:#f00">HEMMELIG</span></p>',
        '<p>a <span style="font-size:1px">HEMMELIG</span></p>',
        '<p>a <span style="filter:opacity(0)">HEMMELIG</span></p>',
        '<p>a <span style="transform:scale(0)">HEMMELIG</span></p>',
        '<p>a</p><table><tr style="mso-height-rule:exactly;height:0"><td>HEMMELIG</td></tr></table>',
        '<p>a</p><table><col><col width=0 style="display:none"><tr><td>b</td><td>HEMMELIG</td></tr></table>',
        '<p>a</p><table><col style="visibility:collapse"><tr><td>HEMMELIG</td><td>b</td></tr></table>',
    ],
)
def test_pasted_words_that_are_not_seen_are_left_out_and_told(html):
    told: list[str] = []

    assert "HEMMELIG" not in clean_html(html, left_out=told)
    assert told == ["HEMMELIG"]


@pytest.mark.parametrize(
    "html",
    [
        '<p>a <span style="background:black;color:white">SES</span></p>',
        '<p>a <span style="background:yellow;color:black">SES</span></p>',
        '<p>a <span style="font-size:10px">SES</span></p>',
        '<p>a <span style="transform:scale(0.9)">SES</span></p>',
        '<table><tr style="height:0pt"><td>SES</td></tr></table>',
    ],
)
def test_pasted_words_that_are_seen_stay(html):
    assert "SES" in clean_html(html)


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: setattr(sheet["B2"], "font", Font(sz=1)),
        lambda sheet: setattr(sheet.column_dimensions["B"], "width", 0.01),
    ],
)
def test_cell_too_small_to_be_seen_is_left_out(change):
    rows = [["Titel", "Beslutning"], ["A", "HEMMELIG"]]
    agenda = read_upload(sheet_file(*rows, change=lambda book: change(book.active)))

    assert not agenda.items[0].sections
    assert agenda.remarks


BLACKED = '<w:rPr><w:highlight w:val="black"/><w:color w:val="000000"/></w:rPr>'
FLAT = '<w:trPr><w:trHeight w:val="0" w:hRule="exact"/></w:trPr>'


@pytest.mark.parametrize(
    "block",
    [
        f"<w:p><w:r>{BLACKED}<w:t>HEMMELIG</w:t></w:r></w:p>",
        f"<w:tbl><w:tr>{FLAT}<w:tc><w:p><w:r><w:t>HEMMELIG</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_words_of_word_that_are_not_seen_are_left_out_and_told(block):
    agenda = read_upload(raw_word_file(block))

    assert "HEMMELIG" not in "".join(agenda.items[0].sections.values())
    assert "Skjult tekst er udeladt: ”HEMMELIG”" in agenda.remarks


def test_closed_words_that_are_not_seen_are_still_heard():
    assert read_text('<h1>1. A</h1><p>x <span style="background:black">Lukket punkt</span></p>').items[0].is_closed


W14 = "<w14:textFill xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>{}</w14:textFill>"
UNREAD = [
    ("", W14.format("<w14:noFill/>")),
    ("", W14.format("<w14:solidFill><w14:srgbClr w14:val='FFFFFF'/></w14:solidFill>")),
    ("", "<w:color w:val='F2F2F2' w:themeColor='background1' w:themeShade='F2'/>"),
    *(("", f"<w:{name} w:val='{value}'/>") for name, value in [("w", 1), ("spacing", -400), ("position", -3000)]),
    *((f"<w:{said}/>", "") for said in ("ind w:left='-31680'", "ind w:firstLine='31000'", "framePr w:x='-30000'")),
    *((f"<w:{said}/>", "") for said in ("spacing w:line='1' w:lineRule='exact'", "framePr w:h='1' w:hRule='exact'")),
]
READ = [
    *(("", f"<w:{name} w:val='{value}'/>") for name, value in [("w", 90), ("spacing", -10), ("color", "D9D9D9")]),
    *((f"<w:{said}/>", "") for said in ("ind w:left='-720'", "spacing w:line='240' w:lineRule='exact'")),
    ("", W14.format("<w14:solidFill><w14:srgbClr w14:val='333333'/></w14:solidFill>")),
]


def word_with(paragraph, run):
    first = "<w:p><w:r><w:t>Set</w:t></w:r></w:p>"
    words = f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>Beløbet</w:t></w:r></w:p>"
    return read_upload(raw_word_file(first, words))


@pytest.mark.parametrize(("paragraph", "run"), UNREAD)
def test_words_that_nobody_can_read_in_a_document_are_left_out(paragraph, run):
    agenda = word_with(paragraph, run)

    assert agenda.items[0].sections == {"case_presentation": "<p>Set</p>"}
    assert agenda.remarks == ["Skjult tekst er udeladt: ”Beløbet”"]


@pytest.mark.parametrize(("paragraph", "run"), READ)
def test_words_of_an_odd_look_stay(paragraph, run):
    assert word_with(paragraph, run).items[0].sections == {"case_presentation": "<p>Set</p><p>Beløbet</p>"}


def test_last_paragraph_whose_mark_is_deleted_stays():
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    agenda = read_upload(raw_word_file(f"<w:p>{mark}<w:r><w:t>Set</w:t></w:r></w:p>"))

    assert (agenda.items[0].sections, agenda.remarks) == ({"case_presentation": "<p>Set</p>"}, [])

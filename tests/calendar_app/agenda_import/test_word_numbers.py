"""What Word counts by itself stands in no text: items that it numbers are items, and “§ 3” keeps its sign."""

import pytest

from calendar_app.agenda_import.file import read_upload

from .files import raw_word_file, word_file


def level(place, text, kind="decimal", more=""):
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels):
    return (
        f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def paragraph(text, place=0, style="", number=1):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    counted = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>' if place is not None else ""
    return f"<w:p><w:pPr>{named}{counted}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(*blocks, levels, **parts):
    return read_upload(raw_word_file(*blocks, numbering=lists(*levels), heading="", **parts))


@pytest.mark.parametrize("text", ["%1.", "%1", "%1)", "Punkt %1:", "Punkt %1", "Pkt. %1 -", "Sag nr. %1:", "(%1)"])
@pytest.mark.parametrize("style", ["Heading1", "Heading2"])
def test_headings_that_word_numbers_are_items(style, text):
    budget, purchase, climate = (paragraph(title, 0, style) for title in ("Budget", "Køb, lukket punkt", "Klima"))
    agenda = read(budget, "Om budgettet", purchase, climate, levels=[level(0, text)])

    assert [(item.number, item.title, item.is_closed) for item in agenda.items] == [
        ("1", "Budget", False),
        ("2", "Køb", True),
        ("3", "Klima", False),
    ]
    assert agenda.items[0].sections == {"case_presentation": "<p>Om budgettet</p>"}


def test_numbers_of_the_style_count():
    style = (
        '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    blocks = [paragraph("Budget", None, "Overskrift1"), "x", paragraph("Klima", None, "Overskrift1")]

    assert [(item.number, item.title) for item in read(*blocks, levels=[level(0, "%1.")], styles=[style]).items] == [
        ("1", "Budget"),
        ("2", "Klima"),
    ]


def test_sections_with_numbers_of_their_own_are_sections():
    levels = [level(0, "%1."), level(1, "%1.%2")]
    blocks = [paragraph("Budget", 0, "Heading1"), paragraph("Sagsfremstilling", 1, "Heading2"), "a"]
    blocks += [paragraph("Indstilling", 1, "Heading2"), "b", paragraph("Klima", 0, "Heading1")]
    agenda = read(*blocks, levels=levels)

    assert [(item.number, item.title, item.sections) for item in agenda.items] == [
        ("1", "Budget", {"case_presentation": "<p>a</p>", "recommendation": "<p>b</p>"}),
        ("2", "Klima", {}),
    ]


@pytest.mark.parametrize("text", ["Punkt %1:", "Pkt. %1"])
def test_paragraphs_that_word_numbers_by_name_are_items(text):
    agenda = read(paragraph("Budget"), "x", paragraph("Lukket sag: Køb"), "y", levels=[level(0, text)])

    assert [(item.number, item.title, item.is_closed) for item in agenda.items] == [
        ("1", "Budget", False),
        ("2", "Køb", True),
    ]


def test_items_of_a_plain_list_of_word_are_items():
    own = read(paragraph("Budget"), "x", paragraph("Køb (lukket)"), "y", levels=[level(0, "%1.")])
    named = read_upload(word_file((1, "Møde i Byrådet"), ("ol", ["Budget", "Køb (lukket)"])))

    assert [(item.title, item.is_closed) for item in own.items] == [("Budget", False), ("Køb", True)]
    assert [(item.title, item.is_closed) for item in named.items] == [("Budget", False), ("Køb", True)]


@pytest.mark.parametrize(
    ("levels", "blocks", "html"),
    [
        ([level(0, "§ %1.")], [("a", 0), ("b", 0)], "<p>§ 1. a</p><p>§ 2. b</p>"),
        ([level(0, "§ %1"), level(1, "Stk. %2.")], [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)],
         "<p>§ 1 a</p><p>Stk. 1. b</p><p>Stk. 2. c</p><p>§ 2 d</p><p>Stk. 1. e</p>"),
        ([level(0, "%1."), level(1, "%1.%2.")], [("a", 0), ("b", 1), ("c", 1)],
         "<ol><li>a</li></ol><p>1.1. b</p><p>1.2. c</p>"),
        ([level(0, "%1", "upperRoman"), level(1, "%1-%2", "lowerLetter")], [("a", 0), ("b", 1)],
         '<ol type="I"><li>a</li></ol><p>I-a b</p>'),
        ([level(0, "%1", "upperRoman"), level(1, "%1.%2", "decimal", "<w:isLgl/>")], [("a", 0), ("b", 1)],
         '<ol type="I"><li>a</li></ol><p>1.1 b</p>'),
        ([level(0, "%1.", "decimalZero")], [("a", 0)], "<ol><li>a</li></ol>"),
        ([level(0, "Bilag %1", "upperLetter")], [("a", 0)], "<p>Bilag A a</p>"),
        ([level(0, "Nr.", "none")], [("a", 0)], "<p>Nr. a</p>"),
        ([level(0, "o", "bullet")], [("a", 0)], "<ul><li>a</li></ul>"),
        ([level(0, "", "none")], [("a", 0)], "<ol><li>a</li></ol>"),
    ],
)  # fmt: skip
def test_signs_of_lists_are_kept(levels, blocks, html):
    made = [paragraph(text, place) for text, place in blocks]
    agenda = read_upload(raw_word_file(*made, numbering=lists(*levels)))

    assert agenda.items[0].sections == {"case_presentation": html}

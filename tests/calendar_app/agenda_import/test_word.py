"""A Word document as its readers see it: nothing hidden, nothing struck that stands, numbers, and all losses told."""

import zipfile
from io import BytesIO

import pytest

from calendar_app.agenda_import.file import read_upload
from calendar_app.agenda_import.file.word.xml import Prepared

from .files import raw_word_file


def read(*blocks, **parts):
    """(HTML of the item's text, remarks)"""
    agenda = read_upload(raw_word_file(*blocks, **parts))
    return agenda.items[0].sections.get("case_presentation", ""), agenda.remarks


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


STYLE = '<w:style w:type="{}" w:styleId="X"><w:name w:val="X"/>{}<w:rPr>{}</w:rPr></w:style>'


@pytest.mark.parametrize(
    ("run_properties", "paragraph_properties", "styles"),
    [
        ("<w:vanish/>", "", ""),
        ('<w:vanish w:val="1"/>', "", ""),
        ("<w:webHidden/>", "", ""),
        ("<w:specVanish/>", "", ""),
        ('<w:rStyle w:val="X"/>', "", STYLE.format("character", "", "<w:specVanish/>")),
        ('<w:sz w:val="1"/>', "", ""),
        ('<w:rStyle w:val="X"/>', "", STYLE.format("character", "", "<w:vanish/>")),
        ("", '<w:pStyle w:val="X"/>', STYLE.format("paragraph", "", "<w:vanish/>")),
        ("", '<w:pStyle w:val="Y"/>', STYLE.format("paragraph", "", "<w:vanish/>")
         + '<w:style w:type="paragraph" w:styleId="Y"><w:basedOn w:val="X"/></w:style>'),
        ("<w:vanish/><w:strike/>", "", ""),
    ],
)  # fmt: skip
def test_hidden_words_are_left_out_and_told(run_properties, paragraph_properties, styles):
    # Several styles are given one by one, as a part of a document has one root.
    first, _cut, second = styles.partition("</w:style><w:style")
    styles = [first + "</w:style>", "<w:style" + second] if second else [styles]
    html, remarks = read(
        paragraph(run("Åbent "), run("hemmeligt", run_properties), properties=paragraph_properties)
        if not paragraph_properties
        else paragraph(run("hemmeligt", run_properties), properties=paragraph_properties),
        "Slut",
        styles=styles,
    )

    assert "hemmeligt" not in html
    assert html.endswith("<p>Slut</p>")
    assert remarks == ["Skjult tekst er udeladt: ”hemmeligt”"]


UNFILLED = "<w:sdt><w:sdtPr><w:showingPlcHdr{}/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
ASKED = "Skriv beslutningen her"


@pytest.mark.parametrize(
    "block",
    [
        UNFILLED.format("", paragraph(run(ASKED))),
        paragraph(UNFILLED.format("", run(ASKED))),
        UNFILLED.format(' w:val="true"', f"<w:tbl><w:tr><w:tc>{paragraph(run(ASKED))}</w:tc></w:tr></w:tbl>"),
        f"<w:tbl><w:tr><w:tc>{paragraph(UNFILLED.format('', run(ASKED)))}</w:tc></w:tr></w:tbl>",
    ],
)
def test_field_that_nobody_has_filled_in_is_left_out_and_told(block):
    html, remarks = read("Før", block, "Efter")

    assert ASKED not in html
    assert (html.startswith("<p>Før</p>"), html.endswith("<p>Efter</p>")) == (True, True)
    assert remarks == [f"Felter, som ingen har udfyldt, er udeladt: ”{ASKED}”"]


def test_field_that_is_filled_in_is_read():
    filled = UNFILLED.format(' w:val="0"', run("At sagen godkendes"))

    assert read(paragraph(filled)) == ("<p>At sagen godkendes</p>", [])


def test_runs_that_read_alike_are_one():
    runs = [
        run("en ", '<w:color w:val="FF0000"/>'),
        '<w:proofErr w:type="spellStart"/>',
        run("to", '<w:sz w:val="40"/>'),
    ]
    bold = [run(" tre", '<w:b/><w:color w:val="FF0000"/>'), run(" fire", "<w:b/>"), run(" fem", '<w:b w:val="0"/>')]

    assert read(paragraph(*runs, *bold)) == ("<p>en to<strong> tre fire</strong> fem</p>", [])


def test_words_that_only_a_style_would_hide_stay():
    style = STYLE.format("paragraph", "", "<w:vanish/><w:strike/>")
    shown = '<w:vanish w:val="0"/><w:strike w:val="false"/>'

    html, remarks = read(paragraph(run("set", shown), properties='<w:pStyle w:val="X"/>'), styles=[style])

    assert (html, remarks) == ("<p>set</p>", [])


def test_hidden_row_of_a_table_is_left_out_and_told():
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"

    html, remarks = read(f"<w:tbl>{row.format('', 'set')}{row.format('<w:hidden/>', 'gemt')}</w:tbl>")

    assert html == "<table><tbody><tr><td>set</td></tr></tbody></table>"
    assert remarks == ["Skjult tekst er udeladt: ”gemt”"]


@pytest.mark.parametrize(
    ("properties", "styles"),
    [
        ("<w:strike/>", []),
        ("<w:dstrike/>", []),
        ('<w:strike w:val="0"/><w:dstrike/>', []),
        ('<w:rStyle w:val="X"/>', [STYLE.format("character", "", "<w:strike/>")]),
        ('<w:rStyle w:val="X"/>', [STYLE.format("character", "", "<w:dstrike/>")]),
    ],
)
def test_struck_words_stay_struck(properties, styles):
    html, remarks = read(paragraph(run("at banen "), run("ikke", properties), run(" anlægges")), styles=styles)

    assert (html, remarks) == ("<p>at banen <s>ikke</s> anlægges</p>", [])


def test_tracked_changes_are_told():
    changed = (
        '<w:del w:id="1"><w:r><w:delText>ikke</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="2"><w:r><w:t>flyttet væk</w:t></w:r></w:moveFrom>'
        '<w:ins w:id="3"><w:r><w:t xml:space="preserve">straks </w:t></w:r>'
        '<w:del w:id="4"><w:r><w:delText>aldrig</w:delText></w:r></w:del></w:ins>'
    )
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = row.format("", "", "står") + row.format('<w:del w:id="5"/>', "", "rækken")
    rows += row.format("", '<w:cellDel w:id="6"/>', "cellen")

    html, remarks = read(paragraph(run("at banen "), changed, run("anlægges")), f"<w:tbl>{rows}</w:tbl>")

    assert html == (
        "<p>at banen straks anlægges</p><table><tbody><tr><td>står</td></tr><tr><td></td></tr></tbody></table>"
    )
    assert remarks == [
        "Sporede ændringer: Slettet tekst er udeladt: ”ikke · flyttet væk · aldrig · rækken · cellen”",
        "Sporede ændringer: Indsat tekst er indlæst, som den står: ”straks”",
    ]


def field(instruction, result):
    kinds = ['<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>"]
    kinds += ['<w:fldChar w:fldCharType="separate"/>', f"<w:t>{result}</w:t>", '<w:fldChar w:fldCharType="end"/>']
    return "".join(f"<w:r>{kind}</w:r>" for kind in kinds)


BOX = "<w:txbxContent><w:p><w:r><w:t>I boksen</w:t></w:r></w:p></w:txbxContent>"
NEW_BOX = (
    '<w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
TICKED = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t>'
    "</w:r></w:sdtContent></w:sdt>"
)
BOXED = "Tekstfelter er indlæst efter det afsnit, som de står ved: ”I boksen”"


@pytest.mark.parametrize(
    ("content", "html", "told"),
    [
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "<p>x</p>", ["Formler er udeladt: ”a=b”"]),
        ("<m:oMathPara><m:oMath><m:r><m:t>c</m:t></m:r></m:oMath></m:oMathPara>", "<p>x</p>",
         ["Formler er udeladt: ”c”"]),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>1. maj</w:t></w:r></w:fldSimple>', "<p>x1. maj</p>",
         ["Felter er indlæst med den tekst, som de havde: DATE"]),
        (field(" REF a \\h ", "afsnit 2"), "<p>xafsnit 2</p>",
         ["Felter er indlæst med den tekst, som de havde: REF"]),
        (field('HYPERLINK "https://ishoj.dk"', "her"), '<p>x<a href="https://ishoj.dk">her</a></p>', []),
        ("<w:dir w:val='rtl'><w:r><w:t>omvendt</w:t></w:r></w:dir>", "<p>xomvendt</p>", []),
        ("<w:r><w:drawing><wp:inline><wp:docPr descr='Budget pr. år'/><a:graphic><a:graphicData><c:chart/>"
         "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>", "<p>x</p>",
         ["Diagrammer er udeladt: ”Budget pr. år”"]),
        (f"<w:r>{NEW_BOX}</w:r>", "<p>x</p><p>I boksen</p>", [BOXED]),
        (f"<w:r>{OLD_BOX}</w:r>", "<p>x</p><p>I boksen</p>", [BOXED]),
        (f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{NEW_BOX}</mc:Choice><mc:Fallback>{OLD_BOX}"
         "</mc:Fallback></mc:AlternateContent></w:r>", "<p>x</p><p>I boksen</p>", [BOXED]),
        (f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{NEW_BOX}</mc:Choice></mc:AlternateContent></w:r>",
         "<p>x</p><p>I boksen</p>", [BOXED]),
        (TICKED.format(1, "☒") + TICKED.format(0, "☐"), "<p>x☒☐</p>",
         ["2 afkrydsningsfelter er indlæst som tegn: ☒ er markeret, ☐ er ikke."]),
        ("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Nej'/>"
         "<w:listEntry w:val='Ja'/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText>"
         "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>", "<p>xJa</p>",
         ["Felter er indlæst med den tekst, som de havde: FORMDROPDOWN"]),
        ("<w:sdt><w:sdtContent><w:r><w:t>valgt</w:t></w:r></w:sdtContent></w:sdt>", "<p>xvalgt</p>", []),
        ("<w:ukendt><w:r><w:t>Gåde</w:t></w:r></w:ukendt>", "<p>x</p>",
         ["Dette kunne ikke læses: ”xGåde”", "Disse dele af dokumentet kunne ikke læses: w:ukendt"]),
        ("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>", "<p>x<sup>2</sup></p>", []),
        ("<w:r><w:softHyphen/><w:t>y</w:t></w:r>", "<p>xy</p>", []),
        ("<w:r><w:noBreakHyphen/><w:t>y</w:t></w:r>", "<p>x‑y</p>", []),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(content, html, told):
    assert read(paragraph("<w:r><w:t>x</w:t></w:r>", content)) == (html, told)


LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def item(text, number=1, level=0):
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties=numbered)


@pytest.mark.parametrize(
    ("blocks", "html"),
    [
        ([item("a"), "tekst", item("b")], '<ol><li>a</li></ol><p>tekst</p><ol start="2"><li>b</li></ol>'),
        ([item("a"), item("x", level=1), item("y", level=1), item("b"), item("z", level=1)],
         '<ol><li>a<ol type="a"><li>x</li><li>y</li></ol></li><li>b<ol type="a"><li>z</li></ol></li></ol>'),
        ([item("a"), item("b", 4), item("c", 4)], '<ol><li>a</li><li value="5">b</li><li>c</li></ol>'),
        ([item("a"), item("i", 3), item("b")],
         '<ol><li>a</li></ol><ol start="3" type="I"><li>i</li></ol><ol start="2"><li>b</li></ol>'),
        ([item("a", 2), item("b", 2)], "<ul><li>a</li><li>b</li></ul>"),
        ([item("a", 9)], "<p>a</p>"),
        ([paragraph(run("a"), properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), "x",
          paragraph("<w:del w:id='1'><w:r><w:delText>væk</w:delText></w:r></w:del>",
                    properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2"/></w:rPr>'), item("b")],
         '<ol><li>a</li></ol><p>x</p><ol start="2"><li>b</li></ol>'),
    ],
)  # fmt: skip
def test_lists_keep_their_numbers(blocks, html):
    assert read(*blocks, numbering=LISTS)[0] == html


def test_strict_open_xml_is_read():
    assert read(paragraph(run("set"), run("gemt", "<w:vanish/>")), strict=True) == (
        "<p>set</p>",
        ["Skjult tekst er udeladt: ”gemt”"],
    )


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("properties", "around", "styles"),
    [
        (WHITE, "", []),
        ('<w:color w:val="FEFEFE"/>', "", []),
        ('<w:color w:val="ffffff" w:themeColor="background1"/>', "", []),
        ('<w:color w:themeColor="background1"/>', "", []),
        (WHITE + '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', "", []),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', "", []),
        (WHITE, '<w:shd w:val="clear" w:fill="FFFFFF"/>', []),
        ('<w:rStyle w:val="X"/>', "", [STYLE.format("character", "", WHITE)]),
        ("", '<w:pStyle w:val="X"/>', [STYLE.format("paragraph", "", WHITE)]),
    ],
)
def test_words_in_the_colour_of_the_paper_are_left_out_and_told(properties, around, styles):
    html, remarks = read(paragraph(run("hemmeligt", properties), properties=around), "Slut", styles=styles)

    assert (html, remarks) == ("<p>Slut</p>", ["Skjult tekst er udeladt: ”hemmeligt”"])


@pytest.mark.parametrize(
    ("properties", "around", "styles"),
    [
        (WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>', "", []),
        (WHITE + '<w:shd w:val="pct50" w:fill="auto"/>', "", []),
        (WHITE + '<w:highlight w:val="black"/>', "", []),
        (WHITE, '<w:shd w:val="clear" w:fill="4472C4"/>', []),
        (WHITE, '<w:pStyle w:val="X"/>', ['<w:style w:type="paragraph" w:styleId="X"><w:pPr><w:shd w:val="clear" '
                                        'w:fill="4472C4"/></w:pPr></w:style>']),
        ('<w:color w:val="auto"/>', "", []),
        ('<w:color w:val="D9D9D9"/>', "", []),
        ('<w:rStyle w:val="X"/><w:color w:val="FF0000"/>', "", [STYLE.format("character", "", WHITE)]),
    ],
)  # fmt: skip
def test_white_words_that_are_seen_stay(properties, around, styles):
    html, remarks = read(paragraph(run("set", properties), properties=around), styles=styles)

    assert (html, remarks) == ("<p>set</p>", [])


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="{}"><w:rPr>{}</w:rPr><w:tcPr>{}'
    "</w:tcPr></w:tblStylePr></w:style>"
)


def styled_table(look):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{cell.format(f'{row}a')}{cell.format(f'{row}b')}</w:tr>" for row in "123")
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook {look}/></w:tblPr>{rows}</w:tbl>'


@pytest.mark.parametrize(
    ("part", "look", "struck"),
    [
        ("firstRow", 'w:firstRow="1"', {"1a", "1b"}),
        ("firstRow", 'w:firstRow="0"', set()),
        ("firstRow", 'w:val="0020"', {"1a", "1b"}),
        ("lastRow", 'w:lastRow="1"', {"3a", "3b"}),
        ("firstCol", 'w:firstColumn="1"', {"1a", "2a", "3a"}),
        ("lastCol", 'w:val="0100"', {"1b", "2b", "3b"}),
        ("band1Horz", 'w:val="0000"', {"1a", "1b", "3a", "3b"}),
        ("wholeTable", 'w:val="0000"', {"1a", "1b", "2a", "2b", "3a", "3b"}),
    ],
)
def test_part_of_a_table_that_its_style_strikes_out_or_hides(part, look, struck):
    html, _remarks = read(styled_table(look), styles=[TABLE_STYLE.format(part, "<w:strike/>", "")])
    hidden, told = read(styled_table(look), styles=[TABLE_STYLE.format(part, "<w:vanish/>", "")])

    assert {text for text in ("1a", "1b", "2a", "2b", "3a", "3b") if f"<s>{text}</s>" in html} == struck
    assert {text for text in ("1a", "1b", "2a", "2b", "3a", "3b") if text not in hidden} == struck
    assert bool(told) is bool(struck)


def test_white_head_of_a_coloured_table_is_seen():
    style = TABLE_STYLE.format("firstRow", WHITE, '<w:shd w:val="clear" w:fill="4472C4"/>')

    html, told = read(styled_table('w:firstRow="1"'), styles=[style])

    assert "1a" in html
    assert told == []


@pytest.mark.parametrize(
    ("says", "html"),
    [
        ("<w:position w:val='8'/>", "<p>m<sup>2</sup></p>"),
        ("<w:position w:val='-6'/>", "<p>m<sub>2</sub></p>"),
        ("<w:position w:val='1'/>", "<p>m2</p>"),
        ("<w:position w:val='8'/><w:vertAlign w:val='subscript'/>", "<p>m<sub>2</sub></p>"),
        ("<w:rStyle w:val='Op'/>", "<p>m<sup>2</sup></p>"),
        ("<w:rStyle w:val='Ned'/>", "<p>m<sub>2</sub></p>"),
        ("<w:rStyle w:val='Op2'/>", "<p>m<sup>2</sup></p>"),
        ("<w:rStyle w:val='Op'/><w:vertAlign w:val='baseline'/>", "<p>m2</p>"),
        ("<w:rStyle w:val='Over'/>", "<p>m<sup>2</sup></p>"),
        ("<w:rStyle w:val='Over'/><w:position w:val='0'/>", "<p>m2</p>"),
    ],
)
def test_words_above_and_below_the_line_stay_there(says, html):
    style = "<w:style w:type='character' w:styleId='{}'><w:name w:val='{}'/>{}<w:rPr>{}</w:rPr></w:style>"
    styles = [
        style.format("Op", "op", "", "<w:vertAlign w:val='superscript'/>"),
        style.format("Op2", "op2", "<w:basedOn w:val='Op'/>", "<w:b w:val='0'/>"),
        style.format("Ned", "ned", "", "<w:vertAlign w:val='subscript'/>"),
        style.format("Over", "over", "", "<w:position w:val='10'/>"),
    ]
    words = f"<w:p><w:r><w:t>m</w:t></w:r><w:r><w:rPr>{says}</w:rPr><w:t>2</w:t></w:r></w:p>"

    assert read_upload(raw_word_file(words, styles=styles)).items[0].sections == {"case_presentation": html}


def test_large_letter_that_a_text_begins_with_is_on_its_line():
    frame = "<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3'/></w:pPr>"
    words = f"{frame}<w:r><w:rPr><w:position w:val='-10'/></w:rPr><w:t>D</w:t></w:r></w:p>"

    assert read_upload(raw_word_file(words)).items[0].sections == {"case_presentation": "<p>D</p>"}


def test_pictures_of_a_document_are_not_unpacked():
    given, out = raw_word_file("Set"), BytesIO()
    with zipfile.ZipFile(given) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in before.infolist():
            made.writestr(entry, before.read(entry))
        made.writestr("word/media/x.bin", b"0" * 5_000_000)

    with zipfile.ZipFile(out) as archive:
        assert Prepared(archive).file.getbuffer().nbytes < 1_000_000

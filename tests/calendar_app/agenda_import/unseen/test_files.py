"""What Word and Excel do not show, by whichever of their means, is left out of an agenda and told."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.formatting.rule import CellIsRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.table import Table, TableStyleInfo

from calendar_app.agenda_import.file import read_upload

from ..files import raw_word_file, sheet_file

RUN = "<w:r><w:t>Beløbet</w:t></w:r>"
CORNER = (
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="nwCell"><w:rPr><w:vanish/></w:rPr>'
    "</w:tblStylePr></w:style>"
)
LOOK = '<w:tblStyle w:val="T"/><w:tblLook w:firstColumn="1" w:firstRow="1"/>'
SHAPE = "<w:p><w:r>{}</w:r></w:p>"
BOX = f"<w:txbxContent><w:p>{RUN}</w:p></w:txbxContent>"
ANCHOR = (
    "<w:drawing><wp:anchor{}>{}<a:graphic><a:graphicData><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing>"
)


def run(properties):
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>Beløbet</w:t></w:r></w:p>"


def table(cell, properties="", own="", row=""):
    inner = f"<w:tr>{row}<w:tc>{own}<w:p>{cell}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{inner}</w:tbl>"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


NARROW = '<w:tcPr><w:tcW w:w="0" w:type="dxa"/></w:tcPr>'
MERGED_NAME = f"{mark('begin')}{RUN}{mark('separate')}<w:r><w:t>a</w:t></w:r>{mark('end')}"
IF = "<w:r><w:instrText> IF </w:instrText></w:r>"
FILL = "<w14:textFill><w14:solidFill>{}</w14:solidFill></w14:textFill>"


@pytest.mark.parametrize(
    "block",
    [
        table(RUN, LOOK),
        table(RUN, '<w:tblLayout w:type="fixed"/>', NARROW),
        run('<w:rtl/><w:sz w:val="22"/><w:szCs w:val="1"/>'),
        run('<w:fitText w:val="1"/>'),
        run(FILL.format('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>')),
        run(FILL.format('<w14:schemeClr w14:val="bg1"/>')),
        SHAPE.format(ANCHOR.format(' hidden="1"', "", BOX)),
        SHAPE.format(ANCHOR.format("", '<wp:docPr id="1" name="x" hidden="1"/>', BOX)),
        SHAPE.format(ANCHOR.format("", '<wp:extent cx="0" cy="0"/>', BOX)),
        SHAPE.format(f'<w:pict><v:shape style="visibility:hidden"><v:textbox>{BOX}</v:textbox></v:shape></w:pict>'),
        SHAPE.format(f'<w:pict><v:shape style="width:0;height:9pt"><v:textbox>{BOX}</v:textbox></v:shape></w:pict>'),
        f"<w:p>{mark('begin')}{IF}{MERGED_NAME}{mark('separate')}{mark('end')}</w:p>",
        f"<w:p>{MERGED_NAME.replace('<w:t>a</w:t>', '')}</w:p>",
    ],
)
def test_words_that_word_does_not_show_are_left_out_and_told(block):
    agenda = read_upload(raw_word_file("Set", block, styles=[CORNER]))

    assert "Beløbet" not in str(agenda.items[0].sections)
    assert any("Skjult tekst" in remark and "Beløbet" in remark for remark in agenda.remarks)


def test_row_that_was_moved_away_is_deleted_text():
    moved = table(RUN, row='<w:trPr><w:moveFrom w:id="1"/></w:trPr>')
    agenda = read_upload(raw_word_file("Set", moved))

    assert agenda.items[0].sections == {"case_presentation": "<p>Set</p>"}
    assert agenda.remarks == ["Sporede ændringer: Slettet tekst er udeladt: ”Beløbet”"]


@pytest.mark.parametrize(
    "block",
    [
        table(RUN, '<w:tblLayout w:type="fixed"/>', NARROW.replace('"0"', '"900"')),
        table(RUN, "", NARROW),
        run('<w:sz w:val="22"/><w:szCs w:val="1"/>'),
        run('<w:fitText w:val="900"/>'),
        run(FILL.format('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="20000"/></w14:srgbClr>')),
        SHAPE.format(ANCHOR.format("", '<wp:extent cx="900" cy="900"/>', BOX)),
        f"<w:p>{mark('begin')}<w:r><w:instrText> REF x </w:instrText></w:r>{mark('separate')}{RUN}{mark('end')}</w:p>",
        f"<w:p>{mark('begin')}{RUN}</w:p>",
    ],
)
def test_words_that_word_shows_stay(block):
    assert "Beløbet" in str(read_upload(raw_word_file("Set", block)).items[0].sections)


def in_table(name):
    def change(book):
        made = Table(displayName="T", ref="A1:B2")
        made.tableStyleInfo = TableStyleInfo(name=name)
        book.active.add_table(made)
        book.active["A1"].font = book.active["B2"].font = Font(color="FFFFFF")

    return change


def by_condition(rule):
    return lambda book: book.active.conditional_formatting.add("B2:C9", rule)


def filled(book):
    book.active["B2"].fill = PatternFill("solid")


EMPTY = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=";;;"))
WHITE = DifferentialStyle(font=Font(color="FFFFFF"))
COLOURED = DifferentialStyle(font=Font(color="FFFFFF"), fill=PatternFill(bgColor="0000FF"))
STRUCK = DifferentialStyle(font=Font(strike=True))


def is_read(change):
    agenda = read_upload(sheet_file(["Titel", "Beslutning"], ["A", "Beløbet"], change=change))
    is_told = "Celler, der intet viser, er udeladt: B2" in agenda.remarks

    assert is_told != ("Beløbet" in str(agenda.items[0].sections))
    return not is_told


@pytest.mark.parametrize(
    ("code", "is_shown"),
    [
        *(("_-;_-;_-;_-", False), ("* ;* ;* ;* ", False), ('General;General;General;"x"', False), ("[White]@", False)),
        *(("[Hvid]General", False), ("[Color2]@", False), (";;;@", True), ('0;-0;;"x "@', True), ("[Red]@", True)),
        *(("_(@_)", True), ("0;0;0;General", True)),
    ],
)
def test_format_that_shows_no_words_hides_them(code, is_shown):
    assert is_read(lambda book: setattr(book.active["B2"], "number_format", code)) is is_shown


@pytest.mark.parametrize(
    ("change", "is_shown"),
    [
        *(
            (in_table("TableStyleMedium9"), False),
            (in_table("TableStyleLight1"), False),
            (in_table("TableStyleDark1"), True),
        ),
        (filled, False),
        (by_condition(CellIsRule(operator="notEqual", formula=['"x"'], font=Font(color="FFFFFF"))), False),
        (by_condition(CellIsRule(operator="equal", formula=['"x"'], font=Font(color="FFFFFF"))), True),
        (by_condition(Rule(type="expression", formula=["TRUE"], dxf=EMPTY)), False),
        (by_condition(Rule(type="expression", formula=["A2=A1"], dxf=WHITE)), False),
        (by_condition(Rule(type="expression", formula=["FALSE"], dxf=WHITE)), True),
        (by_condition(Rule(type="expression", formula=["TRUE"], dxf=COLOURED)), True),
        (by_condition(Rule(type="containsText", text="bel", formula=["x"], dxf=STRUCK)), False),
        (by_condition(Rule(type="containsText", text="andet", formula=["x"], dxf=STRUCK)), True),
        (by_condition(Rule(type="beginsWith", text="BEL", formula=["x"], dxf=WHITE)), False),
        (by_condition(Rule(type="containsBlanks", formula=["x"], dxf=WHITE)), True),
    ],
)
def test_table_or_condition_that_hides_words_hides_them(change, is_shown):
    assert is_read(change) is is_shown


@pytest.mark.parametrize("usual", ['defaultRowHeight="0"', 'defaultColWidth="0" defaultRowHeight="15"'])
def test_sheet_without_height_or_width_shows_nothing(usual):
    file = changed(
        sheet_file(["Titel", "Beslutning"], ["A", "Beløbet"]), r"<sheetFormatPr[^>]*/>", f"<sheetFormatPr {usual}/>"
    )

    with pytest.raises(Exception, match="Filen har ingen rækker"):
        read_upload(file)


def test_cells_beneath_a_merged_one_are_left_out_and_told():
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    agenda = read_upload(
        changed(sheet_file(["Titel", "Beslutning"], ["A", "x"], ["B", "Beløbet"]), "</sheetData>", merged)
    )

    assert [item.sections for item in agenda.items] == [{"decision": "<p>x</p>"}] * 2
    assert "Celler, der intet viser, er udeladt: B3" in agenda.remarks


def changed(file, old, new):
    made = BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(made, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(old, new, content.decode()).encode()
            written.writestr(name, content)
    return SimpleUploadedFile("dagsorden.xlsx", made.getvalue())

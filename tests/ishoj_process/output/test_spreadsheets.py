"""Spreadsheets as their readers see them: nothing hidden or struck, merged cells in each row, and all that is told."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from ishoj_process.output.spreadsheets import read_table, text_of_cell
from tests.calendar_app.agenda_import.files import as_strict, ods_cell, ods_file, sheet_file


def read(file):
    """(rows of words, remarks)"""
    table = read_table(file, most=50, too_many="For mange.")
    return [[text_of_cell(cell) for cell in cells] for _number, cells in table.rows], table.remarks


def changed(change, *rows):
    return sheet_file(*(rows or [["A", "B", "C"], ["a", "b", "c"], ["d", "e", "f"]]), change=change)


def hide_row(book):
    book.active.row_dimensions[2].hidden = True


def hide_column(book):
    book.active.column_dimensions["B"].hidden = True


def hide_sheet(book):
    book.create_sheet("Åbent").append(["x"])
    book.active = 1
    book.worksheets[0].sheet_state = "hidden"


def hide_sheet_well(book):
    hide_sheet(book)
    book.worksheets[0].sheet_state = "veryHidden"


def hide_by_format(book):
    for place in ("A2", "B2"):
        book.active[place].number_format = ";;;"
    book.active["B2"] = 5


def strike(book):
    for cell in book.active[2]:
        cell.font = Font(strike=True)


def strike_a_word(book):
    book.active["A2"] = CellRichText("at ", TextBlock(InlineFont(strike=True), "ikke "), "anlægge")


WHOLE = [["A", "B", "C"], ["a", "b", "c"], ["d", "e", "f"]]


@pytest.mark.parametrize(
    ("change", "rows", "remarks"),
    [
        (hide_row, [WHOLE[0], WHOLE[2]], ["Skjulte rækker er udeladt: 2"]),
        (hide_column, [["A", "", "C"], ["a", "", "c"], ["d", "", "f"]], ["Skjulte kolonner er udeladt: B (B)"]),
        (hide_sheet, [["x"]], ["Skjulte ark er udeladt: Sheet"]),
        (hide_sheet_well, [["x"]], ["Skjulte ark er udeladt: Sheet"]),
        (hide_by_format, [WHOLE[0], ["", "", "c"], WHOLE[2]], ["Celler, der intet viser, er udeladt: A2, B2"]),
        (strike, [WHOLE[0], WHOLE[2]], ["Overstreget tekst er udeladt: ”a, b, c”"]),
        (strike_a_word, [WHOLE[0], ["at anlægge", "b", "c"], WHOLE[2]], ["Overstreget tekst er udeladt: ”ikke”"]),
    ],
)
@pytest.mark.parametrize("form", [lambda file: file, as_strict])
def test_what_a_workbook_hides_is_left_out_and_told(form, change, rows, remarks):
    assert read(form(changed(change))) == (rows, remarks)


def test_merged_cells_stand_in_each_of_their_rows():
    def merge(book):
        book.active.merge_cells("A2:A4")
        book.active.merge_cells("B2:C2")

    file = changed(
        merge, ["A", "B", "C"], ["Lukket", "to", None], [None, "b", "c"], [None, "d", None], ["x", "y", None]
    )

    assert read(file)[0] == [
        ["A", "B", "C"], ["Lukket", "to"], ["Lukket", "b", "c"], ["Lukket", "d"], ["x", "y"],
    ]  # fmt: skip


def test_merged_cells_make_no_rows_where_there_are_none():
    assert read(changed(lambda book: book.active.merge_cells("A2:A9999")))[0] == [
        WHOLE[0],
        WHOLE[1],
        ["a", "e", "f"],
    ]


@pytest.mark.parametrize("form", [lambda file: file, as_strict])
def test_values_come_in_as_they_are_read(form):
    def write(book):
        sheet = book.active
        values = {
            "A1": (date(2023, 8, 21), "dd-mm-yyyy"), "B1": (time(17, 0), "hh:mm"), "C1": (0.125, "0.0%"),
            "D1": (True, "General"), "E1": (2304711, '00"/"00000'), "F1": (1234.5, "#,##0.00"),
            "G1": (datetime(2023, 8, 21, 17, 0), "dd-mm-yyyy hh:mm"), "H1": (45.0, "General"), "I1": ("23/4711", "@"),  # noqa: DTZ001
        }  # fmt: skip
        for place, (value, code) in values.items():
            sheet[place] = value
            sheet[place].number_format = code

    assert read(form(changed(write, ["x"])))[0] == [
        ["21-08-2023", "17.00", "12,5%", "Ja", "23/04711", "1.234,50", "21-08-2023 17.00", "45", "23/4711"]
    ]


def test_days_of_a_mac_are_the_days_that_it_shows():
    def write(book):
        book.epoch = openpyxl.utils.datetime.MAC_EPOCH
        book.active["A1"] = datetime(2023, 8, 21)  # noqa: DTZ001

    assert read(changed(write, ["x"]))[0] == [["21-08-2023"]]


def test_formula_without_a_value_is_known():
    table = read_table(changed(lambda book: book.active.append(["=1+1"])), most=9, too_many="")

    assert table.uncomputed == {(4, 1)}


def test_sheet_of_a_chart_is_told_and_the_next_is_read():
    def draw(book):
        book.create_chartsheet("Søjler", 0).add_chart(BarChart())
        book.create_sheet("Mere").append(["x"])

    table = read_table(changed(draw), most=9, too_many="")

    assert [cells for _number, cells in table.rows] == [tuple(row) for row in WHOLE]
    assert table.others == ["Søjler", "Mere"]


@pytest.mark.parametrize("form", [lambda file: file, as_strict])
def test_workbook_of_charts_alone_is_refused(form):
    book = openpyxl.Workbook()
    book.create_chartsheet("Søjler").add_chart(BarChart())
    book.remove(book.worksheets[0])
    file = BytesIO()
    book.save(file)

    with pytest.raises(ValidationError, match="kunne ikke læses"):
        read(form(SimpleUploadedFile("a.xlsx", file.getvalue())))


# LibreOffice

STYLES = (
    '<style:style style:name="st" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="ce" style:family="table-cell" style:parent-style-name="st"/>'
    '<style:style style:name="t1" style:family="text"><style:text-properties '
    'style:text-line-through-type="double"/></style:style>'
    '<style:style style:name="t2" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def test_open_document_is_read_as_it_is_seen():
    file = ods_file(
        ["A", "B"],
        [ods_cell("21-08-23", 'office:date-value="2023-08-21"', "date"), ods_cell("12,5 %", "", "percentage")],
        [ods_cell("SAND", 'office:boolean-value="true"', "boolean"), ods_cell("17:00", "", "time")],
        ["m<text:span text:style-name='t2'>2</text:span><text:s text:c='2'/>x", "a</text:p><text:p>b"],
        styles=STYLES,
    )

    assert read(file) == ([["A", "B"], ["21-08-2023", "12,5 %"], ["Ja", "17:00"], ["m²  x", "a\nb"]], [])


def test_what_an_open_document_hides_is_left_out_and_told():
    note = "<table:table-cell office:value-type='string'><office:annotation><text:p>note</text:p></office:annotation>"
    file = ods_file(
        ["A", "B", "C"],
        ["a", ods_cell("b", 'table:style-name="ce"'), "c"],
        [f"{note}<text:p>d<text:span text:style-name='t1'>e</text:span></text:p></table:table-cell>", "", "f"],
        styles=STYLES,
        columns='<table:table-column table:number-columns-repeated="2"/><table:table-column '
        'table:visibility="collapse"/>',
        sheets='<table:table table:name="Gemt" table:style-name="ta"><table:table-row><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
    )

    assert read(file) == (
        [["A", "B"], ["a"], ["d"]],
        ["Skjulte kolonner er udeladt: C (C)", "Skjulte ark er udeladt: Gemt", "Overstreget tekst er udeladt: ”b, e”"],
    )


def test_merged_and_repeated_cells_of_an_open_document():
    covered = "<table:covered-table-cell/>"
    file = ods_file(
        ["A", "B"],
        [ods_cell("Lukket", 'table:number-rows-spanned="2"'), "b"],
        [covered, ods_cell("c", 'table:number-columns-repeated="2"')],
    )

    assert read(file)[0] == [["A", "B"], ["Lukket", "b"], ["Lukket", "c", "c"]]


# Text


def csv_file(text, encoding="utf-8"):
    return SimpleUploadedFile("a.csv", text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=;\r\nA;B\r\na,x;b", [["A", "B"], ["a,x", "b"]]),
        ("sep=,\r\nA,B\r\na;x,b", [["A", "B"], ["a;x", "b"]]),
        ("Høringssvar, juni\r\n\r\nA;B\r\na;b", [["Høringssvar, juni"], ["A", "B"], ["a", "b"]]),
        ("A\tB\r\nx, y\tb; c", [["A", "B"], ["x, y", "b; c"]]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp850", "mac_roman", "cp1252"])
def test_text_is_parted_as_it_says(text, rows, encoding):
    assert read(csv_file(text, encoding))[0] == rows


def test_rows_of_text_keep_their_numbers():
    table = read_table(csv_file("sep=;\nA;B\n\na;b"), most=9, too_many="")

    assert [number for number, _cells in table.rows] == [2, 4]


def test_text_that_would_be_garbled_is_refused():
    with pytest.raises(ValidationError, match="Det kan ikke ses, hvordan teksten er gemt"):
        read(csv_file("Привет;мир", "cp1251"))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("_rels/.rels", b"officeDocument", b"zz"),
        ("xl/workbook.xml", b'r:id="rId1"', b""),
        ("xl/worksheets/sheet1.xml", b'r="1"', b'r="x"'),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/styles.xml", b'numFmtId="0"', b'numFmtId="x"'),
    ],
)
def test_broken_workbook_is_refused_in_words(part, old, new):
    made = BytesIO()
    with zipfile.ZipFile(changed(None)) as given, zipfile.ZipFile(made, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            written.writestr(name, content.replace(old, new) if name == part else content)

    with pytest.raises(ValidationError):
        read(SimpleUploadedFile("a.xlsx", made.getvalue()))

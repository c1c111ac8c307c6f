"""Words in the colour of what is behind them are seen by nobody: left out of a spreadsheet and told."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo

from calendar_app.agenda_import.file import read_upload

from .files import ods_cell, ods_file, sheet_file

TOLD = ["Celler, der intet viser, er udeladt: B2"]
PRESENTED = {"case_presentation": "<p>Hemmeligt</p>"}


def read(change):
    agenda = read_upload(sheet_file(["Titel", "Sagsfremstilling"], ["Sag", "Hemmeligt"], change=change))
    return agenda.items[0].sections, agenda.remarks


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (Font(color="FFFFFFFF"), None),
        (Font(color="00FEFEFE"), None),
        (Font(color=Color(theme=0)), None),
        (Font(color=Color(indexed=9)), None),
        (Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FFFFFFFF")),
        (Font(color=Color(theme=0)), PatternFill("solid", fgColor=Color(theme=0))),
        (Font(color="FF00B050"), PatternFill("solid", fgColor="FF00B050")),
    ],
)
def test_cell_in_the_colour_of_its_ground_is_left_out_and_told(font, fill):
    def change(book):
        book.active["B2"].font = font
        book.active["B2"].fill = fill or PatternFill()

    assert read(change) == ({}, TOLD)


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF4472C4")),
        (Font(color=Color(theme=0)), PatternFill("solid", fgColor=Color(theme=4))),
        (Font(color=Color(theme=0, tint=-0.35)), None),
        (Font(color=Color(theme=1)), None),
        (Font(color="FFD9D9D9"), None),
    ],
)
def test_pale_cell_that_is_seen_stays(font, fill):
    def change(book):
        book.active["B2"].font = font
        book.active["B2"].fill = fill or PatternFill()

    assert read(change) == (PRESENTED, [])


def test_white_words_among_others_are_left_out():
    def change(book):
        white = TextBlock(InlineFont(color="FFFFFFFF"), "hemmeligt")
        book.active["B2"] = CellRichText("set ", white)

    assert read(change) == ({"case_presentation": "<p>set</p>"}, TOLD)


def test_white_head_of_a_table_with_a_style_is_read():
    def change(book):
        table = Table(displayName="T", ref="A1:B2")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2")
        book.active.add_table(table)
        for cell in book.active[1]:
            cell.font = Font(color=Color(theme=0))

    assert read(change) == (PRESENTED, [])


@pytest.mark.parametrize(
    ("styles", "is_seen"),
    [
        ('<style:text-properties fo:color="#ffffff"/>', False),
        (
            '<style:text-properties fo:color="#ffffff"/><style:table-cell-properties fo:background-color="#ffffff"/>',
            False,
        ),
        (
            '<style:text-properties fo:color="#ffffff"/><style:table-cell-properties fo:background-color="#0000ff"/>',
            True,
        ),
        ('<style:text-properties text:display="none"/>', False),
        ('<style:text-properties fo:color="#333333"/>', True),
    ],
)
def test_pale_cell_of_libreoffice(styles, is_seen):
    style = f'<style:style style:name="X" style:family="table-cell">{styles}</style:style>'
    cell = ods_cell("Hemmeligt", 'table:style-name="X"')
    agenda = read_upload(ods_file(["Titel", "Sagsfremstilling"], ["Sag", cell], styles=style))

    assert (agenda.items[0].sections, agenda.remarks) == ((PRESENTED, []) if is_seen else ({}, TOLD))


def test_hidden_words_may_close_all():
    def change(book):
        book.active["C1"] = "Lukket punkt"
        book.active["C1"].font = Font(color="FFFFFFFF")

    items = read_upload(sheet_file(["Titel", "Sagsfremstilling"], ["Sag", "x"], change=change)).items

    assert [item.is_closed for item in items] == [True]

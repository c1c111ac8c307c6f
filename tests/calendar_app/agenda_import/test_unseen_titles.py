"""A row of a sheet whose title is struck out or not seen is left out and told, and gives the one above nothing."""

import pytest
from openpyxl.styles import Font

from calendar_app.agenda_import.file import read_upload

from .files import ods_cell, ods_file, sheet_file

STRUCK = (
    '<style:style style:name="gone" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)


@pytest.mark.parametrize("font", [Font(strike=True), Font(color="FFFFFFFF")], ids=["struck", "white"])
def test_row_without_its_title_is_left_out(font):
    rows = [["Nr", "Titel", "Beslutning"], [1, "A", "a"], [2, "B", "prisen"], [None, None, "mere"], [3, "C", "c"]]
    agenda = read_upload(sheet_file(*rows, change=lambda book: setattr(book.active["B3"], "font", font)))

    assert [(item.number, item.title, dict(item.sections)) for item in agenda.items] == [
        ("1", "A", {"decision": "<p>a</p>"}),
        ("3", "C", {"decision": "<p>c</p>"}),
    ]
    assert "Titlen i række 3 er streget over eller ses ikke. Rækken er udeladt: ”2 · prisen”" in agenda.remarks
    assert "mere" in agenda.remarks[1]


def test_row_of_libreoffice_without_its_title_is_left_out():
    struck = ods_cell("B", 'table:style-name="gone"')
    agenda = read_upload(ods_file(["Titel", "Beslutning"], ["A", "a"], [struck, "prisen"], ["C", "c"], styles=STRUCK))

    assert [item.title for item in agenda.items] == ["A", "C"]
    assert "prisen" not in agenda.items[0].all_text

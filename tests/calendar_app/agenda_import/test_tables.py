"""Agendas that are built of tables: read row by row, or refused with that reason."""

import pytest
from django.core.exceptions import ValidationError

from calendar_app.agenda_import.file import read_text, read_upload

from .files import word_file


def table(*rows):
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def read(text):
    return [(item.number, item.title, item.is_closed) for item in read_text(text).items]


@pytest.mark.parametrize(
    "above", ["", "<h1>Byrådet den 1. marts</h1>", "<p>Dagsorden</p>", "<h1>Dagsorden</h1><p>Kl. 17</p>"]
)
@pytest.mark.parametrize(
    "rows",
    [
        [("Punkt", "Titel", "Åben/lukket"), ("1", "Budget", "Åben"), ("2", "Køb", "Lukket")],
        [("Nr.", "Emne", "Lukket"), ("1.", "Budget", ""), ("2.", "Køb", "x")],
        [("1", "Budget"), ("2", "Lukket sag: Køb")],
        [("1.", "Budget", "Kort tekst"), ("2.", "Køb", "Lukket punkt")],
        [("Punkt 1", "Budget"), ("Indstilling", "at ja"), ("Punkt 2", "Køb (lukket)")],
        [("1. Budget",), ("2. Køb (fortroligt)",)],
        [("1", "Budget"), ("Lukkede punkter", ""), ("2", "Køb")],
        [("Punkt", "Titel"), ("1", "Budget"), ("Lukkede punkter", ""), ("2", "Køb")],
        [("Punkt", "Titel"), ("1", "Budget"), ("Lukkede punkter", "Lukkede punkter"), ("2", "Køb")],
    ],
)
def test_table_is_read_as_an_agenda(rows, above):
    assert read(above + table(*rows)) == [("1", "Budget", False), ("2", "Køb", True)]


def test_rows_with_names_are_sections():
    rows = [
        ("Punkt 1", "Budget"),
        ("Sagsnr.", "23/1"),
        ("Indstilling", "at ja<br>og nej"),
        ("Lukket", "Nej"),
        ("Klima", "Ingen"),
    ]
    item = read_text(table(*rows)).items[0]

    assert (item.case_number, item.is_closed) == ("23/1", False)
    assert item.sections == {"recommendation": "<p>at ja</p><p>og nej</p><p>Klima</p><p>Ingen</p>"}


def test_tables_below_headings_for_closed_ones_are_closed():
    rows = [("Punkt", "Titel"), ("1", "Budget")]
    text = f"<h2>Åbne punkter</h2>{table(*rows)}<h2>Lukkede punkter</h2>{table(rows[0], ('2', 'Køb'))}"

    assert read(text) == [("1", "Budget", False), ("2", "Køb", True)]


def test_table_of_a_document_is_read():
    file = word_file(
        "Dagsorden", ("table", [["Punkt", "Titel", "Status"], ["1", "Budget", ""], ["2", "Køb", "Fortroligt"]])
    )

    assert [(item.title, item.is_closed) for item in read_upload(file).items] == [("Budget", False), ("Køb", True)]


def test_table_within_an_item_stays_a_table():
    item = read_text(f"<h1>1. Budget</h1>{table(('1', 'Drift'), ('2', 'Anlæg'))}").items[0]

    assert item.sections["case_presentation"].startswith("<table>")


def test_tables_without_titles_are_refused_with_that_reason():
    with pytest.raises(ValidationError, match="Der blev ikke fundet punkter i tekstens tabeller"):
        read_text(table(("Budget", "Klima"), ("Vej", "Skole")))

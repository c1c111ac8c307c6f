"""A numbered line is an item, or named and outside of them; it is never text of the item before in silence."""

import pytest

from calendar_app.agenda_import.file import read_text


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("2a. Salg af grund", "2", "Salg af grund"),
        ("Tillægspunkt 3: Ny hal", "3", "Ny hal"),
        ("Ekstra punkt 4. Køb", "4", "Køb"),
        ("2 \u2012 C", "2", "C"),
        ("TP 2: Ny", "2", "Ny"),
        ("Vedr. punkt 2. B", "2", "B"),
    ],
)
def test_line_with_a_number_is_an_item(line, number, title):
    items = read_text(f"<p>1. A</p><p>x</p><p>{line}</p><p>y</p>").items

    assert [(item.number, item.title, item.is_closed) for item in items] == [("1", "A", False), (number, title, False)]


@pytest.mark.parametrize("line", ["7\tLukket C", "7 Lukket: C", "2.L C", "Punkt 2.L C"])
def test_closed_line_with_a_number_is_a_closed_item(line):
    items = read_text(f"<p>1. A</p><p>x</p><p>{line}</p><p>y</p>").items

    assert [item.is_closed for item in items] == [False, True]


@pytest.mark.parametrize("line", ["2.-3. Lukkede sager", "2. og 3. Lukket"])
def test_line_that_counts_several_closes_them(line):
    agenda = read_text(f"<p>1. A</p><p>x</p><p>{line}</p><p>2. B</p><p>3. C</p>")

    assert [(item.title, item.is_closed) for item in agenda.items] == [("A", False), ("B", True), ("C", True)]
    assert line in " ".join(agenda.remarks)


@pytest.mark.parametrize("line", ["Nr. 2 er lukket", "Sag nr. 2: Lukket"])
def test_line_that_names_an_item_closes_it(line):
    items = read_text(f"<p>1. A</p><p>x</p><p>{line}</p><p>2. B</p><p>y</p><p>3. C</p>").items

    assert {item.title: item.is_closed for item in items if item.title in "BC"} == {"B": True, "C": False}


def test_number_of_a_law_names_no_item():
    items = read_text("<p>1. A</p><p>Lukket, jf. § 10, stk. 2, nr. 3</p><p>2. B</p><p>3. C</p>").items

    assert [item.is_closed for item in items] == [True, False, False]

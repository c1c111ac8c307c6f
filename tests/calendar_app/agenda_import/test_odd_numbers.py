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


@pytest.mark.parametrize(
    "line",
    [
        *(
            "2 Salg",
            "[2] Salg",
            "② Salg",
            "No. 2 Salg",
            "Item 2: Salg",
            "Agenda item 2 Salg",
            "Sak 2/23 Salg",
            "Post 2: Salg",
        ),
        *(
            "Dagsordenens punkt 2 Salg",
            "Til pkt. 2: Salg",
            "2/23 Salg",
            "2-2023 Salg",
            "2023-2 Salg",
            "002 Salg",
            "2_ Salg",
        ),
        *(
            "2/ Salg",
            "2> Salg",
            "2| Salg",
            "2, Salg",
            "2; Salg",
            "2°. Salg",
            "> 2. Salg",
            "II. Salg",
            "II) Salg",
            "2.0 Salg",
        ),
        *("Andet punkt: Salg", "Punkt to: Salg", "Lb.nr. 2 Salg", "P2 Salg", "P.2 Salg", "B2: Salg", "[7] Salg"),
    ],
)
def test_line_that_is_numbered_in_another_way_is_named_and_no_text_of_the_item_before(line):
    agenda = read_text(f"1. A\n\nSagsfremstilling\n\nTekst\n\n{line}\n\nAndet")

    assert [item.title for item in agenda.items] == ["A"]
    assert "Salg" not in str(agenda.items[0].sections)
    assert any("skrevet på en anden måde" in remark and "Salg" in remark for remark in agenda.remarks)


@pytest.mark.parametrize(
    "line",
    [
        *("12 Boliger opføres på grunden.", "2 Boliger opføres.", "24/12 Julefrokost", "12, Søvej", "IV. Vurdering"),
        *("2, som nævnt", "3 Boliger", "B. Økonomi", "2.1 Økonomi"),
    ],
)
def test_figures_within_a_text_stay_in_it(line):
    agenda = read_text(f"1. A\n\nSagsfremstilling\n\nTekst\n\n{line}\n\nAndet")

    assert line in str(agenda.items[0].sections) or line in str(agenda.items[0].problems)


def test_word_between_angle_brackets_is_no_element():
    items = read_text("1. A\n\nx\n\n2. Salg <lukket>\n\ny\n\n3. C").items

    assert [(item.title, item.is_closed) for item in items] == [("A", False), ("Salg <lukket>", True), ("C", False)]

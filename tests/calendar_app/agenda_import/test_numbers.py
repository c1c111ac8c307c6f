"""Numbered lines: each is an item, an entry of a list, or named as neither; none becomes text of the item before."""

import re

import pytest

from calendar_app.agenda_import.file import read_text
from calendar_app.agenda_import.file.numbering import numbered


def titles_of(text):
    return [(item.number, item.title) for item in read_text(text).items]


def told(agenda):
    return " ".join([*agenda.remarks, *(problem for item in agenda.items for problem in item.problems)])


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1. Budget", "1", "Budget"),
        ("1.Temamøde", "1", "Temamøde"),
        ("1: Budget", "1", "Budget"),
        ("1 - Budget", "1", "Budget"),
        ("1 – Budget", "1", "Budget"),
        ("3) Budget", "3", "Budget"),
        ("(3) Budget", "3", "Budget"),
        ("103. Lukket sag: Køb", "103", "Lukket sag: Køb"),
        ("Ad 1. Budget", "1", "Budget"),
        ("Ad. 1: Budget", "1", "Budget"),
        ("Pkt.nr. 2 Budget", "2", "Budget"),
        ("Pkt. 2: Budget", "2", "Budget"),
        ("Punkt nr. 2 - Budget", "2", "Budget"),
        ("PUNKT 2 Budget", "2", "Budget"),
        ("Dagsordenspunkt 2: Budget", "2", "Budget"),
        ("Sag nr. 4: Budget", "4", "Budget"),
        ("Nr. 4: Budget", "4", "Budget"),
        ("#4 Budget", "4", "Budget"),
        ("3. Mariagervej", "3", "Mariagervej"),
        ("3. Decentralisering", "3", "Decentralisering"),
    ],
)
def test_number_is_read(text, number, title):
    assert numbered(text) == (number, title)


@pytest.mark.parametrize(
    "text",
    [
        *("21. august 2023 mødes vi", "3. Maj 2024", "12.30 Ankomst", "12:30 Ankomst", "10.000 kr. til skolen"),
        *("3 - 5 år", "3-5 årige", "1.2 Del", "2018 - 2021", "2. behandling", "3. kvartal", "1. og 2. klasse"),
        *(
            "Sag 23/4711",
            "Nr. 159/2023",
            "Punkt 3 og 4 behandles samlet",
            "Punkt 3, 4 og 5",
            "sag 2023-14",
            "5 medlemmer",
        ),
    ],
)
def test_other_numbers_are_none(text):
    assert numbered(text) is None


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("92. A\n\nx\n\n103. Lukket sag: B\n\ny", [("92", "A"), ("103", "B")]),
        ("1: A\n\nx\n\n2: Lukket - B", [("1", "A"), ("2", "B")]),
        ("1.Temamøde\nx\n2.Budget\ny", [("1", "Temamøde"), ("2", "Budget")]),
        ("Punkt 3\nBudget\nIndstilling: at\n\nPunkt 4\nKlima", [("3", "Budget"), ("4", "Klima")]),
        ("1. A\n\nx\n\n1. B\n\ny", [("1", "A"), ("1", "B")]),
        ("1. A\n2. B\n1. C\n2. D", [("1", "A"), ("2", "B"), ("1", "C"), ("2", "D")]),
        ("1. A\n2. B\n\nLukkede punkter\n\n3. C", [("1", "A"), ("2", "B"), ("3", "C")]),
        ("1. A\n\nx\n\nLukkede punkter\n\n1. B\n\ny", [("1", "A"), ("1", "B")]),
        ("Punkt 1: A\n\nx\n\n2. B\n\nPunkt 3: C", [("1", "A"), ("2", "B"), ("3", "C")]),
        ("<h1>1. A</h1><p>x</p><p>2. B</p><h1>3. C</h1>", [("1", "A"), ("2", "B"), ("3", "C")]),
        ("<h1>1. A</h1><p>x</p><p>103. Lukket sag: B</p><p>y</p>", [("1", "A"), ("103", "B")]),
        ("<h1>A</h1><p>x</p><p>103. Lukket sag: B</p><p>y</p>", [("", "A"), ("103", "B")]),
        (
            "<p><strong>1. A</strong></p><p>x</p><p>2. B</p><p><strong>3. C</strong></p>",
            [("1", "A"), ("2", "B"), ("3", "C")],
        ),
        ("1. A\n\n1. A\n\nx\n\n2. B", [("1", "A"), ("2", "B")]),
        ("1. A...2\n\n2. B...3\n\n1. A\n\nx\n\n2. B\n\ny", [("1", "A"), ("2", "B")]),
        ("I. Budget\n\nx\n\nII. Klima", [("1", "Budget"), ("2", "Klima")]),
        ("1 Budget\n\nx\n\n2 Klima", [("1", "Budget"), ("2", "Klima")]),
    ],
)
def test_numbered_lines_begin_items(text, titles):
    assert titles_of(text) == titles


@pytest.mark.parametrize(
    "text",
    [
        "1. A\n\nIndstilling\n\n1. At godkende\n\n2. At sende\n\n2. B",
        "1. A\n\nIndstilling\n1. at godkende\n2. at sende\n\n2. B",
        "<h1>1. A</h1><h2>Indstilling</h2><p>1. At godkende</p><p>2. At sende</p><h1>2. B</h1>",
        "<p>1. A</p><p>Indstilling: at</p><ol><li>At godkende</li><li>At sende</li></ol><p>2. B</p>",
        "1. A\n\nSagsfremstilling\n\nTekst\n\n1. At godkende\n\n2. At sende\n\n2. B",
    ],
)
def test_list_within_a_section_stays_a_list(text):
    agenda = read_text(text)

    assert [item.title for item in agenda.items] == ["A", "B"]
    assert "At sende" in str(agenda.items[0].sections).replace("at", "At")
    assert "nummer" not in told(agenda)


def test_list_that_might_be_items_is_told():
    agenda = read_text("1. A\n\nSagsfremstilling\n\nTekst\n\n1. Planen\n\n2. Prisen\n\nMere\n\n2. B")

    assert [item.title for item in agenda.items] == ["A", "B"]
    assert agenda.items[0].problems == [
        "”1. Planen” har et nummer og er læst som en linje i en liste, ikke som et punkt.",
        "”2. Prisen” har et nummer og er læst som en linje i en liste, ikke som et punkt.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. A\n\nx\n\n92. Stray\n\ny\n\n2. B",
        "<h1>1. A</h1><p>x</p><p>92. Stray</p><p>y</p><h1>2. B</h1>",
        "<h1>1. A</h1><p>x</p><p>Ad 92. Stray</p><p>y</p><h1>2. B</h1>",
    ],
)
def test_number_out_of_order_is_named_and_no_text_of_the_item_before(text):
    agenda = read_text(text)

    assert [(item.title, item.sections.get("case_presentation")) for item in agenda.items] == [
        ("A", "<p>x</p>"),
        ("B", None),
    ]
    assert re.search(
        r"”(Ad )?92. Stray” har et nummer, men er ikke læst som et punkt, da numrene ikke følger", told(agenda)
    )
    assert "Stray · y" in told(agenda)


def test_numbered_title_over_several_items_may_close_those_behind_it():
    items = read_text("1. A\n\nx\n\n2. Lukkede punkter\n\n3. B").items

    assert [(item.is_closed, bool(item.doubts)) for item in items] == [(False, False), (True, False), (True, True)]

"""Names of sections and facts as other municipalities write them: they go where they belong, and the rest is told."""

import pytest

from calendar_app.agenda_import.file import read_text
from calendar_app.agenda_import.file.words import Section, items_named, section_of


def item_of(text):
    return read_text(f"<h1>1. Sag</h1>{text}").items[0]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Beslutning Økonomiudvalget den 1. oktober 2018", "decision"),
        ("Beslutning i Økonomiudvalget den 1. oktober 2018:", "decision"),
        ("Beslutning for Byrådet den 01-10-2018", "decision"),
        ("Beslutning fra Teknik- og Miljøudvalget, 1.10.2018, pkt. 12", "decision"),
        ("Beslutning den 1. oktober 2018", "decision"),
        ("Beslutning - Klima- og Miljøudvalget - 03-04-2019", "decision"),
        ("Økonomiudvalgets beslutning den 1. oktober 2018", "decision"),
        ("Kultur- og Idrætsudvalget, 03-04-2019, pkt. 42", "decision"),
        ("Kommunalbestyrelsens beslutning", "decision"),
        ("Tidligere beslutninger", "decision"),
        ("Borgmesterens indstilling", "recommendation"),
        ("Indstilling til Byrådet", "recommendation"),
        ("Indstilling fra administrationen", "recommendation"),
        ("Supplerende sagsfremstilling", "case_presentation"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "h2", "strong"])
def test_name_of_a_section_is_known_and_kept(line, section, tag):
    marked = f"<p><strong>{line}</strong></p>" if tag == "strong" else f"<{tag}>{line}</{tag}>"
    item = item_of(f"{marked}<p>Godkendt.</p>")

    assert item.sections == {section: f"<h3>{line.rstrip(':')}</h3><p>Godkendt.</p>"}
    assert (item.is_closed, item.problems) == (False, [])


@pytest.mark.parametrize(
    "line", ["Administrativ indstilling", "Administrativ indstilling:", "ADMINISTRATIV INDSTILLING"]
)
def test_administrative_recommendation_is_the_recommendation(line):
    assert item_of(f"<p>{line}</p><p>at ja</p>").sections == {"recommendation": "<p>at ja</p>"}


@pytest.mark.parametrize(
    "line",
    [
        "Offentlig beslutning der skal udfyldes, hvis punktet er lukket",
        "Offentlig beslutning, der skal udfyldes hvis punktet er lukket:",
        "Offentlig beslutning (skal udfyldes, hvis punktet er lukket)",
    ],
)
def test_public_decision_of_a_closed_item_is_known_by_its_own_long_name(line):
    empty, filled = item_of(f"<p>{line}</p><h2>Bilag</h2>"), item_of(f"<p>{line}</p><p>Købt.</p>")
    closed = item_of(f"<p>Lukket punkt</p><p>{line}</p><p>Købt.</p>")

    assert (empty.is_closed, empty.sections) == (False, {})
    assert (filled.is_closed, filled.doubts, filled.sections) == (True, ["Købt."], {"public_decision": "<p>Købt.</p>"})
    assert (closed.is_closed, closed.doubts) == (True, [])


@pytest.mark.parametrize(
    "line", ["Beslutning om salg af grunden", "Indstilling af medlemmer", "Beslutningen blev udsat."]
)
def test_sentence_is_no_name_of_a_section(line):
    assert item_of(f"<p>{line}</p>").sections == {"case_presentation": f"<p>{line}</p>"}


@pytest.mark.parametrize(
    ("line", "number", "told", "is_closed"),
    [
        ("Sagsid.: 23/4711", "23/4711", [], False),
        ("Sagsid: 23/4711", "23/4711", [], False),
        ("Sags-ID 23/4711", "23/4711", [], False),
        ("Sag nr.: 23/4711", "23/4711", [], False),
        ("J.nr.: 00.01.00-A00", "00.01.00-A00", [], False),
        (
            "Sagsnr.: 330-2018-3619   Dok.nr.: 330-2018-501   Åbent",
            "330-2018-3619",
            ["Dok.nr: 330-2018-501 Åbent"],
            False,
        ),
        (
            "Sagsnr.: 330-2018-3619   Dok.nr.: 330-2018-501   Lukket",
            "330-2018-3619",
            ["Dok.nr: 330-2018-501 Lukket"],
            True,
        ),
        ("Sagsnr. 299835 Kulturudvalget Lukket punkt", "299835", ["Kulturudvalget Lukket punkt"], True),
        ("J.nr.: Sagsid.: 47 Initialer: AB Lukket sag", "47", ["Initialer: AB Lukket sag"], True),
        ("Sagsnr.: 23/1 Lukket", "23/1", [], True),
    ],
)
def test_facts_in_one_line_go_where_they_belong(line, number, told, is_closed):
    item = item_of(f"<p>{line}</p><p>Tekst</p>")

    assert (item.case_number, item.is_closed) == (number, is_closed)
    assert [text for text in told if f"”{text}” har ingen plads her og indlæses ikke." not in item.problems] == []
    assert item.sections == {"case_presentation": "<p>Tekst</p>"}


def test_title_that_is_written_twice_is_read_once():
    items = read_text("<h1>1. Sag (lukket)</h1><p>1.   Sag (lukket)</p><p>Sagsnr.: 1 Dok.nr.: 2</p>").items

    assert [(item.title, item.is_closed, item.case_number) for item in items] == [("Sag", True, "1")]


# Limits


@pytest.mark.parametrize(("last", "is_closed"), [("lukket sager", False), ("lukkede sager", True)])
def test_line_over_several_items_has_a_hundred_characters(last, is_closed):
    line = "lukkede " * 11 + last
    item = read_text(f"<p>1. A</p><p>x</p><p>{line}</p><p>2. B</p>").items[0]

    # A longer one is read as words of the item.
    assert (len(line) > 100, item.is_closed) == (is_closed, is_closed)


@pytest.mark.parametrize(("count", "section"), [(140, Section.DECISION), (141, None)])
def test_name_of_a_section_has_140_characters(count, section):
    name = "beslutning i udvalget".ljust(count, "x")

    assert section_of(name) is section


def test_line_names_two_hundred_items():
    assert items_named("Punkt 3, 5 og 7-9") == {"3", "5", "7", "8", "9"}
    assert len(items_named("punkt 1-9999")) == 200

"""Small marks of lines: several case numbers, their order, and decisions by other names."""

import pytest

from calendar_app.agenda_import.file import read_text
from ishoj_process.text.richtext import clean_html


@pytest.mark.parametrize(
    ("line", "told"),
    [("Sagsnr.: 23/4711; 23/4712", "23/4712"), ("Dok.nr.: 12-34 Sagsnr.: 23/4711", "Dok.nr: 12-34")],
)
def test_case_number_is_read_among_others(line, told):
    item = read_text(f"<h1>1. A</h1><p>{line}</p><p>x</p>").items[0]

    assert item.case_number == "23/4711"
    assert told in " ".join(item.problems)


@pytest.mark.parametrize(
    ("line", "section"),
    [("Beslutning til offentliggørelse", "public_decision"), ("ØU beslutning 1/10-18", "decision")],
)
def test_decision_has_other_names(line, section):
    item = read_text(f"<h1>1. A</h1><p>{line}</p><p>Godkendt</p>").items[0]

    assert list(item.sections) == [section]


def test_signs_that_meet_and_addresses_go_through_the_gate():
    assert clean_html('<p><a href="https://x.dk/a&shy;b">z</a></p>') == '<p><a href="https://x.dk/ab">z</a></p>'
    assert clean_html("<p>a<span></span>\u030a</p>") == "<p>\u00e5</p>"

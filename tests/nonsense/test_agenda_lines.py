"""Agendas of odd lines: whatever speaks of closed doors closes, whatever has a number is an item, an entry or named."""

import re

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.doors import Says, judge
from tests.calendar_app.agenda_import.files import sheet_file

from .promises import often

MARKS = ["lukket", "Lukkede", "LUKKET", "fortrolig", "Fortroligt", "ikke offentlig", "ikke-åbent", "tavshedspligt"]
FILL = [
    "sag",
    "punkt",
    "salg",
    "af",
    "grund",
    "og",
    "i",
    "den",
    "skolen",
    ":",
    "-",
    "(",
    ")",
    ".",
    "1",
    "åben",
    "ja",
    "for",
]
WORDY = st.lists(st.sampled_from(FILL), max_size=4).map(" ".join)
SENTENCES = st.tuples(WORDY, st.sampled_from(MARKS), WORDY).map(lambda parts: " ".join(parts).strip())
PLACES = [
    "<h1>1. {}</h1>",
    "<h1>1. Sag</h1><p>{}</p><p>Tekst</p>",
    "<h1>1. Sag</h1><ul><li>{}</li></ul>",
    "<h1>1. Sag</h1><h2>{}</h2>",
    "<h1>1. Sag</h1><p>Økonomi: {}</p>",
    "<p>{}</p><h1>1. Sag</h1>",
    "<h1>{}</h1><h2>1. Sag</h2>",
    "<p>Punkt 1: X {}</p><p>Punkt 2: Sag</p>",
]


@often(100, 3000)
@given(SENTENCES, st.sampled_from(PLACES))
def test_no_text_with_a_closed_word_makes_an_open_item(sentence, place):
    items = read_text(place.format(sentence)).items

    # “Lukket: nej” is the one way of saying that it is not; “1 Lukkede” is an item of its own.
    assert items[0].is_closed or (items[1:2] and items[1].is_closed) or judge(sentence).says is Says.OPEN


@often(10, 300)
@given(SENTENCES)
def test_no_cell_with_a_closed_word_makes_an_open_item(sentence):
    for header in ("Status", "Klima", "Åben/lukket"):
        assert read_upload(sheet_file(["Titel", header], ["Sag", sentence])).items[0].is_closed


FORMS = [
    "{}. {}",
    "{}.{}",
    "{}: {}",
    "{} - {}",
    "{}) {}",
    "Punkt {}: {}",
    "Pkt.nr. {} {}",
    "Ad {}. {}",
    "Sag nr. {}: {}",
]
TITLES = ["Skole", "Lukket sag: Vej", "Havn (lukket)", "At ja"]
LABELS = ["Sagsfremstilling", "Indstilling", "Beslutning", "Brødtekst her.", "Lukkede punkter", "Åbne punkter", "Ad"]
LINES = st.one_of(
    st.tuples(st.sampled_from(FORMS), st.integers(1, 120), st.sampled_from(TITLES)), st.sampled_from(LABELS)
)
STARTS = ["<p>1. Sag</p>{}", "<h1>1. Sag</h1>{}", "<h1>Sag</h1>{}"]


@often(100, 3000)
@given(st.lists(LINES, min_size=1, max_size=9), st.sampled_from(STARTS))
def test_whatever_the_numbers_nothing_is_lost_and_nothing_closed_is_open(lines, start):
    written = [line if isinstance(line, str) else line[0].format(*line[1:]) for line in lines]
    agenda = read_text(start.format("".join(f"<p>{line}</p>" for line in written)))

    everything = str(agenda.as_json())
    for line in lines:
        if isinstance(line, str):
            continue
        word = re.search(r"Skole|Vej|Havn|ja", line[2])[0]
        assert word in everything
    # A closed thing is never words of an item that is open.
    for item in agenda.items:
        assert item.is_closed or not re.search(r"Vej|Havn", f"{item.title} {item.sections}")

"""No word of a file is lost unseen: each stands in an item, in a remark, or among the words read as names and marks."""

import re
from html import escape

from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agenda_import.file import read_text, read_upload
from tests.nonsense.promises import often

from .doors.test_marks import MARKS
from .files import sheet_file

LABELS = [
    "Indstilling",
    "Beslutning",
    "Sagsnr.: 23/4711",
    "Offentlig titel: Ejendom",
    "Bilag",
    "Lukket: nej",
    "Adresse:",
]
LABELS += ["Behandler:", "Afgøres af Byrådet", "Åbne punkter", "Lukkede punkter", "Dagsorden", "Dok.nr.: 12 Lukket"]
WORDS = st.text("abcæøåABC123 .:-,()/§•\u00ad", min_size=1, max_size=25)
LINES = st.one_of(
    WORDS, st.sampled_from(MARKS + LABELS), st.tuples(st.integers(1, 12), WORDS).map("{0[0]}. {0[1]}".format)
)
TAGS = st.sampled_from(["<p>{}</p>", "<h1>{}</h1>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<ol><li>{}</li></ol>"])
CELLS = ["<table><tr><td>{}</td><td>Titel</td></tr></table>", "<table><tr><th>Punkt</th><th>{}</th></tr></table>"]
BLOCKS = st.tuples(st.one_of(TAGS, st.sampled_from(CELLS)), LINES)


def words_in(text):
    return set(re.findall(r"[^\W_]+", text.replace("\u00ad", "").casefold()))


def shown(agenda):
    texts = [*agenda.remarks, *agenda.names, *(item.all_text for item in agenda.items)]
    return words_in(re.sub(r"<[^>]*>", " ", " ".join(texts)))


@often(30, 1000)
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_each_word_of_a_text_is_shown(blocks):
    html = "<h1>1. Sag</h1>" + "".join(tag.format(escape(line)) for tag, line in blocks)
    try:
        agenda = read_text(html)
    except ValidationError:
        return

    assert words_in(re.sub(r"<[^>]*>", " ", html)) <= shown(agenda)


HEADINGS = st.lists(
    st.sampled_from(["Titel", "Lukket", "Sagsnr.", "Note", "Bilag", "Status", "Punkt", "L"]), max_size=4
)


@often(15, 500)
@given(HEADINGS, st.lists(st.lists(st.one_of(st.none(), LINES), min_size=1, max_size=5), max_size=5))
def test_each_word_of_a_sheet_is_shown(headings, rows):
    rows = [["Titel", *headings], ["Sag"], *rows]
    agenda = read_upload(sheet_file(*rows))

    assert words_in(" ".join(cell or "" for row in rows for cell in row)) <= shown(agenda)


def test_names_and_marks_are_told():
    agenda = read_text(
        "<h1>1. Budget</h1><h2>Indstilling</h2><p>at ja</p><h1>2. Lukket punkt: Køb</h1><p>Fortroligt</p>"
    )

    assert agenda.names == ["Indstilling", "Lukket", "punkt", "Fortroligt"]

"""Every usual Danish wording for closed doors closes and asks where it is not certain; a normal agenda asks little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.doors import Says, judge, judge_line
from tests.nonsense.promises import often

from ..files import sheet_file
from .titles import LINES, TITLES

CLOSED = (Says.CLOSED, Says.UNSURE)
# What such titles of 130 are asked about: “lukket” and “§ 10” may be said of the item.
ASKED_OF_NORMAL = {"Legeplads: åben eller lukket?"}

MARKS = [
    *("(F)", "(f)", "(L)", "(LP)", "(L.)", "[L]", "/L/", "- L", "– L", ", L", ": L", "*L*", "/L", "(LU)", "(LS)"),
    *("(lukket pkt.)", "- lukket pkt.", ", lukkes", "(lukkes)", "- kun for byrådet", "(kun til medlemmer)"),
    *(", kun til udvalgets medlemmer", "(kun byrådet)", "- alene for kommunalbestyrelsen", "(forbeholdt byrådet)"),
    *("- må ikke offentliggøres", "(ikke til offentliggørelse)", "- ej til offentliggørelse", ", offentliggøres ikke"),
    *("(skal ikke offentliggøres)", "(intern)", "(intern sag)", ", internt punkt", "- internt", "(til intern brug)"),
    *("(personsag)", "- personsag", "(personalesag)", "(ansættelsessag)", "(personfølsomt)", "(privat sag)"),
    *("(må ikke videregives)", "- må ikke deles", "(ikke til pressen)", "(ikke på hjemmesiden)", "(uden tilhørere)"),
    *("(begrænset adgang)", "- embargo til 1. maj", "(klausuleret)", "(ikke off.)", "(fortr.)", "(fortrol.)"),
    *("(konf.)", "(lukk.)", "- sagen lukkes", "(lukning af punkt)", "(særlukket)", "(semi-lukket)", "(fotrolig)"),
    *("(fortorligt)", "(lukekt)", "(hemmeligt)", "(restricted)", "(offentliggøres først efter salget)"),
    *("(udgår af offentligt referat)", "(kun overskriften er offentlig)", "(i.o.)", "(ikke åben)", "(ikke åbent)"),
]
WITHOUT_MARK = [
    *("L - {}", "L: {}", "LP: {}", "LP - {}", "(L) {}", "(F) {}", "/L/ {}", "F - {}", "L. {}", "L 4: {}", "L4. {}"),
    *("Intern: {}", "Personsag: {}", "Personalesag - {}", "Lukket pkt. {}", "Lukket pkt.: {}", "Lukkes: {}"),
    *("Kun for byrådet: {}", "Må ikke offentliggøres: {}", "Fortr.: {}", "Ikke til referat: {}"),
]


@pytest.mark.parametrize(
    "title", [*(f"Salg {mark}" for mark in MARKS), *(form.format("Salg") for form in WITHOUT_MARK)]
)
def test_title_with_a_mark_is_closed(title):
    alone = read_text(f"<h1>{title}</h1><h1>Vej</h1>").items
    numbered = read_text(f"<h1>1. {title}</h1><h1>2. Vej</h1>").items

    assert alone[0].is_closed
    assert [item.is_closed for item in numbered] == [True, False]


@pytest.mark.parametrize("mark", [mark.strip(" -–,:/*") for mark in MARKS])
def test_line_of_a_mark_alone_closes(mark):
    items = read_text(f"<h1>1. Sag</h1><p>{mark}</p><p>Tekst</p><h1>2. B</h1>").items

    assert [item.is_closed for item in items] == [True, False]


@pytest.mark.parametrize("mark", ["L", "LP", "F", "Lukket pkt.", "lukkes", "Personsag", "Internt", "Kun til medlemmer"])
@pytest.mark.parametrize("column", ["Åben/lukket", "Type", "Å/L", "Punkttype", "Note", ""])
def test_cell_of_a_mark_closes(column, mark):
    assert read_upload(sheet_file(["Titel", column], ["Sag", mark])).items[0].is_closed


@pytest.mark.parametrize(
    ("column", "cell", "is_closed"),
    [
        *(("L", "x", True), ("L", None, False), ("F", "x", True), ("F", "nej", False), ("Å", "x", False)),
        *(("Å", None, True), ("LP", "ja", True), ("LP/ÅP", "ÅP", False), ("LP/ÅP", "LP", True)),
        *(("Type", "ÅP", False), ("Type", "Å", False), ("Åben/lukket", "ÅP", False), ("Åben/lukket", "Å", False)),
    ],
)
def test_letters_are_read_in_columns(column, cell, is_closed):
    assert read_upload(sheet_file(["Titel", column], ["Sag", cell])).items[0].is_closed is is_closed


@pytest.mark.parametrize(
    "heading", ["Lukkede", "Lukkede pkt.", "Fortrolige", "Personsager", "LUKKEDE PKT", "Interne sager"]
)
def test_heading_in_few_words_closes_what_stands_below(heading):
    items = read_text(f"<h1>{heading}</h1><h2>1. A</h2><h2>2. B</h2>").items
    rows = read_upload(sheet_file(["Titel", "Indstilling"], [heading], ["A", "x"], ["B", "y"])).items

    assert [item.is_closed for item in items] == [True, True]
    assert all(item.is_closed for item in rows)


@pytest.mark.parametrize(
    "line",
    ["<p>4L. Salg</p>", "<p>Punkt 4L: Salg</p>", "<p>L4. Salg</p>", "<p>L 4: Salg</p>", "<h1>Pkt. 4 L: Salg</h1>"],
)
def test_letter_at_a_number_closes(line):
    agenda = read_text(f"<p>3. Vej</p><p>x</p>{line}<p>y</p>" if line[1] == "p" else f"<h1>3. Vej</h1>{line}")

    assert [(item.number, item.is_closed) for item in agenda.items] == [("3", False), ("4", True)]


def test_normal_titles_are_no_wall_of_questions():
    asked = {title for title in TITLES if judge(title).says in CLOSED}

    assert asked == ASKED_OF_NORMAL
    assert len(asked) * 100 <= len(TITLES)


def test_normal_lines_ask_nothing():
    assert [line for line in LINES if judge_line(line).says in CLOSED] == []


@pytest.mark.parametrize("mark", ["lukket", "(fortroligt)", "ikke offentligt"])
def test_long_text_is_searched_and_not_weighed(mark):
    assert judge("åben " * 100_000).says is Says.NOTHING
    assert judge("åben " * 100_000 + mark).says is Says.UNSURE


SURROUNDED = st.tuples(st.sampled_from(TITLES), st.sampled_from(MARKS)).map(" ".join)


@often(50, 1000)
@given(SURROUNDED)
def test_mark_behind_any_title_closes(title):
    assert judge(title).says in CLOSED

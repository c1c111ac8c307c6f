"""Agendas from files and pasted texts: no word is lost, nothing closed is open, nothing hidden or struck is plain."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.items import from_json
from tests.calendar_app.agenda_import import test_word as word
from tests.calendar_app.agenda_import.files import ods_cell, ods_file, raw_word_file, sheet_file

from .made.agendas import HIDDEN, ON_LINE, PLAIN, STRUCK, Made, agendas, as_html, as_word
from .made.damage import archives, bytes_of, read_or_refused, upload
from .promises import often

IS_STRUCK = re.compile(r"<s>.*?</s>", re.DOTALL)


def held(item):
    """What stands in an item as it would be made, struck words left out."""
    texts = [item.title, item.public_title, item.deciding_body, item.case_number, item.case_url, *item.attachments]
    return " ".join([*texts, *(IS_STRUCK.sub(" ", text) for text in item.sections.values())])


def hold(made, agenda):
    """What must hold of an agenda that was read."""
    everything = json.dumps(agenda.as_json(), ensure_ascii=False)
    assert from_json(json.loads(everything)).as_json() == agenda.as_json()
    assert [each for each, kind in made.words.items() if kind == PLAIN and each not in everything] == []
    told = " ".join([*agenda.remarks, *(problem for item in agenda.items for problem in item.problems)])
    for item in agenda.items:
        plain = held(item)
        assert [each for each, kind in made.words.items() if kind != PLAIN and each in plain] == []
        assert item.is_closed or not [each for each in made.closed if each in f"{item.title} {item.sections}"], item
    hidden = [each for each, kind in made.words.items() if kind == HIDDEN]
    assert not hidden or "udeladt" in told
    struck = [each for each, kind in made.words.items() if kind == STRUCK and each not in everything]
    assert not struck or "let" in told or "streget" in told


@often(40, 3000)
@given(agendas())
def test_pasted_agenda_keeps_its_words_and_its_doors(made):
    hold(made, read_text(as_html(made)))


@often(15, 1000)
@given(agendas())
def test_word_document_keeps_its_words_and_its_doors(made):
    hold(made, read_upload(as_word(made)))


# Spreadsheets

COLUMNS = ["Indstilling", "Beslutning", "Bilag", "Sagsnr.", "Klima", "Økonomi", "Offentlig titel"]
DOORS = ["Åben/lukket", "Lukket", "Status", "Fortrolig"]
SAID = {
    "Lukket": ["Ja", "ja", "x", "Lukket", "1"],
    "Fortrolig": ["Ja", "x"],
    "Åben/lukket": ["Lukket", "LUKKET", "lukket punkt"],
    "Status": ["Lukket", "Fortrolig", "Lukket, jf. § 10"],
}


@st.composite
def sheets(draw):
    made = Made()
    columns = draw(st.lists(st.sampled_from(COLUMNS), max_size=4, unique=True))
    doors = draw(st.sampled_from([*DOORS, ""]))
    rows = []
    for _row in range(draw(st.integers(1, 5))):
        way = draw(st.sampled_from([PLAIN] * 5 + [HIDDEN, STRUCK]))
        title = made.word(way)
        row = [title, *(_cell(draw, made, way) for _column in columns)]
        if doors:
            is_closed = draw(st.booleans())
            row.append(draw(st.sampled_from(SAID[doors])) if is_closed else "")
            made.closed |= {title} if is_closed else set()
        elif draw(st.integers(0, 5)) == 0 and columns:
            row[1] = f"{row[1]}\n{draw(st.sampled_from(ON_LINE))}"
            made.closed.add(title)
        rows.append((way, row))
    header = ["Titel", *columns, *([doors] if doors else [])]
    return made, header, rows


def _cell(draw, made, way):
    return (
        f"{made.word(way)} {draw(st.sampled_from(['', 'æble', '12', '- at ja', '(x)']))}" if draw(st.booleans()) else ""
    )


@often(15, 1000)
@given(sheets())
def test_spreadsheet_keeps_its_words_and_its_doors(given_sheet):
    made, header, rows = given_sheet

    def change(book):
        for number, (way, _row) in enumerate(rows, start=2):
            book.active.row_dimensions[number].hidden = way == HIDDEN
            for cell in book.active[number] if way == STRUCK else ():
                cell.font = Font(strike=True)

    if agenda := read_or_refused(read_upload, sheet_file(header, *(row for _way, row in rows), change=change)):
        hold(made, agenda)
    else:
        assert all(way != PLAIN for way, _row in rows)


# Damaged files

WORD = raw_word_file(
    word.item("a"), "Lukket", word.item("b"),
    word.paragraph(word.run("y", "<w:vanish/>"), word.TICKED.format(1, "x"), word.field("REF a", "z")),
    f"<w:p><w:r>{word.NEW_BOX}</w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    numbering=word.LISTS,
)  # fmt: skip


def _merged(book):
    book.active.merge_cells("B2:B3")
    book.active.column_dimensions["C"].hidden = True


SHEET = sheet_file(["Titel", "Lukket", "Note"], ["a", "x", 1.5], ["b", None, "c"], change=_merged)
ODS = ods_file(["Titel", "B"], ["a", ods_cell("1", 'office:date-value="2023-01-01"', "date")], repeated=2)
FILES = [(file.name, file.read()) for file in (WORD, SHEET, ODS)]


@often(60, 3000)
@given(st.one_of(archives(FILES), archives(FILES), bytes_of(FILES)))
def test_damaged_file_is_read_or_refused_in_danish(spoiled):
    name, content, _part = spoiled
    agenda = read_or_refused(read_upload, upload(name, content))
    if agenda:
        assert from_json(json.loads(json.dumps(agenda.as_json(), allow_nan=False))).as_json() == agenda.as_json()


PIECES = """
    Skole lukket Lukket_sag: fortroligt Åben §_10 stk._2 Punkt Pkt.nr. Ad 1. 2. 3) 92. 1: - – : ( ) [ ]
    Indstilling Beslutning Økonomiudvalget_den_1._oktober_2018 Sagsnr.: Dok.nr.: 23/4711 Lukkede_punkter
    Åbne_punkter at At_godkende Offentlig nej ja Bilag Off.: 😀 É L x Åben/lukket Status Titel I. II. 1 2 Nr. #4
    12:30 1.2 mødet følgende er for døre lukkede .. ! <b> &amp; * / <br> <s>
""".split()  # noqa: SIM905 - a list of words reads better as words
SOUP = st.lists(st.sampled_from([piece.replace("_", " ") for piece in PIECES]), max_size=6).map(" ".join)
TAGS = [
    "<p>{}</p>",
    "<h1>{}</h1>",
    "<h3>{}</h3>",
    "<ol><li>{}</li></ol>",
    "<table><tr><td>{}</td><td>x</td></tr></table>",
    "<div hidden>{}</div>",
    "{}\n",
]


@often(60, 4000)
@given(st.lists(st.tuples(st.sampled_from(TAGS), SOUP), max_size=8))
def test_soup_of_words_is_read_or_refused_in_danish(soup):
    written = "".join(tag.format(text) for tag, text in soup)
    if agenda := read_or_refused(read_text, written):
        everything = json.dumps(agenda.as_json(), ensure_ascii=False)
        given_words = set(re.findall(r"[^\W\d_]{4,}", " ".join(text for tag, text in soup if "hidden" not in tag)))
        # Names of facts and sections are turned into what they name.
        assert given_words - set(re.findall(r"[^\W\d_]+", everything)) <= NAMES


NAMES = {
    "følgende",
    "mødet",
    "Indstilling",
    "Beslutning",
    "Sagsnr",
    "Bilag",
    "Titel",
    "Offentlig",
    "Åben",
    "Status",
    "lukket",
    "Lukket",
    "Lukkede",
    "Åbne",
    "lukkede",
    "punkter",
    "Punkt",
    "fortroligt",
    "døre",
    "sag",
    "Økonomiudvalget",
    "oktober",
}

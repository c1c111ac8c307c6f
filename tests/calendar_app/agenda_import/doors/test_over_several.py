"""What stands between items and may be said of all behind it closes them and asks, in whatever it stands."""

import pytest

from calendar_app.agenda_import.file import read_text, read_upload

from ..files import sheet_file, word_file

PLACES = {
    "line": "<p>{}</p>",
    "cell": "<table><tr><td>{}</td></tr></table>",
    "second column": "<table><tr><td></td><td>{}</td></tr></table>",
    "cell with more": "<table><tr><td>{}</td></tr><tr><td>Tilhørerne forlader salen</td></tr></table>",
    "bullet": "<ul><li>{}</li></ul>",
    "sub-heading": "<h2>{}</h2>",
}
NAMES = [
    *("LUKKET DEL", "B) Lukkede sager", "Lukket møde kl. 19.00", "Lukket", "--- LUKKET ---", "Lukkede emner"),
    *("Fortrolig drøftelse", "Lukket session", "Lukket forum", "Lukkede drøftelser", "Lukkede anliggender"),
    *("Lukket fra kl. 19", "Fra nu af lukket", "II. Lukket"),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_what_stands_between_items_closes_all_behind_it(place, name):
    text = f"<h1>1. A</h1><p>x</p>{place.format(name)}<h1>2. B</h1><p>y</p><h1>3. C</h1>"

    assert [item.is_closed for item in read_text(text).items][1:] == [True, True]


def test_cell_of_word_closes_all_behind_it_and_asks():
    blocks = [(1, "1. Budget"), "Sagen.", ("table", [["LUKKET DEL"]]), (1, "2. Salg af grund"), "Pris.", (1, "3. Køb")]
    items = read_upload(word_file(*blocks)).items

    assert [(item.is_closed, bool(item.doubts)) for item in items][1:] == [(True, True), (True, True)]


@pytest.mark.parametrize(
    "line",
    [
        *("Nedenstående sager er fortrolige", "Punkt 2-4 er lukkede", "De to sidste punkter er lukkede", "Lukket"),
        *("Lukket session", "Sagerne nedenfor er lukkede"),
    ],
)
def test_line_between_halves_of_a_list_closes_those_behind_it(line):
    items = read_text(f"<ol><li>A</li></ol><p>{line}</p><ol start='2'><li>B</li><li>C</li></ol>").items

    assert [item.is_closed for item in items][1:] == [True, True]


@pytest.mark.parametrize("row", ["LUKKET", "Fortroligt", "Ej off.", "§ 10", "Resten er lukket", "Lukkede emner"])
def test_row_alone_closes_the_rows_behind_it(row):
    single = read_upload(sheet_file(["Titel"], ["A"], [row], ["B"], ["C"])).items
    lettered = read_upload(
        sheet_file(["Nr", "Titel", "Note"], [1, "A", "x"], ["L", row, None], [2, "B", "y"], [3, "C", "z"])
    ).items

    for items in (single, lettered):
        assert {item.title: item.is_closed for item in items}.items() >= {"A": False, "B": True, "C": True}.items()


def test_what_is_certain_of_one_item_closes_no_other():
    text = "<h1>1. A</h1><p>x</p><p>Sagen omtaler en fortrolig aftale</p><h1>2. B</h1>"
    rows = read_upload(sheet_file(["Titel"], ["Salg (lukket)"], ["B"])).items

    assert [item.is_closed for item in read_text(text).items] == [True, False]
    assert [item.is_closed for item in rows] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        *("Tilhørerne forlod lokalet.", "Publikum går", "Salen rømmes", "Pressen blev bedt om at gå"),
        *("Åbne punkter slut", "Den åbne del er afsluttet", "Det offentlige møde hævet", "Slut på den åbne del"),
        *("Åben dagsorden slutter her", "Mødelokalet ryddes", "Tilhørere bedes forlade salen"),
    ],
)
@pytest.mark.parametrize("place", [PLACES["line"], PLACES["sub-heading"], "<h1>{}</h1>"])
def test_end_of_the_open_part_closes_all_behind_it(place, line):
    items = read_text(f"<h1>1. A</h1><p>x</p>{place.format(line)}<h1>2. B</h1><p>y</p><h1>3. C</h1>").items

    assert [item.is_closed for item in items if item.number in ("2", "3")] == [True, True]


@pytest.mark.parametrize(
    "line", ["* punktet er lukket", "* = lukket", "*) behandles for lukkede døre", "¹ Fortroligt", "† Lukket punkt"]
)
def test_mark_that_is_explained_closes_each_item_whose_title_bears_it(line):
    mark = line[0]
    items = read_text(
        f"<h1>1. A{mark}</h1><p>x</p><h1>2. B</h1><p>y</p><h1>3. C {mark}</h1><h1>4. D</h1><p>{line}</p>"
    ).items
    rows = read_upload(sheet_file(["Titel", "Note"], [f"A {mark}", "x"], ["B", "y"], ["C", line])).items

    assert [item.is_closed for item in items][:3] == [True, False, True]
    assert [item.is_closed for item in rows][:2] == [True, False]


@pytest.mark.parametrize(
    "mark",
    [
        *("<img src=x alt='Lukket punkt'>", "<b title='Lukket'></b>", '<i aria-label="Fortroligt punkt"></i>'),
        *(
            "<input value='Lukket'>",
            "<style>h1.l::before {content:'Lukket: '}</style>",
            '<i title="Ikke offentligt">i</i>',
        ),
    ],
)
def test_what_a_page_says_without_writing_it_closes_and_asks(mark):
    items = read_text(f"<h1>1. Salg</h1><p>{mark}x</p>").items

    assert [(item.is_closed, bool(item.doubts)) for item in items] == [(True, True)]


@pytest.mark.parametrize(
    "mark", ["<a title='Luk'>x</a>", "<i aria-label='Luk menu'>x</i>", "<img alt='Kort over vejen'>x"]
)
def test_what_a_page_says_of_itself_closes_nothing(mark):
    assert [item.is_closed for item in read_text(f"<h1>1. Salg</h1><p>{mark}</p>").items] == [False]


@pytest.mark.parametrize(
    ("text", "is_closed"), [("Begrænset", True), ("kun udvalget", True), ("Alle", False), ("", False)]
)
def test_short_word_in_a_column_of_its_own_is_read_with_its_name(text, is_closed):
    assert read_upload(sheet_file(["Titel", "Adgang"], ["A", text])).items[0].is_closed is is_closed

"""What files say of closed doors: known for certain, or closed and asked; never open because it was not understood."""

import pytest

from calendar_app.agenda_import.file import read_text, read_upload

from ..files import sheet_file, word_file

CERTAIN = [
    ("Lukket sag: Salg", "Salg"),
    ("Lukket - Salg", "Salg"),
    ("LUKKET – Salg", "Salg"),
    ("Lukket punkt. Salg", "Salg"),
    ("[Lukket] Salg", "Salg"),
    ("L U K K E T: Salg", "Salg"),
    ("Salg (lukket)", "Salg"),
    ("Salg (Fortrolig)", "Salg"),
    ("Salg (fort.)", "Salg"),
    ("Salg (luk.)", "Salg"),
    ("Salg (L)", "Salg"),
    ("Salg, lukket punkt, jf. § 10, stk. 2", "Salg"),
    ("Salg (lukket iht. styrelseslovens § 10, stk. 2, nr. 3)", "Salg"),
    ("Salg, kst. § 10", "Salg"),
    ("Salg - ikke offentligt", "Salg"),
    ("Ikke-offentlig: Salg", "Salg"),
    ("Salg (ikke åben)", "Salg"),
    ("Salg, undtaget fra offentlighed", "Salg"),
    ("For lukkede døre: Salg", "Salg"),
    ("Fortroligt: Salg", "Salg"),
    ("Lukket\xa0sag\u200b: Salg", "Salg"),
    ("Lu\xadkket sag: Salg", "Salg"),
    ("Lukket dagsorden - godkendelse", "Lukket dagsorden - godkendelse"),
    ("Lukket", "Lukket"),
]
ASKED = [
    "Lukket sportshal",
    "Salg lukket",
    "Åben/lukket: Salg",
    "Salg efter § 10",
    "Fortrolige oplysninger om Salg",
    "Salg, må ikke offentliggøres uden aftale",
    "Salg (delvist åben)",
    "Salg, jf. styrelsesloven",
    "Åben sag: Lukket sportshal",
    "Hemmelig afstemning",
    "Godkendelse af lukket dagsorden",
]
OPEN = [
    "Ferielukning",
    "Lukning af skole",
    "Lukkedage 2024",
    "Åbnings- og lukketider",
    "Offentlig høring",
    "Offentlig transport",
    "Åbent hus på skolen",
    "Mosede Fort",
    "Godkendelse af åben dagsorden",
    "Plejehjem efter servicelovens § 10",
    "Byggeri efter § 100",
    "Åbent punkt: Budget",
]


@pytest.mark.parametrize(("title", "rest"), CERTAIN)
@pytest.mark.parametrize("door", ["<h1>1. {}</h1><h1>2. B</h1>", "<p>1. {}</p><p>2. B</p>"])
def test_title_says_that_its_item_is_closed(door, title, rest):
    first, second = read_text(door.format(title)).items

    assert (first.title, first.is_closed, first.doubts) == (rest, True, [])
    assert second.is_closed is False


@pytest.mark.parametrize("title", ASKED)
def test_title_that_is_not_understood_closes_and_asks(title):
    first, second = read_text(f"<h1>1. {title}</h1><h1>2. B</h1>").items

    assert (first.title, first.is_closed, first.doubts) == (title, True, [title])
    assert first.problems == [f"”{title}” kan betyde, at punktet er lukket. Det er lukket, indtil du vælger andet."]
    assert second.is_closed is False


@pytest.mark.parametrize("title", OPEN)
def test_title_of_other_things_is_open(title):
    item = read_text(f"<h1>1. {title}</h1>").items[0]

    assert (item.title, item.is_closed, item.problems) == (title, False, [])


@pytest.mark.parametrize(
    ("line", "is_closed", "is_asked"),
    [
        ("Lukket punkt", True, False),
        ("LUKKET SAG.", True, False),
        ("Status: Lukket", True, False),
        ("Åbent/Lukket: L", True, False),
        ("Off.: nej", True, False),
        ("Offentlig: Nej", True, False),
        ("Lukket: Ja, jf. § 10, stk. 2", True, False),
        ("Punktet behandles for lukkede døre.", True, False),
        ("Sagen er fortrolig", True, False),
        ("Fortroligt", True, False),
        ("Må ikke offentliggøres", True, False),
        ("Lukket i juli", True, True),
        ("Off.: delvist", True, True),
        ("Hallen er lukket.", True, True),
        ("Åben/lukket", True, True),
        ("Sagen lukkes", True, False),
        ("Punktet behandles for lukkede døre, " + "da sagen indeholder oplysninger om forhold, " * 5, True, True),
        ("Lukket: nej", False, False),
        ("Åbent punkt", False, False),
        ("Offentlig: ja", False, False),
        ("Åbent hus: mandag", False, False),
        ("Skolen blev lukket i 2012, " + "og bygningerne er siden brugt af foreningerne, " * 4, False, False),
    ],
)
def test_line_says_how_the_doors_are(line, is_closed, is_asked):
    first, second = read_text(f"<h1>1. Sag</h1><p>{line}</p><p>Tekst</p><h1>2. B</h1>").items

    assert (first.is_closed, bool(first.doubts)) == (is_closed, is_asked)
    assert second.is_closed is False


@pytest.mark.parametrize(
    "block",
    [
        "<ul><li>Lukket punkt</li></ul>",
        "<table><tr><td>Lukket</td><td>Ja</td></tr></table>",
        "<table><tr><th>Status</th></tr><tr><td>Fortrolig</td></tr></table>",
        "<blockquote><p>Lukket sag</p></blockquote>",
        "<h3>Lukket punkt</h3>",
        "<p>Indstilling: lukket behandling</p>",
        "<p>Offentlig titel: Ejendom</p>",
    ],
)
def test_every_place_in_an_item_can_close_it(block):
    assert read_text(f"<h1>1. Sag</h1>{block}").items[0].is_closed is True


def test_closed_and_open_at_once_is_asked():
    item = read_text("<h1>1. Sag (lukket)</h1><p>Åbent punkt</p>").items[0]

    assert (item.is_closed, item.doubts) == (True, ["Åbent punkt"])


# Over several items


@pytest.mark.parametrize(
    ("heading", "closed"),
    [
        ("Lukkede punkter", [False, True, True]),
        ("Til behandling - for lukkede døre", [False, True, True]),
        ("Lukket møde", [False, True, True]),
        ("Sager til lukket behandling", [False, True, True]),
        ("Fortrolige sager", [False, True, True]),
        ("Ikke-offentlige punkter", [False, True, True]),
        ("Punkter, som måske er lukkede", [False, True, True]),
        ("Åbne og lukkede punkter", [False, True, True]),
        ("Åbne punkter", [False, False, False]),
    ],
)
@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_heading_closes_the_items_below_it(heading, closed, tag):
    text = f"<h2>1. A</h2><p>x</p><{tag}>{heading}</{tag}><h2>2. B</h2><p>y</p><h2>3. C</h2>"
    agenda = read_text(text)

    assert [item.is_closed for item in agenda.items][1:] == closed[1:]
    assert heading in f"{agenda.remarks} {agenda.items[0].doubts}"


@pytest.mark.parametrize("heading", ["Lukkede punkter", "For lukkede døre", "Til behandling - for lukkede døre"])
def test_plain_line_closes_the_items_below_it_as_a_heading_does(heading):
    items = read_text(f"<p>1. A</p><p>x</p><p>{heading}</p><p>2. B</p><p>y</p><p>3. C</p>").items

    assert [item.is_closed for item in items] == [False, True, True]


def test_single_mark_before_a_title_may_mean_either():
    items = read_text("<p>1. A</p><p>x</p><p>Lukket</p><p>2. B</p>").items
    own = read_text("<p>1. A</p><p>Lukket</p><p>2. B</p>").items

    assert [(item.is_closed, bool(item.doubts)) for item in items] == [(True, False), (True, True)]
    assert [item.is_closed for item in own] == [True, False]


@pytest.mark.parametrize(
    ("heading", "is_closed"),
    [("Åbne punkter", False), ("Til efterretning - for åbne døre", False), ("Åbne land", True), ("Økonomi", True)],
)
def test_items_are_open_again_only_when_it_is_said(heading, is_closed):
    text = f"<h1>Lukkede punkter</h1><h2>1. A</h2><h1>{heading}</h1><h2>2. B</h2>"

    assert [item.is_closed for item in read_text(text).items] == [True, is_closed]


def test_list_before_the_items_tells_which_are_closed():
    text = "<p>1. A</p><p>2. Lukket sag: B</p><h1>1. A</h1><h1>2. B</h1>"

    assert [item.is_closed for item in read_text(text).items] == [False, True]


@pytest.mark.parametrize(
    "file",
    [
        word_file((1, "1. A"), name="Lukket dagsorden.docx"),
        word_file((1, "1. A"), header="Lukket dagsorden"),
        word_file("Lukket dagsorden", (1, "1. A")),
        word_file((1, "1. A"), title="Dagsorden - lukket møde"),
        sheet_file(["Titel"], ["A"], name="byraad_lukket.xlsx"),
        sheet_file(["Titel"], ["A"], change=lambda book: setattr(book.active, "title", "Lukkede punkter")),
    ],
    ids=["name of document", "head of pages", "line", "title", "name of sheet file", "sheet"],
)
def test_what_stands_over_all_closes_all(file):
    assert [item.is_closed for item in read_upload(file).items] == [True]


# Spreadsheets


@pytest.mark.parametrize(
    ("column", "cell", "is_closed", "is_asked"),
    [
        ("Åben/lukket", "Lukket", True, False),
        ("Åben/lukket", "Åben", False, False),
        ("Åben/lukket", "L", True, False),
        ("Åben/lukket", "x", True, True),
        ("Åben/lukket", None, True, True),
        ("Lukket", "x", True, False),
        ("Lukket", "ja", True, False),
        ("Lukket", True, True, False),
        ("Lukket", "måske", True, True),
        ("Lukket", "nej", False, False),
        ("Lukket", None, False, False),
        ("Åben", "x", False, False),
        ("Åben", "nej", True, False),
        ("Åben", None, True, True),
        ("Offentligt?", "Nej", True, False),
        ("Fortrolig (ja/nej)", "Ja", True, False),
        ("Må offentliggøres", "nej", True, False),
        ("Status", "Lukket", True, False),
        ("Bemærkning", "holdes nok lukket", True, True),
        ("Klima", "Ingen", False, False),
    ],
)
def test_cell_says_how_the_doors_are(column, cell, is_closed, is_asked):
    item = read_upload(sheet_file(["Titel", column], ["Sag", cell])).items[0]

    assert (item.is_closed, bool(item.doubts)) == (is_closed, is_asked)


def test_why_an_item_is_closed_is_told():
    title = read_text("<h1>1. Salg (lukket iht. § 10, stk. 2)</h1>").items[0]
    cell = read_upload(sheet_file(["Titel", "Lukket"], ["Salg", "Ja, jf. § 10"])).items[0]

    assert (title.title, title.problems) == ("Salg", ["I filen er titlen ”Salg (lukket iht. § 10, stk. 2)”."])
    assert (cell.doubts, cell.problems) == ([], ["”Lukket: Ja, jf. § 10” har ingen plads her og indlæses ikke."])


def test_row_over_several_items_closes_them():
    rows = [["Åbne punkter"], ["A", "x"], ["Lukkede punkter"], ["B", "y"], ["C", "z"]]
    agenda = read_upload(sheet_file(["Titel", "Indstilling"], *rows))

    assert [(item.title, item.is_closed) for item in agenda.items] == [("A", False), ("B", True), ("C", True)]


# Said in one place of items in another


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("<p>Punkt 2 og 3 er lukkede.</p>", [False, True, True, False]),
        ("<p>Punkterne 2-3 behandles for lukkede døre</p>", [False, True, True, False]),
        ("<ul><li>2. Lukket sag: B</li></ul>", [False, True, False, False]),
    ],
)
def test_line_before_the_items_names_those_that_are_closed(line, closed):
    items = read_text(f"{line}<h1>1. A</h1><h1>2. B</h1><h1>3. C</h1><h1>4. D</h1>").items

    assert [item.is_closed for item in items][1:3] == closed[1:3]
    assert all(item.doubts for item in items if item.is_closed)


def test_line_behind_the_items_names_those_that_are_closed():
    items = read_text("<h1>1. A</h1><h1>2. B</h1><h1>3. C</h1><p>Punkt 1 er lukket</p>").items

    assert [item.is_closed for item in items] == [True, False, True]


@pytest.mark.parametrize(
    "block",
    [
        "<p>Mødet blev herefter lukket for offentligheden kl. 19.</p><p>Mere</p>",
        "<p>De følgende punkter behandles for lukkede døre, jf. styrelseslovens § 10, stk. 2.</p>",
        "<ul><li>Lukkede punkter</li></ul>",
        "<table><tr><td>Lukkede sager</td></tr></table>",
        "<p>Lukkede punkter</p><p>Her følger de.</p>",
    ],
)
def test_what_is_said_within_an_item_reaches_those_behind_it(block):
    items = read_text(f"<h1>1. A</h1><p>x</p>{block}<h1>2. B</h1><h1>3. C</h1>").items

    assert [item.is_closed for item in items][1:] == [True, True]
    assert items[1].doubts


def test_number_behind_a_mark_begins_an_item():
    items = read_text(
        "<p>1. A</p><p>x</p><p>Lukket punkt 2: B</p><p>y</p><p>(Lukket) 3. C</p><p>Åbent punkt 4: D</p>"
    ).items

    assert [(item.number, item.title, item.is_closed) for item in items] == [
        ("1", "A", False),
        ("2", "B", True),
        ("3", "C", True),
        ("4", "D", False),
    ]


def test_second_column_for_titles_is_text():
    item = read_upload(sheet_file(["Sag", "Titel"], ["Vejen", "Budget"])).items[0]

    assert (item.title, item.sections) == ("Budget", {"case_presentation": "<h3>Sag</h3><p>Vejen</p>"})


# A line of its own that has a number in it


@pytest.mark.parametrize(
    "line",
    [
        "Lukket, jf. styrelseslovens § 10.",
        "Lukket efter § 10.",
        "Lukket i henhold til paragraf 10.",
        "Lukket, stk. 2.",
        "Lukket 1:",
        "Lukket 10.",
        "lukket 1 : sag",
    ],
)
def test_closed_line_with_a_number_closes_the_item_above(line):
    for title in ("<h1>1. Sag</h1>", "<p>1. Sag</p>"):
        assert read_text(f"{title}<p>{line}</p><p>Tekst</p>").items[0].is_closed


def test_item_that_stands_twice_is_closed_where_either_is():
    items = read_text("<h1>1. A</h1><p>Lukket 2: Vej</p><p>Tekst</p><h1>2. Vej</h1>").items
    anew = read_text("<p>Åbne punkter</p><p>1. A</p><p>Lukkede punkter</p><p>1. B</p>").items

    assert [item.is_closed for item in items] == [False, True, True]
    assert [item.is_closed for item in anew] == [False, True]

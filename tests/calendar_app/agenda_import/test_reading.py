"""An agenda out of a file: items, sections, what is said about them, and nothing lost unseen."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.items import from_json, settle_deciding_bodies
from tests.nonsense.promises import often

from .files import ods_file, sheet_file, word_file

LEXICON = ("kommunen", "skolen", "vejen", "æble", "øre", "åben", "budget", "plan", "2024", "sag", "§", "12")
WORDS = st.lists(st.sampled_from(LEXICON), min_size=1).map(" ".join)
SECTION_NAMES = ["Beslutningstema", "Sagsfremstilling", "Lovgrundlag", "Økonomi", "Indstilling", "Beslutning", "Bilag"]
BLOCKS = st.one_of(
    WORDS,
    st.tuples(st.integers(1, 4), WORDS),
    st.tuples(st.integers(1, 4), st.sampled_from(SECTION_NAMES)),
    st.tuples(st.sampled_from(["ul", "ol"]), st.lists(WORDS, min_size=1, max_size=3)),
    st.tuples(st.just("table"), st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=2)),
    st.builds("{}: {}".format, st.sampled_from([*SECTION_NAMES, "Sagsnr.", "Adresse", "Beslutningskompetence"]), WORDS),
    st.builds("{}. {}".format, st.integers(1, 9), WORDS),
    st.sampled_from(["Sagsnr.: 23/4711", "Lukket punkt", "https://sag.example.dk/1", "Offentlig titel: Ejendom"]),
)


def sections_of(agenda):
    return [(item.title, item.sections) for item in agenda.items]


def words_in(text):
    return re.findall(r"[\wæøåÆØÅ§]+", re.sub(r"<[^>]*>", " ", str(text)))


def test_headings_begin_items_and_sections():
    agenda = read_upload(
        word_file(
            (1, "1. Godkendelse af dagsorden"),
            (1, "2. Budget"),
            "Sagsnr.: 23/4711",
            "https://sag.example.dk/4711",
            "Indledningen.",
            (2, "Lovgrundlag"),
            ("ul", ["Lov a", "Lov b"]),
            (2, "Klima"),
            "Ingen virkning.",
            (2, "Indstilling"),
            ("ol", ["at godkende"]),
            (2, "Bilag"),
            ("ul", ["Oversigt", "Kort"]),
            "Beslutningskompetence: Byrådet",
            (1, "3. Køb (lukket)"),
            header="Ishøj Kommune",
            title="Dagsorden",
        )
    )

    budget = agenda.items[1]
    assert [item.title for item in agenda.items] == ["Godkendelse af dagsorden", "Budget", "Køb"]
    assert [item.is_closed for item in agenda.items] == [False, False, True]
    assert budget.sections == {
        "case_presentation": "<p>Indledningen.</p><h3>Klima</h3><p>Ingen virkning.</p>",
        "legal_basis": "<ul><li>Lov a</li><li>Lov b</li></ul>",
        "recommendation": "<ol><li>at godkende</li></ol>",
    }
    assert (budget.case_number, budget.case_url) == ("23/4711", "https://sag.example.dk/4711")
    assert (budget.attachments, budget.deciding_body) == (["Oversigt", "Kort"], "Byrådet")
    assert budget.problems == ["”Klima” er ikke et afsnit her. Det står som overskrift i teksten."]
    assert agenda.remarks == [
        "Dette står uden for punkterne og indlæses ikke: ”Dagsorden”",
        "Sidehoved og sidefod er udeladt: ”Ishøj Kommune”",
    ]
    assert from_json(agenda.as_json()) == agenda


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("1. Godkendelse\n2. Orientering", ["Godkendelse", "Orientering"]),
        ("Punkt 7: Budget\nIndstilling: at\n\nPkt. 9 Salg", ["Budget", "Salg"]),
        ("1. Mødet\n21. august 2023 mødes vi.\n3. Nej\n\n2. Næste", ["Mødet", "Næste"]),
        ("1. Sag\n1. at godkende\n2. at sende\n\n2. Anden sag", ["Sag", "Anden sag"]),
        ("<h1>Dagsorden</h1><h2>Sag a</h2><p>x</p><h2>Sag b</h2>", ["Sag a", "Sag b"]),
        ("<h1>Byrådet</h1><h2>Sag a</h2><h3>Indstilling</h3><h2>Sag b</h2>", ["Sag a", "Sag b"]),
        ("<h1>Sag a</h1><h2>Indstilling</h2><h1>Sag b</h1>", ["Sag a", "Sag b"]),
        ("<h2>Åbne punkter</h2><h3>1. Sag</h3><h2>Lukkede punkter</h2><h3>2. Køb</h3>", ["Sag", "Køb"]),
    ],
)
def test_titles_are_found(text, titles):
    assert [item.title for item in read_text(text).items] == titles


def test_items_below_a_heading_for_closed_ones_are_closed():
    agenda = read_text("<h2>Åbne punkter</h2><h3>1. Sag</h3><h2>Lukkede punkter</h2><h3>2. Køb</h3>")

    assert [item.is_closed for item in agenda.items] == [False, True]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("<p>Indstilling: at ja</p>", "<p>at ja</p>"),
        ("<p><strong>Indstilling</strong> at ja</p>", "<p>at ja</p>"),
        ("<p><strong>Indstilling:</strong> at <em>ja</em></p>", "<p>at <em>ja</em></p>"),
        ("<p>INDSTILLING</p><p>at ja</p>", "<p>at ja</p>"),
        ("<p>Indstilling:<br>at ja<br>og nej</p>", "<p>at ja<br>og nej</p>"),
        ("<h2>Administrationens indstilling</h2><ul><li>at ja</li></ul>", "<ul><li>at ja</li></ul>"),
    ],
)
def test_sections_are_found(line, section):
    assert sections_of(read_text(f"<h1>1. Sag</h1>{line}")) == [("Sag", {"recommendation": section})]


@pytest.mark.parametrize(
    ("line", "is_closed"),
    [("Lukket punkt", True), ("Lukket: ja", True), ("Lukket punkt: Nej", False), ("Lukning i juli", False)],
)
def test_line_says_that_the_item_is_closed(line, is_closed):
    assert read_text(f"<h1>1. Sag</h1><p>{line}</p>").items[0].is_closed is is_closed


def test_unknown_deciding_body_stays_in_the_text():
    agenda = read_text("<h1>1. Sag</h1><p>Beslutningskompetence: KMU</p><h1>2. Sag</h1><p>Afgøres af: Rådet</p>")

    settle_deciding_bodies(agenda, {"KMU": "Klima- og Miljøudvalget"})

    known, unknown = agenda.items
    assert (known.deciding_body, known.problems) == ("Klima- og Miljøudvalget", [])
    assert (unknown.deciding_body, unknown.sections) == (
        "",
        {"case_presentation": "<h3>Beslutningskompetence</h3><p>Rådet</p>"},
    )


@often(8, 500)
@given(st.lists(BLOCKS, max_size=8))
def test_no_word_of_a_document_is_lost_unseen(blocks):
    """Each visible word stands in an item as it would be made, or in a remark; but for the names of sections."""
    agenda = read_upload(word_file((1, "1. Sag"), *blocks, header="Hoved", title="Dagsorden"))

    found = words_in(f"{agenda.as_json()} {' '.join(SECTION_NAMES)} Sagsnr Adresse Beslutningskompetence Lukket punkt")
    given_words = words_in(["Sag", "Hoved", "Dagsorden", *blocks])
    lost = set(given_words) - set(found) - {"ul", "ol", "table", "Offentlig", "titel"}
    assert {word for word in lost if not word.isdecimal() or len(word) > 1} == set()


@pytest.mark.parametrize(
    "line",
    [
        "Beslutningstema: <s>æble</s>",
        "Bilag: <s>æble</s>",
        "Sagsnr.: 23/1 <s>æble</s>",
        "Offentlig titel: Sag <s>æble</s>",
        "Beslutningskompetence: Byrådet <s>æble</s>",
        "Lukket <s>æble</s>",
        "<s>æble</s>",
    ],
)
def test_struck_words_stay_struck_or_are_told_whatever_the_line_says(line):
    item = read_text(f"<h1>1. Sag</h1><p>{line}</p>").items[0]

    is_kept = "<s>æble</s>" in "".join(item.sections.values())
    assert is_kept != ("Overstreget tekst er udeladt: ”æble”" in item.problems)


def test_struck_words_of_a_table_of_items_and_of_a_group_are_told():
    rows = [["Punkt", "Titel", "Note"], ["1", "Sag", "<s>æble</s>"]]
    table = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)

    assert "Overstreget tekst er udeladt: ”æble”" in read_text(f"<table>{table}</table>").remarks
    assert "æble" in read_text("<p>Åbne punkter <s>æble</s></p><h1>1. Sag</h1>").remarks[0]


def test_closed_heading_below_a_numbered_line_may_be_said_of_that_line():
    text = "<p>1. Lukket sag: A</p><p>2. B</p><h2>Om sagen</h2><p>Lukket</p><p>3. C</p>"
    items = read_text(text).items

    assert [(item.title, item.is_closed, bool(item.doubts)) for item in items] == [
        ("A", True, False),
        ("B", True, True),
        ("Om sagen", True, False),
        ("C", False, False),
    ]


# Spreadsheets


def test_spreadsheet_is_one_item_in_each_row():
    agenda = read_upload(
        sheet_file(
            ["Punkt", "Titel", "Indstilling", "Sagsnr.", "Adresse", "Lukket", "Offentlig titel", "Bilag", "Klima"],
            [
                4,
                "Budget",
                "- at ja\n- at nej",
                "23/4711",
                "https://sag.example.dk/1",
                None,
                None,
                "Kort\nPlan",
                "Ingen",
            ],
            [5, "Køb", None, None, None, "x", "Ejendom", None, None],
            [None, None, "<b>mere</b>", None, None, None, None, None, None],
        )
    )

    budget, purchase = agenda.items
    assert (budget.number, budget.case_number, budget.attachments) == ("4", "23/4711", ["Kort", "Plan"])
    assert budget.sections == {
        "recommendation": "<ul><li>at ja</li><li>at nej</li></ul>",
        "case_presentation": "<h3>Klima</h3><p>Ingen</p>",
    }
    assert (purchase.is_closed, purchase.public_title) == (True, "Ejendom")
    assert purchase.sections == {"recommendation": "<p>&lt;b&gt;mere&lt;/b&gt;</p>"}
    assert purchase.problems == ["Række 4 har ingen titel. Den er lagt til dette punkt."]


def test_spreadsheet_tells_of_formulas_errors_and_further_sheets():
    def change(book):
        book.active["B2"] = "=1+1"
        book.active["C2"] = "#REF!"
        book.create_sheet("Noter")

    agenda = read_upload(sheet_file(["Titel", "Økonomi", "Indstilling"], ["Sag"], change=change))

    assert agenda.items[0].problems == [
        "”Økonomi” indeholder en formel uden værdi.",
        "”Indstilling” indeholder en fejl: #REF!",
    ]
    assert agenda.remarks == ["Kun det første ark læses. Udeladt: Noter"]


# Files that are refused


def test_file_without_items_is_refused():
    with pytest.raises(ValidationError, match="Der blev ikke fundet punkter"):
        read_upload(word_file("Bare en tekst."))


BROKEN = {
    "empty": b"",
    "cut": b"<w:document",
    "deep": b"<a>" * 3000,
    "entity": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
@pytest.mark.parametrize("content", BROKEN)
def test_broken_document_is_refused(part, content):
    file = word_file((1, "1. Sag"))
    broken = BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(broken, "w") as made:
        for name in given.namelist():
            made.writestr(name, BROKEN[content] if name == part else given.read(name))

    with pytest.raises(ValidationError, match=r"Dokumentet kunne ikke læses|Der blev ikke fundet"):
        read_upload(SimpleUploadedFile("d.docx", broken.getvalue()))


def test_document_that_unfolds_into_too_much_is_refused():
    file, unfolding = word_file((1, "1. Sag")), BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(unfolding, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, b"<a/>" * 400_001 if name == "word/styles.xml" else given.read(name))

    with pytest.raises(ValidationError, match="for stort"):
        read_upload(SimpleUploadedFile("d.docx", unfolding.getvalue()))


def test_other_kinds_of_files_are_refused():
    with pytest.raises(ValidationError, match="uden makroer"):
        read_upload(SimpleUploadedFile("d.docx", b"{\\rtf1 1. Sag}"))


def test_too_many_items_are_refused():
    with pytest.raises(ValidationError, match="flere end 200 punkter"):
        read_text("".join(f"<h1>{number}. Sag</h1>" for number in range(1, 202)))


def test_hidden_and_struck_words_of_a_pasted_agenda():
    agenda = read_text(
        "<h1>1. Budget <s>2023</s> 2024</h1><h2>Indstilling</h2><p>at banen <s>ikke</s> anlægges</p>"
        "<p style='mso-hide:all'>Gemt</p><p><s>Sagsnr.: 1/2</s></p>"
        "<h1><s>2. Salg</s></h1><p>Om salget</p><h1>3. Eventuelt</h1>"
    )

    assert sections_of(agenda) == [
        ("Budget 2024", {"recommendation": "<p>at banen <s>ikke</s> anlægges</p><p><s>Sagsnr.: 1/2</s></p>"}),
        ("Eventuelt", {}),
    ]
    assert agenda.items[0].case_number == ""
    assert agenda.items[0].problems == ["Overstregede ord er udeladt af titlen: ”2023”"]
    assert agenda.remarks == [
        "Dette står uden for punkterne og indlæses ikke: ”2. Salg · Om salget”",
        "Skjult tekst er udeladt: ”Gemt”",
    ]


def test_merged_cells_of_a_spreadsheet_count_for_each_of_their_rows():
    agenda = read_upload(
        sheet_file(
            ["Dagsorden juni"],
            ["Titel", "Lukket", "Sagsfremstilling"],
            ["Et", "Lukket", "a"],
            ["To", None, "b"],
            ["Tre", "nej", "c"],
            [None, None, "d"],
            change=lambda book: (book.active.merge_cells("B3:B4"), book.active.merge_cells("A5:A6")),
        )
    )

    assert [(item.title, item.is_closed, item.sections) for item in agenda.items] == [
        ("Et", True, {"case_presentation": "<p>a</p>"}),
        ("To", True, {"case_presentation": "<p>b</p>"}),
        ("Tre", False, {"case_presentation": "<p>c</p><h3>Sagsfremstilling</h3><p>d</p>"}),
    ]
    assert agenda.remarks == ["Dette står uden for punkterne og indlæses ikke: ”Dagsorden juni”"]


def test_values_of_a_spreadsheet_come_in_as_they_are_read():
    def change(book):
        book.active["B2"] = True
        book.active["C2"], book.active["C2"].number_format = 2304711, '00"/"00000'
        book.active["D2"], book.active["D2"].number_format = 0.125, "0.0%"
        book.active.column_dimensions["E"].hidden = True
        book.active.append(["Skjult"])
        book.active.row_dimensions[3].hidden = True

    agenda = read_upload(
        sheet_file(["Titel", "Lukket", "Sagsnr.", "Økonomi", "Internt"], ["Sag", None, None, None, "x"], change=change)
    )

    [item] = agenda.items
    assert (item.is_closed, item.case_number, item.sections) == (True, "23/04711", {"economy": "<p>12,5%</p>"})
    assert agenda.remarks == ["Skjulte rækker er udeladt: 3", "Skjulte kolonner er udeladt: Internt (E)"]


def test_agenda_of_libreoffice_is_read():
    agenda = read_upload(ods_file(["Titel", "Indstilling"], ["Budget", "at godkende"]))

    assert sections_of(agenda) == [("Budget", {"recommendation": "<p>at godkende</p>"})]


def test_closed_doors_that_are_struck_out_or_hidden_are_asked_about():
    def change(book):
        book.active.column_dimensions["B"].hidden = True

    struck = read_text("<h1>1. <s>Lukket sag:</s> Salg</h1><h1>2. Budget</h1>")
    hidden = read_upload(sheet_file(["Titel", "Lukket"], ["Salg", "ja"], change=change))

    assert [item.is_closed for item in struck.items] == [True, False]
    assert [item.is_closed for item in hidden.items] == [True]
    assert hidden.remarks == ["Skjulte kolonner er udeladt: Lukket (B)"]

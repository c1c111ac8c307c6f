"""Coverage on paper and as a spreadsheet: the same facts, what everybody may see, and titles that stay text."""

import subprocess
from io import BytesIO

import openpyxl
import pikepdf
import pytest

from ishoj_process.models import Alignment, Body, GuidingLine, MainPolicy, Strategy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "#N/A", "\t=1", "TRUE", "2023-01-01"]


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Flere i job")


@pytest.fixture
def carried(line, strategy):
    return Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")


def book_of(client):
    return openpyxl.load_workbook(BytesIO(client.get("/daekning.xlsx").content))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def pdf_words(response):
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=response.content, capture_output=True, check=True)
    return " ".join(text.stdout.decode().split())


def test_spreadsheet_holds_a_sheet_for_each_table_and_one_of_findings(client, carried, committee):
    book = book_of(client)

    assert book.sheetnames == ["Sigtelinjer", "Hovedpolitikker", "Opmærksomhedspunkter"]
    committees = ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]
    assert values(book["Sigtelinjer"]) == [
        ["Sigtelinje", "Sigte", "I alt", "Heraf kun gennem en hovedpolitik", *committees],
        ["Flere i job", "Et robust lokalsamfund", 1, 0, 1, "endnu ingen"],
    ]
    assert values(book["Hovedpolitikker"]) == [
        ["Hovedpolitik", "I alt", *committees],
        ["Miljøpolitik", 1, 1, "endnu ingen"],
    ]
    assert values(book["Opmærksomhedspunkter"]) == [
        ["Hvad", "Hvilken", "Mere om det"],
        ["Sigtelinjer uden strategi", None, "Alle sigtelinjerne understøttes af en strategi."],
        ["Hovedpolitikker uden strategi", None, "Alle hovedpolitikker har en strategi."],
        [
            "Strategier uden hverken hovedpolitik eller sigtelinje",
            None,
            "Alle strategier hører under en hovedpolitik eller bidrager til visionen.",
        ],
        [
            "Udvalg, der endnu ikke har valgt en strategi",
            "Kultur- og Fritidsudvalget",
            "Ingen strategier registreret endnu",
        ],
    ]


def test_spreadsheet_keeps_its_headings_in_sight_and_leads_back_to_the_pages(client, settings, carried, line):
    settings.SITE_URL = "https://byraad.example.org"
    sheet = book_of(client)["Sigtelinjer"]

    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("B2", "$1:$1", "landscape")
    assert [sheet.column_dimensions[letter].width for letter in "ABCDE"] == [52, 32, 18, 18, 18]
    links = {cell.coordinate: cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink}
    here = f"https://byraad.example.org/daekning/?retning={line.pk}"
    assert links == {
        "A2": f"https://byraad.example.org/vision/vision-2035/#sigtelinje-{line.pk}",
        "C2": here,
        "E1": "https://byraad.example.org/udvalg/klima-og-miljoeudvalget/",
        "E2": f"{here}&udvalg=klima-og-miljoeudvalget",
    }


@pytest.mark.parametrize("title", FORMULAS)
def test_title_that_looks_like_a_formula_is_text(client, aim, title):
    body = Body.objects.create(name=title, slug="udvalg", kind="standing")
    MainPolicy.objects.create(title=title, slug="politik")
    Strategy.objects.create(title=title, slug="strategi", owner=body)
    GuidingLine.objects.create(aim=aim, title=title)

    cells = [cell for sheet in book_of(client) for row in sheet for cell in row if cell.value == title]

    # The line and its committee; the policy and its committee; all four among the findings.
    assert [cell.data_type for cell in cells] == ["s"] * 8
    assert {cell.quotePrefix for cell in cells} == {title.startswith(("=", "+", "-", "@", "\t"))}


def test_signs_that_a_spreadsheet_may_not_hold_are_left_out(client, vision, aim):
    GuidingLine.objects.create(aim=aim, title="Flere\x0b i\x1f job")
    vision.line_words = "veje/mål [i] 'alt': et meget langt ord"
    vision.save()
    book = book_of(client)

    assert book.sheetnames[0] == "Veje mål  i   alt   et meget la"
    assert book.worksheets[0]["A2"].value == "Flere i job"


@pytest.mark.parametrize(
    ("address", "content_type", "name"),
    [("/daekning.pdf", "application/pdf", "daekning.pdf"), ("/daekning.xlsx", XLSX, "daekning.xlsx")],
)
def test_file_is_kept_named_and_answered_with_304(client, carried, address, content_type, name):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first["Content-Type"], first["Cache-Control"]) == (content_type, "public, no-cache")
    assert name in first["Content-Disposition"]
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.each_paper_written
@pytest.mark.parametrize("address", ["/daekning.pdf", "/daekning.xlsx"])
def test_file_is_the_same_bytes_each_time_it_is_built(client, carried, address):
    from django.core.cache import cache

    first = client.get(address).content
    cache.clear()

    assert client.get(address).content == first


@pytest.mark.parametrize("model", [MainPolicy, Strategy])
def test_files_show_what_everybody_may_see_whoever_asks(client_of, administration, line, model):
    model.objects.create(title="Fortrolig", slug="fortrolig", is_published=False)
    client = client_of(administration)

    assert "Fortrolig" not in pdf_words(client.get("/daekning.pdf"))
    assert [value for sheet in book_of(client) for row in values(sheet) for value in row if value == "Fortrolig"] == []


def test_document_says_the_same_in_words(client, carried, committee):
    text = pdf_words(client.get("/daekning.pdf"))

    said = [
        "Sigtelinjen understøttes af mindst én strategi.",
        "Status pr. 14. august 2023",
        "■ strategier direkte",
        "Kultur- og Fritidsudvalget",
        "Udvalg, der endnu ikke har valgt en strategi",
    ]
    assert [words for words in said if words not in text] == []


def test_document_is_tagged_landscape_and_repeats_its_headings(client, vision, aim, committee):
    for number in range(60):
        GuidingLine.objects.create(aim=aim, title=f"Sigtelinje {number}")
    content = client.get("/daekning.pdf").content

    with pikepdf.open(BytesIO(content)) as pdf:
        boxes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
        heads = [row for row in pdf.objects if isinstance(row, pikepdf.Dictionary) and row.get("/S") == "/TH"]
        assert str(pdf.Root.Lang) == "da"
    pages = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    of_table = [page for page in pages.split("\f") if "I alt" in page]
    assert boxes == {(1191, 842)}
    assert [number for number in range(60) if f"Sigtelinje {number}\n" not in "".join(of_table)] == []
    assert (len(of_table) > 1, ["Kultur- og" in page for page in of_table]) == (True, [True] * len(of_table))
    # A head for each row, and the three of the columns on every page.
    assert len(heads) == 60 + 3 * len(of_table)


@pytest.mark.parametrize("title", ["<b>fed</b>", "\u202egnal", "å" * 200, "🙂 grøn", "{{ 7 }}"])
def test_document_bears_hostile_titles(client, aim, title):
    body = Body.objects.create(name=title[:120], slug="udvalg", kind="standing")
    Strategy.objects.create(title=title, slug="strategi", owner=body)
    GuidingLine.objects.create(aim=aim, title=title)

    assert client.get("/daekning.pdf").content.startswith(b"%PDF-")

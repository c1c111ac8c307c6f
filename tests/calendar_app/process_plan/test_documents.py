"""Every document on paper, held to one list: language, title, tags, bookmarks, pages, and what its page says."""

import logging
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from django.urls import reverse

from ishoj_process.models import GuidingLine, MainPolicy, Meeting, Strategy
from tests.calendar_app.plan_file.memo import THEME_MEETING_1, at
from tests.ishoj_process.output.test_pdf import elements, opened, text_of, texts_of_figures

pytestmark = pytest.mark.usefixtures("plan_of_2023", "db")

A4, A4_TURNED, A3, A3_TURNED = (210, 297), (297, 210), (297, 420), (420, 297)
# Each document's sizes of paper, and the page that says the same.
DOCUMENTS = {
    "plan": ({A4, A4_TURNED, A3}, None),
    "cascade": ({A3_TURNED}, "/kaskade/"),
    "timeline": ({A3}, "/tidslinje/"),
    "agenda": ({A4}, "{meeting}"),
    "debate_paper": ({A4}, "/vision/vision-2035/debatoplaeg/"),
    "strategy": ({A4}, "/strategier/sundhedsstrategi/"),
}
HEADINGS = {f"H{level}" for level in range(1, 7)}
every_document = pytest.mark.parametrize("name", DOCUMENTS)


def address(name):
    slugs = {"strategy": "sundhedsstrategi", "debate_paper": "vision-2035"}
    args = {"agenda": lambda: [at(THEME_MEETING_1).pk], **{kind: lambda kind=kind: [slugs[kind]] for kind in slugs}}
    return reverse(f"{name}_pdf", args=args.get(name, list)())


@pytest.fixture(scope="module")
def made():
    """{name: bytes} of the documents that a test has asked for: each is made once."""
    return {}


@pytest.fixture
def content(client, name, made):
    if name not in made:
        response = client.get(address(name))
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        made[name] = response.content
    return made[name]


@pytest.fixture
def pdf(content):
    return opened(content)


def words(content):
    """The document's text; a hyphen that only parts a word at the end of a line is taken out."""
    return " ".join(re.sub(r"(?<=\w)-\n\s*(?=[a-zæøå])", "", text_of(content)).split())


@every_document
def test_document_says_what_it_is(pdf, name):
    metadata = pdf.open_metadata()

    assert (str(pdf.Root.Lang), pdf.Root.ViewerPreferences.DisplayDocTitle) == ("da", True)
    assert (bool(pdf.Root.MarkInfo.Marked), metadata["pdfuaid:part"]) == (True, "1")
    assert str(pdf.docinfo["/Title"]) == metadata["dc:title"] != ""
    assert str(pdf.docinfo["/Author"]) == "Ishøj Kommune"
    assert metadata["xmp:ModifyDate"]


@every_document
def test_bookmarks_follow_the_headings_and_skip_no_level(pdf, name):
    levels = [
        int(str(element.S)[2:]) for element in in_order(pdf.Root.StructTreeRoot) if str(element.S)[1:] in HEADINGS
    ]

    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    with pdf.open_outline() as outline:
        assert count(outline.root) == len(levels)


def in_order(element):
    """The elements of the structure tree as they are read."""
    if "/S" in element:
        yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from in_order(kid)


def count(entries):
    return sum(1 + count(entry.children) for entry in entries)


@every_document
def test_figures_have_words_and_table_headers_a_scope(pdf, name):
    headers = [element for element in elements(pdf) if str(element.S) == "/TH"]

    assert [text for text in texts_of_figures(pdf) if not text.strip()] == []
    assert {str(header.A.Scope) for header in headers} <= {"/Column", "/Row"}
    assert len({str(header.ID) for header in headers}) == len(headers)


@every_document
def test_every_page_has_its_number_and_its_size(pdf, content, name):
    sizes = {tuple(round(float(side) * 25.4 / 72) for side in list(page.MediaBox)[2:]) for page in pdf.pages}
    total = len(pdf.pages)
    numbered = [f"Side {n} af {total}" in text_of(content, "-f", str(n), "-l", str(n)) for n in range(1, total + 1)]

    assert sizes <= DOCUMENTS[name][0]
    assert numbered == [True] * total


@pytest.mark.parametrize("name", ["plan", "timeline"])
def test_timeline_of_the_memo_is_one_sheet_with_one_legend(content, name):
    drawn = [page for page in text_of(content).split("\f") if "I dag, 14. august 2023" in page]

    assert len(drawn) == 1
    assert [words for words in ("Byrådsseminar", "Fagudvalg", "Økonomi") if words not in drawn[0]] == []
    assert text_of(content).count("ordinært møde") == 1


@every_document
def test_only_the_house_typeface_is_embedded(content, name):
    fonts = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True).stdout.decode()

    assert {re.sub(r"^\w+\+(Source-Sans-Pro).*", r"\1", line) for line in fonts.splitlines()[2:]} == {"Source-Sans-Pro"}
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:])


@pytest.mark.each_paper_written
@every_document
def test_making_it_twice_gives_the_same_bytes_and_logs_nothing(client, name, settings, caplog):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    first, second = [client.get(address(name)) for _time in range(2)]

    assert first.content == second.content
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


@every_document
def test_who_has_it_is_answered_304_by_tag_and_by_date(client, name):
    first = client.get(address(name))

    asked = {"tag": {"if-none-match": first["ETag"]}, "date": {"if-modified-since": first["Last-Modified"]}}
    old = {"if-modified-since": "Sun, 01 Jan 2012 00:00:00 GMT"}
    both = {"if-none-match": '"another"', "if-modified-since": first["Last-Modified"]}

    assert {how: client.get(address(name), headers=headers).status_code for how, headers in asked.items()} == {
        "tag": 304,
        "date": 304,
    }
    assert [client.get(address(name), headers=headers).status_code for headers in (old, both)] == [200, 200]


@pytest.mark.parametrize("name", [name for name, (_sizes, page) in DOCUMENTS.items() if page])
def test_document_names_what_its_page_names(content, page, name):
    url = DOCUMENTS[name][1].format(meeting=at(THEME_MEETING_1).get_absolute_url())

    on_page, on_paper = named_in(page(url)), named_in(words(content))

    # The page leads to neighbours and to committees' other things besides.
    assert on_paper - on_page == set()
    if name in ("cascade", "timeline"):
        assert on_page - on_paper == set()


def named_in(text):
    """The documents and meetings of the site whose own titles stand in the text."""
    rows = [row for model in (Strategy, MainPolicy, Meeting, GuidingLine) for row in model.objects.exclude(title="")]
    return {row.title for row in rows if row.title.casefold() in text.casefold()}

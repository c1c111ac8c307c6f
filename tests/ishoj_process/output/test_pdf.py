"""The PDF engine: tagged, Danish, the same bytes every time, and closed to all that is not ours."""

import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name

from ishoj_process.output.pdf import render_pdf
from ishoj_process.output.pdf_engine import PdfError, read_static

MODIFIED = datetime(2023, 8, 14, 9, 30, tzinfo=UTC)
PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
REPORT = """
<h1>Procesplan for æ, ø og å</h1>
<p class="state-line">Procesplanen er et forslag.</p>
<h2>Møder</h2>
<table>
  <caption>Møder i 2023</caption>
  <thead><tr><th scope="col">Dag</th><th scope="col">Møde</th></tr></thead>
  <tbody>
    <tr><th scope="row">21. august</th><td>Temamøde 1</td></tr>
    <tr><th scope="row">5. september</th><td>Temamøde 2</td></tr>
  </tbody>
</table>
<h3>Seminaret</h3>
<ul><li>Dag 1</li><li>Dag 2</li></ul>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">
  <title>Tidslinje: to spor</title><rect width="100" height="20" fill="#0b4f6c"/>
</svg>
<h2>Strategier</h2>
<p><a href="/strategier/">Alle strategier</a></p>
"""


@pytest.fixture
def printed(settings, tmp_path):
    """Render a body of HTML as a document of the site."""
    folders = [tmp_path, settings.BASE_DIR / "templates"]
    # Named loaders are not cached, so that the file may be written again.
    options = {"loaders": ["django.template.loaders.filesystem.Loader"]}
    settings.TEMPLATES = [{"BACKEND": settings.TEMPLATES[0]["BACKEND"], "DIRS": folders, "OPTIONS": options}]

    def make(body, **options):
        source = '{% extends "print/base.html" %}{% block content %}' + body + "{% endblock %}"
        (tmp_path / "report.html").write_text(source)
        return render_pdf("report.html", {}, **{"title": "Procesplan", "modified": MODIFIED, **options})

    return make


def opened(content):
    return pikepdf.open(BytesIO(content))


def elements(pdf):
    """Every element of the structure tree."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        waiting += [
            kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
        ]


def texts_of_figures(pdf):
    return [str(element.Alt) for element in elements(pdf) if str(element.S) == "/Figure"]


def text_of(content, *options):
    command = ["pdftotext", "-layout", *options, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def test_lists_are_counted_as_they_say(printed):
    text = (
        '<ol><li>et</li></ol><p>tekst</p><ol start="2"><li>to</li><li value="7">syv<ol start="3" type="a"><li>ce</li>'
        '</ol></li><li>otte</li></ol><ol type="I"><li>rom</li></ol>'
    )

    words = text_of(printed(f"<h1>x</h1>{text}")).split()

    assert " ".join(words).startswith("Ishøj Kommune x 1. et tekst 2. to 7. syv c. ce 8. otte I. rom")


def test_line_is_drawn_through_struck_words(printed):
    plain, marked = (
        printed(f"<h1>x</h1><p>at banen {ikke} er m{two}</p>")
        for ikke, two in (("ikke", "2"), ("<s>ikke</s>", "<sup>2</sup>"))
    )

    def lines_drawn(content):
        return sum(len(re.findall(rb"(?<=\n)[Sf]\n", page.Contents.read_bytes())) for page in opened(content).pages)

    assert lines_drawn(marked) == lines_drawn(plain) + 1
    assert "ikke" in text_of(marked)


def test_document_says_its_language_title_author_and_age(printed):
    pdf = opened(printed(REPORT))

    assert str(pdf.Root.Lang) == "da"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.docinfo["/Title"] == "Procesplan"
    assert pdf.docinfo["/Author"] == "Ishøj Kommune"
    metadata = pdf.open_metadata()
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["xmp:ModifyDate"].startswith("2023-08-14T09:30:00")


def test_document_is_danish_for_a_reader_of_english(printed, settings):
    settings.LANGUAGE_CODE = "en"

    pdf = opened(printed("<h1>{% load i18n %}{% get_current_language as language %}{{ language }}</h1>"))

    assert str(pdf.Root.Lang) == "da"
    assert str(pdf.Root.Outlines.First.Title) == "da"


def test_document_is_tagged(printed):
    pdf = opened(printed(REPORT))

    kinds = {str(element.S) for element in elements(pdf)}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption"} <= kinds
    assert {"/L", "/LI", "/Figure", "/Link"} <= kinds
    assert texts_of_figures(pdf) == ["Tidslinje: to spor"]


def test_table_headers_have_scope_and_are_registered(printed):
    pdf = opened(printed(REPORT))

    headers = [element for element in elements(pdf) if element.S == Name.TH]
    registered = pdf.Root.StructTreeRoot.IDTree.Names
    pointed_to = {
        str(key) for cell in elements(pdf) if cell.S == Name.TD for key in cell.A.get("/Headers", pikepdf.Array())
    }
    assert sorted(str(header.A.Scope) for header in headers) == ["/Column", "/Column", "/Row", "/Row"]
    assert pointed_to == {str(key) for key in list(registered)[::2]} - {str(headers[-1].ID)}
    assert {str(element.S) for element in list(registered)[1::2]} == {"/TH"}


def test_headings_are_bookmarks(printed):
    with opened(printed(REPORT)).open_outline() as outline:
        title = outline.root[0]

    assert title.title == "Procesplan for æ, ø og å"
    assert [item.title for item in title.children] == ["Møder", "Strategier"]
    assert [item.title for item in title.children[0].children] == ["Seminaret"]


def test_pages_are_counted_and_carry_the_title(printed):
    content = printed(REPORT + '<h2 class="new-page">Næste side</h2>')

    first, second = text_of(content, "-f", "1", "-l", "1"), text_of(content, "-f", "2", "-l", "2")
    assert "Side 1 af 2" in first
    assert first.count("Procesplan for æ, ø og å") == 1
    assert "Side 2 af 2" in second
    assert second.count("Procesplan for æ, ø og å") == 1


def test_table_of_contents_tells_the_pages(printed):
    toc = '<nav class="toc"><ul><li><a href="#sidst">Sidste afsnit</a></li></ul></nav>'

    content = printed(toc + '<h2 class="new-page" id="sidst">Sidste afsnit</h2>')

    assert re.search(r"Sidste afsnit[ .]+2$", text_of(content, "-f", "1", "-l", "1"), re.MULTILINE)


def test_only_the_house_typeface_is_used(printed):
    fonts = subprocess.run(["pdffonts", "-"], input=printed(REPORT), capture_output=True, check=True).stdout.decode()

    assert {re.sub(r"^\w+\+([A-Za-z]+-[A-Za-z]+-[A-Za-z]+).*", r"\1", line) for line in fonts.splitlines()[2:]} == {
        "Source-Sans-Pro"
    }


def test_links_lead_to_the_site(printed, settings):
    pdf = opened(printed(REPORT))

    assert [str(note.A.URI) for note in pdf.pages[0].Annots] == [f"{settings.SITE_URL}/strategier/"]


@pytest.mark.parametrize(
    ("page", "millimetres"), [("A4 portrait", (210, 297)), ("A4 landscape", (297, 210)), ("A3 landscape", (420, 297))]
)
def test_page_has_its_size(printed, page, millimetres):
    pdf = opened(printed("<h1>Kaskade</h1>", page=page))

    box = pdf.pages[0].MediaBox

    assert tuple(round(float(side) * 25.4 / 72) for side in list(box)[2:]) == millimetres


def test_unknown_page_is_refused(printed):
    with pytest.raises(ValueError, match="Unknown page “A5”"):
        printed("<h1>Kaskade</h1>", page="A5")


def test_same_data_gives_the_same_bytes(printed):
    first = printed(REPORT)
    printed("<h1>Noget andet ÆØÅ</h1>", page="A3 landscape")

    assert first.startswith(b"%PDF-1.7")
    assert printed(REPORT) == first


def test_threads_at_once_give_the_same_bytes(printed):
    first = printed(REPORT)
    with ThreadPoolExecutor(4) as pool:
        others = list(
            pool.map(lambda _: render_pdf("report.html", {}, title="Procesplan", modified=MODIFIED), range(4))
        )

    assert others == [first] * 4


def test_another_process_gives_the_same_bytes(printed, settings, tmp_path):
    here = printed(REPORT)
    script = f"""
import sys
import django
from django.conf import settings
settings.TEMPLATES[0]["DIRS"].insert(0, {str(tmp_path)!r})
django.setup()
from datetime import UTC, datetime
from ishoj_process.output.pdf import render_pdf
sys.stdout.buffer.write(render_pdf("report.html", {{}}, title="Procesplan", modified={MODIFIED!r}.replace(tzinfo=UTC)))
""".replace("datetime.datetime(", "datetime(").replace("tzinfo=datetime.timezone.utc", "tzinfo=UTC")

    there = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=settings.BASE_DIR
    ).stdout

    assert there == here


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://example.org/x.png">',
        '<img alt="x" src="/relative.png">',
        '<img alt="x" src="static:../manage.py">',
        '<img alt="x" src="static:/etc/passwd">',
        '<img alt="x" src="data:text/html;base64,AAAA">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<style>@import "https://example.org/x.css";</style>',
        '<style>@font-face { font-family: x; src: url("http://example.org/x.ttf") }</style><p>x</p>',
        '<style>p { background: url("file:///etc/passwd") }</style><p>x</p>',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<link rel="attachment" href="http://example.org/x.ics">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title><image href="file:///etc/passwd"/></svg>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_what_is_not_ours_is_refused(printed, body):
    with pytest.raises(PdfError):
        printed(f"<h1>Åbn ikke</h1>{body}")


def test_own_pictures_are_shown(printed):
    content = printed(f'<h1>Billede</h1><img alt="En prik" src="{PIXEL}">')

    assert texts_of_figures(opened(content)) == ["En prik"]


@pytest.mark.parametrize(
    "url",
    [
        "static:../ishoj_process/settings.py",
        "static:fonts/../../manage.py",
        "static:fonts/LICENSE.txt",
        "static:none.css",
        "file:print.css",
        "static:fonts/%2e%2e/%2e%2e/print.css",
    ],
)
def test_only_static_files_of_known_types_are_read(url):
    with pytest.raises(ValueError, match=r"may not open|no static file"):
        read_static(url)


def test_own_style_is_read():
    assert read_static("static:print.css")[1] == "text/css"


def test_logged_error_is_raised(printed):
    with pytest.raises(PdfError, match="no required alt description"):
        printed(f'<h1>Billede</h1><img alt="" src="{PIXEL}">')


def test_nothing_is_logged_for_a_good_document(printed, caplog):
    printed(REPORT)

    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_deep_nesting_is_refused(printed):
    with pytest.raises(PdfError, match="nested too deeply"):
        printed("<div>" * 2000 + "x" + "</div>" * 2000)


def test_engine_is_free_again_after_a_refusal(printed):
    with pytest.raises(PdfError):
        printed('<img alt="x" src="file:///etc/passwd">')

    assert printed("<h1>Igen</h1>").startswith(b"%PDF-1.7")

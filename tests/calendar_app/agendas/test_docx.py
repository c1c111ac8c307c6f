"""The agenda as a Word document: what paper shows, with real headings, and read in again the same."""

from io import BytesIO

import docx
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.agenda_import.file import read_upload
from calendar_app.agenda_import.file.blocks import read_blocks
from calendar_app.agenda_import.file.word.reader import read_word
from calendar_app.agendas.document import render_agenda_docx
from ishoj_process.dates.clock import today
from ishoj_process.models import AgendaItem, Case
from ishoj_process.output.docx.document import docx_of
from ishoj_process.text.richtext import clean_html
from tests.nonsense.promises import often

TEXT = (
    "<p>Byrådet har <strong>drøftet</strong> <em>budgettet</em>:<br>to spor</p><h3>Spor</h3>"
    "<ul><li>Skoler<ol><li>store</li><li>små</li></ol></li><li>Veje</li></ul><h4>Mere</h4>"
    '<blockquote><p>Citat</p></blockquote><p><a href="https://ishoj.dk/x">Ishøj</a></p>'
    '<table><thead><tr><th scope="col">År</th><th scope="col">Beløb</th></tr></thead>'
    "<tbody><tr><td>2023</td><td></td></tr></tbody></table>"
)
INLINE = st.lists(st.sampled_from(["ord", " <strong>fed</strong> ", " <em>skrå</em> ", "<br>", "æ&amp;ø "]), max_size=4)
PARTS = st.one_of(
    st.builds("<p>x{}</p>".format, INLINE.map("".join)),
    st.builds("<h3>x{}</h3>".format, st.sampled_from(["", " y"])),
    st.builds("<ul><li>x{}</li></ul><p>efter</p>".format, INLINE.map("".join)),
    st.builds("<ol><li>a<ul><li>{}b</li></ul></li><li>c</li></ol><p>efter</p>".format, INLINE.map("".join)),
    st.builds("<table><tr><th>År</th></tr><tr><td>x{}</td></tr></table><p>efter</p>".format, INLINE.map("".join)),
)


@pytest.fixture
def url(published):
    return f"/moeder/{published.pk}/dagsorden.docx"


def opened(response):
    return docx.Document(BytesIO(response.content))


def test_document_has_headings_language_and_no_persons_name(client, url, agenda_item, attachment):
    response = client.get(url)

    document = opened(response)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert headings == [
        ("Title", "Dagsorden til temamøde: Temamøde 1 for Byrådet"),
        ("Heading 1", "Dagsorden"),
        ("Heading 2", "1. Direktionens debatoplæg"),
        ("Heading 3", "Sagsfremstilling"),
        ("Heading 3", "Bilag"),
        ("Heading 1", "Bilagsoversigt"),
    ]
    properties = document.core_properties
    assert (properties.title, properties.author) == (
        "Dagsorden: Temamøde 1 for Byrådet, 21. august 2023",
        "Ishøj Kommune",
    )
    assert document.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["da-DK"]
    assert response["Content-Disposition"].endswith("Temam%C3%B8de%201%20for%20Byr%C3%A5det.docx")


@pytest.mark.each_paper_written
def test_document_is_the_same_bytes_and_answers_304(client, url, agenda_item):
    first = client.get(url)
    cache.clear()  # what was kept is built again

    again = client.get(url)

    assert first.content == again.content
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_closed_item_shows_the_public_no_more_than_paper(client, client_of, url, published, secretariat):
    AgendaItem.objects.create(
        meeting=published,
        number=1,
        title="Køb af Strandvej 1",
        is_closed=True,
        public_title="Køb af ejendom",
        case_presentation="<p>4 mio.</p>",
    )

    public, whole = ("".join(p.text for p in opened(c.get(url)).paragraphs) for c in (client, client_of(secretariat)))

    assert [word in public for word in ("Køb af ejendom", "Strandvej", "4 mio.")] == [True, False, False]
    assert [word in whole for word in ("Strandvej", "4 mio.")] == [True, True]


@pytest.mark.parametrize(("who", "status"), [(None, 404), ("member", 404), ("administration", 200)])
def test_draft_agenda_is_a_document_for_the_staff_alone(request, client_of, agenda_item, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.get(f"/moeder/{agenda_item.meeting_id}/dagsorden.docx").status_code == status


def test_agenda_is_read_in_again_as_it_went_out(theme_meeting, secretariat, council):
    sections = {name: f"<p>{name}</p>{TEXT}" for name in (*AgendaItem.PRESENTATION, AgendaItem.Section.DECISION)}
    case = Case.objects.create(number="23/4711", url="https://sag.example.dk/4711")
    AgendaItem.objects.create(
        meeting=theme_meeting, number=1, title="Budget", deciding_body=council, case=case, **sections
    )
    AgendaItem.objects.create(
        meeting=theme_meeting, number=2, title="Køb", is_closed=True, public_title="Ejendom", economy="<p>4 mio.</p>"
    )

    content = render_agenda_docx(secretariat, theme_meeting)
    budget, purchase = read_upload(SimpleUploadedFile("d.docx", content)).items

    assert budget.sections == sections
    assert (budget.title, budget.number, budget.deciding_body) == ("Budget", "1", "Ishøj Byråd")
    assert (budget.case_number, budget.case_url) == (case.number, case.url)
    assert (purchase.title, purchase.is_closed, purchase.sections) == ("Køb", True, {"economy": "<p>4 mio.</p>"})


@often(6, 200)
@given(st.lists(PARTS, min_size=1, max_size=4))
def test_text_of_the_site_comes_back_from_word_as_it_was(parts):
    text = clean_html("".join(parts))
    page = f"<html><body><h3>1. Sag</h3><h4>Økonomi</h4><div class='prose'>{text}</div></body></html>"

    html, _remarks = read_word(BytesIO(docx_of(page, title="Sag", modified=today())))

    assert read_blocks(html).items[0].sections == {"economy": text}


def test_characters_that_no_document_holds_are_left_out():
    page = "<html><body><p>a\x0bb\ud800c\uffff</p></body></html>"

    content = docx_of(page, title="x" * 300, modified=today())

    assert [p.text for p in docx.Document(BytesIO(content)).paragraphs] == ["abc"]

"""What is treated behind closed doors leaks nowhere: page, PDF and download, for each reader."""

from io import BytesIO

import pikepdf
import pytest

from ishoj_process.models import Meeting, Seat, Treatment, User
from tests.calendar_app.conftest import make_attachment
from vision.models import DebatePaper, Question

# Everything of the closed item that must not be seen, each in a place of its own.
SECRETS = {
    "title": "Grundkoeb",
    "decision_question": "Sporgsmaalx",
    "case_presentation": "Fremstillingx",
    "legal_basis": "Lovgrundlagx",
    "economy": "Pengesumx",
    "recommendation": "Indstillingx",
    "decision": "Beslutningx",
}
OTHER_SECRETS = ("Hemmelig strategi", "Bilagstitelx", "Raadsspoergsmaal")
MAY_SEE = ("secretariat", "member")
MAY_NOT_SEE = (None, "administration", "outsider")


@pytest.fixture
def outsider(term, other_committee):
    """A council member who does not sit in the meeting."""
    user = User.objects.create_user("anden@example.org", "en-lang-adgangskode", name="Demo: andet medlem")
    Seat.objects.create(user=user, body=other_committee, term=term)
    return user


@pytest.fixture
def closed_item(published, make_item, strategy, vision, uploads_in):
    sections = {name: text if name == "title" else f"<p>{text}</p>" for name, text in SECRETS.items()}
    Meeting.objects.filter(pk=published.pk).update(minutes_state="published")
    published.refresh_from_db()
    item = make_item(**sections, is_closed=True, public_title="Ejendomssag", public_decision="<p>Godkendt</p>")
    strategy.title = "Hemmelig strategi"
    strategy.save()
    Treatment.objects.create(item=item, strategy=strategy)
    make_attachment(item, title="Bilagstitelx", content=b"%PDF-1.7 fortroligt")
    paper = DebatePaper.objects.create(vision=vision, title="Oplæg")
    Question.objects.create(paper=paper, text="Raadsspoergsmaal", item=item)
    return item


def reader(request, client_of, who):
    return client_of(request.getfixturevalue(who) if who else None)


def pdf_text(response):
    """The words of the document as its tags and pages hold them."""
    import subprocess

    found = subprocess.run(["pdftotext", "-", "-"], input=response.content, capture_output=True, check=True)
    return found.stdout.decode()


def leaks(text):
    return [secret for secret in (*SECRETS.values(), *OTHER_SECRETS) if secret in text]


@pytest.mark.parametrize("who", MAY_NOT_SEE)
def test_closed_item_shows_its_public_words_and_no_more(request, client_of, closed_item, who):
    client = reader(request, client_of, who)

    page = client.get(f"/moeder/{closed_item.meeting_id}/")
    document = client.get(f"/moeder/{closed_item.meeting_id}/dagsorden.pdf")

    assert leaks(page.text) == []
    assert "1. Ejendomssag" in page.text
    assert "Godkendt" in page.text
    assert leaks(pdf_text(document)) == []
    assert "Ejendomssag" in pdf_text(document)


@pytest.mark.parametrize("who", MAY_SEE)
def test_closed_item_is_whole_for_those_who_may_see_it(request, client_of, closed_item, who):
    """What the test above could find, were it there."""
    client = reader(request, client_of, who)

    page = client.get(f"/moeder/{closed_item.meeting_id}/")
    document = client.get(f"/moeder/{closed_item.meeting_id}/dagsorden.pdf")

    assert set(leaks(page.text)) == {*SECRETS.values(), *OTHER_SECRETS}
    assert set(leaks(pdf_text(document))) == {*SECRETS.values(), *OTHER_SECRETS}
    assert "Giv dem ikke videre." in page.text


@pytest.mark.parametrize(("who", "status"), [*((who, 404) for who in MAY_NOT_SEE), *((who, 200) for who in MAY_SEE)])
def test_attachment_of_a_closed_item_has_the_rights_of_the_item(request, client_of, closed_item, who, status):
    client = reader(request, client_of, who)

    assert client.get(f"/bilag/{closed_item.attachments.get().pk}/").status_code == status


def test_document_of_one_reader_is_never_given_to_another(client_of, closed_item, member):
    url = f"/moeder/{closed_item.meeting_id}/dagsorden.pdf"

    own, public = client_of(member).get(url), client_of().get(url)

    assert own["Cache-Control"] == "private, no-store"
    assert leaks(pdf_text(own)) != []
    assert leaks(pdf_text(public)) == []
    assert public["Cache-Control"] == "public, no-cache"


def test_closed_item_hides_in_the_documents_own_data_too(client, closed_item):
    response = client.get(f"/moeder/{closed_item.meeting_id}/dagsorden.pdf")

    with pikepdf.open(BytesIO(response.content)) as pdf:
        objects = " ".join(str(obj) for obj in pdf.objects if not isinstance(obj, pikepdf.Stream))
        assert leaks(objects) == []
        assert "Ejendomssag" in objects

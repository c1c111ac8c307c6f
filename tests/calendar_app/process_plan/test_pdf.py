"""The whole process plan on paper: what the public may read of it, tagged, with contents and bookmarks."""

import subprocess
from io import BytesIO

import pikepdf
import pytest

from ishoj_process.models import GuidingLine, MainPolicy, Meeting, Strategy, Track
from strategies.models import Activity
from tests.calendar_app.timeline.rows import make_plan, make_work, track_of
from vision.models import Challenge, DebatePaper, Question

TOLD = ("Borgerne inddrages i formuleringen", "Borgerne inddrages i arbejdet")


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision, background="<p>Byrådsseminaret drøftede.</p>", framework="<p>To spor.</p>")


@pytest.fixture
def whole(plan, published, make_item, vision, aim, strategy):
    """A plan with something in each of its parts."""
    Meeting.objects.filter(pk=published.pk).update(
        track=track_of(plan, Track.Kind.VISION), purpose="<p>Oplægget præsenteres.</p>", outcome="<p>En retning.</p>"
    )
    item = make_item("Er det de rigtige problemer?")
    paper = DebatePaper.objects.create(
        vision=vision, title="Direktionens debatoplæg", introduction="<p>Indledningx</p>"
    )
    Challenge.objects.create(paper=paper, title="Uddannelsesniveau")
    Question.objects.create(paper=paper, text="Hvad er kerneopgaven?", item=item)
    GuidingLine.objects.create(aim=aim, title="Fællesskaber")
    make_work(plan, title="Strukturering", until=published, description="Temaerne samles.")
    Activity.objects.create(strategy=strategy, kind=Activity.Kind.SURVEY, title="Undersøgelse", starts="2023-05")
    return plan


def words(response):
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=response.content, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def pages_of(response):
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=response.content, capture_output=True, check=True)
    return found.stdout.decode().split("\f")


def test_document_holds_every_part_of_the_plan(client, whole):
    text = words(client.get("/plan.pdf"))

    parts = [
        "Byrådsseminaret drøftede.",
        "To spor.",
        "Vision 2035",
        "Et robust lokalsamfund; Fællesskaber",
        "Miljøpolitik",
        "Temamøde 1 for Byrådet",
        "Mandag den 21. august 2023 kl. 17.00–19.00",
        "Oplægget præsenteres.",
        "En retning.",
        "Er det de rigtige problemer?",
        "Temaerne samles.",
        "Uddannelsesniveau",
        "Hvad er kerneopgaven?",
        "Klima- og Miljøudvalget",
        "Biodiversitetsstrategi",
        "Undersøgelse, maj 2023",
        "Borgerne inddrages i formuleringen af visionen.",
        "Borgerne inddrages i arbejdet med strategierne.",
        "2. kvartal 2023",
    ]
    assert [part for part in parts if part not in text] == []


def test_document_is_tagged_danish_with_bookmarks_and_contents(client, whole):
    response = client.get("/plan.pdf")

    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "da"
        assert str(pdf.docinfo["/Title"]) == "Proces 2023"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert [str(entry.title) for entry in outline.root[0].children] == [
            "Indhold",
            "Baggrund",
            "De overordnede rammer for processen",
            "Styringshierarkiet: de tre niveauer",
            "1. Vision 2035",
            "Direktionens debatoplæg",
            "2. Strategier",
            "De tre niveauer på en tegning",
            "Tidslinje",
        ]
    text = words(response)
    assert "Baggrund ........" in text
    assert f"Side 1 af {len(pikepdf.open(BytesIO(response.content)).pages)}" in text


def test_text_runs_on_and_pages_are_turned_at_the_end_alone(client, whole):
    with pikepdf.open(BytesIO(client.get("/plan.pdf").content)) as pdf:
        sides = [[round(float(side)) for side in page.MediaBox[2:]] for page in pdf.pages]

    # The drawing of the levels and the timeline with its table come last: no upright page ends where they begin.
    turned = [width > height for width, height in sides]
    assert (turned == sorted(turned), turned.count(True)) == (True, 2)


def test_list_of_how_the_council_works_is_not_cut(client, term, vision):
    for words in (200, 450):  # with the second it was cut
        plan = make_plan(term, vision, background="<p>" + "ord " * words + "</p>")

        pages = pages_of(client.get("/plan.pdf"))

        told = [n for n, page in enumerate(pages) for line in TOLD if line in page]
        assert (len(told), len(set(told))) == (2, 1)
        plan.delete()


def test_name_of_a_main_policy_is_not_divided_in_its_narrow_column(client, whole, strategy):
    Strategy.objects.filter(pk=strategy.pk).update(title="Strategi for naturen i hele kommunen og ved alle skolerne")
    MainPolicy.objects.update(title="Velfærdspolitik")

    assert words(client.get("/plan.pdf")).count("Velfærdspolitik") == 3  # in the drawing, the list and the table


def test_document_is_the_publics_for_every_reader(client, client_of, whole, secretariat):
    assert client_of(secretariat).get("/plan.pdf").content == client.get("/plan.pdf").content


def test_document_holds_nothing_that_is_not_public(
    client, whole, published, make_item, make_meeting, council, committee
):
    hidden = make_item("Hemmeligtpunkt", is_closed=True, public_title="Ejendomssag")
    Question.objects.create(paper=DebatePaper.objects.get(), text="Hemmeligtspoergsmaal", item=hidden)
    track = track_of(whole, Track.Kind.VISION)
    make_meeting(council, title="Hemmeligtmoede", track=track, is_published=False)
    draft = make_meeting(council, title="Kladdemoede", track=track)
    question = make_item("Hemmeligkladde", meeting=draft)
    Question.objects.create(paper=DebatePaper.objects.get(), text="Hemmeligkladdesporg", item=question)
    Strategy.objects.create(title="Hemmeligstrategi", slug="hemmelig", owner=committee, is_published=False)
    make_work(whole, title="Hemmeligtarbejde", until=Meeting.objects.get(title="Hemmeligtmoede"))

    text = words(client.get("/plan.pdf"))

    assert ("Ejendomssag" in text, "Kladdemoede" in text) == (True, True)
    assert "Hemmelig" not in text


def test_text_of_a_draft_debate_paper_is_left_out(client, whole):
    assert "Indledningx" in words(client.get("/plan.pdf"))
    paper = DebatePaper.objects.get()
    paper.state = DebatePaper.State.DRAFT
    paper.save()

    assert "Indledningx" not in words(client.get("/plan.pdf"))


def test_document_says_how_many_committees_have_no_strategies_yet(client, whole, committee):
    assert "Ingen strategier registreret endnu: Kultur- og Fritidsudvalget." in words(client.get("/plan.pdf"))


def test_document_of_a_bare_plan_is_made_all_the_same(client, term):
    make_plan(term)

    assert client.get("/plan.pdf").status_code == 200


def test_document_without_a_plan_leads_to_the_overview(client, db):
    assert client.get("/plan.pdf")["Location"] == "/"


def test_document_is_not_sent_again_until_something_changes(client, whole, strategy):
    first = client.get("/plan.pdf")

    assert client.get("/plan.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 304
    strategy.title = "Ny biodiversitet"
    strategy.save()
    assert client.get("/plan.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 200

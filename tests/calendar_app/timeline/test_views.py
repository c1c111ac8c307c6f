"""The timeline as a page and as PDF: whole, readable for each reader, and at one price whatever its size."""

import subprocess
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest

from ishoj_process.models import Meeting, PublicStamp, Strategy
from strategies.models import Activity

from .rows import make_plan, make_work

# Plan, the others, tracks, working periods, meetings with bodies, bodies and their heirs, strategies with activities.
QUERIES = 18


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


def fill(plan, make_meeting, council, committee, count):
    """So many of each thing on the timeline."""
    for number in range(count):
        day = date(2023, 4, 1) + timedelta(days=number % 270)
        meeting = make_meeting(committee, kind=Meeting.Kind.COMMITTEE, start_date=day)
        make_work(plan, title=f"Arbejde {number}", after=make_meeting(council, start_date=day, before=meeting))
        strategy = Strategy.objects.create(title=f"Strategi {number}", slug=f"strategi-{number}", owner=committee)
        Activity.objects.create(strategy=strategy, kind=Activity.Kind.SURVEY, starts=str(day))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(
    client, plan, make_meeting, council, committee, count, django_assert_num_queries
):
    fill(plan, make_meeting, council, committee, count)

    with django_assert_num_queries(QUERIES):
        response = client.get("/tidslinje/")

    assert len(response.context["timeline"].lanes) == 3


def test_page_opens_on_the_plans_quarters_and_leads_one_quarter_on_in_each_direction(client, plan):
    response = client.get("/tidslinje/")

    assert response.context["timeline"].period.label == "2.–4. kvartal 2023"
    assert [move["period"] and move["period"].query for move in response.context["moves"]] == [
        "fra=2023-01-01&til=2023-12-31",
        "fra=2023-07-01&til=2023-12-31",
        "fra=2023-04-01&til=2023-09-30",
        "fra=2023-04-01&til=2024-03-31",
        None,
    ]


def test_page_answers_a_wrong_day_at_its_field_with_what_was_typed(client, plan):
    response = client.get("/tidslinje/", {"fra": "31-02-2023", "til": "31-12-2023"})

    assert response.context["form"].errors == {"fra": ["Skriv en dato, der findes, fx 21-08-2023."]}
    content = response.content.decode()
    assert 'value="31-02-2023"' in content
    assert 'id="id_fra_error"' in content


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_for_reading(client, method):
    assert getattr(client, method)("/tidslinje/").status_code == 405


def test_page_says_how_the_levels_are_ordered_from_the_terms_own_settings(client, plan, term):
    first = client.get("/tidslinje/").context["term_sentences"]
    term.level_order, term.next_level_order = "sequential", "parallel"
    term.vision_is_new_level = term.main_policies_concluded = True
    term.save()

    assert first == [
        "I denne valgperiode arbejder Byrådet og udvalgene med vision og strategier samtidig.",
        "Det næste byråd begynder med visionen, fortsætter med hovedpolitikkerne og slutter med strategierne.",
    ]
    assert client.get("/tidslinje/").context["term_sentences"] == [
        "I denne valgperiode arbejder Byrådet oppefra:"
        " først med visionen, så med hovedpolitikkerne og til sidst med strategierne.",
        "Visionen er et nyt, ekstra niveau over hovedpolitikkerne og strategierne.",
        "Arbejdet med hovedpolitikkerne er som udgangspunkt afsluttet i denne valgperiode.",
        "Også det næste byråd arbejder med vision og strategier samtidig.",
    ]


@pytest.mark.parametrize(
    ("today", "asked", "is_told"),
    [
        ("2025-12-31", "", True),
        ("2026-01-01", "", False),
        ("2026-02-20", "?fra=2025-10-01&til=2026-06-30", False),
        ("2026-02-20", "?fra=2023-07-01&til=2023-12-31", True),  # quarters that are over say what they said
        ("2025-12-31", "?fra=2026-01-01&til=2026-12-31", False),
    ],
)
def test_no_council_is_told_how_it_works_by_the_plan_of_the_one_before(client, plan, settings, today, asked, is_told):
    settings.PROCESS_TODAY = today

    told = client.get(f"/tidslinje/{asked}").content.decode()

    assert ("I denne valgperiode arbejder Byrådet" in told) is is_told


def test_drawing_on_the_page_leads_to_the_meeting_and_is_said_in_words_too(client, plan, theme_meeting):
    content = client.get("/tidslinje/").content.decode()

    assert content.count(f'href="{theme_meeting.get_absolute_url()}"') == 3  # drawing, table, list
    assert "<title>Temamøde 1 for Byrådet, mandag den 21. august 2023 kl. 17.00–19.00, planlagt</title>" in content


def test_drawing_has_presentation_attributes_alone(client, plan, theme_meeting):
    content = client.get("/tidslinje/").content.decode()
    svg = content[content.index('<svg xmlns="http://www.w3.org/2000/svg" viewBox') : content.rindex("</svg>")]

    assert [mark for mark in ("style=", "class=", "currentColor", "var(") if mark in svg] == []


def test_title_with_markup_is_words_in_the_drawing(client, plan, make_meeting, council):
    make_meeting(council, title="<script>alert(1)</script>")

    assert "<script>alert" not in client.get("/tidslinje/").content.decode()


def test_page_without_a_plan_says_so(client, db):
    response = client.get("/tidslinje/")

    assert response.status_code == 200
    assert "Der er endnu ikke en procesplan." in response.content.decode()


@pytest.mark.parametrize(("paper", "size"), [("", (842, 595)), ("?papir=a3", (1191, 842))])
def test_document_is_tagged_danish_and_of_the_size_asked_for(client, plan, theme_meeting, paper, size):
    response = client.get(f"/tidslinje.pdf{paper}")

    assert response["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "da"
        assert str(pdf.docinfo["/Title"]) == "Tidslinje, 2.–4. kvartal 2023"
        assert [round(float(side)) for side in pdf.pages[0].MediaBox[2:]] == list(size)
        assert [str(entry.title) for entry in outline.root[0].children] == ["Tidslinjen som tabel"]
        assert "Tidslinje, 2.–4. kvartal 2023" in alternative_text(pdf.Root.StructTreeRoot)


def long_timeline(make_meeting, council, count):
    """So many meetings of the council, one soon after the other, that their words need a row each."""
    for number in range(count):
        make_meeting(council, title=f"Temamøde {number}", start_date=date(2023, 8, 15) + timedelta(days=number))


def sides_and_words(response):
    text = subprocess.run(["pdftotext", "-", "-"], input=response.content, capture_output=True, check=True).stdout
    with pikepdf.open(BytesIO(response.content)) as pdf:
        sides = [tuple(round(float(side)) for side in page.MediaBox[2:]) for page in pdf.pages]
    return sides, text.decode().split("\f")[:-1]


# Meetings, and the page that holds them all: A4 across, A3 across, A3 upright, and then as many sheets as it needs.
@pytest.mark.parametrize(
    ("count", "side", "has_one"),
    [(1, (842, 595), True), (7, (1191, 842), True), (16, (842, 1191), True), (40, (842, 595), False)],
)
def test_document_has_the_timeline_on_one_sheet_where_it_can_be_read(
    client, plan, make_meeting, council, count, side, has_one
):
    long_timeline(make_meeting, council, count)

    sides, pages = sides_and_words(client.get("/tidslinje.pdf"))

    drawn = [page for page in pages if "I dag, 14. august 2023" in page]
    assert (sides[0], len(drawn) == 1) == (side, has_one)
    # The legend is one of the drawing, and stands once.
    assert (sum("ordinært møde" in page or "fra dag til dag" in page for page in pages) <= 1) or not has_one


def test_paper_that_is_asked_for_is_given_though_it_takes_more_sheets(client, plan, make_meeting, council):
    long_timeline(make_meeting, council, 16)

    sides, pages = sides_and_words(client.get("/tidslinje.pdf?papir=a4"))

    assert set(sides) == {(842, 595)}
    assert sum("I dag, 14. august 2023" in page for page in pages) > 1


def alternative_text(node):
    """All alternative texts of figures in a structure tree."""
    if not isinstance(node, pikepdf.Dictionary):
        return ""
    children = node.get("/K", [])
    children = children if isinstance(children, pikepdf.Array) else [children]
    return str(node.get("/Alt", "")) + " ".join(alternative_text(child) for child in children)


@pytest.mark.parametrize("query", ["?papir=a5", "?fra=x", "?fra=2023-12-31&til=2023-01-01"])
def test_document_of_what_cannot_be_read_is_refused(client, plan, query):
    assert client.get(f"/tidslinje.pdf{query}").status_code == 400


def test_document_is_the_publics_for_every_reader(client, client_of, plan, make_meeting, council, secretariat):
    make_meeting(council, title="Hemmeligt", is_published=False)

    assert client_of(secretariat).get("/tidslinje.pdf").content == client.get("/tidslinje.pdf").content


def test_document_is_not_sent_again_until_something_changes(client, plan, theme_meeting):
    first = client.get("/tidslinje.pdf")

    assert client.get("/tidslinje.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 304
    theme_meeting.title = "Temamøde 1, flyttet"
    theme_meeting.save()
    assert client.get("/tidslinje.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_document_of_an_empty_site_is_made_all_the_same(client, db):
    assert not PublicStamp.objects.exists()

    assert client.get("/tidslinje.pdf").status_code == 200

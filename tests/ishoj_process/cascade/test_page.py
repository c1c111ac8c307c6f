"""The cascade's page and document: their cost, what leaks in neither, and what they say where something is missing."""

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.cascade.build import load_cascade
from ishoj_process.cascade.drawing import draw_cascade
from ishoj_process.dates import clock
from ishoj_process.models import GuidingLine, MainPolicy, Strategy
from strategies.models import Activity
from tests import rows

ADDRESSES = ["/kaskade/", "/kaskade.pdf"]


def words(response):
    """The words of a page or of a document, spaces and line ends made alike."""
    text = response.content
    if response["Content-Type"] == "application/pdf":
        text = subprocess.run(["pdftotext", "-", "-"], input=text, capture_output=True, check=True).stdout
    return " ".join(text.decode().split())


def drawing_of(page):
    """The drawing within a page."""
    return re.search(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox.*?</svg>', page.content.decode(), re.DOTALL)[0]


def figure_alts(pdf):
    objects = (element for element in pdf.objects if isinstance(element, pikepdf.Dictionary))
    return [str(element.Alt) for element in objects if element.get("/S") == "/Figure"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(
    client, vision, aim, main_policy, other_committee, django_assert_num_queries, count
):
    for number in range(count):
        policy = MainPolicy.objects.create(slug=f"p-{number}", vision=vision, lead_committee=other_committee)
        place = policy if number % 2 else None
        strategy = Strategy.objects.create(slug=f"s-{number}", owner=other_committee, main_policy=place)
        Activity.objects.create(strategy=strategy, kind="consultation", starts="2023-08-01", ends="2023-09-01")
        GuidingLine.objects.create(aim=aim, title=f"Sigtelinje {number}")

    with django_assert_num_queries(11):
        page = client.get("/kaskade/")

    assert page.content.decode().count("I høring") == count


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("model", [MainPolicy, Strategy])
def test_document_that_is_not_published_leaks_nowhere(client, client_of, administration, vision, address, model):
    model.objects.create(title="Fortrolig", slug="fortrolig", is_published=False)

    assert "Fortrolig" not in words(client.get(address))
    # The document is everybody's, whoever asks for it.
    assert ("Fortrolig" in words(client_of(administration).get(address))) == (address == "/kaskade/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_vision_that_is_not_published_leaks_nowhere_and_no_policy_is_called_outside_of_it(
    client, vision, aim, main_policy, address
):
    GuidingLine.objects.create(aim=aim, title="Flere i job")
    vision.is_published = False
    vision.save()

    text = words(client.get(address))

    said = ["Vision 2035", aim.title, "Flere i job", "under visionen", "Ingen vision endnu", main_policy.title]
    assert [word for word in said if word in text] == ["Ingen vision endnu", main_policy.title]


def test_missing_vision_is_drawn_as_a_gap(main_policy):
    drawing = draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=True)

    (gap,) = [node for node in drawing.nodes if node.style.dash != "none"]
    assert ([text.text for text in gap.texts], gap.url, gap.marks) == (["Ingen vision endnu"], "", [])


def test_every_box_on_the_page_leads_to_its_document_and_the_list_says_the_same(client, vision, strategy):
    page = client.get("/kaskade/")
    links = set(re.findall(r'href="([^"]+)"', drawing_of(page)))

    assert links == {"/vision/vision-2035/", "/politikker/miljoepolitik/", "/strategier/biodiversitetsstrategi/"}
    beneath = page.content.decode().split("Kaskaden som liste")[1]
    assert [link for link in links if f'class="level-title" href="{link}"' not in beneath] == []


def test_drawing_needs_no_rules_of_a_page(client, vision, strategy):
    drawing = drawing_of(client.get("/kaskade/"))

    assert re.findall(r"\s(?:style|class)=|<style|<script|var\(|currentColor", drawing) == []


def test_drawing_on_paper_has_no_links(vision, strategy):
    drawing = draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False)

    assert {node.url for node in drawing.nodes} == {""}


@pytest.mark.parametrize(
    ("starts", "ends", "is_marked"),
    [
        ("2023-08-01", "2023-08-14", True),
        ("2023-08-14", None, True),
        ("2023-08-15", "2023-09-01", False),
        ("2023-07-01", "2023-08-13", False),
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_strategy_is_marked_while_it_is_in_consultation(client, vision, strategy, address, starts, ends, is_marked):
    Activity.objects.create(strategy=strategy, kind="consultation", starts=starts, ends=ends)
    Activity.objects.create(strategy=strategy, kind="survey", starts="2023-08-01", ends="2023-09-01")

    assert ("i høring" in words(client.get(address)).lower()) == is_marked


@pytest.mark.parametrize("slug", ["nedlagt", "æ%00", "x" * 3000])
def test_committee_that_nobody_knows_is_answered_with_all_and_a_word_about_it(client, vision, strategy, slug):
    page = client.get(f"/kaskade/?udvalg={slug}")

    assert page.status_code == 200
    assert "Der findes ikke et udvalg med denne adresse." in words(page)
    assert strategy.title in words(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_committee_with_nothing_in_the_cascade_is_told_so(client, vision, strategy, committee, address):
    text = words(client.get(f"{address}?udvalg={committee.slug}"))

    assert f"Der er endnu ikke registreret en hovedpolitik eller strategi for {committee}." in text
    assert strategy.title not in text


def test_document_of_one_committee_is_kept_apart_from_that_of_all(client, vision, strategy, committee):
    everything, one = client.get("/kaskade.pdf"), client.get(f"/kaskade.pdf?udvalg={committee.slug}")

    assert (strategy.title in words(everything), strategy.title in words(one)) == (True, False)
    assert "kaskade-kultur-og-fritidsudvalget.pdf" in one["Content-Disposition"]


def test_document_has_language_title_term_bookmarks_and_words_for_the_drawing(client, term, vision, strategy):
    response = client.get("/kaskade.pdf")

    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("da", "Kaskade")
        assert [part.title for part in outline.root] == ["Kaskade"]
        assert [part.title for part in outline.root[0].children] == ["Kaskaden som liste"]
        assert len(figure_alts(pdf)) == 1
        assert figure_alts(pdf)[0].startswith("Vision 2035. Hovedpolitikker: 1.")
    assert f"Valgperioden {term}. Status pr. 14. august 2023" in words(response)


def test_vision_that_outlives_its_term_tells_nothing_of_the_next_council(client, vision, settings):
    assert "I valgperioden 2022–2025" in client.get("/kaskade/").text

    settings.PROCESS_TODAY = "2026-01-02"
    assert "I valgperioden" not in client.get("/kaskade/").text
    rows.next_term(level_order="sequential")
    assert "I denne valgperiode arbejder Byrådet oppefra" in client.get("/kaskade/").text

"""The page of coverage: its first line, its cost, where its cells lead, and what it says where something is missing."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.coverage.build import Kind
from ishoj_process.coverage.findings import findings_of
from ishoj_process.coverage.tables import load_coverage
from ishoj_process.models import Alignment, Body, GuidingLine, MainPolicy, Strategy, Vision
from tests.conftest import TODAY

HOSTILE = ["=1+1", '<script>alert("1")</script>', "\u202egnal", "å" * 200, "@SUM(A1)", "'--", "🙂", "{{ 7 }}"]


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Flere i job")


def words(response):
    """The words of a page without its tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def position(client):
    return re.search(r'<p class="lead">(.*?)</p>', client.get("/daekning/").content.decode())[1]


def adopt(vision):
    Vision.objects.filter(pk=vision.pk).update(status="adopted")


def make_lines(aim, count, strategy=None, carried=0):
    for number in range(count):
        line = GuidingLine.objects.create(aim=aim, title=f"Sigtelinje {number}")
        if number < carried:
            Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(client, vision, aim, other_committee, django_assert_num_queries, count):
    for number in range(count):
        policy = MainPolicy.objects.create(slug=f"p-{number}", lead_committee=other_committee)
        strategy = Strategy.objects.create(slug=f"s-{number}", owner=other_committee, main_policy=policy)
        line = GuidingLine.objects.create(aim=aim, title=f"Sigtelinje {number}")
        Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")
        Alignment.objects.create(guiding_line=line, main_policy=policy, how="Sådan")

    with django_assert_num_queries(13):
        page = client.get("/daekning/")

    # The row and its one cell, in both tables.
    assert page.content.decode().count("■ 1") == 4 * count


def test_cell_costs_one_query_more(client, line, strategy, django_assert_num_queries):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")

    with django_assert_num_queries(12):
        client.get(f"/daekning/?retning={line.pk}")


@pytest.mark.parametrize(
    ("count", "carried", "before", "after"),
    [
        (12, 7, "7 af 12 sigtelinjer understøttes af mindst én strategi.", None),
        (12, 12, "Alle 12 sigtelinjer understøttes af mindst én strategi.", None),
        (
            12,
            0,
            "Ingen af de 12 sigtelinjer understøttes af en strategi endnu.",
            "Ingen af de 12 sigtelinjer understøttes af en strategi.",
        ),
        (1, 1, "Sigtelinjen understøttes af mindst én strategi.", None),
        (
            1,
            0,
            "Sigtelinjen understøttes endnu ikke af nogen strategi.",
            "Sigtelinjen understøttes ikke af nogen strategi.",
        ),
        (
            0,
            0,
            "Visionen har ingen sigtelinjer endnu. 1 af 1 hovedpolitik understøttes af mindst én strategi.",
            "Visionen har ingen sigtelinjer. 1 af 1 hovedpolitik understøttes af mindst én strategi.",
        ),
    ],
)
def test_first_line_says_how_much_is_carried(client, vision, aim, strategy, count, carried, before, after):
    make_lines(aim, count, strategy, carried)
    assert position(client) == before

    adopt(vision)
    assert position(client) == (after or before)


def test_first_line_takes_the_visions_own_word(client, vision, aim, strategy):
    vision.line_word, vision.line_word_the = "pejlemærke", "pejlemærket"
    vision.line_words, vision.line_words_the = "pejlemærker", "pejlemærkerne"
    vision.save()
    make_lines(aim, 2, strategy, 1)
    text = words(client.get("/daekning/"))

    assert position(client) == "1 af 2 pejlemærker understøttes af mindst én strategi."
    assert "igtelinje" not in text.replace("Sigtelinje 0", "").replace("Sigtelinje 1", "")
    assert ("Pejlemærker og udvalg" in text, "Pejlemærker uden strategi" in text) == (True, True)


def test_every_number_leads_to_the_strategies_behind_it(client, line, strategy, main_policy, committee):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Mere natur\ngiver job.")
    page = client.get("/daekning/").content.decode()

    found = [link.replace("&amp;", "&") for link in re.findall(r'href="(/daekning/\?[^"]+)"', page)]
    here = "udvalg=klima-og-miljoeudvalget"
    of_line, of_policy = f"/daekning/?retning={line.pk}", "/daekning/?hovedpolitik=miljoepolitik"
    assert found == [of_line, f"{of_line}&{here}", of_policy, f"{of_policy}&{here}"]
    said = [re.search(r'<p class="lead">(.*?)</p>', client.get(link).content.decode())[1] for link in found]
    assert said == [
        "1 strategi understøtter sigtelinjen.",
        "1 strategi fra Klima- og Miljøudvalget understøtter sigtelinjen.",
        "1 strategi understøtter hovedpolitikken.",
        "1 strategi fra Klima- og Miljøudvalget understøtter hovedpolitikken.",
    ]
    listed = client.get(found[1]).content.decode()
    assert (strategy.get_absolute_url() in listed, "Mere natur<br>giver job." in listed) == (True, True)


def test_cell_names_the_policy_through_which_a_strategy_carries_the_line(client, line, main_policy):
    Strategy.objects.create(title="Klimaplan", slug="klimaplan", main_policy=main_policy)
    Alignment.objects.create(guiding_line=line, main_policy=main_policy, how="Sådan")

    text = words(client.get(f"/daekning/?retning={line.pk}&udvalg=ukendt"))

    assert "1 strategi uden oplyst ejer understøtter sigtelinjen." in text
    assert "Gennem hovedpolitikken Miljøpolitik" in text


def test_cell_with_many_strategies_is_read_page_by_page(client, main_policy, committee):
    for number in range(60):
        Strategy.objects.create(slug=f"s-{number}", owner=committee, main_policy=main_policy)
    address = f"/daekning/?hovedpolitik=miljoepolitik&udvalg={committee.slug}"
    pages = [client.get(f"{address}&side={side}").content.decode() for side in (1, 2)]

    assert [page.count("level-title") for page in pages] == [50, 10]
    assert f"?hovedpolitik=miljoepolitik&amp;udvalg={committee.slug}&amp;side=2" in pages[0]


@pytest.mark.parametrize("asked", ["retning=0", "retning=x%00", "hovedpolitik=nej", "retning=1&udvalg=nej", "vis=nej"])
def test_what_is_asked_for_and_is_not_there_is_answered_with_all(client, line, strategy, asked):
    page = client.get(f"/daekning/?{asked}")

    assert (page.status_code, "Sigtelinjer og udvalg" in words(page)) == (200, True)


def test_cell_of_what_the_reader_may_not_see_is_not_there(client, client_of, administration, line, strategy):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Fortroligt")
    strategy.is_published = False
    strategy.save()
    address = f"/daekning/?retning={line.pk}&udvalg={strategy.owner.slug}"

    assert "Fortroligt" not in words(client.get(address))
    assert "Fortroligt" in words(client_of(administration).get(address))


@pytest.mark.parametrize("model", [MainPolicy, Strategy])
def test_document_that_is_not_published_stands_nowhere(client, client_of, administration, line, model):
    model.objects.create(title="Fortrolig", slug="fortrolig", is_published=False)

    assert "Fortrolig" not in words(client.get("/daekning/"))
    assert "Fortrolig" in words(client_of(administration).get("/daekning/"))


def test_vision_that_is_not_published_is_not_counted(client, vision, line, strategy):
    vision.is_published = False
    vision.save()
    text = words(client.get("/daekning/"))

    assert position(client) == "Der er ingen vision endnu. 1 af 1 hovedpolitik understøttes af mindst én strategi."
    assert ("Flere i job" in text, "Vision 2035" in text) == (False, False)


def test_empty_site_says_what_to_do_first(client, client_of, administration, db):
    public, staff = client.get("/daekning/"), client_of(administration).get("/daekning/")

    assert "Uden en vision er der ikke noget, strategierne kan understøtte. Gå til visionen" in words(public)
    assert [
        ("/strategier/ny/" in page.content.decode(), "<table" in page.content.decode()) for page in (public, staff)
    ] == [
        (False, False),
        (True, False),
    ]


def test_findings_stand_below_with_what_they_are(client, vision, line, committee, other_committee, main_policy):
    Strategy.objects.create(title="Alene", slug="alene", owner=committee, status="considered")
    below = words(client.get("/daekning/")).split("Sigtelinjer uden strategi")[1]

    assert [part in below for part in ("Ikke endnu 1 i alt Flere i job Et robust lokalsamfund", "Miljøpolitik")] == [
        True
    ] * 2
    assert "Alene Kultur- og Fritidsudvalget · Overvejes" in below
    assert "Kultur- og Fritidsudvalget 1 overvejes" in below
    assert "Klima- og Miljøudvalget Ingen strategier registreret endnu" in below

    adopt(vision)
    assert "Sigtelinjer uden strategi Mangler 1 i alt" in words(client.get("/daekning/"))


def test_finding_with_many_leads_to_all_of_them_page_by_page(client, committee):
    for number in range(60):
        Strategy.objects.create(title=f"Strategi {number:02}", slug=f"s-{number}", owner=committee)
    page = client.get("/daekning/").content.decode()

    listed = page.count('class="level-title" href="/strategier/')
    assert (listed, "?vis=strategi" in page, "60 i alt" in page) == (10, True, True)
    alone = [client.get(f"/daekning/?vis=strategi&side={side}").content.decode() for side in (1, 2)]
    assert [text.count('class="level-title" href="/strategier/') for text in alone] == [50, 10]
    assert ["<table" in text for text in alone] == [False, False]


def test_table_tells_what_its_heads_belong_to(client, line, strategy):
    page = client.get("/daekning/").content.decode()

    assert page.count("<caption>") == page.count("<table") == 2
    # A head for the rows, one for all together and one for the only committee; one for each row.
    assert (page.count('<th scope="col"'), page.count('<th scope="row"')) == (6, 2)
    assert len(re.findall("<th[ >]", page)) == 8


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_shown_as_they_are(client, aim, title):
    body = Body.objects.create(name=title[:120], slug="udvalg", kind="standing")
    policy = MainPolicy.objects.create(title=title, slug="politik")
    strategy = Strategy.objects.create(title=title, slug="strategi", owner=body, main_policy=policy)
    line = GuidingLine.objects.create(aim=aim, title=title)
    Alignment.objects.create(guiding_line=line, strategy=strategy, how=title)

    pages = [client.get("/daekning/"), client.get(f"/daekning/?retning={line.pk}&udvalg=udvalg")]

    assert ["<script>alert" in page.content.decode() for page in pages] == [False, False]
    assert [page.status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("address", ["/kaskade/", "/strategier/", "/traad/"])
def test_page_is_found_from_its_neighbours(client, vision, strategy, address):
    assert 'href="/daekning/"' in client.get(address).content.decode()


def test_each_kind_has_its_finding(line):
    assert {finding.kind for finding in findings_of(load_coverage(AnonymousUser(), TODAY))} == set(Kind)


@pytest.mark.parametrize("asked", ["?made-up=1", "?strategi=1", "?LINE=1", "?retning=made-up", "?vis=made-up"])
def test_address_that_asks_for_none_there_is_shows_the_whole_page(client, line, strategy, asked):
    response = client.get(f"/daekning/{asked}")

    assert response.status_code == 200
    assert "findings" in response.context
    assert not response.context["is_one_alone"]


def test_copied_numbers_do_not_run_together(client, aim, line, strategy):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")

    copied = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get("/daekning/").content.decode()))

    assert "■ 1: 1 strategi: Flere i job" in copied
    assert "■ 11" not in copied

"""A new edition of a main policy: begun beside the one in force, and taking its place when it is adopted."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.hierarchy.acts import begin_edition, move_edition
from ishoj_process.models import Alignment, GuidingLine, MainPolicy, StatusChange, Strategy

TODAY = date(2023, 8, 14)
PAGE = "/politikker/miljoepolitik/"
BEGUN = f"{PAGE}udgave/2/"


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Fællesskaber, der bærer")


@pytest.fixture
def adopted(main_policy, line):
    main_policy.status, main_policy.text = "adopted", "<p>Rent vand.</p>"
    main_policy.save()
    Alignment.objects.create(guiding_line=line, main_policy=main_policy, how="Vandet.")
    return main_policy


@pytest.fixture
def begin(adopted, administration):
    def act():
        return begin_edition(level=MainPolicy.objects.get(pk=adopted.pk), note="Ny.", by=administration, on=TODAY)

    return act


@pytest.fixture
def move(administration, other_committee):
    def act(level, to):
        words = {"adopted_on": "2023-08-14", "adopted_by": other_committee} if to == "adopted" else {}
        return move_edition(level=level, to=to, note="Flyttet.", by=administration, on=TODAY, **words)

    return act


@pytest.fixture
def take_over(begin, move):
    def act():
        edition = begin()
        MainPolicy.objects.filter(pk=edition.pk).update(status="before_decision")
        move(edition, "adopted")
        return MainPolicy.objects.get(pk=edition.pk)

    return act


def test_edition_is_a_copy_with_what_it_says_of_the_vision(begin, adopted, line):
    edition = begin()

    assert (edition.edition, edition.status, edition.supersedes) == (2, "in_preparation", adopted)
    assert (edition.text, edition.lead_committee) == (adopted.text, adopted.lead_committee)
    assert [(row.guiding_line, row.how) for row in edition.alignments.all()] == [(line, "Vandet.")]
    assert StatusChange.objects.get().main_policy == edition


def test_begun_twice_is_begun_once_and_taken_up_again_as_it_was_left(begin):
    edition = begin()
    MainPolicy.objects.filter(pk=edition.pk).update(status="dropped", text="<p>Ordene fra dengang.</p>")

    again = begin()

    assert (begin(), MainPolicy.objects.count()) == (edition, 2)
    assert (again, again.status, again.text) == (edition, "in_preparation", "<p>Ordene fra dengang.</p>")


def test_what_is_not_adopted_gets_no_edition(main_policy, administration):
    with pytest.raises(Refused) as refused:
        begin_edition(level=main_policy, note="Ny.", by=administration, on=TODAY)

    assert refused.value.reasons == ["Kun det, der er vedtaget, får en ny udgave."]


def test_while_it_is_revised_the_old_one_is_in_force_everywhere(client, client_of, administration, begin, strategy):
    strategy.is_published = True
    pages = ("/kaskade/", "/daekning/", "/udvalg/klima-og-miljoeudvalget/", f"/strategier/{strategy.slug}/")
    before = [client_of(administration).get(url).text.count("Miljøpolitik") for url in pages]
    begin()

    assert [client_of(administration).get(url).text.count("Miljøpolitik") for url in pages] == before
    assert (client.get(PAGE).context["level"].edition, client.get(BEGUN).status_code) == (1, 404)


def test_the_two_lead_to_each_other(client_of, member, begin, adopted):
    edition, browser = begin(), client_of(member)

    page, begun = browser.get(PAGE), browser.get(BEGUN)

    assert begun.context["level"] == edition
    assert f'En ny udgave er under udarbejdelse. <a href="{BEGUN}">Se udgave 2</a>' in page.text
    assert f'Den vedtagne udgave er stadig i kraft. <a href="{PAGE}">Se udgave 1</a>' in begun.text


def test_adopted_it_takes_the_place_and_what_lies_below(client, take_over, adopted, strategy):
    beside = Strategy.objects.create(title="Klimaplan", slug="klimaplan", status="adopted")
    beside.also_serves.add(adopted)
    edition = take_over()

    for row in (adopted, strategy):
        row.refresh_from_db()
    assert (adopted.status, strategy.main_policy, list(beside.also_serves.all())) == ("superseded", edition, [edition])
    assert client.get(PAGE).context["level"] == edition
    assert client.get(BEGUN).url == PAGE
    old = client.get(f"{PAGE}udgave/1/")
    assert old.context["level"] == adopted
    assert f'En nyere udgave har taget dens plads. <a href="{PAGE}">Se udgave 2</a>' in old.text


def test_taken_back_it_gives_all_back_and_nothing_is_doubled(take_over, move, adopted, strategy, line):
    edition = take_over()
    other = GuidingLine.objects.create(aim=line.aim, title="Natur")
    Alignment.objects.create(guiding_line=other, main_policy=adopted, how="Siden.")

    move(edition, "in_preparation")

    for row in (adopted, strategy):
        row.refresh_from_db()
    assert (adopted.status, strategy.main_policy) == ("adopted", adopted)
    for _time in range(2):
        again = take_over()
        assert {row.how for row in again.alignments.all()} == {"Vandet.", "Siden."}
        move(again, "in_preparation")
    assert again.alignments.count() == 2


def test_what_was_taken_out_of_the_edition_does_not_come_back(take_over, begin):
    begin().alignments.all().delete()

    assert take_over().alignments.count() == 0


def test_old_one_is_put_in_force_again_only_by_taking_the_new_one_back(take_over, move, adopted):
    take_over()

    with pytest.raises(Refused) as refused:
        move(adopted, "adopted")

    assert refused.value.reasons == ["”Miljøpolitik, 2. udgave” er i kraft. Træk først vedtagelsen af den tilbage."]


def test_adoption_is_not_taken_back_under_an_edition_that_is_worked_on(begin, move, adopted):
    begin()

    with pytest.raises(Refused) as refused:
        move(adopted, "in_preparation")

    assert refused.value.reasons == ["”Miljøpolitik, 2. udgave” er påbegyndt. Opgiv den først."]


def test_page_begins_it_and_leads_to_it(client_of, administration, member, adopted):
    browser = client_of(administration)

    assert f'href="{PAGE}ny-udgave/"' in browser.get(PAGE).text
    assert client_of(member).post(f"{PAGE}ny-udgave/", {"note": "Ny."}).status_code == 403
    assert list(browser.post(f"{PAGE}ny-udgave/", {"note": " "}).context["form"].errors) == ["note"]
    assert browser.post(f"{PAGE}ny-udgave/", {"note": "Ny."}).url == BEGUN
    assert f"{PAGE}ny-udgave/" not in browser.get(PAGE).text


def test_edit_and_status_of_the_edition_are_its_own(client_of, administration, begin, adopted):
    edition, browser = begin(), client_of(administration)

    form = browser.get(f"{BEGUN}rediger/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in values.items() if value is not None and value is not False}

    response = browser.post(f"{BEGUN}rediger/", typed | {"text": "<p>Nye ord.</p>"})

    adopted.refresh_from_db()
    edition.refresh_from_db()
    assert (response.url, edition.text, adopted.text) == (BEGUN, "<p>Nye ord.</p>", "<p>Rent vand.</p>")
    assert edition.slug == adopted.slug
    assert browser.post(f"{BEGUN}status/", {"to": "dropped", "note": "Opgivet."}).url == BEGUN


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_editions(
    client_of, administration, begin, take_over, django_assert_num_queries, count
):
    for _edition in range(count):
        take_over()
        newest = MainPolicy.objects.latest("edition")
        begin_edition(level=newest, note="Ny.", by=administration, on=TODAY)
    browser = client_of(administration)
    browser.get(PAGE)

    with django_assert_num_queries(18):
        browser.get(PAGE)

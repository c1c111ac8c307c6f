"""The council and its committees: the list and each body's page."""

from datetime import date

import pytest

from ishoj_process.models import Body, CouncilTerm, MainPolicy, Seat, Strategy, Succession, User


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_at_any_size(client, term, django_assert_num_queries, count):
    for number in range(count):
        Body.objects.create(name=f"Udvalg {number}", slug=f"udvalg-{number}", kind=Body.Kind.STANDING)

    with django_assert_num_queries(4):
        response = client.get("/udvalg/")

    assert len(response.context["committees"].rows) == count


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_more_meetings(client, council, make_meeting, django_assert_num_queries, count):
    for day in range(count):
        make_meeting(council, start_date=date(2023, 9, 1 + day))

    with django_assert_num_queries(5):
        client.get("/udvalg/")


def test_list_counts_only_what_the_reader_may_see(client, client_of, administration, strategy, other_committee):
    Strategy.objects.create(title="Udkast", slug="udkast", owner=other_committee, is_published=False)

    counts = [
        [row.strategy_count for row in each.get("/udvalg/").context["committees"].rows]
        for each in (client, client_of(administration))
    ]

    assert counts == [[1], [2]]


def test_list_shows_the_next_meeting_that_the_reader_may_know_of(client, council, make_meeting):
    make_meeting(council, title="Skjult", is_published=False, start_date=date(2023, 8, 20))
    shown = make_meeting(council, title="Temamøde", start_date=date(2023, 8, 21))

    assert [row.next_meeting for row in client.get("/udvalg/").context["council"].rows] == [shown]


def test_page_shows_what_the_committee_owns_and_when_it_meets(client, other_committee, strategy, make_meeting):
    past = make_meeting(other_committee, start_date=date(2023, 6, 20))
    coming = make_meeting(other_committee, start_date=date(2023, 8, 14))

    page = client.get("/udvalg/klima-og-miljoeudvalget/")

    assert (page.context["coming"], page.context["recent"]) == ([coming], [past])
    assert f'href="{strategy.get_absolute_url()}"' in page.text


def test_page_of_a_committee_without_strategies_says_so_calmly(client, committee):
    page = client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()

    assert "Udvalget vælger selv, hvilke det vil udvikle, og hvornår." in page


def test_page_of_the_council_shows_a_strategy_of_its_own(client, council, strategy):
    strategy.owner = council
    strategy.save()

    page = client.get("/udvalg/ishoej-byraad/").content.decode()

    assert f'href="{strategy.get_absolute_url()}"' in page


def test_list_stands_in_danish_order(client, db):
    for name in ("Økonomi- og Planudvalget", "Teknik- og Bygningsudvalget", "Aften", "Ældreudvalget", "Ånd"):
        Body.objects.create(name=name, slug=f"u-{len(name)}", kind=Body.Kind.STANDING)

    assert [str(row.body) for row in client.get("/udvalg/").context["committees"].rows] == [
        "Aften",
        "Teknik- og Bygningsudvalget",
        "Ældreudvalget",
        "Økonomi- og Planudvalget",
        "Ånd",
    ]


def test_list_counts_strategies_by_status_in_the_order_of_the_work(client, other_committee):
    for number, status in enumerate(["adopted", "", "chosen", "adopted"]):
        Strategy.objects.create(title=f"S{number}", slug=f"s-{number}", owner=other_committee, status=status)

    row = client.get("/udvalg/").context["committees"].rows[0]

    assert (row.strategy_count, [(status, number) for status, _label, number in row.tally]) == (
        4,
        [("chosen", 1), ("adopted", 2), ("", 1)],
    )


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_with_more_strategies(client, other_committee, django_assert_num_queries, count):
    for number in range(count):
        policy = MainPolicy.objects.create(title=f"P{number}", slug=f"p-{number}", lead_committee=other_committee)
        Strategy.objects.create(title=f"S{number}", slug=f"s-{number}", owner=other_committee, main_policy=policy)

    with django_assert_num_queries(12):
        client.get("/udvalg/klima-og-miljoeudvalget/")


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_meetings(client, council, make_meeting, django_assert_num_queries, count):
    for day in range(count):
        make_meeting(council, start_date=date(2023, 9, 1 + day))

    with django_assert_num_queries(11):
        client.get("/udvalg/ishoej-byraad/")


@pytest.mark.parametrize("role", ["public", "other_member", "member", "administration", "secretariat"])
def test_page_shows_what_is_not_public_to_those_who_may_know_of_it(
    request, client_of, term, committee, other_committee, make_meeting, role
):
    make_meeting(committee, title="Skjult møde", is_published=False)
    Strategy.objects.create(title="Skjult strategi", slug="skjult", owner=committee, is_published=False)
    MainPolicy.objects.create(title="Skjult politik", slug="skjult", lead_committee=committee, is_published=False)
    if role == "other_member":
        user = User.objects.create_user("andet@example.org", role=User.Role.MEMBER)
        Seat.objects.create(user=user, body=other_committee, term=term)
    else:
        user = None if role == "public" else request.getfixturevalue(role)

    page = client_of(user).get("/udvalg/kultur-og-fritidsudvalget/").content.decode()

    told = [word in page for word in ("Skjult møde", "Skjult strategi", "Skjult politik")]
    assert told == {"member": [True, False, False]}.get(role, [role in ("administration", "secretariat")] * 3)


def test_page_shows_a_cancelled_meeting_as_cancelled(client, committee, make_meeting):
    meeting = make_meeting(committee, state="cancelled")

    response = client.get("/udvalg/kultur-og-fritidsudvalget/")

    assert response.context["coming"] == [meeting]
    assert "Aflyst" in response.content.decode()


def test_page_of_the_council_says_who_it_is_and_shows_its_vision(client, council, vision):
    CouncilTerm.objects.update(council_size=19)

    context = client.get("/udvalg/ishoej-byraad/").context

    assert (context["who"], context["vision"]) == ("Byrådets 19 medlemmer formulerer visionen sammen.", vision)


def test_page_of_the_council_does_not_show_a_vision_that_is_not_public(client, council, vision):
    vision.is_published = False
    vision.save()

    assert client.get("/udvalg/ishoej-byraad/").context["vision"] is None


def test_page_of_a_committee_says_its_special_duty_and_how_committees_work(client, committee, term):
    committee.leads_cross_cutting = True
    committee.save()

    page = client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()

    assert "Udvalget har især til opgave at udvikle de mere tværgående strategier." in page
    assert "Undervejs inddrager og hører det andre udvalg." in page
    assert "Borgerne inddrages i arbejdet med strategierne." in page


def test_page_says_of_citizens_what_the_term_says(client, committee, term):
    CouncilTerm.objects.update(citizens_shape_strategies=False)

    page = client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()

    assert "Borgerne inddrages ikke i arbejdet med strategierne." in page


def test_bodies_lead_to_the_one_that_carries_on_and_back(client, committee, other_committee):
    Succession.objects.create(body=committee, heir=other_committee)

    assert f'href="{other_committee.get_absolute_url()}"' in client.get(committee.get_absolute_url()).content.decode()
    assert f'href="{committee.get_absolute_url()}"' in client.get(other_committee.get_absolute_url()).content.decode()
    assert [row.body for row in client.get("/udvalg/").context["committees"].rows] == [other_committee]


def test_page_leads_to_the_whole_list_of_meetings_and_to_the_calendar(client, committee):
    page = client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()

    assert 'href="/moeder/?udvalg=kultur-og-fritidsudvalget"' in page
    assert "/kalender/kultur-og-fritidsudvalget.ics" in page


@pytest.mark.parametrize("address", ["/udvalg/", "/udvalg/kultur-og-fritidsudvalget/"])
def test_pages_of_bodies_are_for_reading_only(client, committee, address):
    assert client.post(address).status_code == 405


def test_unknown_body_is_not_found(client, db):
    assert client.get("/udvalg/nedlagt/").status_code == 404


def test_page_leads_to_the_follow_ups_whoever_may_open_them(client_of, readers, committee):
    for reader in readers.values():
        browser = client_of(reader if reader.is_authenticated else None)
        may_open = browser.get(f"/udvalg/{committee.slug}/opfoelgning/").status_code == 200
        assert ("opfoelgning/" in browser.get(committee.get_absolute_url()).content.decode()) == may_open

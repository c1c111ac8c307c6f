"""The council and its committees: the list and each body's page."""

from datetime import date

import pytest

from ishoj_process.models import Body, Strategy


@pytest.mark.parametrize("count", [1, 3, 300])
def test_list_costs_the_same_at_any_size(client, term, django_assert_num_queries, count):
    for number in range(count):
        Body.objects.create(name=f"Udvalg {number}", slug=f"udvalg-{number}", kind=Body.Kind.STANDING)

    with django_assert_num_queries(3):
        response = client.get("/udvalg/")

    assert len(response.context["committees"].rows) == count


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_more_meetings(client, council, make_meeting, django_assert_num_queries, count):
    for day in range(count):
        make_meeting(council, start_date=date(2023, 9, 1 + day))

    with django_assert_num_queries(4):
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

    context = client.get("/udvalg/klima-og-miljoeudvalget/").context

    assert (list(context["strategies"]), context["coming"], context["recent"]) == ([strategy], [coming], [past])


def test_page_of_a_committee_without_strategies_says_so_calmly(client, committee):
    page = client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()

    assert "Udvalget vælger selv, hvilke det vil udvikle, og hvornår." in page


def test_page_of_the_council_shows_a_strategy_of_its_own(client, council, strategy):
    strategy.owner = council
    strategy.save()

    page = client.get("/udvalg/ishoej-byraad/").content.decode()

    assert f'href="{strategy.get_absolute_url()}"' in page

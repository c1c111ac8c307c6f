"""A committee's portfolio: where its strategies stand, with the latest line about each."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from ishoj_process.models import StatusChange, Strategy, Succession
from strategies.portfolio.build import MOST_ROWS, portfolios_of

TODAY = date(2023, 8, 14)
PAGE = "/udvalg/klima-og-miljoeudvalget/"


def shelves(body, user):
    found = portfolios_of(body, user, TODAY)["strategies"]
    return [(shelf.status, [str(held.document) for held in shelf.rows]) for shelf in found]


def test_shelves_stand_in_the_order_of_the_work(other_committee, administration):
    for status in ("superseded", "", "adopted", "considered", "dropped", "before_decision"):
        title = status or "unknown"
        Strategy.objects.create(title=title, slug=title, owner=other_committee, status=status)

    assert [status for status, _rows in shelves(other_committee, administration)] == [
        "considered",
        "before_decision",
        "adopted",
        "",
        "dropped",
        "superseded",
    ]


def test_strategy_owned_together_stands_with_both(client, committee, other_committee, strategy, administration):
    strategy.co_owners.add(committee)

    assert shelves(committee, administration) == shelves(other_committee, administration)
    assert "Sammen med Klima- og Miljøudvalget" in client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()
    assert "Biodiversitetsstrategi" in client.get("/strategier/?udvalg=kultur-og-fritidsudvalget").content.decode()


@pytest.mark.parametrize(("day", "has_it"), [("2023-08-13", False), ("2023-08-14", True)])
def test_heir_shows_what_it_took_over_from_its_day(
    client, settings, committee, other_committee, strategy, main_policy, day, has_it
):
    """On its page, in the list of bodies and in the list of strategies; whose it was stands beside it."""
    Succession.objects.create(body=other_committee, heir=committee, on=TODAY)
    settings.PROCESS_TODAY = day

    page = client.get("/udvalg/kultur-og-fritidsudvalget/").content.decode()
    row = next(row for row in client.get("/udvalg/").context["committees"].rows if row.body == committee)
    listed = client.get("/strategier/?udvalg=kultur-og-fritidsudvalget").context["page"].object_list

    assert ("Biodiversitetsstrategi" in page, "Overtaget fra Klima- og Miljøudvalget" in page) == (has_it, has_it)
    assert ("Miljøpolitik" in page) == has_it
    assert (row.strategy_count, [each.title for each in listed]) == (
        (1, ["Biodiversitetsstrategi"]) if has_it else (0, [])
    )


def test_heir_of_another_day_shows_what_it_has_by_then(client, committee, other_committee, strategy):
    Succession.objects.create(body=other_committee, heir=committee, on=date(2026, 1, 1))

    address = "/udvalg/kultur-og-fritidsudvalget/?dag="
    told = [
        "Biodiversitetsstrategi" in client.get(address + day).content.decode() for day in ("31-12-2025", "01-01-2026")
    ]
    assert told == [False, True]


def test_latest_line_stands_beside_each(strategy, other_committee, administration):
    for day, note in ((1, "Begyndt."), (3, "Udkastet er skrevet."), (2, "Sendt rundt.")):
        StatusChange.objects.create(strategy=strategy, to_status="in_preparation", note=note, on=date(2023, 8, day))

    held = portfolios_of(other_committee, administration, TODAY)["strategies"][0].rows[0]

    assert held.since_text == "3. august 2023: Udkastet er skrevet."


def test_why_it_was_dropped_is_read_on_the_committees_page(client_of, client, administration, strategy):
    client_of(administration).post(f"{strategy.get_absolute_url()}status/", {"to": "dropped", "note": "Ingen penge."})

    page = client.get(PAGE).content.decode()

    assert "14. august 2023: Ingen penge." in page


def test_long_shelf_leads_to_the_list(client, other_committee, make_strategies):
    make_strategies(MOST_ROWS + 1, status="chosen")

    page = client.get(PAGE).content.decode()

    assert page.count('class="level-title"') == MOST_ROWS
    assert 'href="/strategier/?udvalg=klima-og-miljoeudvalget&amp;status=chosen">Vis alle 11' in page


def test_consultation_is_marked_and_not_a_status_of_its_own(client, make_consultation, committee):
    make_consultation(committee, is_public=True)

    page = client.get(PAGE).content.decode()

    assert "I høring" in page
    assert "consultation" not in Strategy(status="").allowed_moves()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_portfolio_costs_the_same_at_any_size(
    client_of, member, other_committee, make_strategies, django_assert_num_queries, count
):
    make_strategies(count)
    client = client_of(member)

    with django_assert_num_queries(18):
        client.get(PAGE)


@pytest.mark.parametrize(("who", "count"), [(None, 13), ("member", 19)])
def test_page_asks_once_for_strategies_and_policies_together(
    client_of, member, strategy, main_policy, make_meeting, other_committee, django_assert_num_queries, who, count
):
    for number in range(2):
        make_meeting(other_committee, start_date=TODAY + timedelta(days=number))
        make_meeting(other_committee, start_date=TODAY - timedelta(days=number + 1))
    browser = client_of(member if who else None)
    browser.get("/")  # who logs in is looked up once

    cache.clear()
    with django_assert_num_queries(count):
        page = browser.get(PAGE)

    told = page.content.decode()
    assert [name in told for name in ("Biodiversitetsstrategi", "Miljøpolitik")] == [True, True]


@pytest.mark.parametrize(("who", "count"), [(None, 11), ("member", 18)])
def test_page_of_a_policy_asks_for_no_other(client_of, member, main_policy, django_assert_num_queries, who, count):
    browser = client_of(member if who else None)
    browser.get("/")

    cache.clear()
    with django_assert_num_queries(count):
        browser.get(main_policy.get_absolute_url())


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("2023-08-13", "Klima- og Miljøudvalget"),
        ("2023-08-14", "Klima- og Miljøudvalget, føres videre af Kultur- og Fritidsudvalget"),
    ],
)
def test_heading_of_a_committee_that_has_ended_says_who_carries_on(
    client, settings, committee, other_committee, strategy, day, heading
):
    Succession.objects.create(body=other_committee, heir=committee, on=TODAY)
    settings.PROCESS_TODAY = day

    assert [group.label for group in client.get("/strategier/").context["groups"]] == [heading]


def test_committee_that_has_ended_is_not_said_to_plan_its_work(client, settings, other_committee):
    other_committee.ends = TODAY
    other_committee.save()
    present = ("Sådan arbejder udvalget", "Kommende møder", "Udvalget vælger selv")
    there = client.get(PAGE).text
    settings.PROCESS_TODAY = "2023-08-15"
    over = client.get(PAGE).text

    assert [(text in there, text in over) for text in present] == [(True, False)] * 3
    assert "Der er ikke registreret strategier for udvalget." in over

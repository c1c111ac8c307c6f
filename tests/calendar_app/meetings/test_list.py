"""The list of meetings: what is let through, in which order, and what it says where nothing is."""

from datetime import date, time

import pytest
from django.utils.html import escape

from ishoj_process.models import Body, Meeting


def titles(response):
    return [meeting.display_title for meeting in response.context["page"]]


def listed(client, **query):
    return titles(client.get("/moeder/", query))


def test_list_puts_coming_meetings_first_and_the_latest_past_one_next(client, make_meeting, council):
    for title, month in (("marts", 3), ("juni", 6), ("august", 8), ("oktober", 10)):
        make_meeting(council, title=title, start_date=date(2023, month, 20))

    response = client.get("/moeder/")

    assert titles(response) == ["august", "oktober", "juni", "marts"]
    assert [is_over for is_over, _ in response.context["groups"]] == [False, True]


def test_list_counts_a_meeting_of_today_as_coming(client, make_meeting, council):
    make_meeting(council, title="i dag", start_date=date(2023, 8, 14))

    assert listed(client, vis="kommende") == ["i dag"]
    assert listed(client, vis="tidligere") == []


def test_list_puts_a_meeting_before_another_in_front_of_it(client, make_meeting, council):
    later = make_meeting(council, title="Byrådsmøde", start_time=time(17))
    make_meeting(council, title="Temamøde 2", before=later)

    assert listed(client) == ["Temamøde 2", "Byrådsmøde"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("31-10-2023", "31-10-2023", ["seminar"]),
        ("2023-11-01", "", ["seminar"]),
        ("2.11.2023", "", []),
        ("", "30. oktober 2023", ["tema"]),
        ("2023-01-01", "2023-12-31", ["tema", "seminar"]),
    ],
)
def test_list_shows_meetings_that_touch_the_period(client, make_meeting, council, first, last, expected):
    make_meeting(council, title="seminar", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))
    make_meeting(council, title="tema")

    assert listed(client, fra=first, til=last) == expected


def test_list_shows_one_body(client, make_meeting, council, committee):
    make_meeting(council, title="byråd")
    make_meeting(committee, title="udvalg")
    make_meeting(council, committee, title="fælles", start_date=date(2023, 8, 22))

    assert listed(client, udvalg="kultur-og-fritidsudvalget") == ["udvalg", "fælles"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"fra": "31-02-2023"}, "fra", "Skriv en dato, der findes, fx 21-08-2023."),
        ({"fra": "snart"}, "fra", "Skriv en dato, der findes, fx 21-08-2023."),
        ({"til": "2023"}, "til", "Skriv en dato, der findes, fx 21-08-2023."),
        ({"fra": "02-01-2023", "til": "01-01-2023"}, "til", "Den sidste dag kan ikke ligge før den første."),
        ({"udvalg": "findes-ikke"}, "udvalg", "Vælg et udvalg fra listen."),
        ({"vis": "alt"}, "vis", "Vælg fra listen."),
    ],
)
def test_list_answers_a_wrong_filter_at_its_field(client, theme_meeting, query, field, message):
    response = client.get("/moeder/", query)

    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert titles(response) == []


def test_list_keeps_a_wrong_date_as_it_was_typed(client, theme_meeting):
    response = client.get("/moeder/", {"fra": "31-02-2023<b>"})

    assert f'value="{escape("31-02-2023<b>")}"' in response.text


def test_list_says_what_to_do_where_nothing_fits(client, theme_meeting):
    assert "Vis alle møder" in client.get("/moeder/", {"fra": "01-01-2030"}).text


def test_empty_list_invites_the_secretariat_to_enter_a_meeting(client_of, secretariat):
    assert "Opret det første" in client_of(secretariat).get("/moeder/").text
    assert "Opret det første" not in client_of().get("/moeder/").text


def test_list_leaves_unpublished_meetings_out_of_rows_and_count(client_of, make_meeting, council, member):
    make_meeting(council, title="skjult", is_published=False)

    assert listed(client_of()) == []
    assert client_of().get("/moeder/").context["shown"] == "0 møder."
    assert listed(client_of(member)) == ["skjult"]


def test_list_says_what_it_shows(client, make_meeting, council):
    make_meeting(council)

    shown = client.get("/moeder/", {"fra": "01-08-2023", "udvalg": "ishoej-byraad"}).context["shown"]

    assert shown == "1 møde i Ishøj Byråd fra den 1. august 2023."


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_asks_the_same_number_of_queries_at_any_size(
    client, make_meeting, council, committee, count, django_assert_num_queries
):
    anchor = make_meeting(council, start_date=date(2023, 9, 5))
    for _ in range(count):
        make_meeting(council, committee, start_date=date(2023, 9, 5), before=anchor)

    with django_assert_num_queries(6):
        client.get("/moeder/")


def test_list_keeps_the_filter_on_its_further_pages(client, make_meeting, council):
    for _ in range(30):
        make_meeting(council)

    response = client.get("/moeder/", {"udvalg": "ishoej-byraad", "side": "2"})

    assert len(titles(response)) == 5
    assert "?udvalg=ishoej-byraad&amp;side=1" in response.text


@pytest.mark.parametrize("state", Meeting.State)
def test_list_says_the_standing_of_a_coming_meeting(client, make_meeting, council, state):
    make_meeting(council, state=state)

    assert state.label.capitalize() in client.get("/moeder/").text


def test_body_of_a_coming_term_is_offered_as_soon_as_the_public_may_know_of_a_meeting_of_its(
    client, settings, committee, make_meeting
):
    coming = Body.objects.create(name="Idrætsudvalget", slug="idraet", kind="standing", begins=date(2026, 1, 1))
    meeting = make_meeting(committee, coming, start_date=date(2026, 1, 12))
    Meeting.objects.update(shown_from=date(2026, 1, 1))
    offered = [str(body) for body in client.get("/moeder/").context["form"].fields["udvalg"].queryset]
    assert offered == [str(committee)]

    Meeting.objects.filter(pk=meeting.pk).update(shown_from=None)
    offered = {str(body) for body in client.get("/moeder/").context["form"].fields["udvalg"].queryset}
    assert offered == {str(committee), "Idrætsudvalget"}

"""Who sits where is public: on a body's page by day, on each member's own page, and nothing private with it."""

from datetime import date

import pytest

from ishoj_process.council.acts import rename_body
from ishoj_process.council.seat_acts import change_role, end_seat, rename_group, take_over
from ishoj_process.models import Body, PartyGroup, Seat
from tests import rows
from tests.conftest import TODAY

ON = date(2023, 9, 1)
URL = "/udvalg/kultur-og-fritidsudvalget/"


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def group(db):
    return PartyGroup.objects.create(letter="A", name="Roserne")


@pytest.fixture
def people(term, committee, group):
    """A member, the chair, a vacant seat and a substitute, by their first words."""
    found = {}
    for name, role in (
        ("Almindeligt Bymedlem", "member"),
        ("Formand Forrest", "chair"),
        ("Suppleant Østfløjs-Efterfølgeren", "substitute"),
    ):
        user = rows.make_user("member", f"{name.split()[0].lower()}@example.org")
        user.name = name
        user.save()
        Seat.objects.create(user=user, body=committee, term=term, role=role, party_group=group)
        found[name.split()[0]] = user
    Seat.objects.create(body=committee, term=term)
    return found


def sitting(client, query=""):
    found = client.get(URL + query).context["sitting"]
    return [(place.name, place.role, place.group) for place in [*found.members, *found.substitutes]]


def test_page_of_a_body_shows_members_chair_groups_and_substitutes(client, people):
    assert sitting(client) == [
        ("Formand Forrest", "formand", "A – Roserne"),
        ("Almindeligt Bymedlem", "", "A – Roserne"),
        ("", "", ""),
        ("Suppleant Østfløjs-Efterfølgeren", "", "A – Roserne"),
    ]
    page = words(client.get(URL))
    assert "Stedfortrædere" in page
    assert "Ubesat plads" in page


def test_members_are_those_of_the_day_that_is_asked_for(client, people, committee, group, secretariat):
    seat = Seat.objects.get(user=people["Formand"])
    take_over(seat=seat, substitute=people["Suppleant"], on=ON, by=secretariat, today=TODAY)
    change_role(seat=Seat.objects.get(user=people["Almindeligt"]), role=Seat.Role.CHAIR, on=ON, by=secretariat)
    rename_group(group=group, name="Tulipanerne", letter="T", on=ON, by=secretariat)

    assert sitting(client, "?dag=31-08-2023")[0] == ("Formand Forrest", "formand", "A – Roserne")
    assert sitting(client, "?dag=01-09-2023")[:2] == [
        ("Almindeligt Bymedlem", "formand", "T – Tulipanerne"),
        ("Suppleant Østfløjs-Efterfølgeren", "", "T – Tulipanerne"),
    ]


@pytest.mark.parametrize("day", ["", "?dag=01-01-2010"])
def test_body_without_known_members_says_so(client, committee, day):
    assert "Der kendes ingen medlemmer på denne dag." in words(client.get(URL + day))


def test_body_that_is_not_there_shows_no_members(client, committee, secretariat, people):
    Body.objects.update(ends=date(2023, 8, 1))

    assert "Medlemmer</h2>" not in words(client.get(URL))
    assert "Medlemmer</h2>" in words(client.get(f"{URL}?dag=01-08-2023"))


def test_seats_of_a_coming_term_are_told_to_the_staff_alone(client, client_of, people, committee, secretariat, member):
    coming = rows.next_term()
    new = rows.seated("ny@example.org", coming, committee)
    address = f"/medlemmer/{new.pk}/"

    for reader in (client, client_of(member)):
        # What a day of the coming term is asked of, the last day of this one answers.
        members = reader.get(f"{URL}?dag=05-01-2026").context["sitting"].members
        assert new.pk not in {place.seat.user_id for place in members}
        assert reader.get(address).status_code == 404
    assert len(client_of(secretariat).get(f"{URL}?dag=05-01-2026").context["sitting"].members) == 1
    assert client_of(secretariat).get(address).status_code == 200


def test_seats_of_a_new_term_are_public_from_its_first_day(client, settings, people, committee):
    new = rows.seated("ny@example.org", rows.next_term(), committee)
    settings.PROCESS_TODAY = "2026-01-01"

    assert client.get(f"/medlemmer/{new.pk}/").status_code == 200
    assert [name for name, _role, _group in sitting(client)] == [new.name]


def test_member_has_a_page_with_seats_over_time(client, settings, people, committee, secretariat):
    seat = Seat.objects.get(user=people["Formand"])
    end_seat(seat=seat, last_day=date(2023, 8, 31), by=secretariat)
    rename_body(body=committee, name="Kulturudvalget", on=date(2023, 10, 1), by=secretariat)
    address = f"/medlemmer/{people['Formand'].pk}/"

    now = client.get(address).context
    assert [(str(line.body), line.role, line.days) for line in now["current"]] == [
        ("Kultur- og Fritidsudvalget", "formand", "fra den 1. januar 2022 til den 31. august 2023")
    ]
    settings.PROCESS_TODAY = "2024-01-01"
    later = client.get(address)
    assert later.context["current"] == []
    assert [str(line.body) for line in later.context["former"]] == ["Kultur- og Fritidsudvalget"]
    assert "Har ingen plads i dag." in words(later)


def test_page_of_a_member_tells_nothing_private(client, people):
    person = people["Formand"]
    page = client.get(f"/medlemmer/{person.pk}/").content.decode()

    assert "example.org" not in page
    assert "@" not in page


def test_member_without_a_name_is_not_called_by_their_address(client, people):
    person = people["Formand"]
    person.name = ""
    person.save()

    for address in (URL, f"/medlemmer/{person.pk}/", "/medlemmer/"):
        assert "@" not in client.get(address).content.decode().replace("@media", "")


def test_who_never_had_a_seat_has_no_page(client, secretariat, administration):
    for user in (secretariat, administration):
        assert client.get(f"/medlemmer/{user.pk}/").status_code == 404


def test_deleted_member_stays_with_name_and_seats(client, settings, people):
    people["Formand"].delete()
    settings.PROCESS_TODAY = "2023-08-15"

    page = client.get(f"/medlemmer/{people['Formand'].pk}/")
    assert "<h1>Formand Forrest</h1>" in words(page)
    assert len(page.context["former"]) == 1
    assert sitting(client)[0][0] != "Formand Forrest"


def test_list_of_members_has_those_of_today_and_former_ones(client, people, secretariat, settings):
    end_seat(seat=Seat.objects.get(user=people["Formand"]), last_day=TODAY, by=secretariat)
    settings.PROCESS_TODAY = "2023-08-15"

    page = client.get("/medlemmer/").context
    assert [row.name for row in page["sitting"]] == ["Almindeligt Bymedlem"]
    assert [(row.name, row.bodies) for row in page["former"]] == [("Formand Forrest", "Kultur- og Fritidsudvalget")]


def test_list_without_members_says_so(client, db):
    assert "Der kendes ingen medlemmer." in words(client.get("/medlemmer/"))


@pytest.mark.parametrize("count", [3, 31])
def test_31_seats_cost_no_more_than_three(client, term, committee, group, django_assert_num_queries, count):
    for number in range(count):
        user = rows.make_user("member", f"{number}@example.org")
        Seat.objects.create(user=user, body=committee, term=term, party_group=group)

    with django_assert_num_queries(9):
        client.get(URL)
    with django_assert_num_queries(1):
        client.get("/medlemmer/")
    with django_assert_num_queries(2):
        client.get(f"/medlemmer/{user.pk}/")


def test_search_finds_members_of_today_and_before_by_a_part_of_their_name(client, people, secretariat, settings):
    end_seat(seat=Seat.objects.get(user=people["Formand"]), last_day=TODAY, by=secretariat)
    settings.PROCESS_TODAY = "2023-08-15"

    def found(words):
        return [member.name for member in client.get("/soeg/", {"q": words}).context["members"]]

    assert found("forrest") == ["Formand Forrest"]
    assert found("efterfølgeren suppleant") == ["Suppleant Østfløjs-Efterfølgeren"]
    assert found("sekretariat") == []  # who has a log-in, and never had a seat
    assert f'href="/medlemmer/{people["Formand"].pk}/"' in words(client.get("/soeg/?q=forrest"))


def test_search_finds_nobody_of_a_coming_term(client, client_of, secretariat, committee):
    new = rows.seated("ny@example.org", rows.next_term(), committee)
    new.name = "Gunhild Nyvalgt"
    new.save()

    assert client.get("/soeg/?q=gunhild").context["members"] == []
    assert client_of(secretariat).get("/soeg/?q=gunhild").context["members"] == [new]

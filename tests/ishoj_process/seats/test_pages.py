"""The secretariat's pages of seats and groups: each act by its own page, refused with its reasons."""

from datetime import date

import pytest

from ishoj_process.models import PartyGroup, Seat, User
from tests import rows
from tests.ishoj_process.bodies.test_pages import send, words

OFFICE = "/byraad-og-adgang/"
BODY = f"{OFFICE}udvalg/kultur-og-fritidsudvalget/"


@pytest.fixture
def client(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def groups(db):
    return [PartyGroup.objects.create(letter=letter, name=name) for letter, name in (("A", "Roser"), ("B", "Liljer"))]


@pytest.fixture
def seat(member, committee, groups):
    row = member.seats.get(body=committee)
    row.party_group = groups[0]
    row.save()
    return row


@pytest.fixture
def page(seat):
    return f"{OFFICE}pladser/{seat.pk}/"


@pytest.fixture
def substitute(term):
    return rows.seated("stedfortraeder@example.org", term)


@pytest.mark.parametrize("name", ["", "overtag/", "afslut/", "gruppe/", "hverv/", "fjern/"])
def test_pages_are_the_secretariats(client, client_of, page, member, administration, name):
    assert client.get(page + name).status_code == 200
    for other in (member, administration):
        assert client_of(other).get(page + name).status_code == 403


def test_seat_is_entered(client, committee, term, substitute, groups):
    typed = {"term": term.pk, "user": substitute.pk, "party_group": groups[0].pk, "role": "member"}
    answer = send(client, f"{BODY}ny-plads/", starts="1. september 2023", **typed)

    row = Seat.objects.get(user=substitute)
    assert answer.url == f"{OFFICE}pladser/{row.pk}/"
    assert (row.body, row.first_day, row.last_day) == (committee, date(2023, 9, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"starts": "01-01-2021"}, "skal ligge inden for den"),
        ({"ends": "01-01-2026"}, "skal ligge inden for den"),
        ({"starts": "02-09-2023", "ends": "01-09-2023"}, "Pladsen skal slutte"),
        ({"role": "chair"}, "Der er allerede en"),
        ({"user": "member"}, "sidder allerede"),
    ],
)
def test_seat_that_cannot_be_is_refused(client, seat, term, substitute, typed, reason):
    Seat.objects.filter(pk=seat.pk).update(role="chair")
    user = {"user": seat.user_id if typed.get("user") else substitute.pk}

    answer = send(client, f"{BODY}ny-plads/", **{"term": term.pk, "role": "member", **typed, **user})

    assert answer.status_code == 200
    assert reason in words(answer)
    assert Seat.objects.filter(body=seat.body).count() == 1


def test_seat_outside_of_the_bodys_days_is_refused(client, committee, term, substitute):
    committee.ends = date(2023, 12, 31)
    committee.save()

    answer = send(client, f"{BODY}ny-plads/", term=term.pk, user=substitute.pk, role="member")

    assert "findes ikke på alle disse dage" in words(answer)


def test_substitute_takes_the_seat_over_with_the_others_that_are_named(client, page, seat, council, substitute):
    form = client.get(f"{page}overtag/").context["form"]
    other = seat.user.seats.get(body=council)
    assert [key.value for key, _label in form.fields["also"].choices] == [other.pk]

    send(client, f"{page}overtag/", substitute=substitute.pk, on="01-09-2023", also=[other.pk])

    other.refresh_from_db()
    assert other.last_day == date(2023, 8, 31)
    assert substitute.seats.get().first_day == date(2023, 9, 1)


def test_nothing_is_asked_of_other_seats_where_there_are_none(client, page, seat, council):
    seat.user.seats.filter(body=council).delete()

    assert "also" not in client.get(f"{page}overtag/").context["form"].fields
    assert send(client, f"{page}afslut/", last_day="01-09-2023").status_code == 302


def test_taking_over_without_a_substitute_is_told_at_the_field(client, page):
    answer = send(client, f"{page}overtag/", on="i morgen")

    assert {"substitute", "on"} <= set(answer.context["form"].errors)


def test_staff_and_closed_accounts_are_not_offered(client, page, administration, secretariat, substitute):
    User.objects.filter(pk=substitute.pk).update(is_active=False)

    offered = set(client.get(f"{page}overtag/").context["form"].fields["substitute"].queryset)

    assert offered.isdisjoint({administration, secretariat, substitute})


def test_seat_ends(client, page, seat):
    send(client, f"{page}afslut/", last_day="31-08-2023")

    seat.refresh_from_db()
    assert seat.ends == date(2023, 8, 31)


def test_member_changes_group_and_role(client, page, seat, groups):
    send(client, f"{page}gruppe/", group=groups[1].pk, on="01-09-2023")
    later = Seat.objects.exclude(pk=seat.pk).get(body=seat.body)
    send(client, f"{OFFICE}pladser/{later.pk}/hverv/", role="chair", on="01-10-2023")

    assert [
        (row.role, row.party_group.letter, row.first_day) for row in Seat.objects.filter(body=seat.body).order_by("pk")
    ] == [
        ("member", "A", date(2022, 1, 1)),
        ("member", "B", date(2023, 9, 1)),
        ("chair", "B", date(2023, 10, 1)),
    ]


def test_seat_entered_by_mistake_is_removed_and_removed_once(client, page, seat):
    assert client.post(f"{page}fjern/").status_code == 302
    assert not Seat.objects.filter(pk=seat.pk).exists()
    assert client.post(f"{page}fjern/").status_code == 302


def test_group_is_entered_and_renamed_from_a_day(client, db):
    send(client, f"{OFFICE}grupper/ny/", letter="C", name="Konvaller")
    group = PartyGroup.objects.get(letter="C")

    send(client, f"{OFFICE}grupper/{group.pk}/navn/", letter="D", name="Dahliaer", on="01-09-2023")

    group.refresh_from_db()
    assert (str(group), str(group.on(date(2023, 9, 1)))) == ("C – Konvaller", "D – Dahliaer")


def test_group_with_the_letter_of_another_is_refused(client, groups):
    for address, typed in (("ny/", {}), (f"{groups[1].pk}/navn/", {"on": "01-09-2023"})):
        answer = send(client, f"{OFFICE}grupper/{address}", letter="A", name="Andre", **typed)
        assert "bogstav" in words(answer)
    assert PartyGroup.objects.filter(letter="A").count() == 1


def test_newest_name_of_a_group_is_taken_back_once(client, groups):
    group, address = groups[0], f"{OFFICE}grupper/{groups[0].pk}/navn/"
    before = (group.letter, group.name)
    for letter, day in (("X", "01-09-2023"), ("Y", "01-10-2023")):
        send(client, address, letter=letter, name=f"Gruppe {letter}", on=day)
    assert 'name="count" value="2"' in client.get(OFFICE).text

    for _click in range(2):
        assert client.post(f"{address}fortryd/", {"count": "2"}).status_code == 302
    group.refresh_from_db()
    assert (group.letter, len(group.former_names)) == ("X", 1)
    client.post(f"{address}fortryd/", {"count": "1"})
    client.post(f"{address}fortryd/", {"count": "0"})
    group.refresh_from_db()
    assert ((group.letter, group.name), group.former_names) == (before, ())


def test_name_of_a_group_does_not_come_back_while_another_has_its_letter(client, groups):
    address, letter = f"{OFFICE}grupper/{groups[0].pk}/navn/", groups[0].letter
    send(client, address, letter="X", name="Gruppe X", on="01-09-2023")
    send(client, f"{OFFICE}grupper/ny/", letter=letter, name="En anden")

    answer = client.post(f"{address}fortryd/", {"count": "1"}, follow=True)

    groups[0].refresh_from_db()
    assert (groups[0].letter, "En anden gruppe har det bogstav" in words(answer)) == ("X", True)


def test_group_entered_by_mistake_is_removed_once_and_never_one_that_was_sat_in(client, seat, groups):
    send(client, f"{OFFICE}grupper/ny/", letter="Z", name="Forkert")
    wrong, seat.party_group = PartyGroup.objects.get(letter="Z"), groups[0]
    seat.save()

    assert "Forkert" in client.get(f"{OFFICE}grupper/{wrong.pk}/fjern/").text
    assert [client.post(f"{OFFICE}grupper/{wrong.pk}/fjern/").status_code for _click in range(2)] == [302, 302]
    assert client.get(f"{OFFICE}grupper/{wrong.pk}/fjern/").status_code == 404
    refused = client.post(f"{OFFICE}grupper/{groups[0].pk}/fjern/", follow=True)
    assert "Der hører pladser eller udtalelser til gruppen." in words(refused)
    assert {*PartyGroup.objects.all()} == {*groups}


def test_chair_of_the_council_is_called_mayor(client, council, term):
    for role in Seat.Role:
        Seat.objects.create(body=council, term=term, role=role)
    page = words(client.get(f"{OFFICE}udvalg/{council.slug}/"))

    assert [word in page for word in ("borgmester", "viceborgmester", "formand")] == [True, True, False]

"""Seats and groups are edited against what was seen; what was done to seats is told, and taken back act by act."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ishoj_process.council import seat_acts
from ishoj_process.council.seat_history import last_act
from ishoj_process.editing.acts import Refused
from ishoj_process.models import Body, PartyGroup, Seat
from ishoj_process.models.council import role_name
from ishoj_process.seats.acts import begin_seat, remove_group, remove_seat, take_seat_act_back
from tests import rows
from tests.ishoj_process.bodies.test_pages import words

DAY, LATER = date(2023, 9, 1), date(2023, 10, 1)
COLUMNS = ("pk", "body", "term", "user", "party_group", "role", "starts", "ends")


@pytest.fixture
def client(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def groups(db):
    return [PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in "AB"]


@pytest.fixture
def seat(member, committee, groups):
    row = member.seats.get(body=committee)
    row.party_group = groups[0]
    row.save()
    return row


@pytest.fixture
def substitute(term, committee, groups):
    user = rows.make_user("member", "stedfortraeder@example.org")
    Seat.objects.create(user=user, body=committee, term=term, role="substitute", party_group=groups[0])
    return user


@pytest.fixture
def chair(term, committee):
    return rows.seated("formand@example.org", term, committee, role="chair")


def standing():
    """Every seat, as the database has it."""
    return sorted(Seat.objects.values_list(*COLUMNS))


def shown(client, seat, name):
    """The form of an act as it is shown, with all that it carries along."""
    form = client.get(f"/byraad-og-adgang/pladser/{seat.pk}/{name}/").context["form"]
    return {key: form[key].value() for key in ("version", "token")}


ACTS = {
    "afslut": lambda seat, substitute, groups: {"last_day": "31-08-2023"},
    "overtag": lambda seat, substitute, groups: {"substitute": substitute.pk, "on": "01-09-2023"},
    "gruppe": lambda seat, substitute, groups: {"group": groups[1].pk, "on": "01-09-2023"},
    "hverv": lambda seat, substitute, groups: {"role": "chair", "on": "01-09-2023"},
}


@pytest.mark.parametrize("name", ACTS)
def test_second_of_two_is_told_and_keeps_what_was_typed(client, secretariat, seat, substitute, groups, name):
    address, carried = f"/byraad-og-adgang/pladser/{seat.pk}/{name}/", shown(client, seat, name)
    typed = ACTS[name](seat, substitute, groups)
    seat_acts.end_seat(seat=seat, last_day=date(2024, 6, 30), by=secretariat)
    before = standing()

    answer = client.post(address, carried | typed)

    assert (answer.status_code, standing()) == (409, before)
    assert "har i mellemtiden gemt ændringer her" in words(answer)
    form = answer.context["form"]
    assert {key: str(form[key].value()) for key in typed} == {key: str(value) for key, value in typed.items()}
    # What was typed is now written against what stands: to save it again is a decision.
    assert client.post(address, {**typed, "version": form["version"].value()}).status_code == 302


def test_second_of_two_on_a_group_is_told(client, secretariat, groups):
    address = f"/byraad-og-adgang/grupper/{groups[0].pk}/navn/"
    version = client.get(address).context["form"]["version"].value()
    seat_acts.rename_group(group=groups[0], name="Roser", on=DAY, by=secretariat)

    answer = client.post(address, {"version": version, "name": "Liljer", "letter": "A", "on": "01-12-2023"})

    assert (answer.status_code, answer.context["form"]["name"].value()) == (409, "Liljer")
    assert PartyGroup.objects.get(pk=groups[0].pk).name == "Roser"


def done(name, seat, substitute, groups, also, by):
    """One act of each kind, with all that it may take along."""
    told = {"seat": seat, "by": by}
    if name == "end":
        return seat_acts.end_seat(last_day=date(2023, 8, 31), also=also, **told)
    if name in ("take_over", "for_a_while"):
        until = {"until": date(2023, 12, 31)} if name == "for_a_while" else {}
        return seat_acts.take_over(substitute=substitute, on=DAY, also=also, today=DAY, **until, **told)
    if name in ("group", "group_from_the_first_day"):
        on = DAY if name == "group" else seat.first_day
        return seat_acts.change_group(group=groups[1], on=on, also=also, **told)
    return seat_acts.change_role(role=Seat.Role.CHAIR, on=DAY, **told)


KINDS = ["end", "take_over", "for_a_while", "group", "group_from_the_first_day", "role"]


@pytest.mark.parametrize("name", KINDS)
def test_what_was_done_last_is_taken_back_as_a_whole(client, secretariat, seat, substitute, chair, groups, name):
    before, also = standing(), list(seat.user.seats.exclude(pk=seat.pk))
    done(name, seat, substitute, groups, also, secretariat)
    changed = standing()
    page = client.get(f"/byraad-og-adgang/udvalg/{seat.body.slug}/")
    mark = page.context["last_act"].mark

    # A double click: the second does nothing, and above all does not undo what was undone.
    for _click in range(2):
        answer = client.post(f"/byraad-og-adgang/udvalg/{seat.body.slug}/pladser/fortryd/", {"mark": mark}, follow=True)
        assert "Ændringen er fortrudt." in words(answer)

    assert (changed != before, standing()) == (True, before)
    assert last_act(body=seat.body).mark == ""


@pytest.mark.parametrize("name", KINDS)
def test_what_was_changed_again_since_is_not_taken_back(secretariat, seat, substitute, chair, groups, name):
    made = done(name, seat, substitute, groups, (), secretariat)
    mark = last_act(body=seat.body).mark
    Seat.objects.get(pk=made.pk).save_next(by=secretariat)
    before = standing()

    with pytest.raises(Refused, match="ændret igen siden"):
        take_seat_act_back(mark=mark, by=secretariat, today=DAY)
    assert standing() == before


def test_chair_does_not_come_back_beside_another(secretariat, seat, chair, term, committee):
    first = chair.seats.get()
    seat_acts.change_role(seat=first, role=Seat.Role.MEMBER, on=DAY, by=secretariat)
    mark = last_act(body=committee).mark
    other = rows.seated("ny@example.org", term, committee).seats.get()
    seat_acts.change_role(seat=other, role=Seat.Role.CHAIR, on=LATER, by=secretariat)
    before = standing()

    with pytest.raises(Refused):
        take_seat_act_back(mark=mark, by=secretariat, today=DAY)
    assert standing() == before


@pytest.mark.parametrize("mark", ["", "entered 1", "taken_over nothing", "nonsense", "taken_back 1"])
def test_what_is_no_act_is_not_taken_back(client, seat, mark):
    answer = client.post(f"/byraad-og-adgang/udvalg/{seat.body.slug}/pladser/fortryd/", {"mark": mark}, follow=True)

    assert "Det kan ikke fortrydes." in words(answer)


def test_only_the_secretariat_takes_back(client_of, member, administration, seat):
    for user in (member, administration):
        answer = client_of(user).post(f"/byraad-og-adgang/udvalg/{seat.body.slug}/pladser/fortryd/", {"mark": "x"})
        assert answer.status_code == 403


def test_pages_of_a_seat_and_its_body_tell_who_did_what(client, secretariat, seat):
    seat_acts.end_seat(seat=seat, last_day=date(2024, 6, 30), by=secretariat)

    for address in (f"pladser/{seat.pk}/", f"udvalg/{seat.body.slug}/"):
        assert f"Seneste ændring: en plads blev afsluttet ({secretariat}, " in words(
            client.get(f"/byraad-og-adgang/{address}")
        )
    page = words(client.get(f"/byraad-og-adgang/pladser/{seat.pk}/"))
    assert "Til: – → 30. juni 2024" in page
    assert "Til" in words(client.get(reverse("versions", args=["plads", seat.pk])))


@pytest.mark.parametrize("kind", ["plads", "gruppe", "periode", "bruger"])
def test_earlier_versions_of_the_council_are_the_secretariats(client, client_of, administration, member, seat, kind):
    row = {"plads": seat, "gruppe": seat.party_group, "periode": seat.term, "bruger": seat.user}[kind]
    address = reverse("versions", args=[kind, row.pk])

    assert client.get(address).status_code == 200
    assert [client_of(user).get(address).status_code for user in (administration, member)] == [404, 403]


def test_what_was_entered_and_removed_holds_nothing(secretariat, committee, term, groups):
    seat = begin_seat(body=committee, term=term, user=None, role="member", party_group=groups[1], by=secretariat)
    remove_seat(seat=seat, by=secretariat, today=DAY)

    remove_group(group=groups[1], by=secretariat)
    assert PartyGroup.objects.count() == 1


def test_earlier_group_of_a_seat_that_stands_is_kept(secretariat, seat, groups):
    seat_acts.change_group(seat=seat, group=groups[1], on=seat.first_day, by=secretariat)

    with pytest.raises(Refused):
        remove_group(group=groups[0], by=secretariat)


def test_second_deputy_is_the_councils(client, secretariat, council, committee, term):
    first, second = (rows.seated(f"{n}@example.org", term, council).seats.get() for n in (1, 2))
    seat_acts.change_role(seat=first, role=Seat.Role.VICE_CHAIR, on=DAY, by=secretariat)
    seat_acts.change_role(seat=second, role=Seat.Role.SECOND_VICE_CHAIR, on=DAY, by=secretariat)

    page = words(client.get(f"/udvalg/{council.slug}/?dag=01-09-2023"))
    assert page.index("viceborgmester") < page.index("2. viceborgmester")
    assert "2. viceborgmester" in words(client.get(f"/medlemmer/{second.user_id}/"))
    for where, is_offered in ((council, True), (committee, False)):
        form = client.get(f"/byraad-og-adgang/udvalg/{where.slug}/ny-plads/").context["form"]
        assert (("vice_chair_2", "2. viceborgmester") in form.fields["role"].choices) is is_offered
    with pytest.raises(Refused, match=r"Kun Byrådet har en 2\. viceborgmester"):
        begin_seat(body=committee, term=term, user=None, role="vice_chair_2", by=secretariat)


@pytest.mark.parametrize("kind", Body.Kind)
def test_every_role_has_a_name_in_every_body(kind):
    assert all(role_name(role, kind) for role in Seat.Role)


def test_role_of_a_later_release_breaks_no_page(seat):
    seat.role = "ceremonial"
    with pytest.raises(ValidationError):
        seat.full_clean()
    assert seat.role_text == "ceremonial"

"""A mandate has one ballot in a round, whichever way its seat changes hands; closed, a round says what was."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from ishoj_process.council.seat_acts import change_group, take_over
from ishoj_process.models import PartyGroup, Seat, User
from vision import rights
from vision.models import Ballot
from vision.rounds.acts import cast_ballot, close_round, set_substitute
from vision.rounds.count import count_of
from vision.rounds.page import roll_for, seats_by_vote, turnout

TODAY = date(2023, 10, 31)
BEFORE = TODAY - timedelta(days=1)


class Council:
    """The chair and a member of one group and the opposition sit in the council; somebody is called in."""

    def __init__(self, council, term):
        self.body, self.term = council, term
        self.groups = {letter: PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in "AB"}
        self.people = {name: self.person(name) for name in ("Formand", "Indkaldt", "Medlem", "Opposition")}
        self.chair, self.ordinary = self.sits("Formand"), self.sits("Medlem")
        self.opposition = self.sits("Opposition", letter="B")

    def person(self, name):
        return User.objects.create_user(f"{name}@example.org", name=name, role=User.Role.MEMBER)

    def sits(self, name, letter="A", **fields):
        group, user = self.groups[letter], self.people[name] if name else None
        return Seat.objects.create(body=self.body, term=self.term, user=user, party_group=group, **fields)

    def ends(self, seat, day=BEFORE):
        seat.ends = day
        seat.save()

    def passes(self, seat, name):
        """The row gets another holder, as a form on the database's own pages stores it."""
        seat.user = self.people[name] if name else None
        seat.save()


@pytest.fixture
def house(council, term):
    return Council(council, term)


def give(round_, user, *points):
    """The ballot of a person, by whichever seat they vote on today."""
    keys = round_.candidates.values_list("pk", flat=True)
    seats = rights.voting_seats(User.objects.get(pk=user.pk), round_, TODAY)
    given = dict(zip(keys, points or (5,), strict=False))
    return [cast_ballot(round_=round_, seat=seat, points=given, by=user, today=TODAY) for seat in seats]


def who_votes(house, round_):
    """Those who may give points now, each by how many seats."""
    people = User.objects.filter(pk__in=[user.pk for user in house.people.values()])
    return {user.name: seats for user in people if (seats := len(rights.voting_seats(user, round_, TODAY)))}


def row_gets_another_holder(house):
    house.passes(house.chair, "Indkaldt")


def ended_and_another_begins(house):
    house.ends(house.chair)
    house.sits("Indkaldt", starts=TODAY)


def ended_and_another_row_without_a_day(house):
    house.ends(house.chair)
    house.sits("Indkaldt")


def another_begins_before_the_first_is_ended(house):
    house.sits("Indkaldt", starts=TODAY)
    house.ends(house.chair)


def ended_and_followed_from_another_group(house):
    house.ends(house.chair)
    house.sits("Indkaldt", letter="B", starts=TODAY)


def left_empty_for_a_while(house):
    house.ends(house.chair, TODAY - timedelta(days=20))
    house.sits("Indkaldt", starts=TODAY)


def deleted_and_made_anew(house):
    house.chair.delete()
    house.sits("Indkaldt")


def vacant_and_then_filled(house):
    house.passes(house.chair, None)
    house.passes(house.chair, "Indkaldt")


def became_a_substitutes_seat(house):
    house.chair.role = Seat.Role.SUBSTITUTE
    house.chair.save()
    house.sits("Indkaldt", starts=TODAY)


def changed_in_bulk(house):
    Seat.objects.filter(pk=house.chair.pk).update(user=house.people["Indkaldt"])


def taken_over_by_the_act(house):
    called_in, staff = house.people["Indkaldt"], User.objects.create_user("s@example.org", role=User.Role.SECRETARIAT)
    take_over(seat=house.chair, substitute=called_in, on=TODAY, by=staff, today=TODAY)


TAKEN_OVER = [
    row_gets_another_holder,
    ended_and_another_begins,
    ended_and_another_row_without_a_day,
    another_begins_before_the_first_is_ended,
    ended_and_followed_from_another_group,
    left_empty_for_a_while,
    deleted_and_made_anew,
    vacant_and_then_filled,
    became_a_substitutes_seat,
    changed_in_bulk,
    taken_over_by_the_act,
]


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("change", TAKEN_OVER)
def test_ballot_that_was_given_stands_and_who_takes_the_seat_over_gets_none(house, make_round, change, secret):
    round_ = make_round(is_secret=secret, is_live=not secret)
    give(round_, house.people["Formand"])
    change(house)

    assert who_votes(house, round_) == {"Medlem": 1, "Opposition": 1}
    assert give(round_, house.people["Indkaldt"]) == []
    assert Ballot.objects.get().given_by == house.people["Formand"]


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("change", TAKEN_OVER)
def test_ballot_that_was_not_given_passes_on(house, make_round, secretariat, change, secret):
    round_ = make_round(is_secret=secret, is_live=not secret)
    change(house)

    assert who_votes(house, round_) == {"Indkaldt": 1, "Medlem": 1, "Opposition": 1}
    give(round_, house.people["Indkaldt"])
    give(round_, house.people["Indkaldt"])
    assert turnout(round_, roll_for(round_, TODAY)) == (1, 3)
    closed = close_round(round_=round_, by=secretariat, today=TODAY)
    assert turnout(closed, None) == (1, 3)


def ended_and_begun_anew(house):
    house.ends(house.chair)
    house.sits("Formand", starts=TODAY)


def begun_anew_before_it_ended(house):
    house.chair.ends = TODAY
    house.chair.save()
    house.sits("Formand", starts=TODAY)


def deleted_and_begun_anew(house):
    house.chair.delete()
    house.sits("Formand")


def in_another_group_by_another_row(house):
    house.ends(house.chair)
    house.sits("Formand", letter="B", starts=TODAY)


def away_and_back(house):
    house.passes(house.chair, None)
    house.passes(house.chair, "Formand")


def in_another_group_by_the_act(house):
    staff = User.objects.create_user("s@example.org", role=User.Role.SECRETARIAT)
    change_group(seat=house.chair, group=house.groups["B"], on=TODAY, by=staff)


SAME_PERSON = [
    ended_and_begun_anew,
    begun_anew_before_it_ended,
    deleted_and_begun_anew,
    in_another_group_by_another_row,
    away_and_back,
    in_another_group_by_the_act,
]


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("votes_before", [False, True])
@pytest.mark.parametrize("change", SAME_PERSON)
def test_seat_that_is_ended_and_begun_anew_for_the_same_person_gives_one(
    house, make_round, change, votes_before, secret
):
    round_ = make_round(is_secret=secret, is_live=not secret)
    if votes_before:
        give(round_, house.people["Formand"], 5)
    change(house)

    assert who_votes(house, round_) == {"Formand": 1, "Medlem": 1, "Opposition": 1}
    give(round_, house.people["Formand"], 0, 5)
    assert list(Ballot.objects.get().votes.values_list("candidate__title", "points")) == [("Uddannelse", 5)]
    assert turnout(round_, roll_for(round_, TODAY)) == (1, 3)


def test_person_with_two_seats_gives_one(house, make_round, secretariat):
    second = house.sits("Formand", ends=date(2025, 12, 31))
    round_ = make_round()
    keys = round_.candidates.values_list("pk", flat=True)

    assert who_votes(house, round_)["Formand"] == 1
    for seat in (house.chair, second):
        cast_ballot(round_=round_, seat=seat, points={keys[0]: 5}, by=seat.user, today=TODAY)

    assert (Ballot.objects.count(), count_of(round_).points) == (1, 5)
    assert turnout(close_round(round_=round_, by=secretariat, today=TODAY), None) == (1, 3)


def test_two_who_change_seats_give_no_second_ballot(house, make_round):
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.passes(house.ordinary, None)
    house.passes(house.chair, "Medlem")
    house.passes(house.ordinary, "Formand")

    assert who_votes(house, round_) == {"Opposition": 1}


def test_who_has_voted_and_gets_another_seat_gives_no_second_ballot(house, make_round):
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.passes(house.chair, "Indkaldt")
    house.passes(house.ordinary, "Formand")

    assert who_votes(house, round_) == {"Opposition": 1}


def test_of_two_who_leave_at_once_each_is_followed_from_their_own_group(house, make_round):
    """Formand has voted and Opposition has not: who follows Opposition votes, and who follows Formand does not."""
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.people["Suppleant"] = house.person("Suppleant")
    for seat in (house.chair, house.opposition):
        house.ends(seat)
    house.sits("Indkaldt", letter="A", starts=TODAY)
    house.sits("Suppleant", letter="B", starts=TODAY)

    assert who_votes(house, round_) == {"Medlem": 1, "Suppleant": 1}


def test_of_two_alike_who_leave_at_once_one_ballot_is_left(house, make_round):
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.people["Suppleant"] = house.person("Suppleant")
    for seat in (house.chair, house.ordinary):
        house.ends(seat)
    house.sits("Indkaldt", starts=TODAY)
    house.sits("Suppleant", starts=TODAY)

    assert len(who_votes(house, round_)) == 2  # Opposition, and one of the two
    for name in ("Indkaldt", "Suppleant", "Opposition"):
        give(round_, house.people[name])
    assert turnout(round_, roll_for(round_, TODAY)) == (3, 3)


def test_member_who_was_forgotten_votes_though_another_left(house, make_round):
    """A place more is no place that was taken over, as long as everybody who was there is."""
    round_ = make_round()
    house.sits("Indkaldt")
    give(round_, house.people["Formand"])
    house.ends(house.chair)

    assert who_votes(house, round_) == {"Indkaldt": 1, "Medlem": 1, "Opposition": 1}


@pytest.mark.parametrize("change", [row_gets_another_holder, ended_and_another_begins, deleted_and_made_anew])
def test_page_of_a_secret_round_shows_nobody_what_another_gave(house, make_round, settings, change):
    settings.PROCESS_TODAY = TODAY.isoformat()
    round_ = make_round(is_secret=True, is_live=False, points=100)
    give(round_, house.people["Formand"], 83)
    change(house)
    client = Client()
    client.force_login(house.people["Indkaldt"])

    page = client.get(f"/vision/prioritering/{round_.pk}/").text

    assert '"83"' not in page
    assert "Der er allerede stemt på din plads" in page


def test_database_refuses_a_persons_second_ballot(house, make_round):
    round_ = make_round()
    give(round_, house.people["Formand"])
    give(round_, house.people["Medlem"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(given_by__name="Medlem").update(given_by=house.people["Formand"])


def everything_changes(house):
    """Of users, seats and groups."""
    User.objects.filter(name="Formand").update(name="Annas nye navn")
    PartyGroup.objects.filter(letter="A").update(letter="Å", name="Omdøbt")
    house.opposition.delete()
    house.passes(house.ordinary, None)
    house.ends(house.chair)
    for number in range(3):
        house.people[str(number)] = house.person(f"Ny {number}")
        house.sits(str(number))
    PartyGroup.objects.filter(letter="B").delete()
    User.objects.filter(name="Opposition").update(name="Doris", is_active=False)


@pytest.mark.parametrize("below", ["/", "/skaerm/", "/stilling/"])
def test_closed_round_keeps_names_groups_seats_and_turnout(house, make_round, client_of, secretariat, below):
    round_ = make_round()
    give(round_, house.people["Formand"], 3)
    give(round_, house.people["Opposition"], 0, 4)
    close_round(round_=round_, by=secretariat, today=TODAY)
    url = f"/vision/prioritering/{round_.pk}{below}"
    page = client_of(secretariat)
    before = page.get(url).text.split("<main")[-1]
    everything_changes(house)
    after = page.get(url).text.split("<main")[-1]

    assert "2 af 3 har stemt." in after
    assert without_numbers_of_the_request(after) == without_numbers_of_the_request(before)


def without_numbers_of_the_request(page):
    return [line for line in page.splitlines() if "csrf" not in line and "data-etag" not in line]


def test_closed_round_says_who_voted_and_who_did_not(house, make_round, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=house.ordinary, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    give(round_, house.people["Formand"])
    give(round_, house.people["Indkaldt"])
    house.passes(house.chair, None)
    round_ = close_round(round_=round_, by=secretariat, today=TODAY)
    everything_changes(house)

    rows = seats_by_vote(round_, TODAY)

    assert [row.who for row in rows["voted"]] == ["Formand", "Medlem (stedfortræder: Indkaldt)"]
    assert [row.who for row in rows["missing"]] == ["Opposition"]


def test_no_round_stands_in_the_way_of_a_change_of_seat(house, make_round, secretariat):
    round_ = make_round(is_secret=True, is_live=False)
    set_substitute(round_=round_, seat=house.ordinary, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    give(round_, house.people["Indkaldt"])
    give(round_, house.people["Formand"])

    for seat in (house.chair, house.ordinary, house.opposition):
        seat.delete()

    assert turnout(round_, roll_for(round_, TODAY)) == (2, 2)

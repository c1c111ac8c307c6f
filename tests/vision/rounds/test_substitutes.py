"""A substitute votes on one seat of the round, and nobody gives a second ballot by becoming one or ceasing to be."""

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import Seat, User
from vision.models import Ballot
from vision.rounds.acts import close_round, set_substitute
from vision.rounds.page import roll_for, seats_by_vote, turnout

from . import test_mandates as mandates
from .test_mandates import TODAY, ended_and_begun_anew, give, who_votes

house = mandates.house


def test_substitute_goes_on_where_the_holder_has_another_row(house, make_round, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=house.chair, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    ended_and_begun_anew(house)

    assert who_votes(house, round_) == {"Indkaldt": 1, "Medlem": 1, "Opposition": 1}
    give(round_, house.people["Indkaldt"])
    assert who_votes(house, round_) == {"Indkaldt": 1, "Medlem": 1, "Opposition": 1}
    assert turnout(round_, roll_for(round_, TODAY)) == (1, 3)


@pytest.fixture
def names(house, make_round, secretariat):
    """A substitute on the chair's seat, which is then ended and begun anew: the round, and naming another on it."""
    round_ = make_round()
    for name in ("Suppleant", "Tilforordnet"):
        house.people[name] = house.person(name)

    def name(who, seat=None):
        seat = seat or house.chair
        user = house.people[who] if who else None
        set_substitute(round_=round_, seat=seat, user=user, by=secretariat, today=TODAY)

    name("Indkaldt")
    ended_and_begun_anew(house)
    return round_, name, Seat.objects.get(user=house.people["Formand"], ends=None)


@pytest.mark.parametrize(
    ("named", "voters"),
    [
        (["Suppleant"], {"Suppleant", "Medlem", "Opposition"}),
        (["Indkaldt"], {"Indkaldt", "Medlem", "Opposition"}),
        (["Suppleant", "Indkaldt"], {"Indkaldt", "Medlem", "Opposition"}),
        ([None], {"Formand", "Medlem", "Opposition"}),
    ],
)
def test_seat_that_was_ended_and_begun_anew_has_one_substitute(house, names, secretariat, named, voters):
    round_, name, anew = names
    for who in named:
        name(who, anew)
    rows = round_.substitutes.count()

    assert who_votes(house, round_) == dict.fromkeys(voters, 1)
    give(round_, house.people["Medlem"])
    assert rows == (1 if named[-1] else 0)
    assert close_round(round_=round_, by=secretariat, today=TODAY).is_closed


@pytest.mark.parametrize("closed", ["", "Suppleant"])
def test_two_substitutes_who_stand_on_one_seat_from_before_break_nothing(house, names, secretariat, closed):
    round_, _name, anew = names
    round_.substitutes.create(seat=anew, user=house.people["Suppleant"])
    User.objects.filter(name=closed).update(is_active=False)
    votes = who_votes(house, round_)
    give(round_, house.people["Medlem"])

    assert votes == dict.fromkeys(("Indkaldt" if closed else "Suppleant", "Medlem", "Opposition"), 1)
    assert close_round(round_=round_, by=secretariat, today=TODAY).is_closed


def test_substitute_who_has_voted_and_takes_a_seat_over_gives_no_second_ballot(house, make_round, secretariat):
    round_ = make_round(is_secret=True, is_live=False)
    set_substitute(round_=round_, seat=house.chair, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    give(round_, house.people["Indkaldt"])
    house.passes(house.ordinary, "Indkaldt")

    assert who_votes(house, round_) == {"Opposition": 1}


def test_substitute_who_has_voted_and_got_a_seat_inherits_no_ballot_of_it(house, make_round, secretariat):
    """Indkaldt votes for Formand and gets a seat of their own, on which another votes and is gone."""
    round_ = make_round()
    set_substitute(round_=round_, seat=house.chair, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    give(round_, house.people["Indkaldt"])
    house.people["Suppleant"] = house.person("Suppleant")
    own = house.sits("Indkaldt", starts=TODAY)
    set_substitute(round_=round_, seat=own, user=house.people["Suppleant"], by=secretariat, today=TODAY)
    give(round_, house.people["Suppleant"])
    User.objects.filter(name="Suppleant").update(is_active=False)

    assert give(round_, house.people["Indkaldt"]) == []
    assert sorted(Ballot.objects.values_list("given_by__name", flat=True)) == ["Indkaldt", "Suppleant"]


def test_nobody_is_waited_for_who_has_voted(house, make_round, secretariat):
    """Formand votes, leaves the seat to Indkaldt and sits on another's: neither of the two gives any more."""
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.passes(house.chair, "Indkaldt")
    house.passes(house.ordinary, "Formand")

    assert [row.who for row in seats_by_vote(round_, TODAY)["missing"]] == ["Opposition"]
    assert turnout(round_, roll_for(round_, TODAY)) == (1, 2)
    assert turnout(close_round(round_=round_, by=secretariat, today=TODAY), None) == (1, 2)


def test_substitute_who_voted_by_a_seat_of_their_own_gives_the_other_back(house, make_round, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=house.chair, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    own = house.sits("Indkaldt", letter="B", starts=TODAY)
    give(round_, house.people["Indkaldt"])
    own.delete()

    assert who_votes(house, round_) == {"Formand": 1, "Medlem": 1, "Opposition": 1}
    assert turnout(round_, roll_for(round_, TODAY)) == (1, 4)


def test_nobody_is_waited_for_who_is_no_member_of_the_council_any_more(house, make_round):
    round_ = make_round()
    User.objects.filter(name="Formand").update(role=User.Role.ADMINISTRATION)

    assert turnout(round_, roll_for(round_, TODAY)) == (0, 2)


def test_who_has_voted_is_no_substitute_afterwards(house, make_round, secretariat):
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.ends(house.chair)

    with pytest.raises(Refused) as refused:
        set_substitute(round_=round_, seat=house.ordinary, user=house.people["Formand"], by=secretariat, today=TODAY)

    assert refused.value.reasons == ["Stedfortræderen har allerede stemt i denne runde. Hver person stemmer én gang."]


def test_substitute_who_has_voted_is_moved_to_no_other_seat(house, make_round, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=house.chair, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    give(round_, house.people["Indkaldt"])
    set_substitute(round_=round_, seat=house.chair, user=None, by=secretariat, today=TODAY)

    with pytest.raises(Refused):
        set_substitute(round_=round_, seat=house.ordinary, user=house.people["Indkaldt"], by=secretariat, today=TODAY)


def test_seat_that_voted_before_it_was_taken_over_gets_no_substitute(house, make_round, secretariat):
    round_ = make_round()
    give(round_, house.people["Formand"])
    house.passes(house.chair, "Indkaldt")
    house.people["Suppleant"] = house.person("Suppleant")

    with pytest.raises(Refused) as refused:
        set_substitute(round_=round_, seat=house.chair, user=house.people["Suppleant"], by=secretariat, today=TODAY)

    assert refused.value.reasons == ["Pladsen stemte, før den skiftede hænder. Det, der er givet, gælder."]


def test_substitute_whose_account_is_closed_gives_the_seat_back(house, make_round, secretariat):
    round_ = make_round()
    set_substitute(round_=round_, seat=house.chair, user=house.people["Indkaldt"], by=secretariat, today=TODAY)
    User.objects.filter(name="Indkaldt").update(is_active=False)

    assert who_votes(house, round_) == {"Formand": 1, "Medlem": 1, "Opposition": 1}

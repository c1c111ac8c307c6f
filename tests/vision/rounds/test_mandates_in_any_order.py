"""Whatever happens to seats and people while a round is open, in any order: no vote counts twice, and none is lost."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.editing.acts import Refused
from ishoj_process.models import Seat, User
from tests.nonsense.promises import often
from vision import rights
from vision.models import Ballot
from vision.rounds.acts import close_round, set_substitute
from vision.rounds.count import count_of
from vision.rounds.page import roll_for, turnout

from .test_mandates import TODAY, give, house  # noqa: F401 - a fixture

PEOPLE = ["Formand", "Indkaldt", "Medlem", "Opposition", "Suppleant"]


def votes(house, round_, who, seat):  # noqa: F811
    give(round_, house.people[who])


def takes_over(house, round_, who, seat):  # noqa: F811
    house.passes(seat, who)


def leaves_vacant(house, round_, who, seat):  # noqa: F811
    house.passes(seat, None)


def ends_and_another_begins(house, round_, who, seat):  # noqa: F811
    house.ends(seat)
    house.sits(who, letter=seat.party_group.letter, starts=TODAY)


def ends_and_another_begins_in_another_group(house, round_, who, seat):  # noqa: F811
    house.ends(seat)
    house.sits(who, letter="B" if seat.party_group.letter == "A" else "A", starts=TODAY)


def removed_and_made_anew(house, round_, who, seat):  # noqa: F811
    letter = seat.party_group.letter
    seat.delete()
    house.sits(who, letter=letter)


def passed_in_bulk(house, round_, who, seat):  # noqa: F811
    Seat.objects.filter(pk=seat.pk).update(user=house.people[who])


def changes_group(house, round_, who, seat):  # noqa: F811
    Seat.objects.filter(pk=seat.pk).update(party_group=house.groups["B"])


def account_is_closed(house, round_, who, seat):  # noqa: F811
    User.objects.filter(name=who).update(is_active=False)


def account_is_opened(house, round_, who, seat):  # noqa: F811
    User.objects.filter(name=who, deleted_at=None).update(is_active=True)


def account_is_deleted(house, round_, who, seat):  # noqa: F811
    User.objects.get(name=who).delete()


def gets_a_substitute(house, round_, who, seat):  # noqa: F811
    set_substitute(round_=round_, seat=seat, user=house.people[who], by=house.people["Opposition"], today=TODAY)


def gets_its_seat_back(house, round_, who, seat):  # noqa: F811
    set_substitute(round_=round_, seat=seat, user=None, by=house.people["Opposition"], today=TODAY)


ACTS = [
    votes, votes, votes, takes_over, leaves_vacant, ends_and_another_begins, ends_and_another_begins_in_another_group,
    removed_and_made_anew, passed_in_bulk, changes_group, account_is_closed, account_is_opened, account_is_deleted,
    gets_a_substitute, gets_its_seat_back,
]  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.integers(0, 5)), max_size=10)


def given_so_far():
    """{ballot: (who gave it, what it gives)}."""
    rows = Ballot.objects.prefetch_related("votes")
    return {row.pk: (row.given_by_id, sorted((v.candidate_id, v.points) for v in row.votes.all())) for row in rows}


def carry_out(house, round_, act, who, number):  # noqa: F811
    """One step; what the rules or the database refuse has not happened."""
    seats = list(Seat.objects.on(TODAY).filter(body=house.body).order_by("pk"))
    if not seats:
        return
    try:
        with transaction.atomic():
            act(house, round_, who, seats[number % len(seats)])
    except (Refused, IntegrityError):
        pass


def check(house, round_, before, peak):  # noqa: F811
    after = given_so_far()
    # A ballot that was given stands: neither seats nor people take it away, or make it another's.
    assert {key: after.get(key) for key in before} == before
    # No more than ever sat at once.
    assert len(after) <= peak
    for name, user in house.people.items():
        fresh = User.objects.get(pk=user.pk)
        seats = rights.voting_seats(fresh, round_, TODAY)
        assert len(seats) <= 1, name
        assert not seats or fresh.is_active, name


@pytest.mark.parametrize("secret", [False, True])
@given(steps=STEPS)
@often(6, 200)
def test_no_order_of_changes_counts_a_vote_twice_or_loses_one(
    house,  # noqa: F811
    make_round,
    secretariat,
    secret,
    steps,
):
    with transaction.atomic():
        house.people["Suppleant"] = house.person("Suppleant")
        round_ = make_round(is_secret=secret, is_live=not secret)
        peak = 3
        for act, who, number in steps:
            before = given_so_far()
            carry_out(house, round_, act, who, number)
            peak = max(peak, Seat.objects.on(TODAY).filter(body=house.body).count())
            round_.refresh_from_db()
            check(house, round_, {} if act is votes else before, peak)
        count_of(round_)
        told = turnout(round_, roll_for(round_, TODAY))
        close_round(round_=round_, by=secretariat, today=TODAY)
        round_.refresh_from_db()
        assert str(turnout(round_, roll_for(round_, TODAY))) == str(told)
        transaction.set_rollback(True)

"""Rounds of points while the secretariat changes the council by its own acts, day by day and in any order.

Whatever happens, each mandate and each person has one ballot, what was given stands, who is waited for can vote,
nobody reads what another gave in secret, and a closed round says for ever what it said when it closed.
"""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.council.seat_acts import change_group, change_role, end_seat, rename_group, take_over
from ishoj_process.editing.acts import Refused
from ishoj_process.models import PartyGroup, Seat, User
from ishoj_process.seats.acts import begin_seat, remove_seat
from ishoj_process.users.acts import delete_user
from tests import rows
from vision import rights
from vision.models import Ballot, Candidate, Round, Theme
from vision.rounds.acts import cast_ballot, close_round, open_round, set_substitute
from vision.rounds.page import given_by, result_context, roll_for, seats_by_vote, turnout

from .promises import often

FIRST = date(2023, 10, 30)
DAY = timedelta(days=1)
LETTERS = "AB"


class Council:
    """Four sit in the council, three do not; one round is open, and another may follow it."""

    def __init__(self, is_secret):
        self.today = FIRST
        self.is_secret = is_secret
        self.term = rows.term()
        self.vision = rows.vision(self.term)
        self.staff = rows.make_user(User.Role.SECRETARIAT, "sekretariat@example.org")
        self.body = rows.council()
        self.groups = [PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in LETTERS]
        self.people = [
            User.objects.create_user(f"{number}@example.org", name=f"Medlem {number}", role=User.Role.MEMBER)
            for number in range(7)
        ]
        for number, user in enumerate(self.people[:4]):
            group = self.groups[number % 2]
            Seat.objects.create(body=self.body, term=self.term, user=user, party_group=group)
        self.themes = [Theme.objects.create(vision=self.vision, title=title) for title in ("Skov", "Strand")]
        self.told = {}  # {a closed round: what it said}
        self.most = 0
        self.round = self.opened()

    def opened(self):
        round_ = Round.objects.create(
            vision=self.vision, title="Runde", is_secret=self.is_secret, is_live=not self.is_secret
        )
        for theme in self.themes:
            Candidate.objects.create(round=round_, theme=theme, title=theme.title)
        self.most = len(self.seats())
        return open_round(round_=round_, by=self.staff, today=self.today)

    def seats(self):
        seats = Seat.objects.on(self.today).filter(body=self.body).select_related("term", "user", "party_group", "body")
        return list(seats.order_by("pk"))

    def says(self, round_):
        """All that a closed round tells."""
        shown = result_context(round_, self.staff, roll_for(round_, self.today))
        rows_ = [(row.candidate.title, row.points, row.breadth_text) for row in shown["count"].rows]
        who = {key: [row.who for row in each] for key, each in seats_by_vote(round_, self.today).items()}
        return shown["voted"], shown["seats"], rows_, who, shown.get("given")


# Acts: each of the council, a person, a seat of today and a number


def votes(house, who, seat, number):
    keys = [candidate.pk for candidate in house.round.candidates.all()]
    for place in rights.voting_seats(who, house.round, house.today):
        points = {keys[number % 2]: number % 5 + 1}
        cast_ballot(round_=house.round, seat=place, points=points, by=who, today=house.today)


def takes_over(house, who, seat, number):
    until = house.today + DAY * (number % 3) if number > 4 else None
    also = Seat.objects.filter(user=seat.user) if number % 2 else ()
    on = house.today + DAY * (number % 2)
    take_over(seat=seat, substitute=who, on=on, until=until, also=also, by=house.staff, today=house.today)


def changes_group(house, who, seat, number):
    group = [*house.groups, None][number % 3]
    change_group(seat=seat, group=group, on=house.today, by=house.staff)


def changes_role(house, who, seat, number):
    role = [Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER][number % 3]
    change_role(seat=seat, role=role, on=house.today, by=house.staff)


def ends(house, who, seat, number):
    end_seat(seat=seat, last_day=house.today - DAY * (number % 2), by=house.staff)


def begins(house, who, seat, number):
    role = Seat.Role.SUBSTITUTE if number == 6 else Seat.Role.MEMBER
    starts = house.today + DAY * (number % 2) if number > 2 else None
    ends_on = house.today + DAY * 2 if number % 3 == 0 else None
    group = house.groups[number % 2]
    words = {"body": house.body, "term": house.term, "party_group": group, "role": role, "by": house.staff}
    begin_seat(user=who, starts=starts, ends=ends_on, **words)


def is_removed(house, who, seat, number):
    remove_seat(seat=seat, by=house.staff, today=FIRST)


def is_closed(house, who, seat, number):
    User.objects.filter(pk=who.pk).update(is_active=False)


def is_opened(house, who, seat, number):
    User.objects.filter(pk=who.pk, deleted_at=None).update(is_active=True)


def is_deleted(house, who, seat, number):
    delete_user(user=who, by=house.staff)


def is_renamed(house, who, seat, number):
    User.objects.filter(pk=who.pk, deleted_at=None).update(name=f"Medlem {who.pk} {number}")
    group = house.groups[number % 2]
    rename_group(
        group=group, name=f"Gruppe {number}", letter=f"{LETTERS[number % 2]}{number}", on=house.today, by=house.staff
    )


def votes_for(house, who, seat, number):
    set_substitute(round_=house.round, seat=seat, user=who, by=house.staff, today=house.today)


def gets_it_back(house, who, seat, number):
    set_substitute(round_=house.round, seat=seat, user=None, by=house.staff, today=house.today)


def night_falls(house, who, seat, number):
    house.today += DAY


def another_round(house, who, seat, number):
    closed = close_round(round_=house.round, by=house.staff, today=house.today)
    house.told[closed.pk] = house.says(closed)
    house.round = house.opened()


ACTS = [
    *[votes] * 5, *[takes_over] * 3, changes_group, changes_role, ends, *[begins] * 2, is_removed, is_closed, is_opened,
    is_deleted, is_renamed, *[votes_for] * 2, gets_it_back, *[night_falls] * 2, another_round,
]  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 6), st.integers(0, 5), st.integers(0, 7)), min_size=4, max_size=14
)


def given_in(round_):
    """{ballot: (who gave it, what it gives)}."""
    ballots = Ballot.objects.filter(round=round_).prefetch_related("votes")
    return {row.pk: (row.given_by_id, {v.candidate_id: v.points for v in row.votes.all()}) for row in ballots}


def carry_out(house, act, who, seat, number):
    """One step; what the rules refuse has not happened."""
    seats = house.seats()
    if not seats:
        return
    try:
        with transaction.atomic():
            act(house, User.objects.get(pk=house.people[who].pk), seats[seat % len(seats)], number)
    except Refused:
        pass


def check(house, act, before, round_):
    after = given_in(round_)
    if act is not votes and not (round_ != house.round and house.is_secret):
        # A ballot that was given stands: neither seats nor people take it away, or make it another's.
        assert after == before
    voting = Seat.objects.on(house.today).voting_in_council().filter(body=house.body).count()
    house.most = max(house.most, voting)
    assert len(given_in(house.round)) <= house.most
    roll = house.round.roll(house.today)
    people = list(User.objects.filter(pk__in=[user.pk for user in house.people]))
    free = set()
    for user in people:
        places = rights.voting_places(user, roll)
        assert len(places) <= 1
        assert not places or user.is_active
        for place in places:
            if place.ballot is None:
                free.add(user.pk)
            elif house.is_secret:
                assert place.ballot.given_by_id == user.pk or not given_by(place)
    assert {place.voter_key for place in roll.waited_for()} == free
    for key, said in house.told.items():
        assert house.says(Round.objects.get(pk=key)) == said


@often(10, 600)
@given(is_secret=st.booleans(), steps=STEPS)
def test_no_order_of_acts_counts_a_vote_twice_or_shows_it_to_another(db, is_secret, steps):
    with transaction.atomic():
        house = Council(is_secret)
        for act, who, seat, number in steps:
            round_ = house.round
            before = given_in(round_)
            carry_out(house, act, who, seat, number)
            check(house, act, before, round_)
        told = turnout(house.round, roll_for(house.round, house.today))
        closed = close_round(round_=house.round, by=house.staff, today=house.today)
        assert turnout(closed, None) == told
        transaction.set_rollback(True)

"""Any order of seats, ends, takings over and changes: on each day exactly the right people sit, and nobody else.

What the acts do to rows is held against a model that knows no rows: who sits where on which day.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.rights import subscribes
from ishoj_process.council.seat_acts import change_group, change_role, end_seat, take_over
from ishoj_process.editing.acts import Refused
from ishoj_process.meetings.shown import invited, possible_substitutes
from ishoj_process.models import PartyGroup, Seat
from ishoj_process.readers import reader_of
from ishoj_process.rules import holds
from tests import rows
from tests.nonsense.promises import often
from vision.models import Round

STEP = timedelta(days=1)
# Something changes on one of these days, or not at all; between two of them all is as it was on the first.
DAYS = [date(2025, 6, 1), date(2025, 9, 1), date(2025, 11, 18), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
LET_IN, FIRST = DAYS[3], DAYS[4]
ASKED = [*DAYS, *(day - STEP for day in DAYS[1:])]
LETTERS, ROLES = ["A", "B", None], ["member", "chair", "substitute"]
PEOPLE = 4
person, place, day = st.integers(0, PEOPLE - 1), st.integers(0, 1), st.sampled_from(DAYS)
BEGINNINGS = st.lists(
    st.tuples(person, place, place, st.sampled_from(ROLES), st.none() | day, st.none() | day), min_size=1, max_size=5
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["end", "take", "take for a while", "group", "chair"]),
        *(st.integers(0, 9), person, day, day, st.integers(0, 2)),
    ),
    max_size=6,
)


@dataclass(frozen=True)
class Sitting:
    """That somebody sits somewhere on a day."""

    who: int
    body: int
    term: int
    role: str
    group: str | None


@dataclass
class Model:
    """Who sits on which day, and nothing else."""

    terms: list[tuple[date, date]]
    sits: dict[date, list[Sitting]] = field(default_factory=lambda: {each: [] for each in ASKED})

    def begin(self, one, starts, ends):
        first, last = self.terms[one.term]
        for each in ASKED:
            if max(starts or first, first) <= each <= min(ends or last, last):
                self.sits[each].append(one)

    def change(self, row, one, on, until, **changes):
        """From a day of the row on, to one, it is otherwise; with no changes nobody sits there."""
        for each in ASKED:
            if max(on, row.first_day) <= each <= min(until, row.last_day):
                self.sits[each].remove(one)
                if changes:
                    self.sits[each].append(replace(one, **changes))

    def replaced(self, on, until, matches, **changes):
        for each in ASKED:
            if on <= each <= until:
                self.sits[each] = [
                    replace(one, **changes) if matches(one) else one
                    for one in self.sits[each]
                    if changes or not matches(one)
                ]


class House:
    def __init__(self, term, council, committee):
        self.terms = [term, rows.next_term(elected_read_from=LET_IN)]
        self.bodies = [council, committee]
        self.people = [rows.seated(f"{number}@example.org", term) for number in range(PEOPLE)]
        self.groups = {letter: PartyGroup.objects.create(letter=letter, name=letter) for letter in "AB"} | {None: None}
        self.staff = rows.make_user("secretariat", "s@example.org")
        self.model = Model([(term.starts, term.ends) for term in self.terms])

    def begin(self, who, body, term, role, starts, ends):
        """A seat is entered; what no database stores, and nobody would mean, is left out."""
        known = Seat.objects.filter(user=self.people[who], body=self.bodies[body], term=self.terms[term])
        if (starts and ends and ends < starts) or known.exists():
            return
        group = self.groups["A"]
        Seat.objects.create(
            user=self.people[who], body=self.bodies[body], term=self.terms[term], role=role, party_group=group,
            starts=starts, ends=ends,
        )  # fmt: skip
        self.model.begin(Sitting(who, body, term, role, "A"), starts, ends)

    def sitting(self, row):
        letter = row.party_group.letter if row.party_group else None
        who = next((number for number, user in enumerate(self.people) if user.pk == row.user_id), None)
        body, term = self.bodies.index(row.body), self.terms.index(row.term)
        return Sitting(who, body, term, row.role, letter)

    def act(self, kind, number, who, on, until, letter):
        """One act on one of the rows, carried out on both sides, or refused and done on neither."""
        found = list(Seat.objects.select_related("body", "term", "party_group").order_by("pk"))
        if not found:
            return
        row = found[number % len(found)]
        one, carry_out = self.sitting(row), getattr(self, kind.partition(" ")[0])
        is_for_a_while = kind.endswith("while")
        try:
            with transaction.atomic():
                then = carry_out(row, one, who, on, until if is_for_a_while else None, LETTERS[letter])
        except Refused:
            return
        then()

    def end(self, row, one, who, on, until, letter):
        end_seat(seat=row, last_day=on - STEP, by=self.staff)
        return lambda: self.model.change(row, one, on, date.max)

    def take(self, row, one, who, on, until, letter):
        group = self.groups[letter]
        substitute, own = self.people[who], self.own_group(row, who, on)
        take_over(seat=row, substitute=substitute, on=on, until=until, party_group=group, by=self.staff, today=ASKED[0])
        term_ends = row.term.ends

        def then():
            def is_own(other):
                return (other.who, other.body, other.term, other.role) == (who, one.body, one.term, "substitute")

            self.model.replaced(on, until or term_ends, is_own)
            taken = {"who": who, "role": "member", "group": letter or own or one.group}
            self.model.change(row, one, on, until or date.max, **taken)

        return then

    def own_group(self, row, who, on):
        """That of the substitute's own place on the day or later."""
        places = Seat.objects.filter(user=self.people[who], body=row.body, term=row.term, party_group__isnull=False)
        return next((each.party_group.letter for each in places.order_by("pk") if each.last_day >= on), None)

    def group(self, row, one, who, on, until, letter):
        change_group(seat=row, group=self.groups[letter], on=on, by=self.staff)
        return lambda: self.model.change(row, one, on, date.max, group=letter)

    def chair(self, row, one, who, on, until, letter):
        change_role(seat=row, role=Seat.Role.CHAIR, on=on, by=self.staff)

        def then():
            def is_other_chair(other):
                return (other.body, other.term, other.role) == (one.body, one.term, "chair")

            self.model.replaced(on, row.term.ends, is_other_chair, role="member")
            before = replace(one, role="member") if one.role == "chair" else one
            self.model.change(row, before, on, date.max, role="chair")

        return then

    def check(self, round_):
        for each in ASKED:
            sits = self.model.sits[each]
            for who, user in enumerate(self.people):
                user.readers_by_day.clear()
                self.check_reader(who, user, each, sits)
            for number, body in enumerate(self.bodies):
                self.check_meeting(number, body, each, sits)
            voting = {one.who for one in sits if one.body == 0 and one.role != "substitute"}
            votes = {place.voter_key for place in round_.roll(each).places}
            assert votes == {self.people[who].pk for who in voting}

    def check_reader(self, who, user, each, sits):
        reader = reader_of(user, each)
        held = {self.bodies[one.body].pk for one in sits if one.who == who}
        chaired = {self.bodies[one.body].pk for one in sits if one.who == who and one.role == "chair"}
        assert (set(reader.bodies), set(reader.chaired)) == (held, chaired)
        assert reader.is_member == bool(held) == holds(subscribes(each), user)
        elected = {self.bodies[one.body].pk for one in self.model.sits[FIRST] if one.who == who}
        coming = elected if LET_IN <= each < FIRST else set()
        assert set(reader.read_bodies) == held | coming
        assert reader.reads_only == (bool(coming) and not held)

    def check_meeting(self, number, body, each, sits):
        meeting = rows.meeting(body, start_date=each)
        members = {one.who for one in sits if one.body == number and one.role != "substitute"}
        substitutes = {one.who for one in sits if one.body == number and one.role == "substitute"}
        assert {user.pk for user in invited(meeting)} == {self.people[who].pk for who in members}
        assert {user.pk for user in possible_substitutes(meeting)} == {self.people[who].pk for who in substitutes}


@pytest.mark.django_db
@often(8, 200)
@given(beginnings=BEGINNINGS, acts=ACTS)
def test_on_each_day_exactly_the_right_people_sit(term, council, committee, vision, beginnings, acts):
    with transaction.atomic():
        house = House(term, council, committee)
        round_ = Round.objects.create(vision=vision, title="Runde")
        for beginning in beginnings:
            house.begin(*beginning)
        for act in acts:
            house.act(*act)
        house.check(round_)
        transaction.set_rollback(True)

"""Any order of the acts on bodies, seats and groups, on any days: on each day the right names, readers and choices.

What is right says a small model that knows days and no rows. The long form is that of `make break`.
"""

import os
import random
from collections import Counter
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django import forms
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from ishoj_process.council import acts, seat_acts
from ishoj_process.council.seat_history import last_act
from ishoj_process.editing.acts import Refused
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.models import Body, Meeting, PartyGroup, Seat, Strategy, Succession, User
from ishoj_process.readers import reader_of
from ishoj_process.rights import sees_meeting
from ishoj_process.rules import select
from ishoj_process.seats.acts import begin_seat, remove_seat, take_seat_act_back
from strategies.rights import reads_wording
from tests import rows

IS_LONG = os.environ.get("BREAK", "1") != "1"
ONE = timedelta(days=1)
FIRST, LAST = date(2022, 1, 1), date(2025, 12, 31)
ON = [date(2023, 1, 1), date(2023, 1, 2), date(2024, 7, 1), date(2024, 7, 3), date(2025, 1, 1)]
DAYS = sorted({FIRST - ONE, FIRST, LAST, LAST + ONE, *ON, *(day - ONE for day in ON)})
NAMES = ["Alfa", "Beta", "Gamma", "Delta"]
OFFICES = ("chair", "vice_chair")


class Model:
    """What is so on each day that is asked about."""

    def __init__(self, bodies, groups):
        self.names = {body.pk: dict.fromkeys(DAYS, body.name) for body in bodies}
        self.names_before = {body.pk: [] for body in bodies}
        self.begins = {body.pk: None for body in bodies}
        self.ends = {body.pk: None for body in bodies}
        self.successions = {}
        self.letters = {group.pk: dict.fromkeys(DAYS, group.letter) for group in groups}
        self.seats = {(body.pk, day): Counter() for body in bodies for day in DAYS}
        self.seats_before = {}

    def rename(self, table, key, name, on):
        table[key] |= {day: name for day in DAYS if day >= on}

    def is_within(self, body, day):
        begins, ends = self.begins[body], self.ends[body]
        return (begins is None or begins <= day) and (ends is None or day <= ends)

    def living(self, day):
        gone = {body for (body, _heir), on in self.successions.items() if on <= day}
        return {body for body in self.names if self.is_within(body, day) and body not in gone}

    def heirs(self, body, day):
        following = [heir for (of, heir), on in self.successions.items() if of == body and on <= day]
        return set().union(*(self.heirs(heir, day) for heir in following)) if following else {body}

    def remember(self, body):
        self.seats_before[body] = {key: deepcopy(value) for key, value in self.seats.items() if key[0] == body}

    def place(self, body, place, first, last, instead=None):
        """Put a place on each day from the first to the last, or take it away for another or none."""
        for day in DAYS:
            if first <= day <= last:
                self.seats[body, day][place] -= 1
                self.seats[body, day] += Counter()  # without what is none
                if instead:
                    self.seats[body, day][instead] += 1

    def sitting(self, day):
        return {
            (body, *place)
            for (body, when), places in self.seats.items()
            if when == day and self.is_within(body, day)
            for place in places
        }


class House:
    """The rows, and the acts on them; each is told to the model once it is done."""

    def __init__(self, bodies, people, groups, term, by):
        self.bodies, self.people, self.groups, self.term, self.by = bodies, people, groups, term, by
        self.model = Model(bodies, groups)
        for seat in Seat.objects.all():
            self._enter(seat)

    def _enter(self, seat):
        for day in DAYS:
            if (seat.starts or FIRST) <= day <= (seat.ends or LAST):
                self.model.seats[seat.body_id, day][_place(seat)] += 1

    def rename(self, one, _other, on, number):
        body, name = Body.objects.get(pk=self.bodies[one].pk), NAMES[number % len(NAMES)]
        before = dict(self.model.names[body.pk])
        acts.rename_body(body=body, name=name, on=on, by=self.by)
        self.model.names_before[body.pk].append(before)
        self.model.rename(self.model.names, body.pk, name, on)

    def name_back(self, one, _other, _on, _number):
        acts.take_name_back(body=self.bodies[one], by=self.by)
        self.model.names[self.bodies[one].pk] = self.model.names_before[self.bodies[one].pk].pop()

    def begin(self, one, _other, on, number):
        on = on if number % 2 else None
        acts.begin_body(body=self.bodies[one], on=on, by=self.by)
        self.model.begins[self.bodies[one].pk] = on

    def end(self, one, _other, on, number):
        on = on if number % 2 else None
        acts.end_body(body=self.bodies[one], on=on, by=self.by)
        self.model.ends[self.bodies[one].pk] = on

    def hand_over(self, one, other, on, number):
        """Taken over, split or merged, by the number."""
        ending, heirs = {one}, {other}
        third = ({0, 1, 2} - ending - heirs).pop()
        (ending if number % 3 == 1 else heirs if number % 3 == 2 else set()).add(third)
        told = [[self.bodies[key] for key in sorted(keys)] for keys in (ending, heirs)]
        acts.hand_over(bodies=told[0], heirs=told[1], on=on, by=self.by)
        for body in told[0]:
            self.model.successions |= {(body.pk, heir.pk): on for heir in told[1]}
            if self.model.ends[body.pk] is None or self.model.ends[body.pk] >= on:
                self.model.ends[body.pk] = on - ONE

    def hand_over_back(self, _one, _other, _on, number):
        found = list(Succession.objects.order_by("pk"))
        if not found:
            return
        row = found[number % len(found)]
        body, heir = row.body_id, row.heir_id
        acts.take_hand_over_back(succession=row, by=self.by)
        on = self.model.successions.pop((body, heir))
        if not any(of == body for of, _heir in self.model.successions) and self.model.ends[body] == on - ONE:
            self.model.ends[body] = None

    def begin_seat(self, one, other, on, number):
        role = ["member", "substitute", "chair", "vice_chair"][number % 4]
        told = {"party_group": self.groups[number % 2], "starts": on if number % 3 else None}
        told |= {"ends": on + 400 * ONE if number % 5 == 1 else None, "user": self._person(number)}
        seat = begin_seat(body=self._body(one, other), term=self.term, role=role, by=self.by, **told)
        self.model.remember(seat.body_id)
        self._enter(seat)

    def end_seat(self, one, _other, on, _number):
        if seat := self._seat(one):
            told = self._told(seat)
            seat_acts.end_seat(seat=seat, last_day=on, by=self.by)
            self.model.place(*told, on + ONE, _last(seat))

    def take_over(self, one, other, on, number):
        seat, person = self._seat(one), self._person(number)
        if seat is None:
            return
        until = ON[-1 - other] if number % 2 else None
        own = [row for row in Seat.objects.filter(body=seat.body, user=person).order_by("pk") if _last(row) >= on]
        told = {"until": until, "today": FIRST, "by": self.by}
        seat_acts.take_over(seat=seat, substitute=person, on=on, **told)
        group = next((row.party_group_id for row in own if row.party_group_id), seat.party_group_id)
        last = until or _last(seat)
        for row in own:
            self.model.place(row.body_id, _place(row), max(on, row.starts or FIRST), min(last, _last(row)))
        role = "member" if seat.role in OFFICES else seat.role
        self.model.place(*self._told(seat), on, last, instead=(person.pk, role, group))

    def change_group(self, one, other, on, _number):
        if seat := self._seat(one):
            told, group = self._told(seat), self.groups[other % 2]
            seat_acts.change_group(seat=seat, group=group, on=on, by=self.by)
            self.model.place(*told, on, _last(seat), instead=(seat.user_id, seat.role, group.pk))

    def change_role(self, one, other, on, _number):
        seat, role = self._seat(one), [*OFFICES, "member"][other]
        if seat is None:
            return
        told = self._told(seat)
        seat_acts.change_role(seat=seat, role=Seat.Role(role), on=on, by=self.by)
        for day in (day for day in DAYS if day >= on and role in OFFICES):
            own = told[1] if (seat.starts or FIRST) <= day <= _last(seat) else None
            for place in [place for place in self.model.seats[seat.body_id, day] if place[1] == role and place != own]:
                self.model.place(seat.body_id, place, day, day, instead=(place[0], "member", place[2]))
        if seat.role != role:
            self.model.place(*told, on, _last(seat), instead=(seat.user_id, role, seat.party_group_id))

    def remove_seat(self, one, _other, _on, number):
        seat = self._seat(one) if number % 4 == 0 else None
        if seat:
            told, first = self._told(seat), seat.starts or FIRST
            remove_seat(seat=seat, by=self.by, today=FIRST)
            self.model.place(*told, first, _last(seat))

    def seat_act_back(self, one, _other, _on, _number):
        body = self.bodies[one]
        last = last_act(body=body)
        if last and last.mark:
            take_seat_act_back(mark=last.mark, by=self.by, today=FIRST)
            self.model.seats |= self.model.seats_before[body.pk]

    def rename_group(self, one, _other, on, number):
        group, letter = PartyGroup.objects.get(pk=self.groups[one % 2].pk), "XYZ"[number % 3]
        seat_acts.rename_group(group=group, name=f"Gruppe {letter}", letter=letter, on=on, by=self.by)
        self.model.rename(self.model.letters, group.pk, letter, on)

    def _body(self, one, other):
        return Body.objects.get(pk=self.bodies[one if one != other else 0].pk)

    def _person(self, number):
        return self.people[number % len(self.people)]

    def _seat(self, one):
        found = list(Seat.objects.select_related("body", "term").order_by("pk"))
        return found[one * 7 % len(found)] if found else None

    def _told(self, seat):
        self.model.remember(seat.body_id)
        return seat.body_id, _place(seat)

    def hold_to_the_model(self):
        bodies = {body.pk: body for body in Body.objects.all()}
        groups = PartyGroup.objects.all()
        for day in DAYS:
            living = self.model.living(day)
            assert {key: str(body.on(day)) for key, body in bodies.items()} == {
                key: names[day] for key, names in self.model.names.items()
            }
            assert {group.pk: group.on(day).called.abbreviation for group in groups} == {
                key: letters[day] for key, letters in self.model.letters.items()
            }
            assert offered(day) == sorted((key, self.model.names[key][day]) for key in living)
            assert len({self.model.names[key][day] for key in living}) == len(living)
            for key, body in bodies.items():
                assert {heir.pk for heir in body.heirs_on(day)} == self.model.heirs(key, day)
            self._hold_readers(day)

    def _hold_readers(self, day):
        sitting = self.model.sitting(day)
        held = Seat.objects.on(day).values_list("body", "user", "role", "party_group")
        assert sorted(held) == sorted(sitting)
        for body in self.bodies:
            in_office = Counter(place[2] for place in sitting if place[0] == body.pk and place[2] in OFFICES)
            assert set(in_office.values()) <= {1}
        for person in User.objects.filter(pk__in=[each.pk for each in self.people]):
            reader = reader_of(person, day)
            own = {place[0] for place in sitting if place[1] == person.pk}
            assert reader.is_member is bool(own)
            assert {*select(Meeting.objects, sees_meeting(reader)).values_list("bodies", flat=True)} == own
            assert {*select(Strategy.objects, reads_wording(reader)).values_list("owner", flat=True)} == own


def _place(seat):
    return seat.user_id, str(seat.role), seat.party_group_id


def _last(seat):
    return seat.ends or LAST


class ChoiceForm(forms.Form):
    bodies = forms.ModelMultipleChoiceField(queryset=Body.objects.none())


def offered(day):
    form = ChoiceForm()
    offer_bodies(form, "bodies", day)
    return sorted((key.value, str(label)) for key, label in form.fields["bodies"].choices)


@pytest.fixture
def house(db, secretariat):
    term = rows.term()
    bodies = [Body.objects.create(name=name, slug=name.lower(), kind="standing") for name in NAMES[:3]]
    groups = [PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in "AB"]
    people = [rows.make_user("member", f"medlem-{number}@example.org") for number in range(4)]
    places = [(0, 0, "chair"), (0, 1, "member"), (0, 3, "substitute"), (1, 2, "member"), (1, 0, "vice_chair")]
    for body, person, role in places:
        told = {"term": term, "role": role, "party_group": groups[person % 2]}
        Seat.objects.create(body=bodies[body], user=people[person], **told)
    for body in bodies:
        # Before all that happens, so that it is the seat and not the meeting's day that is asked.
        day = {"start_date": FIRST, "end_date": FIRST, "is_published": False}
        Meeting.objects.create(title=f"Møde {body.pk}", kind="committee", **day).bodies.add(body)
        Strategy.objects.create(title=f"Strategi {body.pk}", slug=f"s-{body.pk}", owner=body, status="in_preparation")
    return lambda: House(bodies, people, groups, term, secretariat)


ACTS = [name for name in vars(House) if not name.startswith("_") and name != "hold_to_the_model"]
STEPS = 14


def drawn(seed):
    """Steps of which each is as likely as another: drawn one by one, most would be the first act on the first day."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    for _step in range(STEPS):
        one, other = rng.sample(range(3), 2)
        yield rng.choice(ACTS), one, other, rng.choice(ON), rng.randrange(60)


@settings(
    max_examples=600 if IS_LONG else 16,
    deadline=None,
    derandomize=not IS_LONG,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 2**32))
def test_on_any_day_the_right_people_read_under_the_right_names(house, seed):
    with transaction.atomic():
        standing, done = house(), []
        for name, *told in drawn(seed):
            try:
                with transaction.atomic():
                    getattr(standing, name)(*told)
                    done.append((name, *told))
            except Refused:
                pass
        note(done)
        standing.hold_to_the_model()
        transaction.set_rollback(True)

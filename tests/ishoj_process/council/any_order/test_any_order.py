"""Any order of acts on bodies, seats, groups and what is left to heirs: on each day the right names, readers, choices.

What is right says a small model that knows days and no rows (`council.py`, `work.py`). The long form is that of
`make break`.
"""

import os
import random
from collections import Counter

import pytest
from django import forms
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from ishoj_process.editing.acts import Refused
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.models import Body, PartyGroup, Seat, User
from ishoj_process.readers import reader_of
from tests import rows

from . import council, work
from .council import DAYS, NAMES, ON, House
from .work import Work

IS_LONG = os.environ.get("BREAK", "1") != "1"
STEPS = 20


class ChoiceForm(forms.Form):
    bodies = forms.ModelMultipleChoiceField(queryset=Body.objects.none())


def offered(day):
    form = ChoiceForm()
    offer_bodies(form, "bodies", day)
    return sorted((key.value, str(label)) for key, label in form.fields["bodies"].choices)


@pytest.fixture
def house(db, secretariat):
    terms = [rows.term(), rows.next_term()]
    bodies = [Body.objects.create(name=name, slug=name.lower(), kind="standing") for name in NAMES[:3]]
    groups = [PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in "AB"]
    people = [rows.make_user("member", f"medlem-{number}@example.org") for number in range(4)]
    places = [(0, 0, "chair"), (0, 1, "member"), (0, 3, "substitute"), (1, 2, "member"), (1, 0, "vice_chair")]
    for term, moved in zip(terms, (0, 1), strict=True):
        for body, person, role in places:
            user = people[(person + moved) % len(people)]
            told = {"term": term, "role": role, "party_group": groups[person % 2]}
            Seat.objects.create(body=bodies[body], user=user, **told)
    return lambda: House(bodies, people, groups, terms, secretariat)


def hold_to_the_model(standing, things, seed):
    model, bodies, groups = standing.model, list(Body.objects.all()), PartyGroup.objects.all()
    people = list(User.objects.filter(pk__in=[each.pk for each in standing.people]))
    for place, day in enumerate(DAYS):
        living = model.living(day)
        named = {key: names[day] for key, names in model.names.items()}
        assert {body.pk: str(body.as_of(day)) for body in bodies} == named
        assert {group.pk: group.on(day).called.abbreviation for group in groups} == {
            key: letters[day] for key, letters in model.letters.items()
        }
        assert offered(day) == sorted((key, model.told(key, day)) for key in living)
        assert len({named[key] for key in living}) == len(living)
        for body in bodies:
            assert {heir.pk for heir in body.heirs_on(day)} == model.heirs(body.pk, day)
        hold_seats(standing, day)
        # One on each day: who goes by the seed.
        things.hold_reader(reader_of(people[(place + seed) % len(people)], day), day)
    things.hold_owners()


def hold_seats(standing, day):
    sitting = standing.model.sitting(day)
    assert sorted(Seat.objects.on(day).values_list("body", "user", "role", "party_group")) == sorted(sitting)
    in_office = Counter((body, role) for body, _user, role, _group in sitting if role in council.OFFICES)
    assert set(in_office.values()) <= {1}


# Those on which much hangs, or that others must go before, are drawn more often.
OFTEN = ["take_over", "change_group", "change_role", "begin_seat", "seat_act_back", "hand_over", "give"]
ACTS = [*council.ACTS, *work.ACTS, *OFTEN * 3]


def drawn(seed):
    """Steps of which each is as likely as another: drawn one by one, most would be the first act on the first day."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    # At last what is handed over, and back: few orders lead there by chance.
    names = [rng.choice(ACTS) for _step in range(STEPS)] + ["hand_over", "give", "give", "give_back"][
        : rng.randrange(5)
    ]
    for name in names:
        one, other = rng.sample(range(3), 2)
        yield name, one, other, rng.choice(ON), rng.randrange(60)


@settings(
    max_examples=600 if IS_LONG else 16,
    deadline=None,
    derandomize=not IS_LONG,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 2**32))
def test_on_any_day_the_right_people_read_under_the_right_names(house, seed):
    with transaction.atomic():
        standing, done, wrongly = house(), [], []
        things = Work(standing)
        for name, *told in drawn(seed):
            hands = things if name in work.ACTS else standing
            must = hands.must(name, *told)
            try:
                with transaction.atomic():
                    hands.do(name, *told)
                    done.append((name, *told))
            except Refused as refused:
                wrongly += [(name, told, refused)] * must
        note(done)
        assert wrongly == []
        hold_to_the_model(standing, things, seed)
        transaction.set_rollback(True)

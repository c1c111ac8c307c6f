"""Who carries on whose work on which day: taken over, merged, split, one after the other; and who is there at all."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.models import Body, Lineage, Succession

DAY = timedelta(days=1)
ON = date(2024, 1, 1)


def body(name, **fields):
    return Body.objects.create(name=name, slug=name.lower(), kind="standing", **fields)


@pytest.fixture
def four(db):
    return [body(name) for name in "ABCD"]


def names(bodies):
    return [each.name for each in bodies]


def test_body_carries_on_its_own_work_until_the_day(four):
    a, b, _c, _d = four
    Succession.objects.create(body=a, heir=b, on=ON)

    assert (names(a.heirs_on(ON - DAY)), names(a.heirs_on(ON))) == (["A"], ["B"])
    assert (names(b.predecessors_on(ON - DAY)), names(b.predecessors_on(ON))) == ([], ["A"])


def test_split_and_merger_and_one_after_the_other(four):
    a, b, c, d = four
    for heir in (b, c):
        Succession.objects.create(body=a, heir=heir, on=ON)
    Succession.objects.create(body=b, heir=d, on=ON + 365 * DAY)

    assert names(a.heirs_on(ON)) == ["B", "C"]
    assert names(a.heirs_on(ON + 365 * DAY)) == ["C", "D"]
    assert names(d.predecessors_on(ON + 365 * DAY)) == ["A", "B"]


def test_successor_without_a_day_has_always_been_one(four):
    Succession.objects.create(body=four[0], heir=four[1])

    assert names(four[0].heirs_on(date(1990, 1, 1))) == ["B"]


@pytest.mark.parametrize(
    ("fields", "day", "is_there"),
    [
        ({}, ON, True),
        ({"begins": ON}, ON - DAY, False),
        ({"begins": ON}, ON, True),
        ({"ends": ON}, ON, True),
        ({"ends": ON}, ON + DAY, False),
    ],
)
def test_body_is_there_within_its_days(db, fields, day, is_there):
    row = body("A", **fields)

    assert Body.objects.living(day).filter(pk=row.pk).exists() is is_there
    assert (Lineage.read().living([row], day) == [row]) is is_there


@pytest.mark.parametrize(("on", "day", "is_there"), [(ON, ON - DAY, True), (ON, ON, False), (None, ON - DAY, False)])
def test_body_is_not_there_when_another_has_taken_over(four, on, day, is_there):
    Succession.objects.create(body=four[0], heir=four[1], on=on)

    assert (four[0] in Body.objects.living(day)) is is_there
    assert (four[0] in Lineage.read().living(four, day)) is is_there


def test_ring_is_refused_whatever_its_days(four):
    a, b, c, _d = four
    Succession.objects.create(body=a, heir=b, on=ON)
    Succession.objects.create(body=b, heir=c, on=ON - 365 * DAY)

    with pytest.raises(ValidationError, match="i ring"):
        Succession(body=c, heir=a, on=ON + 10 * DAY).full_clean()
    Succession(body=a, heir=c, on=ON).full_clean()


def test_nobody_succeeds_itself_or_another_twice(four):
    Succession.objects.create(body=four[0], heir=four[1], on=ON)

    for heir in four[:2]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession.objects.create(body=four[0], heir=heir)


def test_work_that_is_carried_on_says_since_when(four):
    a, b, c, d = (each.pk for each in four)
    lineage = Lineage([(a, b, ON), (b, c, ON - DAY), (a, c, ON + DAY), (c, d, None)])

    # By way of B the work came to C when A handed it to B, though B had handed its own over before.
    assert lineage.carried_on([a]) == {b: ON, c: ON, d: ON}
    assert lineage.carried_on([b]) == {c: ON - DAY, d: ON - DAY}
    assert lineage.carried_on([d]) == {}


keys = st.integers(1, 6)
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
rows = st.lists(st.tuples(keys, keys, days), max_size=10).map(
    # Acyclic, as the model asks: each is carried on by a higher number.
    lambda found: [(min(one, other), max(one, other), day) for one, other, day in found if one != other]
)


def begun(rows, day):
    return [row for row in rows if row[2] is None or row[2] <= day]


@given(rows, keys, st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_heirs_are_just_those_who_are_reached_and_carry_on_themselves(rows, key, day):
    reached, edges = {key}, begun(rows, day)
    for _step in range(6):
        reached |= {heir for one, heir, _on in edges if one in reached}
    ends = {one for one in reached if one not in {row[0] for row in edges}}

    assert set(Lineage(rows).heirs(key, day)) == ends


@given(rows, keys, keys, st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_predecessor_of_an_heir_is_whoever_reaches_it(rows, key, other, day):
    lineage = Lineage(rows)

    if other in lineage.heirs(key, day) and other != key:
        assert key in lineage.predecessors(other, day)
    assert (key in lineage.predecessors(other, day)) == (
        key != other and other in Lineage(begun(rows, day)).descendants(key)
    )


@given(rows, st.tuples(keys, keys), st.dates(date(2020, 1, 2), date(2030, 1, 1)), keys)
def test_later_succession_changes_nothing_before_its_day(rows, pair, on, key):
    one, other = sorted(pair)
    if one == other:
        return
    with_it = Lineage([*rows, (one, other, on)])

    assert with_it.heirs(key, on - DAY) == Lineage(rows).heirs(key, on - DAY)
    assert with_it.predecessors(key, on - DAY) == Lineage(rows).predecessors(key, on - DAY)


@given(rows, keys, st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_since_and_reached_agree(rows, key, day):
    lineage = Lineage(rows)
    since = {heir for heir, first in lineage.carried_on([key]).items() if first is None or first <= day}

    assert since == set(Lineage(begun(rows, day)).descendants(key)) - {key}


@given(st.lists(st.tuples(keys, keys, days), max_size=12), keys, st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_ring_that_an_earlier_release_stored_ends_all_the_same(rows, key, day):
    lineage = Lineage(rows)

    assert lineage.heirs(key, day)
    lineage.carried_on([key])
    lineage.predecessors(key, day)

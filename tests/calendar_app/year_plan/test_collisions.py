"""Collisions are named: the same body, members in two places, holidays; and nothing that was not stated is guessed."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.year_plan.collisions import Entry, Weight, collisions_of, seats_of_year
from ishoj_process.models import Body, CouncilTerm, Seat, User

TUESDAY = date(2024, 5, 14)
HARD, CLASH, REMARK = Weight


def entry(key, body, start=None, minutes=None, day=TUESDAY, is_planned=True):
    return Entry(key, ((body, body),), day, start, minutes, body, is_planned)


def told(*entries, seats=()):
    return [(one.weight, one.text) for one in collisions_of(entries, seats)]


def seat(user, body, **fields):
    term = CouncilTerm(starts=date(2022, 1, 1), ends=date(2025, 12, 31))
    fields = {"role": "member", **fields}
    return Seat(user=User(pk=user, name=f"Medlem {user}"), body=Body(pk=body, name=body), term=term, **fields)


SHARED = [seat(1, "A"), seat(1, "B", role="chair"), seat(2, "A"), seat(3, "B")]


@pytest.mark.parametrize(
    ("first", "second", "weight", "how"),
    [
        ((time(17), None), (time(17), None), HARD, "samme råd eller udvalg på samme tid"),
        ((time(16), 90), (time(17), None), HARD, "samme råd eller udvalg på samme tid"),
        ((time(16), 60), (time(17), None), CLASH, "samme dag"),
        ((time(16), None), (time(17), None), CLASH, "samme dag"),
        ((None, None), (time(17), None), CLASH, "samme dag"),
    ],
)
def test_one_body_cannot_meet_twice_at_one_hour(first, second, weight, how):
    found = told(entry("1", "A", *first), entry("2", "A", *second))

    assert [(one, how in text) for one, text in found] == [(weight, True)]


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ((time(17), None), (time(17), None), "overlapper hinanden"),
        ((time(16), 120), (time(17), None), "overlapper hinanden"),
        ((time(16), 60), (time(17, 29), None), "mindre end en halv time imellem"),
        ((time(16), 60), (time(17, 30), None), None),
        ((time(16, 30), None), (time(18, 29), None), "mindre end to timer imellem"),
        ((time(16, 30), None), (time(18, 30), None), None),
        ((None, None), (time(17), None), "uden at klokkeslættet er oplyst"),
    ],
)
def test_two_bodies_with_a_member_in_both_are_named_where_they_lie_near(first, second, how):
    found = collisions_of([entry("1", "A", *first), entry("2", "B", *second)], SHARED)

    assert [(one.weight, how in one.text, "1 medlem sidder i begge" in one.text, one.shared) for one in found] == (
        [(CLASH, True, True, ("Medlem 1: medlem i A, formand i B",))] if how else []
    )


def test_two_bodies_without_a_member_in_both_may_meet_at_one_hour():
    assert told(entry("1", "A", time(17)), entry("2", "B", time(17)), seats=[seat(1, "A"), seat(2, "B")]) == []


def test_seat_counts_on_the_days_on_which_it_is_held():
    seats = [seat(1, "A", ends=date(2024, 5, 13)), seat(1, "B")]

    assert told(entry("1", "A", time(17)), entry("2", "B", time(17)), seats=seats) == []


def test_what_exists_already_is_not_held_against_itself():
    existing = [entry("1", "A", time(17), is_planned=False), entry("2", "A", time(17), is_planned=False)]

    assert told(*existing) == []
    assert len(told(*existing, entry("3", "A", time(17)))) == 2


def test_days_are_remarked_upon():
    assert told(entry("1", "A", time(17), day=date(2024, 5, 9)), entry("2", "A", day=date(2024, 5, 11))) == [
        (REMARK, "A kl. 17.00 ligger på en helligdag: Kristi himmelfartsdag."),
        (REMARK, "A mødes to gange på en uge: torsdag den 9. maj 2024, lørdag den 11. maj 2024."),
        (REMARK, "A ligger på en lørdag eller søndag."),
    ]
    assert told(entry("1", "A", day=date(2024, 7, 2))) == [(REMARK, "A ligger i juli.")]


def test_school_holidays_are_one_remark_a_week():
    found = told(entry("1", "A", day=date(2024, 10, 15)), entry("2", "B", day=date(2024, 10, 17)))

    assert found == [(REMARK, "I uge 42, hvor skolerne ofte har efterårsferie, ligger: A, B.")]


TIMES = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))
ENTRIES = st.lists(
    st.builds(
        entry,
        st.uuids().map(str),
        st.sampled_from("ABC"),
        TIMES,
        st.none() | st.integers(5, 720),
        st.dates(date(2024, 1, 1), date(2024, 1, 14)),
        st.booleans(),
    ),
    max_size=6,
)


@given(ENTRIES, st.randoms())
def test_collisions_do_not_depend_on_the_order_of_what_is_asked(entries, chance):
    """Nor is anything told twice of a pair, or of what exists alone."""
    shuffled = chance.sample(entries, len(entries))
    found = collisions_of(entries, SHARED)

    assert sorted(map(told_of, found)) == sorted(map(told_of, collisions_of(shuffled, SHARED)))
    assert [one for one in found if not any(entry.is_planned for entry in one.entries)] == []


def told_of(collision):
    return collision.weight, collision.day, sorted(entry.key for entry in collision.entries)


def test_seat_of_one_day_agrees_with_the_set(member, council, term):
    Seat.objects.filter(body=council).update(starts=date(2024, 2, 1), ends=date(2024, 6, 30))
    seats = seats_of_year(2024)

    for day in (date(2024, 1, 31), date(2024, 2, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 1, 1)):
        held = {one.pk for one in seats if one.is_held_on(day)}
        assert held == set(Seat.objects.on(day).filled().values_list("pk", flat=True))

"""The days that a rule gives: the right weekday or a known move, never a holiday, never July, never another year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.dates.rhythm import LAST, Fate, OnHoliday, Pattern, Rhythm, days_of, rhythm_text, weeks_in
from ishoj_process.dates.working_days import is_working_day

YEARS = st.integers(1950, 2100)
WEEKDAYS = st.integers(1, 5)
LEFT_OUT = st.frozensets(st.integers(1, 12), max_size=4).map(lambda months: months | {7})
ON_HOLIDAY = st.sampled_from(OnHoliday.values)
DAYS = st.dates(date(1949, 11, 1), date(2101, 2, 28))
RHYTHMS = st.builds(
    Rhythm,
    pattern=st.sampled_from(Pattern.values),
    weekday=WEEKDAYS,
    ordinal=st.sampled_from([1, 2, 3, 4, LAST]),
    weeks=st.lists(st.integers(1, 53), max_size=12).map(tuple),
    first_week=st.integers(1, 53),
    every=st.integers(1, 12),
    weeks_from=st.integers(-8, 8),
    months_left_out=LEFT_OUT,
    on_holiday=ON_HOLIDAY,
)


@given(RHYTHMS, YEARS, st.lists(DAYS, max_size=8))
def test_day_is_a_working_day_of_the_year_outside_the_months_left_out(rhythm, year, anchors):
    days = [row.day for row in days_of(rhythm, year, [(str(n), day) for n, day in enumerate(anchors)]) if row.day]

    assert [day for day in days if not is_working_day(day)] == []
    assert [day for day in days if day.month in rhythm.months_left_out or day.month == 7] == []
    assert {day.year for day in days} <= {year}
    assert len(set(days)) == len(days)


@given(RHYTHMS, YEARS, st.lists(DAYS, max_size=8))
def test_day_falls_on_the_weekday_or_is_a_move_within_the_week_to_the_side_that_was_chosen(rhythm, year, anchors):
    for row in days_of(rhythm, year, [(str(n), day) for n, day in enumerate(anchors)]):
        assert row.named.isoweekday() == rhythm.weekday
        if row.fate == Fate.KEPT:
            assert (row.day, row.holiday) == (row.named, "")
        elif row.fate == Fate.MOVED:
            side = 1 if rhythm.on_holiday == OnHoliday.NEXT else -1
            assert row.holiday
            assert (row.day - row.named).days * side > 0
            assert row.day.isocalendar()[:2] == row.named.isocalendar()[:2]
            between = [row.named + n * side * timedelta(days=1) for n in range(abs((row.day - row.named).days))]
            assert not any(map(is_working_day, between))
        else:
            assert row.day is None
            assert row.fate != Fate.HOLIDAY or row.holiday


@given(YEARS, WEEKDAYS, st.sampled_from([1, 2, 3, 4, LAST]))
def test_monthly_rule_names_the_right_weekday_of_each_month(year, weekday, ordinal):
    named = [row.named for row in days_of(Rhythm(Pattern.MONTHLY, weekday, ordinal=ordinal), year)]

    assert [day.month for day in named] == list(range(1, 13))
    for day in named:
        earlier = (day.day - 1) // 7  # of the same weekday in the month
        assert (earlier == ordinal - 1) if ordinal != LAST else ((day + timedelta(weeks=1)).month != day.month)


@given(YEARS, WEEKDAYS, st.integers(1, 53), st.integers(1, 12))
def test_every_nth_week_counts_by_iso_weeks(year, weekday, first_week, every):
    rows = days_of(Rhythm(Pattern.EVERY, weekday, first_week=first_week, every=every), year)
    weeks = [row.named.isocalendar() for row in rows]
    wanted = list(range(first_week, weeks_in(year) + 1, every))

    assert {iso.year for iso in weeks} <= {year}
    assert [iso.week for iso in weeks] == [w for w in wanted if date.fromisocalendar(year, w, weekday).year == year]


@pytest.mark.parametrize(("year", "last"), [(2020, 53), (2026, 53), (2022, 52), (2021, 52)])
def test_week_53_is_of_the_years_that_have_it(year, last):
    named = [row.named for row in days_of(Rhythm(Pattern.WEEKS, 3, weeks=(52, 53)), year)]

    assert [day.isocalendar().week for day in named] == list(range(52, last + 1))


@given(YEARS, WEEKDAYS, st.integers(-8, 8), DAYS)
def test_following_rule_lies_so_many_weeks_from_the_other_meeting(year, weekday, weeks_from, anchor):
    rows = days_of(Rhythm(Pattern.FOLLOWS, weekday, weeks_from=weeks_from), year, [("2022-05", anchor)])
    monday = anchor - timedelta(days=anchor.weekday())

    for row in rows:
        assert row.slot == "2022-05"
        assert row.named - timedelta(days=row.named.weekday()) == monday + timedelta(weeks=weeks_from)


def test_holiday_is_left_out_or_moved():
    """Thursday 18 May 2023 was Kristi himmelfartsdag."""

    def in_may(on_holiday):
        rows = days_of(Rhythm(Pattern.MONTHLY, 4, ordinal=3, on_holiday=on_holiday), 2023)
        return next((row.day, row.fate, row.holiday) for row in rows if row.named == date(2023, 5, 18))

    assert in_may(OnHoliday.LEFT_OUT) == (None, Fate.HOLIDAY, "Kristi himmelfartsdag")
    assert in_may(OnHoliday.NEXT) == (date(2023, 5, 19), Fate.MOVED, "Kristi himmelfartsdag")
    assert in_may(OnHoliday.PREVIOUS) == (date(2023, 5, 17), Fate.MOVED, "Kristi himmelfartsdag")


def test_choice_for_holidays_that_is_not_known_leaves_out():
    rhythm = Rhythm(Pattern.MONTHLY, 4, ordinal=3, on_holiday="later")
    may = next(row for row in days_of(rhythm, 2023) if row.named.month == 5)

    assert (may.day, may.fate) == (None, Fate.HOLIDAY)
    assert "Falder mødet på en helligdag, udelades det." in rhythm_text(rhythm, "")


def test_move_into_another_year_or_july_is_no_meeting():
    """New Year's Day 2025 was a Wednesday; the day before it is closed, too, and the Monday lies in 2024."""
    newyear = days_of(Rhythm(Pattern.WEEKS, 3, weeks=(1,), on_holiday=OnHoliday.PREVIOUS), 2025)

    assert [(row.named, row.day, row.fate) for row in newyear] == [(date(2025, 1, 1), None, Fate.OUTSIDE)]


def test_two_meetings_in_one_week_are_followed_once():
    anchors = [("2022-06", date(2022, 6, 7)), ("extra", date(2022, 6, 9))]

    rows = days_of(Rhythm(Pattern.FOLLOWS, 1), 2022, anchors)

    assert [(row.slot, row.named) for row in rows] == [("2022-06", date(2022, 5, 30))]

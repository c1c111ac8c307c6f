"""Working days: counted both ways, over year ends, leap days, Easter and the last store bededag."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.dates.working_days import (
    holidays_between,
    is_working_day,
    next_working_day,
    weeks_after,
    working_days_after,
    working_days_before,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(0, 60)


def easter_sunday(year):
    """The anonymous Gregorian computation, as an oracle of another origin."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 5, 5), "Store bededag"),
        (date(2024, 4, 26), None),  # abolished from 2024
        (date(2023, 6, 5), "Grundlovsdag"),
        (date(2023, 12, 24), "Juleaftensdag"),
        (date(2023, 4, 6), "Skærtorsdag"),
        (date(2023, 8, 14), None),
    ],
)
def test_holidays_are_the_danish_ones(day, name):
    assert holidays_between(day, day).get(day) == name


@given(st.integers(2000, 2090))
def test_easter_moves_its_holidays_along(year):
    sunday = easter_sunday(year)

    closed = [sunday + timedelta(days=number) for number in (-3, -2, 0, 1, 39, 49, 50)]

    assert [day for day in closed if is_working_day(day)] == []
    prayer = sunday + timedelta(days=26)  # the fourth Friday after Easter
    assert is_working_day(prayer) is (year > 2023 and (prayer.month, prayer.day) != (5, 1))


@given(DAYS, COUNTS)
def test_there_and_back_again_ends_on_the_day_or_the_working_day_before(day, count):
    assert working_days_before(working_days_after(next_working_day(day), count), count) == next_working_day(day)


@given(DAYS, st.integers(1, 60))
def test_exactly_so_many_working_days_are_counted(day, count):
    later = working_days_after(day, count)

    between = [day + timedelta(days=number) for number in range(1, (later - day).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(later)


@given(DAYS, st.integers(0, 30))
def test_weeks_without_july_are_whole_weeks_and_at_most_a_month_longer(day, weeks):
    without = weeks_after(day, weeks, without_month=7)

    assert weeks_after(day, weeks) == day + timedelta(weeks=weeks)
    counted = [day + timedelta(days=number) for number in range(1, (without - day).days + 1)]
    assert sum(one.month != 7 for one in counted) == 7 * weeks


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2023, 9, 5), 4, date(2023, 8, 30)),
        (date(2023, 4, 11), 1, date(2023, 4, 5)),  # over Easter
        (date(2024, 1, 2), 1, date(2023, 12, 29)),  # over the turn of the year
        (date(2024, 3, 1), 1, date(2024, 2, 29)),  # a leap day
        (date(2023, 5, 8), 1, date(2023, 5, 4)),  # the last store bededag
        (date(2024, 4, 29), 1, date(2024, 4, 26)),  # and the first Friday without one
    ],
)
def test_working_days_before(day, count, expected):
    assert working_days_before(day, count) == expected


def test_holidays_over_several_years_are_within_the_days():
    found = holidays_between(date(2023, 12, 27), date(2026, 1, 2))

    assert (min(found), max(found)) == (date(2023, 12, 31), date(2026, 1, 1))

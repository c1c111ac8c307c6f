"""Hours as they are typed, and the nights in which the clocks are changed."""

from datetime import date, time

import pytest

from ishoj_process.dates.fields import Season, is_double_hour, is_in_summer_time, is_skipped_hour, season_of


@pytest.mark.parametrize(
    ("day", "hour", "is_double", "is_skipped"),
    [
        (date(2023, 10, 29), time(1, 59), False, False),
        (date(2023, 10, 29), time(2), True, False),
        (date(2023, 10, 29), time(2, 59), True, False),
        (date(2023, 10, 29), time(3), False, False),
        (date(2023, 3, 26), time(1, 59), False, False),
        (date(2023, 3, 26), time(2), False, True),
        (date(2023, 3, 26), time(2, 59), False, True),
        (date(2023, 3, 26), time(3), False, False),
        (date(2023, 8, 21), time(2, 30), False, False),
        (date(1975, 10, 26), time(2, 30), False, False),  # Denmark had no summer time
    ],
)
def test_hours_that_come_twice_or_not_at_all(day, hour, is_double, is_skipped):
    assert (is_double_hour(day, hour), is_skipped_hour(day, hour)) == (is_double, is_skipped)


@pytest.mark.parametrize(
    ("typed", "season"),
    [
        ("02.30 sommertid", Season.SUMMER),
        ("2 SOMMERTID ", Season.SUMMER),
        ("02.30 normaltid", Season.NORMAL),
        ("02.30 vintertid", Season.NORMAL),
        ("02.30", None),
        ("sommertid 02.30", None),
        ("", None),
        (None, None),
        (time(2, 30), None),
    ],
)
def test_which_time_an_hour_is_said_to_be_in(typed, season):
    assert season_of(typed) is season


def test_summer_time():
    assert [is_in_summer_time(date(2023, month, 15), time(12)) for month in (1, 7)] == [False, True]

"""Dates and hours as Danes write them."""

from datetime import date, time

import pytest

from ishoj_process.dates import danish as dates


def test_weekday_date_text():
    assert dates.weekday_date_text(date(2023, 8, 21)) == "mandag den 21. august 2023"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(17), time(19), "kl. 17.00–19.00"),
        (time(16, 30), None, "kl. 16.30"),
    ],
)
def test_clock_text(start, end, expected):
    assert dates.clock_text(start, end) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2023, 8, 21), date(2023, 8, 21), "21. august 2023"),
        (date(2023, 3, 8), date(2023, 3, 9), "8.–9. marts 2023"),
        (date(2023, 10, 31), date(2023, 11, 1), "31. oktober – 1. november 2023"),
        (date(2023, 12, 30), date(2024, 1, 2), "30. december 2023 – 2. januar 2024"),
    ],
)
def test_span_text(first, last, expected):
    assert dates.span_text(first, last) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2023, 11, 1), "tirsdag den 31. oktober – onsdag den 1. november 2023"),
        (date(2024, 1, 1), "tirsdag den 31. oktober 2023 – mandag den 1. januar 2024"),
    ],
)
def test_weekday_span_text(last, expected):
    assert dates.weekday_span_text(date(2023, 10, 31), last) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2023, 4, 1), "2. kvartal 2023"),
        (date(2023, 12, 31), "2.–4. kvartal 2023"),
        (date(2024, 1, 1), "2. kvartal 2023 – 1. kvartal 2024"),
    ],
)
def test_quarter_span_text(last, expected):
    assert dates.quarter_span_text(date(2023, 4, 1), last) == expected


@pytest.mark.parametrize(
    ("day", "week", "quarter"),
    [
        (date(2023, 1, 1), "uge 52", "1. kvartal 2023"),
        (date(2023, 3, 31), "uge 13", "1. kvartal 2023"),
        (date(2023, 4, 1), "uge 13", "2. kvartal 2023"),
        (date(2023, 8, 21), "uge 34", "3. kvartal 2023"),
        (date(2020, 12, 31), "uge 53", "4. kvartal 2020"),
    ],
)
def test_week_and_quarter(day, week, quarter):
    assert (dates.week_text(day), dates.quarter_text(day)) == (week, quarter)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "i dag"), (1, "i morgen"), (-1, "i går"), (7, "om 7 dage"), (-3, "for 3 dage siden")],
)
def test_relative_day_text(days, expected):
    today = date(2023, 8, 14)

    assert dates.relative_day_text(date.fromordinal(today.toordinal() + days), today) == expected


def test_first_of_quarter():
    assert dates.first_of_quarter(date(2023, 12, 31)) == date(2023, 10, 1)


@pytest.mark.parametrize(("day", "expected"), [(date(2023, 5, 1), "1. maj 2023"), (date(2023, 8, 21), "21. aug. 2023")])
def test_short_date_text(day, expected):
    assert dates.short_date_text(day) == expected

"""Dates that are known only roughly are read, kept and shown as rough as they are."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.dates.rough import SEASONS, RoughDate, RoughDateField, read_rough_date, rough_span_text


@pytest.mark.parametrize(
    ("code", "first", "last", "text"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "februar 2024"),
        ("2023-06-20", date(2023, 6, 20), date(2023, 6, 20), "20. juni 2023"),
        ("2023-spring", date(2023, 3, 1), date(2023, 5, 31), "forår 2023"),
        ("2023-winter", date(2023, 1, 1), date(2023, 2, 28), "vinter 2023"),
    ],
)
def test_rough_date_span_and_words(code, first, last, text):
    rough = RoughDate.parse(code)

    assert (rough.first_day, rough.last_day, str(rough), rough.code) == (first, last, text, code)


@pytest.mark.parametrize("typed", ["20-06-2023", "20.6.2023", "20. juni 2023", "20/6 2023", "2023-06-20"])
def test_read_rough_date_reads_a_day_as_danes_type_it(typed):
    assert read_rough_date(typed) == RoughDate(2023, 6, 20)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Juni 2023", RoughDate(2023, 6)), ("foråret 2023", RoughDate(2023, season="spring")), ("2023", RoughDate(2023))],
)
def test_read_rough_date_reads_less_than_a_day(typed, expected):
    assert read_rough_date(typed) == expected


@pytest.mark.parametrize(
    "typed", ["31-02-2023", "2023-13", "i morgen", "forår", "20. forår 2023", "23", "²023", "00-00-2023", "2023-00"]
)
def test_field_refuses_what_is_no_date_in_danish(typed):
    with pytest.raises(ValidationError) as refused:
        RoughDateField().clean(typed, None)

    assert refused.value.messages == [
        "Skriv en dag (20-06-2023), en måned (juni 2023), en årstid (forår 2023) eller et år (2023)."
    ]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(["year", "month", "day", *SEASONS]))
def test_rough_date_survives_its_own_words_and_code(day, precision):
    rough = {
        "year": RoughDate(day.year),
        "month": RoughDate(day.year, day.month),
        "day": RoughDate(day.year, day.month, day.day),
    }.get(precision) or RoughDate(day.year, season=precision)

    assert RoughDate.parse(rough.code) == rough
    assert read_rough_date(str(rough)) == rough
    assert rough.first_day <= rough.last_day


@pytest.mark.parametrize(
    ("code", "when", "named"),
    [
        ("2023-06-20", "den 20. juni 2023", "den 20. juni 2023"),
        ("2023-06", "i juni 2023", "juni 2023"),
        ("2023-spring", "i foråret 2023", "foråret 2023"),
        ("2023-winter", "i vinteren 2023", "vinteren 2023"),
        ("2023", "i 2023", "2023"),
    ],
)
def test_rough_date_in_a_sentence_has_its_small_word(code, when, named):
    assert (RoughDate.parse(code).when, RoughDate.parse(code).named) == (when, named)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2023-01-23", "2023-02-21", "23. januar – 21. februar 2023"),
        ("2022-12-23", "2023-01-21", "23. december 2022 – 21. januar 2023"),
        ("2023-06", "2023-autumn", "juni 2023 – efterår 2023"),
        ("2023-06-20", None, "20. juni 2023"),
    ],
)
def test_two_rough_dates_name_the_year_once_where_both_are_days(first, last, text):
    assert rough_span_text(RoughDate.parse(first), last and RoughDate.parse(last)) == text

"""Choosing what the timeline shows: whole quarters, wider and narrower, and wrong input answered at its field."""

from datetime import date
from types import SimpleNamespace

import pytest

from calendar_app.timeline.period import Period, PeriodForm, default_period, own_period, quarters_on

PLAN = SimpleNamespace(starts=date(2023, 4, 1), ends=date(2023, 12, 31))
DEFAULT = Period(date(2023, 4, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("day", "number", "start"),
    [
        (date(2023, 8, 14), 0, date(2023, 7, 1)),
        (date(2023, 8, 14), 1, date(2023, 10, 1)),
        (date(2023, 8, 14), 2, date(2024, 1, 1)),
        (date(2023, 1, 1), -1, date(2022, 10, 1)),
        (date(2023, 12, 31), -7, date(2022, 1, 1)),
    ],
)
def test_quarters_are_counted_over_the_turn_of_the_year(day, number, start):
    assert quarters_on(day, number) == start


@pytest.mark.parametrize("today", [date(2022, 1, 1), date(2023, 8, 14), date(2023, 12, 31)])
def test_timeline_opens_on_the_three_quarters_of_the_plan_until_its_last_day(today):
    assert [quarter.label for quarter in default_period(PLAN, today).quarters] == [
        "2. kvartal 2023",
        "3. kvartal 2023",
        "4. kvartal 2023",
    ]


def test_default_period_without_a_plan_is_this_quarter_and_two_more():
    assert default_period(None, date(2023, 8, 14)) == Period(date(2023, 7, 1), date(2024, 3, 31))


def test_default_period_of_a_very_long_plan_is_cut():
    plan = SimpleNamespace(starts=date(2020, 1, 1), ends=date(2035, 12, 31))

    assert default_period(plan, date(2023, 8, 14)) == Period(date(2020, 1, 1), date(2023, 12, 31))


def test_period_is_widened_and_narrowed_by_quarters():
    assert DEFAULT.moved(start=-1) == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert DEFAULT.moved(end=1) == Period(date(2023, 4, 1), date(2024, 3, 31))
    assert DEFAULT.moved(start=1, end=-1) == Period(date(2023, 7, 1), date(2023, 9, 30))


def test_period_is_never_narrowed_to_nothing_nor_widened_beyond_a_term():
    one = Period(date(2023, 7, 1), date(2023, 9, 30))
    term = Period(date(2022, 1, 1), date(2025, 12, 31))

    assert (one.moved(start=1), one.moved(end=-1), term.moved(end=1), term.moved(start=-1)) == (None, None, None, None)


def test_period_stops_at_the_bounds_of_the_years():
    assert Period(date(1990, 1, 1), date(1990, 3, 31)).moved(start=-1) is None
    assert Period(date(2100, 10, 1), date(2100, 12, 31)).moved(end=1) is None


@pytest.mark.parametrize(
    ("data", "period"),
    [
        ({}, DEFAULT),
        ({"fra": "2023-01-15"}, Period(date(2023, 1, 1), date(2023, 12, 31))),
        ({"fra": "15-01-2023", "til": "1.2.2023"}, Period(date(2023, 1, 1), date(2023, 3, 31))),
        ({"fra": "2024-05-01"}, Period(date(2024, 4, 1), date(2024, 6, 30))),
        ({"fra": "", "til": ""}, DEFAULT),
    ],
)
def test_form_reads_days_as_the_quarters_around_them(data, period):
    assert PeriodForm(data, default=DEFAULT).period == period


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"fra": "i går"}, {"fra": ["Skriv en dato, der findes, fx 21-08-2023."]}),
        ({"fra": "2023-02-30"}, {"fra": ["Skriv en dato, der findes, fx 21-08-2023."]}),
        ({"fra": "1950-01-01"}, {"fra": ["Vælg et år fra 1990 til 2100."]}),
        ({"til": "2150-12-31"}, {"til": ["Vælg et år fra 1990 til 2100."]}),
        ({"fra": "2023-12-31", "til": "2023-01-01"}, {"til": ["Den sidste dag kan ikke ligge før den første."]}),
        ({"fra": "2020-01-01", "til": "2024-01-01"}, {"til": ["Vælg højst 16 kvartaler."]}),
    ],
)
def test_form_answers_wrong_input_at_its_field_and_shows_the_default(data, errors):
    form = PeriodForm(data, default=DEFAULT)

    assert form.period == DEFAULT
    assert form.errors == errors


@pytest.mark.parametrize("today", [date(2024, 1, 1), date(2030, 8, 14)])
def test_after_the_plans_last_day_the_timeline_opens_on_the_quarters_around_today(today):
    period = default_period(PLAN, today)

    assert (period.first, period.last < today, len(period.quarters)) == (quarters_on(today, -1), False, 4)


def test_plan_of_more_quarters_than_are_shown_opens_around_a_day_beyond_its_beginning():
    plan = SimpleNamespace(starts=date(2020, 1, 1), ends=date(2027, 12, 31))

    assert default_period(plan, date(2021, 5, 1)).first == date(2020, 1, 1)
    assert default_period(plan, date(2026, 5, 1)).first == date(2026, 1, 1)


def test_plans_own_page_opens_on_its_own_quarters_on_any_day():
    assert own_period(PLAN) == default_period(PLAN, date(2023, 8, 14))

"""The days that the law gives a term, in any year."""

from datetime import date

import pytest

from ishoj_process.dates.council_terms import TermDays, budget_by, elected_by, is_election_year, term_days_of
from ishoj_process.dates.working_days import is_working_day


@pytest.mark.parametrize(
    ("year", "election"),
    [
        (2009, date(2009, 11, 17)),
        (2013, date(2013, 11, 19)),
        (2017, date(2017, 11, 21)),
        (2021, date(2021, 11, 16)),
        (2025, date(2025, 11, 18)),
        (2029, date(2029, 11, 20)),
        (2033, date(2033, 11, 15)),
    ],
)
def test_election_is_on_the_third_tuesday_of_november(year, election):
    assert TermDays(year).election == election
    assert is_election_year(year)
    assert not any(is_election_year(year + more) for more in (1, 2, 3))


@pytest.mark.parametrize("year", range(2001, 2100, 4))
def test_any_years_days_are_the_laws(year):
    days = TermDays(year)

    assert days.election.isoweekday() == 2
    assert 15 <= days.election.day <= 21
    assert (days.starts, days.ends) == (date(year + 1, 1, 1), date(year + 4, 12, 31))
    assert days.constituting_days
    assert all(is_working_day(day) and day.month == 12 and day.day <= 15 for day in days.constituting_days)
    assert term_days_of(days.starts) == days


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 11, 17), 2021),
        (date(2025, 11, 18), 2025),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 1), 2025),
        (date(2029, 11, 19), 2025),
        (date(2023, 8, 14), 2021),
    ],
)
def test_term_is_that_of_the_latest_election(day, year):
    assert elected_by(day) == TermDays(year)


def test_budget_is_read_a_second_time_by_15_october():
    assert budget_by(2026) == date(2026, 10, 15)
    assert TermDays(2025).name == "2026–2029"

"""Working days: Monday to Friday without the days on which Danish offices are closed.

The holidays are those of the `holidays` library, in which store bededag ends with 2023.
"""

from datetime import timedelta
from functools import cache

import holidays

# Beside the legal holidays the days on which offices usually close: 1 May, 5 June, 24 and 31 December.
CATEGORIES = ("public", "optional")
DAY = timedelta(days=1)


def holidays_between(first, last):
    """The Danish holidays by day, in Danish whatever the language of the page: {day: name}."""
    found = {}
    for year in range(first.year, last.year + 1):
        found |= _holidays_of(year)
    return {day: name for day, name in found.items() if first <= day <= last}


@cache
def _holidays_of(year):
    return dict(holidays.country_holidays("DK", years=year, language="da", categories=CATEGORIES))


def is_working_day(day):
    return day.weekday() < 5 and day not in _holidays_of(day.year)


def next_working_day(day):
    """The day itself where it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += DAY
    return day


def working_days_after(day, count):
    """The `count`-th working day after the day, which itself is not counted."""
    for _number in range(count):
        day = next_working_day(day + DAY)
    return day


def working_days_before(day, count):
    """The `count`-th working day before the day: four before Tuesday 5 September 2023 is Wednesday 30 August."""
    for _number in range(count):
        day -= DAY
        while not is_working_day(day):
            day -= DAY
    return day


def weeks_after(day, weeks, *, without_month=None):
    """The day so many weeks later; the days of one month of the year may be left out of the count."""
    left = 7 * weeks
    while left:
        day += DAY
        left -= day.month != without_month
    return day

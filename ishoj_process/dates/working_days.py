"""Working days: Monday to Friday without the days on which Danish offices are closed.

They are those of the `holidays` library, in which store bededag ends with 2023, by their Danish names whatever the
language of the page.
"""

from datetime import date, timedelta

import holidays

DAY = timedelta(days=1)
FRIDAY = 5
# The years are filled in here: a calendar that grows while it is asked may answer another thread from half a year.
YEARS = range(2000, 2101)
# Beside the legal holidays the days on which offices usually close: 1 May, 5 June, 24 and 31 December.
CALENDAR = holidays.country_holidays("DK", years=YEARS, language="da", categories=("public", "optional"))


def holidays_between(first: date, last: date) -> dict[date, str]:
    """The Danish holidays from the first day to the last, by day."""
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return {day: CALENDAR[day] for day in days if day in CALENDAR}


def holiday_on(day: date) -> str:
    """The name of the holiday, or of the day on which offices usually close; empty on others."""
    return CALENDAR.get(day, "")


def is_working_day(day: date) -> bool:
    return CALENDAR.is_working_day(day)


def is_squeezed_in(day: date) -> bool:
    """A Friday after a holiday, as after Ascension Day: a working day on which few are at work."""
    return day.isoweekday() == FRIDAY and day - DAY in CALENDAR


def next_working_day(day: date) -> date:
    """The day itself where it is a working day, else the first one after it."""
    return CALENDAR.get_nth_working_day(day, 0)


def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after the day, which itself is not counted."""
    # Asked for none, the library would answer a Sunday by Monday.
    return CALENDAR.get_nth_working_day(day, count) if count else day


def working_days_before(day: date, count: int) -> date:
    """The `count`-th working day before the day: four before Tuesday 5 September 2023 is Wednesday 30 August."""
    return CALENDAR.get_nth_working_day(day, -count) if count else day


def weeks_after(day: date, weeks: int, *, without_month: int | None = None) -> date:
    """The day so many weeks later; the days of one month of the year may be left out of the count."""
    left = 7 * weeks
    while left:
        # Day by day: the month that is left out may begin or end in the middle of a week.
        day += DAY
        left -= day.month != without_month
    return day

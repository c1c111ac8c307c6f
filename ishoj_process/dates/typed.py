"""How people type days, months and hours, read with care: each way of writing has one meaning here, or none."""

import re
from datetime import date, time
from typing import NamedTuple

from .danish import MONTHS, WEEKDAYS

# Keyboards of phones offer a comma beside the digits, programs a long dash and a space that does not break.
ONE_SIGN = str.maketrans({",": ".", "–": "-", "—": "-", "−": "-", "\N{NON-BREAKING HYPHEN}": "-"})
SHORT_MONTHS = {name[:3]: name for name in MONTHS} | {"sept": "september"}
BETWEEN = r" ?[-./ ] ?"  # 24-12-2023, 24.12.23, 24/12 2023, 24 / 12
YEAR = r"(\d{4}|\d{2})"
IN_NUMBERS = re.compile(rf"(\d{{1,2}}){BETWEEN}(\d{{1,2}})(?:{BETWEEN}{YEAR})?")
YEAR_FIRST = re.compile(rf"(\d{{4}}){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,2}})")
DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
YEAR_FIRST_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
IN_WORDS = re.compile(rf"(\d{{1,2}})[-. ]*([a-zæøå]+)\.?(?:[-./ ]*{YEAR})?")
MONTH_IN_NUMBERS = re.compile(rf"(\d{{1,2}}){BETWEEN}{YEAR}")
MONTH_YEAR_FIRST = re.compile(rf"(\d{{4}}){BETWEEN}(\d{{1,2}})")
MONTH_IN_WORDS = re.compile(rf"([a-zæøå]+)\.?(?:[-./ ]*{YEAR})?")
WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)}|{'|'.join(name[:3] for name in WEEKDAYS)})\b\.? ?")
THE = re.compile(r"(?:den|d\.?) ?(?=\d)")
HOUR = re.compile(r"(?:kl\b\.? ?|klokken )?(\d{1,2})(?: ?[.:h ] ?(\d{2}))?")
HOUR_IN_DIGITS = re.compile(r"(?:kl\b\.? ?|klokken )?(\d{1,2})(\d{2})")


class Typed(NamedTuple):
    """What was typed, in numbers; what was left out is None."""

    year: int | None
    month: int
    day: int | None = None


def read_day(text: str) -> Typed:
    """Read a day, with a year or without; ValueError where it is none, or not on the weekday that stands before it."""
    words = _plain(text)
    weekday = WEEKDAY.match(words)
    words = THE.sub("", words[weekday.end() :] if weekday else words, count=1).removesuffix(".")
    typed = _day(words)
    if weekday and typed.year and date(*typed).weekday() != _weekday(weekday[1]):  # type: ignore[arg-type]  # a day
        raise ValueError(f"not on that weekday: {text}")
    return typed


def read_month(text: str, *, is_short: bool = False) -> Typed:
    """Read a month with its year; `is_short` lets the year be left out, or be written in two digits."""
    words = _plain(text).removesuffix(".")
    if found := MONTH_YEAR_FIRST.fullmatch(words):
        return _checked(Typed(int(found[1]), int(found[2])))
    if found := MONTH_IN_NUMBERS.fullmatch(words):
        typed = Typed(_year(found[2]), int(found[1]))
    elif found := MONTH_IN_WORDS.fullmatch(words):
        typed = Typed(_year(found[2]), _month(found[1]))
    else:
        raise ValueError(f"not a month: {text}")
    # “juni 23” is a day to some, and a month to others.
    if not is_short and len(found[2] or "") < 4:
        raise ValueError(f"a month without its year: {text}")
    return _checked(typed)


def read_hour(text: str) -> time:
    """Read an hour: `17`, `17.30`, `17:30`, `1730`, `kl. 17`; ValueError where it is none."""
    words = _plain(text).removesuffix(".")
    found = HOUR.fullmatch(words) or HOUR_IN_DIGITS.fullmatch(words)
    if not found:
        raise ValueError(f"not an hour: {text}")
    return time(int(found[1]), int(found[2] or 0))


def nearest_year(month: int, day: int, today: date) -> int:
    """The year that somebody means who leaves it out: that in which the day lies nearest to today."""
    # The 29th of February comes every eighth year at worst; of two as near, the later is meant.
    days = [there for year in range(today.year - 8, today.year + 9) if (there := _day_or_none(year, month, day))]
    if not days:
        raise ValueError(f"no such day: {day}.{month}.")
    return min(days, key=lambda there: (abs((there - today).days), there < today)).year


def _day(words: str) -> Typed:
    if found := YEAR_FIRST.fullmatch(words):
        return _checked(Typed(int(found[1]), int(found[2]), int(found[3])))
    if found := DIGITS.fullmatch(words):
        typed = Typed(_year(found[3]), int(found[2]), int(found[1]))
        turned = YEAR_FIRST_DIGITS.fullmatch(words)
        # Never both: a month that begins with 19, 20 or 21 is none.
        return _checked(Typed(int(turned[1]), int(turned[2]), int(turned[3])) if turned and typed.month > 12 else typed)
    if found := IN_NUMBERS.fullmatch(words):
        return _checked(Typed(_year(found[3]), int(found[2]), int(found[1])))
    if found := IN_WORDS.fullmatch(words):
        return _checked(Typed(_year(found[3]), _month(found[2]), int(found[1])))
    raise ValueError(f"not a day: {words}")


def _plain(text: str) -> str:
    return " ".join(str(text).translate(ONE_SIGN).casefold().split())


def _year(text: str | None) -> int | None:
    if not text:
        return None
    # Of this century: nothing here is older than the house.
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int:
    return MONTHS.index(SHORT_MONTHS.get(name, name)) + 1  # ValueError where it is none


def _weekday(name: str) -> int:
    return next(place for place, weekday in enumerate(WEEKDAYS) if weekday.startswith(name))


def _checked(typed: Typed) -> Typed:
    # Without its year the 29th of February may be meant.
    date(2000 if typed.year is None else typed.year, typed.month, 1 if typed.day is None else typed.day)
    return typed


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Dates and times as Danes write them: `mandag den 21. august 2023 kl. 17.00–19.00`.

Formatted here, in Python, since a hundred date filters in a template cost more than a query.
The words are Danish in every language of the interface, as the names of meetings are.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKDAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def date_text(day: date) -> str:
    """`21. august 2023`"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date_text(day: date) -> str:
    """`21. aug. 2023`, for tables and drawings."""
    # Danish shortens no word by one letter: maj, juni and juli stand whole.
    month = MONTHS[day.month - 1]
    return f"{day.day}. {month if len(month) <= 4 else month[:3] + '.'} {day.year}"


def weekday_date_text(day: date) -> str:
    """`mandag den 21. august 2023`"""
    return f"{WEEKDAYS[day.weekday()]} den {date_text(day)}"


def time_text(hour: time | datetime) -> str:
    """`17.00`"""
    return f"{hour:%H.%M}"


def clock_text(start: time | datetime, end: time | datetime | None = None) -> str:
    """`kl. 17.00–19.00`, or `kl. 17.00` where the end is not known."""
    return f"kl. {time_text(start)}" + (f"–{time_text(end)}" if end else "")


def length_text(minutes: int) -> str:
    """`2 timer`, `1 time og 30 minutter`."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}] if hours else []
    parts += [ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}] if rest else []
    return joined(parts)


def moment_text(moment: datetime) -> str:
    """`14. august 2023 kl. 09.30`, by the clock on the wall."""
    local = timezone.localtime(moment)
    return f"{date_text(local)} {clock_text(local)}"


def span_text(first: date, last: date) -> str:
    """`31. oktober – 1. november 2023`, `8.–9. marts 2023`, or one day alone."""
    if first == last:
        return date_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{date_text(last)}"
    if first.year == last.year:
        return f"{first.day}. {MONTHS[first.month - 1]} – {date_text(last)}"
    return f"{date_text(first)} – {date_text(last)}"


def weekday_span_text(first: date, last: date) -> str:
    """`tirsdag den 31. oktober – onsdag den 1. november 2023`"""
    if first == last:
        return weekday_date_text(first)
    start = f"{WEEKDAYS[first.weekday()]} den {first.day}. {MONTHS[first.month - 1]}"
    start += f" {first.year}" if first.year != last.year else ""
    return f"{start} – {weekday_date_text(last)}"


def week_text(day: date) -> str:
    """`uge 34`, by ISO 8601."""
    return f"uge {day.isocalendar().week}"


def quarter_of(day: date) -> int:
    """The quarter of a day as a number from 1 to 4."""
    return (day.month - 1) // 3 + 1


def quarter_text(day: date) -> str:
    """`3. kvartal 2023`, as the memo names it."""
    return f"{quarter_of(day)}. kvartal {day.year}"


def quarter_span_text(first: date, last: date) -> str:
    """`2.–4. kvartal 2023`, `4. kvartal 2023 – 1. kvartal 2024`, or one quarter alone."""
    start, end = quarter_text(first), quarter_text(last)
    if first.year != last.year:
        return f"{start} – {end}"
    return end if start == end else f"{quarter_of(first)}.–{end}"


def month_text(day: date) -> str:
    """`august 2023`"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def relative_day_text(day: date, today: date) -> str:
    """`i dag`, `i morgen`, `om 7 dage`, `i går`, `for 3 dage siden`."""
    days = (day - today).days
    near = {0: "i dag", 1: "i morgen", -1: "i går"}
    if days in near:
        return near[days]
    return f"om {days} dage" if days > 0 else f"for {-days} dage siden"


def first_of_quarter(day: date) -> date:
    """The first day of the quarter that the day lies in."""
    return date(day.year, 3 * (quarter_of(day) - 1) + 1, 1)


def joined(words: Iterable[str | Promise]) -> str:
    """`juni, juli og december`; the word between is that of the page's language."""
    said = [str(word) for word in words]
    if len(said) < 2:
        return "".join(said)
    return _("%(first)s and %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}

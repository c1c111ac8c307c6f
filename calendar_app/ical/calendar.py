"""A calendar around its entries: what stands at the head of feeds, files and invitations alike."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

from calendar_app.ical.text import clean_line
from ishoj_process.dates.clock import COPENHAGEN

CONTENT_TYPE = "text/calendar; charset=utf-8"


def new_calendar(**properties: Any) -> Calendar:
    """A calendar with its time zone and nothing made up: the library's own `new` invents a name each time."""
    calendar = Calendar()
    calendar.add("PRODID", f"-//{clean_line(settings.MUNICIPALITY)}//council meetings//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for name, value in properties.items():
        calendar.add(name, value)
    calendar.add_component(copenhagen())
    return calendar


WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)  # of the zone, ahead of UTC


def copenhagen() -> Timezone:
    """The VTIMEZONE that every calendar of ours carries: told by rule, two changes a year, anchored in 1970.

    Written by hand since the library's own lists every change as a date, with the wrong hour in spring, and
    Outlook misreads zones that are told so.
    """
    zone = Timezone()
    zone.add("TZID", COPENHAGEN.key)
    # Onsets are told in the local time that ends with them, and have no zone themselves.
    spring, autumn = datetime(1970, 3, 29, 2), datetime(1970, 10, 25, 3)  # noqa: DTZ001
    zone.add_component(_change(TimezoneDaylight(), "CEST", spring, WINTER, SUMMER))
    zone.add_component(_change(TimezoneStandard(), "CET", autumn, SUMMER, WINTER))
    return zone


def _change(
    change: TimezoneDaylight | TimezoneStandard,
    name: str,
    onset: datetime,
    offset_from: timedelta,
    offset_to: timedelta,
) -> TimezoneDaylight | TimezoneStandard:
    """One of the two changes: on the last Sunday of the month of its onset, every year."""
    change.add("TZNAME", name)
    change.add("DTSTART", onset)
    change.add("TZOFFSETFROM", offset_from)
    change.add("TZOFFSETTO", offset_to)
    change.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": onset.month, "BYDAY": "-1SU"})
    return change

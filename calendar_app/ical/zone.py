"""The time zone of Copenhagen, told by rule: two changes a year, anchored in 1970.

Written by hand since the library's own lists every change as a date, with the wrong hour in spring, and
Outlook misreads zones that are told so.
"""

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from ishoj_process.dates.clock import COPENHAGEN

WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


def copenhagen():
    """The VTIMEZONE that every calendar of ours carries."""
    zone = Timezone()
    zone.add("TZID", COPENHAGEN.key)
    # Onsets are told in the local time that ends with them, and have no zone themselves.
    spring, autumn = datetime(1970, 3, 29, 2), datetime(1970, 10, 25, 3)  # noqa: DTZ001
    zone.add_component(_change(TimezoneDaylight(), "CEST", spring, WINTER, SUMMER))
    zone.add_component(_change(TimezoneStandard(), "CET", autumn, SUMMER, WINTER))
    return zone


def _change(change, name, onset, offset_from, offset_to):
    """One of the two changes: on the last Sunday of the month of its onset, every year."""
    change.add("TZNAME", name)
    change.add("DTSTART", onset)
    change.add("TZOFFSETFROM", offset_from)
    change.add("TZOFFSETTO", offset_to)
    change.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": onset.month, "BYDAY": "-1SU"})
    return change

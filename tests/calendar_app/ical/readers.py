"""Calendars as two libraries read them that did not write them."""

import vobject
from ical.calendar_stream import IcsCalendarStream


def read_by_others(ics):
    """The facts of the calendar's events as both read them, which must be the same: [(uid, sequence, start, end)]."""
    text = ics.decode()
    strict = [
        (event.uid, event.sequence or 0, event.dtstart, event.dtend)
        for calendar in IcsCalendarStream.from_ics(text).calendars
        for event in calendar.events
    ]
    lenient = [
        (event.uid.value, int(event.sequence.value), event.dtstart.value, _end(event))
        for event in vobject.readOne(text).contents.get("vevent", [])
    ]
    assert [row[:2] for row in strict] == [row[:2] for row in lenient]
    assert [str(row[2:]) for row in _plain(strict)] == [str(row[2:]) for row in _plain(lenient)]
    return strict


def _end(event):
    return event.dtend.value if hasattr(event, "dtend") else None


def _plain(rows):
    """Times without the library's own kind of zone: the hour on the clock, and how far it lies from UTC."""
    return [tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row) for row in rows]

"""The checker itself must be able to find a fault."""

import pytest

from .lines import faults

EVENT = [
    "BEGIN:VEVENT",
    "SUMMARY:Møde",
    "DTSTART;VALUE=DATE:20230905",
    "DTEND;VALUE=DATE:20230906",
    "DTSTAMP:20230814T080000Z",
    "LAST-MODIFIED:20230814T080000Z",
    "UID:meeting-1@example.org",
    "SEQUENCE:0",
    "STATUS:TENTATIVE",
    "URL:https://example.org/",
    "END:VEVENT",
]
GOOD = ["BEGIN:VCALENDAR", "VERSION:2.0", *EVENT, "END:VCALENDAR"]
PEOPLE = ["ORGANIZER:mailto:a@example.org", "ATTENDEE:mailto:b@example.org"]
MESSAGE = ["BEGIN:VCALENDAR", "METHOD:REQUEST", *EVENT[:-1], *PEOPLE, "END:VEVENT", "END:VCALENDAR"]
ALARM = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Møde", "TRIGGER:-PT15M", "END:VALARM"]
WITH_ALARM = ["BEGIN:VCALENDAR", "VERSION:2.0", *EVENT[:-1], *ALARM, "END:VEVENT", "END:VCALENDAR"]


def written(lines):
    return "".join(f"{line}\r\n" for line in lines).encode()


def replaced(lines, old, new):
    return written([line.replace(old, new) for line in lines])


@pytest.mark.parametrize("lines", [GOOD, MESSAGE, WITH_ALARM])
def test_nothing_is_found_in_a_good_calendar(lines):
    assert faults(written(lines)) == []


@pytest.mark.parametrize(
    "ics",
    [
        written(GOOD)[:-2],
        written(GOOD).replace(b"\r\n", b"\n"),
        replaced(GOOD, "Møde", "Møde " + "å" * 40),
        replaced(GOOD, "Møde", "Møde\x07"),
        replaced(GOOD, "SUMMARY:Møde", "Møde"),
        replaced(GOOD, "UID:meeting-1@example.org", "X-UID:1"),
        replaced(GOOD, "SUMMARY:Møde", "METHOD:REQUEST"),
        replaced(GOOD, "TENTATIVE", "MOVED"),
        replaced(GOOD, "DTEND;VALUE=DATE:20230906", "DTEND;VALUE=DATE:20230905"),
        replaced(GOOD, "DTSTART;VALUE=DATE:20230905", "DTSTART;TZID=Europe/Copenhagen:20230905T170000"),
        replaced(GOOD, "SEQUENCE:0", "ATTENDEE:mailto:b@example.org"),
        replaced(MESSAGE, "ORGANIZER", "CONTACT"),
        replaced(MESSAGE, "METHOD:REQUEST", "METHOD:REPLY"),
        replaced(WITH_ALARM, "-PT15M", "15 minutes"),
        replaced(WITH_ALARM, "TRIGGER", "X-TRIGGER"),
        replaced(WITH_ALARM, "END:VALARM", "X-END:VALARM"),
        written([*MESSAGE[:-1], *(line.replace("-1@", "-2@") for line in EVENT), "END:VCALENDAR"]),
    ],
)
def test_a_fault_is_found(ics):
    assert faults(ics) != []

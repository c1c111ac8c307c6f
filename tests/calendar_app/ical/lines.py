"""Reads calendars line by line, without any library, and says what a strict calendar program would refuse."""

import re

ONCE_IN_EVENT = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "URL")
ALARM = ["ACTION", "DESCRIPTION", "TRIGGER"]
TRIGGER = r"TRIGGER:-?P(?=[\dT])(\d+D)?(T(\d+H)?(\d+M)?)?"
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}


def unfolded(ics):
    """The content lines of a calendar, joined where they were folded."""
    return re.sub(r"\r\n[ \t]", "", ics.decode()).removesuffix("\r\n").split("\r\n")


def values(ics, name):
    """The values of a property in the order in which they stand, whatever their parameters."""
    return [line.partition(":")[2] for line in unfolded(ics) if re.match(rf"{re.escape(name)}[;:]", line)]


def events(ics):
    """The lines of each VEVENT."""
    found = []
    for line in unfolded(ics):
        if line == "BEGIN:VEVENT":
            found.append([])
        elif found and "END:VEVENT" not in found[-1]:
            found[-1].append(line)
    return found


def faults(ics):
    """What is wrong with the calendar, in words; an empty list where nothing is."""
    return [
        *_faults_of_text(ics),
        *_faults_of_method(ics),
        *(f for event in events(ics) for f in _faults_of_event(event, "METHOD:CANCEL" in unfolded(ics))),
    ]


def faults_of_mail(ics):
    """What is wrong with a message to one person: the above, and who stands in it (RFC 5546 § 3.2.2 and 3.2.5)."""
    method, people = values(ics, "METHOD"), [line for line in unfolded(ics) if line.startswith("ATTENDEE")]
    found = [*faults(ics)]
    found += [] if len(people) == 1 and len(events(ics)) == 1 else ["not one person about one meeting"]
    found += [] if method != ["REQUEST"] or "PARTSTAT=" in people[0] else ["a request that knows of no answer"]
    found += ["a cancellation that asks for an answer"] if method == ["CANCEL"] and "RSVP=TRUE" in people[0] else []
    return found


def _faults_of_text(ics):
    physical = ics.split(b"\r\n")
    found = ["does not end with a line end"] if physical[-1] else []
    found += [f"longer than 75 octets: {line!r}" for line in physical if len(line) > 75]
    found += [
        f"a character that is not allowed: {line!r}"
        for line in physical
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
    ]
    found += [f"not a property: {line}" for line in unfolded(ics) if not re.match(r"[A-Z-]+([;:])", line)]
    zones = set(re.findall(r"TZID=([^:;]+)", "\n".join(unfolded(ics))))
    found += [f"a zone that is not told: {zone}" for zone in zones - set(values(ics, "TZID"))]
    return found


def _faults_of_method(ics):
    method, people = values(ics, "METHOD"), values(ics, "ATTENDEE")
    organizers = values(ics, "ORGANIZER")
    if not method:
        return ["people in a calendar that is no message"] if people or organizers else []
    found = [] if len(set(values(ics, "UID")) & set(event_uids(ics))) == 1 else ["a message about several meetings"]
    found += [] if len(organizers) == 1 and people else ["a message from nobody or to nobody"]
    return found + ([f"unknown method {method}"] if method not in (["REQUEST"], ["CANCEL"]) else [])


def event_uids(ics):
    return [line[4:] for event in events(ics) for line in event if line.startswith("UID:")]


def _faults_of_event(event, is_cancellation=False):
    names = [re.split("[;:]", line)[0] for line in event]
    # A cancellation for one person alone says nothing of the meeting's status.
    left_out = {"STATUS"} if is_cancellation and "STATUS" not in names else set()
    once = [name for name in ONCE_IN_EVENT if name not in left_out]
    found = [f"{name} stands {names.count(name)} times" for name in once if names.count(name) != 1]
    found += ["METHOD in an event"] if "METHOD" in names else []
    statuses = {line[7:] for line in event if line.startswith("STATUS:")}
    found += [f"unknown status {status}" for status in statuses - STATUSES]
    start, *end = [line.split(":")[1] for line in event if line.startswith(("DTSTART", "DTEND"))]
    found += ["ends before it starts"] if end and end[0] <= start else []
    return found + (_faults_of_alarm(event) if any("VALARM" in line for line in event) else [])


def _faults_of_alarm(event):
    """A reminder stands whole within its event, shows a text, and counts from the start."""
    if event.count("BEGIN:VALARM") != 1 or event.count("END:VALARM") != 1:
        return ["an alarm that is not whole, or several"]
    alarm = event[event.index("BEGIN:VALARM") + 1 : event.index("END:VALARM")]
    found = [] if [re.split("[;:]", line)[0] for line in alarm] == ALARM else ["an alarm of other properties"]
    triggers = [line for line in alarm if line.startswith("TRIGGER")]
    return found + [f"unknown {line}" for line in triggers if not re.fullmatch(TRIGGER, line)]

"""The calendars that a mail brings, read line by line: what is odd in one line costs no other (RFC 5545 § 3.1).

A library of calendars refuses the whole for one stamp that is none. What is asked here is a handful of fields.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import unquote

from .sender import address_of, decoded
from .words import charset_of, is_wide, name_of, parameter, payload_of, text_of

# The time of reading grows with what is read, and anybody can write to the mailbox.
LARGEST_CALENDAR = 256 * 1024
KINDS = {"text/calendar", "application/ics", "application/calendar", "text/ics", "text/x-vcalendar"}
LINE = re.compile(r"\s*(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;(?:\"[^\"]*+\"|[^\":])*+)?):(?P<value>.*)", re.DOTALL)
PARAM = re.compile(r";\s*([A-Za-z0-9-]+)\s*=\s*((?:\"[^\"]*+\"|[^\";])*+)")
STAMP = re.compile(r"(\d{4}-?\d\d-?\d\d[Tt ]\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)\s*([Zz]|[+-]\d\d:?\d\d)", re.ASCII)
PART_OF_SERIES = re.compile(r"_R[0-9]{4}[0-9TZ]*@")  # as Google names what it made of one date and those behind it
ADDRESSED = re.compile(r"([^:]*(?::[^:]*){0,9}?):(\s*mailto:[^:]*)", re.IGNORECASE)
DEEPEST = 100  # components within components
NUMBER = re.compile(r"\s*\+?([0-9]{1,9})(?![0-9])")


@dataclass(frozen=True)
class Line:
    """`NAME;PARAM=…:value`; names in capitals."""

    name: str
    params: dict[str, str]
    value: str


@dataclass(frozen=True)
class Attendee:
    address: str  # small letters, ASCII; empty where it is none
    partstat: str
    comment: str


@dataclass
class Entry:
    """One VEVENT, with the methods that its calendar and the part of the mail say of it."""

    methods: list[str]
    part_method: str
    lines: list[Line] = field(default_factory=list)

    @property
    def method(self) -> str:
        """The one method; empty where there is none, or more than one and the part says neither."""
        # The calendar's own word first: a mail's structure is rewritten on the way more often than what it brings.
        stated = {*self.methods, *(value.upper() for value in self.values("METHOD"))} - {""} or {self.part_method}
        stated = stated & {self.part_method} if len(stated) > 1 else stated
        return stated.pop() if stated else ""

    def values(self, *names: str) -> list[str]:
        return [line.value.strip() for line in self.lines if line.name in names]

    @property
    def uid(self) -> str:
        uids = {re.sub(r"^<(.*)>$", r"\1", value) for value in self.values("UID")}
        return uids.pop() if len(uids) == 1 else ""

    @property
    def revision(self) -> int:
        """SEQUENCE; absent is 0 (RFC 5545 § 3.8.7.4), and of several the lowest: it claims the least."""
        return min((int(found[1]) for value in self.values("SEQUENCE") if (found := NUMBER.match(value))), default=0)

    @property
    def stamp(self) -> datetime | None:
        return next(filter(None, map(_moment, self.values("DTSTAMP"))), None)

    @property
    def is_of_one_date(self) -> bool:
        """True of an answer to a single date of a series, which none of our meetings is."""
        return bool(self.values("RECURRENCE-ID") or PART_OF_SERIES.search(self.uid))

    @property
    def comment(self) -> str:
        """What was written with the answer: a line of its own, or, as Google does it, beside the name."""
        texts = [unescaped(value) for value in self.values("COMMENT", "X-RESPONSE-COMMENT")]
        texts += [attendee.comment for attendee in self.attendees]
        return "\n".join(dict.fromkeys(filter(None, map(str.strip, texts))))

    @property
    def attendees(self) -> list[Attendee]:
        return [_attendee(line) for line in self.lines if line.name == "ATTENDEE"]


def entries_of(parts: Iterable[Message]) -> tuple[list[Entry], bool]:
    """The entries of all calendars among the parts, in their order; and whether one was too large to be read."""
    found, is_too_large = [], False
    for part in parts:
        if not is_calendar(part):
            continue
        payload = payload_of(part)
        if len(payload) > LARGEST_CALENDAR:
            is_too_large = True
            continue
        found += _entries(_lines(payload, charset_of(part)), _method_of(part))
    return found, is_too_large


def is_calendar(part: Message) -> bool:
    """By its type or, of an attachment, by its name."""
    name = decoded(name_of(part))
    return part.get_content_type() in KINDS or name.strip().lower().endswith((".ics", ".ical", ".ifb"))


def _method_of(part: Message) -> str:
    return parameter(part, "method").strip().upper()


def _lines(payload: bytes, charset: str | None) -> Iterator[Line]:
    # Before it is decoded: programs fold in the middle of a letter (RFC 5545 § 3.1).
    if not is_wide(payload, charset):
        payload = re.sub(rb"(?:\r\n|\r|\n)[ \t]", b"", payload)
    text = text_of(payload, charset)
    for text_line in re.split(r"\r\n|\r|\n", re.sub(r"(?:\r\n|\r|\n)[ \t]", "", text)):
        if found := LINE.fullmatch(text_line):
            before, value = _parted(found["params"], found["value"])
            params = {name.upper(): _parameter(value) for name, value in PARAM.findall(before)}
            yield Line(found["name"].upper(), params, value)


def _parted(params: str, value: str) -> tuple[str, str]:
    """A line's parameters and value, where a name with a colon stands among them without its quotes."""
    inner = None if value.lstrip(' "').lower().startswith("mailto:") else ADDRESSED.fullmatch(value)
    return (f"{params}:{inner[1]}", inner[2]) if params and inner else (params, value)


def _entries(lines: Iterable[Line], part_method: str) -> list[Entry]:
    """The entries among the lines; an end that is missing, or one too many, costs nothing else."""
    inside: list[str] = []  # the components that are open, the innermost last: an alarm has attendees of its own
    methods: list[str] = []
    found: list[Entry] = []
    for line in lines:
        name = line.value.strip().upper()
        if line.name == "BEGIN":
            inside.append(name)
            # A list of each calendar's own, filled as METHOD comes: it may stand below the entry.
            methods = [] if name == "VCALENDAR" else methods
            found += [Entry(methods, part_method)] if name == "VEVENT" else []
        elif line.name == "END":
            while name in inside and inside.pop() != name:
                pass
        elif inside[-1:] == ["VEVENT"]:
            found[-1].lines.append(line)
        elif line.name == "METHOD":
            methods.append(name)
        if len(inside) > DEEPEST:
            break
    return [entry for entry in found if entry.lines]


def _parameter(value: str) -> str:
    """A parameter's value without its quotes (RFC 6868 gives line ends and quotes a form in it)."""
    return re.sub(r"\^([n^'])", lambda found: {"n": "\n", "^": "^", "'": '"'}[found[1]], value.strip().strip('"'))


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _attendee(line: Line) -> Attendee:
    # What is no address has one beside it, as Apple's servers write it (RFC 7986 § 6.2).
    address = _mailbox(line.value) or _mailbox(line.params.get("EMAIL", ""))
    comment = unescaped(line.params.get("X-RESPONSE-COMMENT", ""))
    return Attendee(address, line.params.get("PARTSTAT", "").strip().upper(), comment)


def _mailbox(value: str) -> str:
    """`MAILTO:<Medlem%40Example.org>` as `medlem@example.org`."""
    text = re.sub(r"^\s*mailto:\s*", "", value.strip().strip('"'), flags=re.IGNORECASE).split("?")[0]
    text = text if "@" in text else unquote(text)
    return address_of(re.sub(r"^<(.*)>$", r"\1", text.strip()))


def _moment(value: str) -> datetime | None:
    """A stamp in UTC, whatever it is written like (RFC 5545 § 3.8.7.2 allows UTC alone).

    None where hour or zone is not there for certain: such an answer goes by its arrival, and none that is later is
    taken for an earlier one.
    """
    found = STAMP.fullmatch(value.strip())
    try:
        return datetime.fromisoformat("".join(found.groups()).upper()).astimezone(UTC) if found else None
    except (ValueError, OverflowError):  # a day or an hour that there is not
        return None

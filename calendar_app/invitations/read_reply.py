"""Answers of mail programs to invitations (iTIP REPLY in a mail, RFC 5546 § 3.2.3 and 6047): bytes in, facts out.

Whatever the bytes are, the answer is a `Reply` or a `NotPlaced`; nothing here looks anything up.
"""

import email
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import Any, TypedDict

from django.conf import settings
from icalendar import Calendar, Component

from calendar_app.models import ReceivedReply
from calendar_app.models.invitations import MeetingInvitation

Trouble = ReceivedReply.Trouble
LARGEST = 2 * 1024 * 1024  # bytes of a whole message; a reply is a few thousand
# The parser's time grows with what it is fed, and anybody can write to the mailbox.
LARGEST_CALENDAR = 256 * 1024
MOST_PARTS = 100
# At most 15 digits: more overflow the column and break the query. Our domain is compared below.
OUR_UID = re.compile(r"meeting-([0-9]{1,15})@(.+)", re.ASCII)
ANSWERS = {choice.value: choice for choice in MeetingInvitation.Answer if choice != MeetingInvitation.Answer.WAITING}


@dataclass(frozen=True)
class Reply:
    """An answer: whose, to which revision of which meeting, and when it was given."""

    meeting_pk: int
    attendee: str  # addresses in small letters
    sender: str
    subject: str
    answer: str
    revision: int
    stamp: datetime | None
    comment: str


@dataclass(frozen=True)
class NotPlaced:
    """A message that is no answer that we can place by itself, with what a person needs to do so."""

    trouble: Trouble
    sender: str = ""
    subject: str = ""
    meeting_pk: int | None = None
    answer: str = ""
    text: str = ""


class Headers(TypedDict):
    """What of a message can be read though nothing else can."""

    sender: str
    subject: str


class _NotPlaced(Exception):
    def __init__(self, trouble: Trouble, **facts: Any) -> None:
        super().__init__(trouble)
        self.found = {"trouble": trouble, **facts}


def read_reply(raw: bytes) -> Reply | NotPlaced:
    """What a message of the secretariat's mailbox says: a `Reply`, or a `NotPlaced` with the trouble."""
    if len(raw) > LARGEST:
        return NotPlaced(Trouble.TOO_LARGE, **_headers(raw[:64_000]))
    headers = _headers(raw)
    try:
        message = email.message_from_bytes(raw)
        return _reply_in(message, headers)
    except _NotPlaced as trouble:
        return NotPlaced(**{**headers, **trouble.found})
    except Exception:  # the libraries meet what was never a mail or a calendar in many ways, recursion among them
        return NotPlaced(Trouble.UNREADABLE, **headers)


def _headers(raw: bytes) -> Headers:
    """Sender and subject, as far as they can be read."""
    try:
        message = email.message_from_bytes(raw[:64_000].split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0] + b"\n\n")
        sender = parseaddr(_decoded(message.get("From", "")))[1].lower()
        return {"sender": _plain(sender, 254), "subject": _plain(_decoded(message.get("Subject", "")), 300)}
    except Exception:
        return {"sender": "", "subject": ""}


def _decoded(value: Any) -> str:
    try:
        return str(make_header(decode_header(str(value))))
    except Exception:  # an unknown charset, or no header at all
        return str(value)


def _plain(text: str, most: int) -> str:
    """A text that every database takes."""
    visible = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    # PostgreSQL takes neither NUL nor halves of surrogate pairs in a text.
    return visible.encode("utf-8", "replace").decode()[:most].strip()


def _reply_in(message: Message, headers: Headers) -> Reply:
    parts = [part for part, _number in zip(message.walk(), range(MOST_PARTS), strict=False)]
    calendars = [part for part in parts if part.get_content_type() == "text/calendar"]
    if not calendars:
        raise _NotPlaced(Trouble.NO_REPLY, text=_words_of(parts))
    calendar = _calendar_of(calendars[0])
    events = calendar.walk("VEVENT")
    if not events:
        raise _NotPlaced(Trouble.NO_REPLY, text=_words_of(parts))
    method, event = str(calendar.get("METHOD", "")).upper(), events[0]
    found = {"meeting_pk": _meeting_pk(event), "text": _plain(_comment(event) or _words_of(parts), 2000)}
    if method == "COUNTER":
        raise _NotPlaced(Trouble.COUNTER, **found)
    if method != "REPLY":
        raise _NotPlaced(Trouble.NO_REPLY, **found)
    if found["meeting_pk"] is None:
        raise _NotPlaced(Trouble.UNKNOWN_MEETING, **found)
    return _reply_of(event, found, headers)


def _calendar_of(part: Message) -> Component:
    payload = _bytes_of(part)
    if len(payload) > LARGEST_CALENDAR:
        raise _NotPlaced(Trouble.TOO_LARGE)
    try:
        text = payload.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):  # a charset that does not exist, or that is not the text's
        text = payload.decode("utf-8", "replace")
    return Calendar.from_ical(text)


def _bytes_of(part: Message) -> bytes:
    """What a part holds; nothing of one that is made of parts itself."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _reply_of(event: Component, found: dict[str, Any], headers: Headers) -> Reply:
    attendees = event.get("ATTENDEE")
    attendees = attendees if isinstance(attendees, list) else [attendees] if attendees is not None else []
    # RFC 5546 § 3.2.3: a REPLY is of one person.
    if len(attendees) != 1:
        raise _NotPlaced(Trouble.UNREADABLE, **found)
    answer = str(attendees[0].params.get("PARTSTAT", "")).upper()
    if answer == "DELEGATED":
        raise _NotPlaced(Trouble.DELEGATED, **found)
    if answer not in ANSWERS:
        raise _NotPlaced(Trouble.UNREADABLE, **found)
    # Calendars write `MAILTO:` as well.
    address = re.sub(r"^mailto:", "", str(attendees[0]).strip(), flags=re.IGNORECASE).lower()
    return Reply(
        meeting_pk=found["meeting_pk"],
        attendee=_plain(address, 254),
        sender=headers["sender"],
        subject=headers["subject"],
        answer=answer,
        # Absent is 0 (RFC 5545 § 3.8.7.4).
        revision=max(0, int(event.get("SEQUENCE", 0))),
        stamp=_stamp(event),
        comment=_plain(_comment(event), 500),
    )


def _meeting_pk(event: Component) -> int | None:
    found = OUR_UID.fullmatch(str(event.get("UID", "")).strip())
    # A UID of another house, or of a test server, names no meeting here.
    return int(found[1]) if found and found[2] == settings.ICAL_DOMAIN else None


def _stamp(event: Component) -> datetime | None:
    stamp = getattr(event.get("DTSTAMP"), "dt", None)
    if not isinstance(stamp, date):
        return None
    if not isinstance(stamp, datetime):
        stamp = datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001 - given its zone below
    return (stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)).astimezone(UTC)


def _comment(event: Component) -> str:
    comment = event.get("COMMENT", "")
    return str(comment[0] if isinstance(comment, list) and comment else comment or "")


def _words_of(parts: Iterable[Message]) -> str:
    """The beginning of the mail's own text."""
    for part in parts:
        if part.get_content_type() == "text/plain":
            return _plain(_bytes_of(part)[:8000].decode("utf-8", "replace"), 2000)
    return ""

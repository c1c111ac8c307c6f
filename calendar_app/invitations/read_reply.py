"""Answers of mail programs to invitations (iTIP REPLY in a mail, RFC 5546 § 3.2.3 and 6047): bytes in, facts out.

Whatever the bytes are, the answer is a `Reply` or a `NotPlaced`; nothing here looks anything up. What cannot be placed
keeps its meeting and its answer, as far as they can be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from typing import Any

from django.conf import settings

from calendar_app.models import ReceivedReply
from calendar_app.models.invitations import MeetingInvitation

from .received.bounces import Report, is_automatic, is_of_nobody, looks_like_a_bounce, mails_named, report_in
from .received.calendars import Entry, entries_of
from .received.parsing import is_too_slow, parsed
from .received.sender import Sender, decoded, fields, sender_of
from .received.words import MOST_READ, plain, words_of

Trouble = ReceivedReply.Trouble
LARGEST = 2 * 1024 * 1024  # bytes of a whole message; a reply is a few thousand
MOST_PARTS = 100
# At most 15 digits: more overflow the column and break the query. Our domain is compared below.
OUR_UID = re.compile(r"meeting-([0-9]{1,15})(?:_R[0-9TZ]{4,20})?@([A-Z0-9.-]+)", re.ASCII | re.IGNORECASE)
ANSWERS = {choice.value: choice for choice in MeetingInvitation.Answer if choice != MeetingInvitation.Answer.WAITING}
BEGINNING = datetime(1, 1, 2, tzinfo=UTC)  # before any stamp


@dataclass(frozen=True)
class Reply:
    """An answer: whose, to which revision of which meeting, and when it was given."""

    meeting_pk: int
    attendee: str  # addresses in small letters
    sender: str  # empty where the From is not one address for certain
    shown: str  # what a person may read of the From
    subject: str
    answer: str
    revision: int
    stamp: datetime | None
    comment: str
    text: str = ""  # what the mail says beside it
    is_proven: bool = False  # our own mail server vouches for the sender


@dataclass(frozen=True)
class NotPlaced:
    """A message that is no answer that we can place by itself, with what a person needs to do so."""

    trouble: Trouble
    sender: str = ""
    subject: str = ""
    meeting_pk: int | None = None
    answer: str = ""
    text: str = ""
    mails: list[str] = field(default_factory=list)  # the Message-IDs that it names
    report: Report | None = None


class _NotPlaced(Exception):
    def __init__(self, trouble: Trouble, **facts: Any) -> None:
        super().__init__(trouble)
        self.found = {"trouble": trouble, **facts}


def read_reply(raw: bytes) -> Reply | NotPlaced:
    """What a message of the secretariat's mailbox says: a `Reply`, or a `NotPlaced` with the trouble."""
    head = _head(raw)
    if len(raw) > LARGEST or is_too_slow(raw):
        return NotPlaced(Trouble.TOO_LARGE, **head)
    found = {**head, "meeting_pk": _only_meeting(raw[:LARGEST].decode("latin-1"))}
    try:
        return _reply_in(parsed(raw), found)
    except _NotPlaced as trouble:
        return NotPlaced(**{**found, **trouble.found})
    except Exception:  # the libraries meet what was never a mail in many ways, recursion among them
        return NotPlaced(Trouble.UNREADABLE, **found)


def _head(raw: bytes) -> dict[str, Any]:
    """Sender and subject, as far as they can be read though nothing else can."""
    try:
        message = parsed(re.split(rb"\r?\n\r?\n", raw[:64_000], maxsplit=1)[0] + b"\n\n")
        subject = decoded(next(iter(fields(message, "Subject")), ""))
        return {"sender": plain(sender_of(message).shown, 254), "subject": plain(subject, 300).replace("\n", " ")}
    except Exception:
        return {"sender": "", "subject": ""}


def _reply_in(message: Message, found: dict[str, Any]) -> Reply:
    inside = list(_parts(message))
    parts = [part for part, _is_own in inside]
    own_words = words_of(part for part, is_own in inside if is_own)
    found |= {"text": own_words, "mails": mails_named(message, parts)}
    if report := report_in(message, parts):
        raise _NotPlaced(Trouble.BOUNCE, **found, report=report)
    entries, is_too_large = entries_of(parts)
    ours = [entry for entry in entries if _meeting_pk(entry)] or entries
    if not entries and is_too_large:
        raise _NotPlaced(Trouble.TOO_LARGE, **found)
    comments = list(dict.fromkeys(filter(None, (entry.comment for entry in entries))))
    found |= {"text": plain("\n\n".join(filter(None, [*comments, own_words])), MOST_READ)}
    found |= _facts(ours[0], found) if ours else {}
    replies = [entry for entry in ours if entry.method == "REPLY"]
    if not replies:
        raise _NotPlaced(_why_none(message, parts, ours), **found)
    answer = _newest(replies, found)
    # What stands beside the answer: the mail's own words, and those of its other calendars.
    beside = [text for text in (*comments, own_words) if text not in answer.comment]
    return _reply_of(answer, sender_of(message), found, plain("\n\n".join(filter(None, beside)), MOST_READ))


def _why_none(message: Message, parts: list[Message], entries: list[Entry]) -> Trouble:
    """What a mail is that holds no answer. What a server gives back brings our own question."""
    if looks_like_a_bounce(message):
        return Trouble.BOUNCE
    if is_automatic(message, parts):
        return Trouble.AUTOMATIC
    if is_of_nobody(message):
        return Trouble.BOUNCE
    return Trouble.COUNTER if any(entry.method == "COUNTER" for entry in entries) else Trouble.NO_REPLY


def _parts(message: Message) -> Iterator[tuple[Message, bool]]:
    """The parts, and whether each is the mail's own and not of one that it brings; not all of a mail of many."""
    waiting, number = [(message, True)], 0
    while waiting and number < MOST_PARTS:
        part, is_own = waiting.pop()
        yield part, is_own
        number += 1
        inner = part.get_payload() if part.is_multipart() else None
        is_own = is_own and part.get_content_maintype() != "message"
        if isinstance(inner, list):
            waiting += [(each, is_own) for each in reversed(inner) if isinstance(each, Message)]


def _facts(entry: Entry, found: dict[str, Any]) -> dict[str, Any]:
    """What a person needs to know of an entry that is not placed by itself."""
    meeting = _meeting_pk(entry) or (found["meeting_pk"] if not entry.uid else None)
    return {"meeting_pk": meeting, "answer": _one({answer for _address, answer in _given(entry)})}


def _newest(replies: list[Entry], found: dict[str, Any]) -> Entry:
    """The answer that counts, of those that one mail holds: the same twice, or one that replaces another."""
    by_age = sorted(replies, key=_age)
    about = {(_meeting_pk(entry), entry.is_of_one_date, *(who for who, _what in _given(entry))) for entry in replies}
    last = by_age[-1]
    # One whose stamp cannot be read may be the newest, too.
    newest = {
        tuple(_given(entry))
        for entry in by_age
        if _age(entry) == _age(last) or (entry.revision == last.revision and entry.stamp is None)
    }
    # Of one person to one meeting the newest counts; anything else is more than one answer.
    if len(about) > 1 or len(newest) > 1:
        lines = [f"{''.join(entry.values('SUMMARY')[:1])}: {_words_of_answers(entry)}" for entry in replies]
        text = plain("\n\n".join(filter(None, ["\n".join(lines), found["text"]])), MOST_READ)
        answer = _one({what for entry in replies for _who, what in _given(entry)})
        raise _NotPlaced(Trouble.SEVERAL, **{**found, "answer": answer, "text": text})
    return last


def _age(entry: Entry) -> tuple[int, datetime]:
    """RFC 5546 § 2.1.5: the higher SEQUENCE, then the later DTSTAMP."""
    return entry.revision, entry.stamp or BEGINNING


def _words_of_answers(entry: Entry) -> str:
    return ", ".join(str(ANSWERS[answer].label) for _address, answer in _given(entry))


def _reply_of(entry: Entry, sender: Sender, found: dict[str, Any], beside: str) -> Reply:
    found |= _facts(entry, found)
    given = _given(entry)
    if any(attendee.partstat == "DELEGATED" for attendee in entry.attendees):
        raise _NotPlaced(Trouble.DELEGATED, **found)
    if _meeting_pk(entry) is None:
        raise _NotPlaced(Trouble.UNKNOWN_MEETING, **found)
    if entry.is_of_one_date:
        raise _NotPlaced(Trouble.ONE_DATE, **found)
    # RFC 5546 § 3.2.3: a REPLY is of one person.
    if len(given) != 1:
        raise _NotPlaced(Trouble.UNREADABLE, **found)
    ((address, answer),) = given
    return Reply(
        meeting_pk=found["meeting_pk"],
        attendee=address,
        sender=sender.address,
        shown=found["sender"],
        subject=found["subject"],
        answer=answer,
        revision=entry.revision,
        stamp=entry.stamp,
        comment=plain(entry.comment, MOST_READ),
        text=beside,
        is_proven=sender.is_proven,
    )


def _given(entry: Entry) -> list[tuple[str, str]]:
    """Who answered what, each once; those who are merely named with the entry are none of them."""
    said = [(each.address, each.partstat) for each in entry.attendees]
    return list(dict.fromkeys(pair for pair in said if pair[1] in ANSWERS))


def _one(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else ""


def _meeting_pk(entry: Entry) -> int | None:
    return _only_meeting(entry.uid) if OUR_UID.fullmatch(entry.uid) else None


def _only_meeting(text: str) -> int | None:
    """The one meeting of ours that a text names; a UID of another house, or of a test server, names none."""
    own = settings.ICAL_DOMAIN.lower()
    named = {int(found[1]) for found in OUR_UID.finditer(text) if found[2].lower().rstrip(".") == own}
    return named.pop() if len(named) == 1 else None

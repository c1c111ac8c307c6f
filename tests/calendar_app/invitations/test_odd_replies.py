"""Messages to the secretariat's mailbox may be anything: each is an answer or waits for a person, none is a crash."""

from datetime import UTC, datetime
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from types import SimpleNamespace

import pytest

from calendar_app.invitations.read_reply import LARGEST, NotPlaced, Reply, read_reply

from .reply_mails import CALENDAR, reply_mail

INVITED = SimpleNamespace(user=SimpleNamespace(email="medlem@example.org"), meeting_id=7)
STAMP = datetime(2023, 8, 14, 8, tzinfo=UTC)
WHOLE = reply_mail(INVITED, "ACCEPTED", stamp=STAMP)
ICS = CALENDAR.format(
    method="REPLY", uid="meeting-7@ishoj-process.invalid", revision=0, stamp=STAMP,
    answer="ACCEPTED", attendee="mailto:medlem@example.org", comment="",
)  # fmt: skip


def answered(raw):
    found = read_reply(raw)
    assert isinstance(found, Reply | NotPlaced)
    return found


def test_whole_reply_is_read():
    found = answered(WHOLE)

    assert (found.meeting_pk, found.attendee, found.sender) == (7, "medlem@example.org", "medlem@example.org")
    assert (found.answer, found.revision, found.stamp) == ("ACCEPTED", 0, STAMP)


def _mail(payload, charset="utf-8", depth=0):
    part = MIMEBase("text", "calendar", method="REPLY", charset=charset)
    part.set_payload(payload)
    for _level in range(depth):
        outer = MIMEMultipart("mixed")
        outer.attach(part)
        part = outer
    part["From"] = "medlem@example.org"
    return part.as_bytes() if not isinstance(payload, bytes) else _as_bytes(part, payload)


def _as_bytes(part, payload):
    """The library refuses to write bytes of its own making; mail programs do not."""
    marker = "PAYLOAD-STANDS-HERE"
    inner = part
    while inner.is_multipart():
        inner = inner.get_payload(0)
    inner.set_payload(marker)
    return part.as_bytes().replace(marker.encode(), payload)


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset", "utf-7", "idna", "rot13", "hex", "", "ascii"])
def test_wrong_charset_is_read_as_far_as_it_can_be(charset):
    answered(_mail(ICS.replace("Svar", "Særligt svar").encode("latin-1"), charset))


@pytest.mark.parametrize("depth", [1, 20, 90, 500, 3000])
def test_parts_within_parts_are_read_or_kept(depth):
    boundary = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(depth)
    )
    found = answered(boundary + b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + ICS.encode())

    assert isinstance(found, Reply) or depth > 20


def test_reply_is_found_deep_in_a_forwarded_mail():
    inner = MIMEMultipart("alternative")
    inner.attach(MIMEText("Ja"))
    calendar = MIMEText(ICS.replace("\n", "\r\n"), "calendar", "utf-8")
    inner.attach(calendar)
    outer = MIMEMultipart("mixed")
    outer["From"] = "Medlem <medlem@example.org>"
    outer.attach(MIMEMessage(inner))

    assert answered(outer.as_bytes()).answer == "ACCEPTED"


def test_twenty_megabytes_are_kept_by_their_head():
    found = answered(b"From: a@example.org\r\nSubject: Stor\r\n\r\n" + b"x" * (20 * 1024 * 1024))

    assert (found.trouble, found.subject) == ("too_large", "Stor")
    assert answered(b"A" * (LARGEST + 1)).trouble == "too_large"


@pytest.mark.parametrize("nested", [1, 50, 2000])
def test_components_within_components_are_never_a_crash(nested):
    answered(_mail(b"BEGIN:VEVENT\r\n" * nested + ICS.encode()))


def test_several_attendees_are_no_answer_of_one():
    two = ICS.replace("SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:anden@example.org\nSUMMARY")

    assert answered(_mail(two.encode())).trouble == "unreadable"

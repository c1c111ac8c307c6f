"""Mails to the secretariat's mailbox: read or kept, whatever they are; words kept, and nobody answers for another."""

import re
from email import message_from_bytes
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.invitations import mailbox
from calendar_app.invitations.acts import invite
from calendar_app.invitations.read_reply import NotPlaced, Reply, read_reply
from calendar_app.invitations.received.sender import sender_of
from calendar_app.invitations.replies import take_reply
from calendar_app.models import MeetingInvitation, ReceivedReply
from tests import rows
from tests.calendar_app.invitations.reply_mails import CALENDAR, reply_mail
from tests.calendar_app.invitations.test_bounces import STATUS
from tests.calendar_app.invitations.test_bounces import part as part_of_report
from tests.conftest import TODAY

from .made.mails import DAMAGE, FALSE, MEMBER, STAMP, damaged, mails
from .promises import often

INVITED = SimpleNamespace(user=SimpleNamespace(email=MEMBER), meeting_id=7)
WHOLE = reply_mail(INVITED, "ACCEPTED")
ICS = CALENDAR.format(
    method="REPLY", uid="meeting-7@ishoj-process.invalid", revision=0, stamp=STAMP,
    answer="ACCEPTED", attendee=f"mailto:{MEMBER}", comment="",
)  # fmt: skip


@often(100, 10_000)
@given(mails(7))
def test_mail_keeps_its_words_and_its_sender(mail):
    found = read_reply(mail.raw)

    texts = f"{found.text} {found.comment if isinstance(found, Reply) else ''}"
    assert [word for word in mail.words if word not in texts] == []
    assert not isinstance(found, Reply) or found.sender in ("", mail.sender)


@often(100, 10_000)
@given(st.binary(max_size=2000))
def test_bytes_are_read_or_kept(raw):
    assert isinstance(read_reply(raw), Reply | NotPlaced)


@often(100, 10_000)
@given(mails(7), DAMAGE)
def test_damaged_mail_is_read_or_kept(mail, edits):
    assert isinstance(read_reply(damaged(mail.raw, edits)), Reply | NotPlaced)


@often(60, 2_000)
@given(st.lists(st.sampled_from(ICS.splitlines()), max_size=40))
def test_calendar_in_any_order_is_read_or_kept(lines):
    head = f"From: {MEMBER}\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"

    assert isinstance(read_reply((head + "\r\n".join(lines)).encode()), Reply | NotPlaced)


@often(60, 2_000)
@given(
    st.fixed_dictionaries({
        "uid": st.text(max_size=30), "attendee": st.text(max_size=30), "answer": st.text(max_size=15),
        "revision": st.one_of(st.integers(), st.text(max_size=8)), "method": st.sampled_from(["REPLY", "x", ""]),
    })
)  # fmt: skip
def test_any_words_in_the_fields_are_read_or_kept(words):
    ics = CALENDAR.format(stamp=STAMP, comment="", **words)
    raw = f"From: {MEMBER}\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n{ics}".encode("utf-8", "replace")

    assert isinstance(read_reply(raw), Reply | NotPlaced)


HEADS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60)
FROM = ["{}", "{} <medlem@example.org>", "<{}>", "{}, medlem@example.org", "{}\r\nFrom: {}"]


@often(60, 2_000)
@given(HEADS, st.sampled_from(FROM))
def test_answer_is_read_whoever_sent_it(words, form):
    """With whatever From it keeps its meeting and its answer, to be placed by a person."""
    head = f"From: {form.format(words, MEMBER)}\r\nContent-Type: text/calendar\r\n\r\n"
    found = read_reply(head.encode() + ICS.encode())

    assert (found.meeting_pk, found.answer) == (7, "ACCEPTED")


PIECES = st.lists(
    st.sampled_from([
        MEMBER, "=?utf-8?q?medlem=40example.org=2C?=", "=?utf-8?q?medlem=40example.org?=", "=?utf-8?q?=2C?=",
        "=?utf-8?b?PA==?=", "=?utf-8?q?=0A?=",
        "<", ">", ",", '"', "(", ")", ":", ";", " ", "\\", "\r\n ", "\r\nFrom: ", "\r\nx\r\nFrom: ", "\r\n\t",
        "\x00", "@", "Medlem", "æ", "\u2028", "\x0b", "\x85",
    ]),
    max_size=12,
)  # fmt: skip


@often(200, 20_000)
@given(PIECES)
def test_nothing_before_the_address_makes_another_of_it(pieces):
    raw = f"From: {''.join(pieces)} <{FALSE}>\r\nContent-Type: text/calendar\r\n\r\n{ICS}".encode()
    found = read_reply(raw)

    assert isinstance(found, NotPlaced) or found.sender in ("", FALSE)
    assert sender_of(message_from_bytes(raw)).address in ("", FALSE)


# What is stored


@pytest.fixture
def invited(member, council, secretariat, term, theme_meeting):
    """Two members who are asked to a meeting."""
    rows.seated("andet@example.org", term, council)
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return theme_meeting


def answers():
    return set(MeetingInvitation.objects.values_list("user__email", "answer", "comment", "mail_text"))


@often(40, 1_600)
@given(st.data())
def test_answer_is_placed_for_whoever_is_in_the_from_alone(invited, data):
    mail = data.draw(mails(invited.pk))
    with transaction.atomic():
        before = answers()
        row = take_reply(mail.raw)
        assert take_reply(mail.raw) is None
        placed = answers() - before
        assert [email for email, *_answer in placed if email != mail.sender] == []
        kept = f"{row.text} {' '.join(f'{comment} {text}' for _email, _answer, comment, text in placed)}"
        assert [word for word in mail.words if word not in kept] == []
        transaction.set_rollback(True)


@often(40, 1_600)
@given(st.data())
def test_damaged_mail_answers_for_nobody_who_does_not_stand_in_it(invited, data):
    raw = damaged(data.draw(mails(invited.pk)).raw, data.draw(DAMAGE))
    with transaction.atomic():
        before = answers()
        take_reply(raw)
        assert take_reply(raw) is None
        for email, *_answer in answers() - before:
            assert email in _outside_of_names(raw)
        transaction.set_rollback(True)


def _outside_of_names(raw):
    """The From fields of a mail without encoded words, quoted names and comments: what may be an address."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0].decode("latin-1").lower()
    found = " ".join(re.findall(r"^from:(.*(?:\r?\n[ \t].*)*)", head, re.MULTILINE))
    return re.sub(r"=\?[^?]*\?[^?]*\?[^?]*\?=|\"[^\"]*\"|\([^()]*\)", " ", found)


# Reports of servers

ORIGINAL = (
    f"From: sekretariat@example.org\nTo: {MEMBER}\nMessage-ID: <x@ishoj-process.invalid>\nSubject: Indkaldelse\n\n{ICS}"
)
REPORT = (
    b"From: MAILER-DAEMON@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
    + (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n"
        + "".join(
            f"--r\n{each}"
            for each in (
                part_of_report("text/plain; charset=utf-8", "Mailen kom ikke frem."),
                part_of_report("message/delivery-status", STATUS.format(action="failed", status="5.1.1")),
                part_of_report("message/rfc822", ORIGINAL),
            )
        )
        + "--r--\n"
    ).encode()
)


@often(60, 2_000)
@given(DAMAGE)
def test_damaged_report_is_read_or_kept_and_is_no_answer(edits):
    found = read_reply(damaged(REPORT, edits))

    assert isinstance(found, Reply | NotPlaced)


# The run over the mailbox


class Mailbox:
    """A server that holds these mails, and notes which were marked as read."""

    def __init__(self, raws):
        self.raws, self.seen = raws, []

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return False

    def fetch(self, criteria, *, mark_seen, headers_only=False, bulk=0):
        asked = re.search(r"UID (\d+)", str(criteria))
        for number, raw in enumerate(self.raws):
            if asked and int(asked[1]) != number:
                continue
            head = raw.split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n" if headers_only else raw
            about = f"{number} (UID {number} FLAGS () RFC822.SIZE {len(raw)} BODY[] {{{len(head)}}}".encode()
            yield mailbox.FetchedMail([(about, head), b")"])

    def flag(self, uid, _flag, _value):
        self.seen.append(uid)


@often(20, 600)
@given(st.data())
def test_no_mail_stops_the_run(invited, monkeypatch, data):
    raws = []
    for _mail in range(data.draw(st.integers(1, 4))):
        raw = data.draw(mails(invited.pk)).raw
        raws.append(damaged(raw, data.draw(DAMAGE)) if data.draw(st.booleans()) else raw)
    box = Mailbox(raws)
    monkeypatch.setattr(mailbox, "_opened", lambda: box)
    with transaction.atomic():
        counts = mailbox.read_mailbox()
        assert len(box.seen) == len(raws) == sum(counts.values())
        assert ReceivedReply.objects.count() == len(set(raws))
        transaction.set_rollback(True)

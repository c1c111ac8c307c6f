"""How much of a mail is read: at each limit just within, and one more."""

from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from time import perf_counter

import pytest

from calendar_app.invitations.mailbox import FetchedMail
from calendar_app.invitations.read_reply import LARGEST, read_reply
from calendar_app.invitations.received.parsing import LONGEST_FIELD, parsed, parsed_text
from calendar_app.invitations.received.sender import sender_of

from .test_odd_replies import ICS

HEAD = b"From: medlem@example.org\n"


def edge(number):
    return pytest.mark.parametrize(("count", "is_within"), [(number, True), (number + 1, False)])


def reply_of(calendar):
    return read_reply(HEAD + b"Content-Type: text/calendar\n\n" + calendar)


@edge(2 * 1024 * 1024)
def test_bytes_of_a_message(count, is_within):
    assert (read_reply(b"A" * count).trouble != "too_large") is is_within


@edge(256 * 1024)
def test_bytes_of_a_calendar(count, is_within):
    text = ICS.replace("BEGIN:VEVENT", "X-FYLD:\nBEGIN:VEVENT").encode()
    found = reply_of(text.replace(b"X-FYLD:", b"X-FYLD:" + b"x" * (count - len(text))))

    assert (found.answer == "ACCEPTED") is is_within
    assert is_within or (found.trouble, found.meeting_pk) == ("too_large", 7)


@edge(100)
def test_parts_of_a_message(count, is_within):
    message = MIMEMultipart("mixed")
    message["From"] = "Medlem <medlem@example.org>"
    for _part in range(count - 2):
        message.attach(MIMEBase("application", "octet-stream"))
    message.attach(MIMEText(ICS.replace("\n", "\r\n"), "calendar", "utf-8"))

    assert (getattr(read_reply(message.as_bytes()), "answer", "") == "ACCEPTED") is is_within


@edge(100)
def test_components_within_components(count, is_within):
    assert (reply_of(("BEGIN:X-FYLD\n" * (count - 2) + ICS).encode()).answer == "ACCEPTED") is is_within


@edge(2000)
def test_words_of_a_mail(count, is_within):
    assert (read_reply(HEAD + b"\n" + b"x" * count).text == "x" * count) is is_within


@edge(64 * 1024)
def test_bytes_of_a_text(count, is_within):
    assert (read_reply(HEAD + b"\n" + b" " * (count - 1) + b"x").text == "x") is is_within


@edge(2000)
def test_letters_of_a_sender(count, is_within):
    found = sender_of(parsed_text(f"From: {'x' * (count - len(' <a@b.c>'))} <a@b.c>\n\n"))

    assert (found.address == "a@b.c") is is_within


@edge(2000)
def test_lines_that_may_part_a_mail(count, is_within):
    assert (read_reply(HEAD + b"\n" + b"\n--" * count).trouble != "too_large") is is_within


@edge(60_000)
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_lines_of_a_mail(count, is_within, end):
    assert (read_reply(b"x" + end * count).trouble != "too_large") is is_within


@edge(100)
def test_recipients_of_a_report(count, is_within):
    fields = "Action: delayed\n\n" * (count - 1) + "Action: failed\n"
    raw = f"Content-Type: multipart/report; boundary=r\n\n--r\nContent-Type: message/delivery-status\n\n{fields}--r--\n"

    assert read_reply(raw.encode()).report.is_failure is is_within


@edge(LONGEST_FIELD - 1)
def test_letters_of_a_field(count, is_within):
    value = parsed(b"X: " + b"x" * count + b"\n\n")["X"]

    assert (len(value) < LONGEST_FIELD) is is_within


@pytest.mark.parametrize(("more", "is_proven"), [(0, True), (LONGEST_FIELD, False)])
def test_word_of_our_server_that_was_cut_proves_nothing(settings, more, is_proven):
    settings.AUTHSERV_ID = "mx.example.org"
    value = f"mx.example.org; dmarc=pass header.from=example.org; x={'x' * more}"
    head = f"Authentication-Results: {value}\nFrom: a@example.org\n\n"

    assert sender_of(parsed_text(head)).is_proven is is_proven


REPORT = b"Content-Type: multipart/report; boundary=r\n\n--r\nContent-Type: message/delivery-status\n\n"
FULL = LARGEST - 2000
SLOW = {
    "empty lines of a report": REPORT + b"a\n\n" * (FULL // 3),
    "line ends of old Macs in a report": REPORT + b"\r" * FULL,
    "fields of a report": REPORT + b"X: y\n" * (FULL // 5),
    "recipients": REPORT + b"Action: failed\nStatus: 5.1.1\n\n" * (FULL // 30),
    "reports in reports": REPORT + b"--r\nContent-Type: message/delivery-status\n\n" * (FULL // 44),
    "words of a subject": b"Subject: " + b"=?utf-8?q?a?= " * (FULL // 14) + b"\n\nx",
    "words of a sender": b"From: " + b"=?utf-8?q?a?= " * (FULL // 14) + b"<a@b.c>\n\nx",
    "parameters": b"Content-Type: text/plain" + b"; a=b" * (FULL // 5) + b"\n\n",
    "parameters in pieces": b"Content-Type: text/calendar" + b"; a*0=b" * (FULL // 7) + b"\n\n",
    "boundaries": b"Content-Type: multipart/mixed" + b"; boundary*0=b" * (FULL // 14) + b"\n\n",
    "names of a file": b'Content-Disposition: attachment; filename="' + b"=?utf-8?q?a?= " * (FULL // 14) + b'"\n\n',
    "empty parts": REPORT + b"--r\n\n" * (FULL // 5),
    "servers' words": b"Authentication-Results: mx; dmarc=pass\n" * (FULL // 40) + b"\n",
    "fields": b"From: a@b.c\n" * (FULL // 12) + b"\n",
    "blank lines of a field": b"Subject: a\n" + b" \n" * (FULL // 2) + b"\n",
    "names of mails": b"References: " + b"<a@b> " * (FULL // 6) + b"\n\nx",
    "parts within parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(200)
    ) + b"\n" * 59_000,
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_no_mail_takes_long_to_read(name):
    """Some of these took four minutes, as the library walks over a field again for each thing in it."""
    began = perf_counter()
    read_reply(SLOW[name])
    FetchedMail([(b"1 (UID 7 BODY[] {9}", SLOW[name])])

    assert perf_counter() - began < 10


def test_fetched_mail_knows_its_number_and_size():
    found = FetchedMail([(b"1 (UID 7 FLAGS () RFC822.SIZE 99 BODY[] {9}", b"From: a\n\nx"), b")"])

    assert (found.uid, found.size_rfc822, found.raw) == ("7", 99, b"From: a\n\nx")

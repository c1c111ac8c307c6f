"""How much of a mail is read: at each limit just within, and one more."""

from email import message_from_string
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from calendar_app.invitations.read_reply import read_reply
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
    found = sender_of(message_from_string(f"From: {'x' * (count - len(' <a@b.c>'))} <a@b.c>\n\n"))

    assert (found.address == "a@b.c") is is_within

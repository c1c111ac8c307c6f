"""Invitations and real servers: a worker that is killed half way, two at once, and a mailbox that is read over IMAP."""

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from collections import Counter
from email import message_from_bytes
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from imap_tools import AND, MailBoxUnencrypted

from calendar_app.invitations import mailbox as reply_mailbox
from calendar_app.invitations import read_reply as reply
from calendar_app.invitations import replies
from calendar_app.invitations.acts import invite
from calendar_app.invitations.delivery import deliver_due
from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from ishoj_process.models import User
from tests.conftest import TODAY
from tests.mail_servers import Letterbox, Mailbox, serve
from tests.waiting import PATIENCE, sqlite_at

from .reply_mails import reply_mail
from .test_bounces import report, whole

PEOPLE = 50  # more than are looked up together, and half of them within what is
PREPARE = f"""
from datetime import date
from calendar_app.invitations.acts import invite
from ishoj_process.models import Body, Meeting, User
body = Body.objects.create(name="Byrådet", slug="byraadet", kind="council")
meeting = Meeting.objects.create(kind="council", start_date=date(2023, 8, 21), end_date=date(2023, 8, 21))
meeting.bodies.add(body)
User.objects.bulk_create(User(email=f"{{n}}@example.org", name=f"Demo: {{n}}") for n in range({PEOPLE}))
users = list(User.objects.all())
print(invite(meeting=meeting, users=users, by=users[0], today=date(2023, 8, 14)))
"""


class Stalling(Letterbox):
    """Falls silent at one message until that sender is gone."""

    def __init__(self, at):
        super().__init__()
        self.at, self.reached = at, threading.Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's own name
        if len(self.mails) == self.at and not self.reached.is_set():
            self.reached.set()
            await asyncio.sleep(600)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def house(tmp_path, empty_database):
    """A house of its own with production's settings: runs a command of it, or begins one."""
    own = {
        "DJANGO_SETTINGS_MODULE": "ishoj_process.settings",
        "DEBUG": "0",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": sqlite_at(tmp_path / "house.sqlite3"),
        "TODAY": "2023-08-14",
    }

    def command(*words, begin=False, **more):
        begun = subprocess.Popen(
            [sys.executable, "manage.py", *words],
            env=os.environ | own | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if begin:
            return begun
        out, err = begun.communicate(timeout=PATIENCE)
        assert begun.returncode == 0, err.decode()[-2000:]
        return out.decode()

    shutil.copy(empty_database, tmp_path / "house.sqlite3")
    return command


def test_worker_is_killed_half_way_and_each_of_many_gets_one_mail(house):
    box = Stalling(at=PEOPLE // 2)
    port, stop = serve(box)
    smtp = {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    try:
        assert house("shell", "--command", PREPARE).split()[-1] == str(PEOPLE)
        worker = house("db_worker", "--no-startup-delay", begin=True, **smtp)
        assert box.reached.wait(PATIENCE)
        worker.kill()
        worker.wait(PATIENCE)

        left = house("send_invitations", MAIL_LEFT_SECONDS="0", **smtp)
        assert left.strip() == f"sent: {PEOPLE - PEOPLE // 2}; failed: 0; given up: 0"
        assert house("send_invitations", MAIL_LEFT_SECONDS="0", **smtp).startswith("sent: 0;")
    finally:
        stop()
    assert Counter(box.receivers) == {f"{number}@example.org": 1 for number in range(PEOPLE)}
    names = [mail["Message-ID"] for _to, mail in box.mails]
    assert len(set(names)) == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_send_each_mail_once(letterbox, make_meeting, council, secretariat):
    """As two workers do: on PostgreSQL in threads of their own; SQLite lets one write at a time."""
    people = [User.objects.create_user(f"{number}@example.org", name=f"Demo: {number}") for number in range(30)]
    meeting = make_meeting(council)
    with transaction.atomic():
        invite(meeting=meeting, users=people, by=secretariat, today=TODAY)
        connection.run_on_commit.clear()  # nobody sends yet

    def send():
        try:
            deliver_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2 if connection.vendor == "postgresql" else 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    deliver_due()

    assert Counter(letterbox.receivers) == {person.email: 1 for person in people}


@pytest.fixture(scope="module")
def mailbox():
    """A mailbox of the secretariat on a real IMAP server."""
    box = Mailbox()
    yield box
    box.stop()


@pytest.fixture
def inbox(mailbox, settings):
    """The mailbox, empty, as the settings name it."""
    settings.REPLY_MAILBOX_URL = mailbox.url
    box = MailBoxUnencrypted("127.0.0.1", mailbox.port).login("sekretariat", mailbox.password)
    with box:
        box.delete([message.uid for message in box.fetch(mark_seen=False)])
        yield box


def read():
    out = StringIO()
    call_command("read_replies", stdout=out)
    return out.getvalue().strip()


def unseen(box):
    box.client.noop()  # this session learns what another has marked
    return [message.subject for message in box.fetch(AND(seen=False), mark_seen=False)]


def test_invitation_goes_out_by_smtp_and_the_answer_comes_in_by_imap(
    letterbox, inbox, theme_meeting, member, secretariat
):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    asked = message_from_bytes(letterbox.raw[0])
    calendar = next(part for part in asked.walk() if part.get_content_type() == "text/calendar").get_payload(
        decode=True
    )
    uid = next(line[4:] for line in calendar.decode().split("\r\n") if line.startswith("UID:"))
    row = MeetingInvitation.objects.select_related("user").get()

    inbox.append(reply_mail(row, "ACCEPTED", uid=uid, comment="Ja tak æøå"))
    inbox.append(b"From: a@example.org\r\nSubject: Ferie\r\n\r\nHilsen")

    assert read() == "placed: 1, kept: 1, known: 0"
    row.refresh_from_db()
    assert (row.answer, row.answered_via, row.comment) == ("ACCEPTED", "mail", "Ja tak æøå")
    assert unseen(inbox) == []
    assert read() == "placed: 0, kept: 0, known: 0"


def test_head_that_breaks_off_is_read_as_it_was_sent(inbox, theme_meeting, member, secretariat):
    """Written out again by the library, a line that is no field ends the head unseen."""
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    row = MeetingInvitation.objects.select_related("user").get()
    inbox.append(reply_mail(row, "ACCEPTED").replace(b"\n\n", b"\nhvad er det\nFrom: falsk@example.net\n\n", 1))

    assert read() == "placed: 0, kept: 1, known: 0"
    assert ReceivedReply.objects.get().trouble == "unclear_sender"


def test_report_of_a_mail_that_came_back_marks_it(letterbox, inbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    inbox.append(report(whole(letterbox.raw[0].decode())))

    assert read() == "placed: 1, kept: 0, known: 0"
    assert InvitationMail.objects.get().trouble == "NotDelivered 550 5.1.1"


def test_reader_that_is_killed_before_it_marks_takes_nothing_twice(
    inbox, theme_meeting, member, secretariat, monkeypatch
):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    inbox.append(reply_mail(MeetingInvitation.objects.select_related("user").get(), "DECLINED"))

    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(MailBoxUnencrypted, "flag", killed)
        with pytest.raises(KeyboardInterrupt):
            reply_mailbox.read_mailbox()
    assert len(unseen(inbox)) == 1
    assert read() == "placed: 0, kept: 0, known: 1"
    assert ReceivedReply.objects.count() == 1


def test_large_message_is_kept_by_its_head_and_never_fetched(inbox, db, monkeypatch):
    monkeypatch.setattr(reply_mailbox, "LARGEST", 10_000)
    monkeypatch.setattr(reply_mailbox, "take_reply", None)  # would be called for a message that is fetched
    inbox.append(b"From: a@example.org\r\nSubject: Stor\r\n\r\n" + b"x" * 20_000)

    assert read() == "placed: 0, kept: 1, known: 0"
    row = ReceivedReply.objects.get()
    assert (row.trouble, row.subject, row.sender) == ("too_large", "Stor", "a@example.org")


def test_mailbox_that_cannot_be_opened_is_told_without_its_password(mailbox, settings, db):
    settings.REPLY_MAILBOX_URL = mailbox.url.replace("secret", "Forkertkodex")
    with pytest.raises(CommandError) as told:
        read()
    assert "Forkertkodex" not in str(told.value)

    settings.REPLY_MAILBOX_URL = "https://example.org"
    with pytest.raises(CommandError, match="imaps://"):
        read()
    settings.REPLY_MAILBOX_URL = ""
    assert "No mailbox is set up" in read()


def test_token_takes_the_place_of_a_password(mailbox, settings, tmp_path, monkeypatch, db):
    (tmp_path / "token").write_text("et-token\n")
    settings.REPLY_MAILBOX_URL = mailbox.url.replace(":secret", "")
    settings.REPLY_MAILBOX_TOKEN_FILE = str(tmp_path / "token")
    asked = []
    monkeypatch.setattr(
        MailBoxUnencrypted, "xoauth2", lambda self, name, token, initial_folder: asked.append((name, token)) or self
    )
    monkeypatch.setattr(MailBoxUnencrypted, "fetch", lambda self, *args, **options: [])
    monkeypatch.setattr(MailBoxUnencrypted, "logout", lambda self: None)

    assert read() == "placed: 0, kept: 0, known: 0"
    assert asked == [("sekretariat", "et-token")]


def test_most_that_is_read_is_two_megabytes():
    assert reply.LARGEST == 2 * 1024 * 1024


def test_mail_that_cannot_be_stored_is_kept_and_stops_no_other(db, monkeypatch):
    place = replies._place

    def fall_over_once(row, found):
        monkeypatch.setattr(replies, "_place", place)
        raise ValueError

    monkeypatch.setattr(replies, "_place", fall_over_once)
    row = replies.take_reply(b"From: a@example.org\r\n\r\nHej")

    assert (row.trouble, ReceivedReply.objects.count()) == ("unreadable", 1)
    assert replies.take_reply(b"From: a@example.org\r\n\r\nHej") is None


def test_database_that_is_gone_stops_the_run(db, monkeypatch):
    def gone(_row, _found):
        raise OperationalError

    monkeypatch.setattr(replies, "_place", gone)
    with pytest.raises(OperationalError):
        replies.take_reply(b"From: a@example.org\r\n\r\nHej")
    assert not ReceivedReply.objects.exists()


def test_parts_within_parts_stop_no_run():
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    message = reply_mailbox.FetchedMail([(b"1 (UID 7 RFC822.SIZE 150000 BODY[] {150000}", raw), b")"])

    assert (message.uid, message.size_rfc822, message.raw) == ("7", 150_000, raw)

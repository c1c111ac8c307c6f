"""One word of the mail server: about the recipient it is final, about us it stops the run, and gives up nobody."""

import smtplib
import socket
import threading
from datetime import timedelta
from ssl import SSLError

import pytest
from django.utils import timezone

from calendar_app.inbox.digest import send_digests
from calendar_app.inbox.tasks import tasks_of
from calendar_app.invitations.acts import invite, send_all_again
from calendar_app.invitations.delivery import deliver_due
from calendar_app.models import InvitationMail
from calendar_app.outbox.refusals import Meaning, meaning_of
from ishoj_process.models import User
from strategies.models import Consultation, Consultee
from tests.conftest import TODAY
from tests.mail_servers import free_port
from tests.waiting import PATIENCE


def refused(code, text=b""):
    return smtplib.SMTPRecipientsRefused({"a@example.org": (code, text)})


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (refused(550, b"no such user"), Meaning.RECIPIENT),
        (refused(550, b"5.1.1 unknown"), Meaning.RECIPIENT),
        (refused(553, b"5.2.1 closed"), Meaning.RECIPIENT),
        (refused(554), Meaning.RECIPIENT),
        (refused(450, b"4.2.0 greylisted"), Meaning.MAIL),
        (refused(452, b"4.2.2 full"), Meaning.MAIL),
        # Postfix gives its refusals of us at RCPT.
        (refused(554, b"5.7.1 relay access denied"), Meaning.MAIL),
        (refused(550, b"5.7.26 unauthenticated"), Meaning.MAIL),
        (refused(553, b"5.1.8 sender's domain"), Meaning.MAIL),
        (refused(530, b"5.7.0 log in first"), Meaning.SERVER),
        (refused(535), Meaning.SERVER),
        (refused(421, b"4.3.2 closing"), Meaning.SERVER),
        (smtplib.SMTPSenderRefused(530, b"", "x"), Meaning.SERVER),
        (smtplib.SMTPSenderRefused(550, b"", "x"), Meaning.SERVER),
        (smtplib.SMTPSenderRefused(554, b"", "x"), Meaning.SERVER),
        (smtplib.SMTPSenderRefused(451, b"", "x"), Meaning.SERVER),
        (smtplib.SMTPSenderRefused(552, b"too large", "x"), Meaning.MAIL),
        (smtplib.SMTPAuthenticationError(535, b""), Meaning.SERVER),
        (smtplib.SMTPConnectError(554, b""), Meaning.SERVER),
        (smtplib.SMTPHeloError(550, b""), Meaning.SERVER),
        (smtplib.SMTPResponseException(500, b""), Meaning.SERVER),
        (smtplib.SMTPServerDisconnected("gone"), Meaning.SERVER),
        (smtplib.SMTPDataError(554, b"spam"), Meaning.MAIL),
        (smtplib.SMTPDataError(451, b""), Meaning.MAIL),
        (smtplib.SMTPDataError(421, b""), Meaning.SERVER),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), Meaning.MAIL),
        (TimeoutError(), Meaning.SERVER),
        (ConnectionRefusedError(), Meaning.SERVER),
        (socket.gaierror(), Meaning.SERVER),
        (SSLError(), Meaning.SERVER),
        (ValueError("550"), Meaning.MAIL),
    ],
)
def test_each_error_has_its_meaning(error, meaning):
    assert meaning_of(error) == meaning


@pytest.fixture
def people(council, term):
    return [User.objects.create_user(f"{number}@example.org", name=f"Demo: {number}") for number in range(3)]


@pytest.fixture
def queued(people, theme_meeting, secretariat, monkeypatch):
    """Three are invited, and nothing has gone out."""
    with monkeypatch.context() as patch:
        patch.setattr("calendar_app.invitations.queue.deliver_soon", lambda: None)
        invite(meeting=theme_meeting, users=people, by=secretariat, today=TODAY)
    return theme_meeting


def is_given_up():
    return [mail.is_given_up for mail in InvitationMail.objects.order_by("pk")]


def make_all_due():
    InvitationMail.objects.update(next_try_at=timezone.now())


@pytest.mark.parametrize("answer", ["530 5.7.0 log in first", "550 no", "554 5.7.1 no", "451 later", "421 closing"])
def test_refusal_of_the_sender_stops_the_run_and_gives_up_nobody(queued, letterbox, answer):
    letterbox.says = {"MAIL": answer}
    for _run in range(12):
        make_all_due()
        assert dict(deliver_due()) == {"stopped": 1}
        assert dict(deliver_due()) == {}  # nobody is due for some minutes
    assert is_given_up() == [False] * 3

    letterbox.says = {}
    make_all_due()
    assert dict(deliver_due()) == {"sent": 3}


def test_mail_that_the_server_cannot_bear_stands_behind_the_others(queued, letterbox, monkeypatch):
    """It breaks off at the first one each time."""
    letterbox.says = {"MAIL": "451 later"}
    deliver_due()
    first, *others = InvitationMail.objects.order_by("pk")

    assert all(first.next_try_at > other.next_try_at for other in others)


class Greeting(threading.Thread):
    """A server that says one thing to whoever calls, and ends."""

    def __init__(self, text):
        super().__init__(daemon=True)
        self.text, self.bound = text, socket.create_server(("127.0.0.1", 0))
        self.port = self.bound.getsockname()[1]

    def run(self):
        try:
            while True:
                caller, _address = self.bound.accept()
                with caller:
                    caller.sendall(self.text)
        except OSError:  # closed by the test
            return

    def stop(self):
        self.bound.shutdown(socket.SHUT_RDWR)
        self.bound.close()
        self.join(PATIENCE)


@pytest.mark.parametrize("text", [b"554 5.7.1 no service\r\n", b"421 busy\r\n", b"", b"nonsense\r\n"])
def test_greeting_that_is_none_stops_the_run(queued, letterbox, settings, text):
    server, settings.EMAIL_PORT = Greeting(text), 0
    server.start()
    settings.EMAIL_PORT = server.port
    try:
        assert dict(deliver_due()) == {"stopped": 1}
    finally:
        server.stop()
    assert is_given_up() == [False] * 3


def test_log_in_that_is_refused_stops_the_run(queued, letterbox, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "sekretariat", "gammel"

    assert dict(deliver_due()) == {"stopped": 1}
    assert is_given_up() == [False] * 3


def test_server_that_is_gone_stops_the_run(queued, letterbox, settings):
    settings.EMAIL_PORT = free_port()

    assert dict(deliver_due()) == {"stopped": 1}


def test_refusal_of_one_recipient_is_final_and_stops_nobody(queued, letterbox):
    letterbox.refused, letterbox.refusal = {"0@example.org"}, "550 5.1.1 unknown"

    assert dict(deliver_due()) == {"given up": 1, "sent": 2}
    assert is_given_up() == [True, False, False]


@pytest.mark.parametrize("says", [{"DATA": "554 spam"}, {"DATA": "451 later"}, {"RCPT": "554 5.7.1 relay denied"}])
def test_word_about_one_mail_is_no_end_for_it(queued, letterbox, says):
    letterbox.says = says

    assert dict(deliver_due()) == {"failed": 3}
    assert is_given_up() == [False] * 3


def test_connection_that_was_closed_between_two_mails_is_opened_anew(queued, letterbox, monkeypatch):
    """Servers take so many mails over one connection."""
    taken = []
    hand_over = smtplib.SMTP.sendmail

    def sendmail(self, *arguments, **options):
        taken.append(self)
        if taken.count(self) > 1:
            raise smtplib.SMTPServerDisconnected("enough")
        return hand_over(self, *arguments, **options)

    monkeypatch.setattr(smtplib.SMTP, "sendmail", sendmail)
    assert dict(deliver_due()) == {"sent": 3}
    assert len(letterbox.mails) == 3


def test_daily_mails_stop_as_well_and_go_out_at_the_next_run(committee, strategy, people, term, letterbox):
    for person in people:
        committee.seats.create(user=person, term=term)
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=TODAY, deadline=TODAY + timedelta(days=30)
    )
    Consultee.objects.create(consultation=consultation, body=committee)
    letterbox.says = {"MAIL": "554 no"}
    assert send_digests(today=TODAY)["stopped"] == 1

    letterbox.says = {}
    assert send_digests(today=TODAY)["sent"] == 3


def test_all_that_failed_for_one_reason_go_again_by_one_press(
    client_of, queued, letterbox, secretariat, make_meeting, council
):
    other = make_meeting(council)
    invite(meeting=other, users=list(User.objects.filter(email="0@example.org")), by=secretariat, today=TODAY)
    letterbox.says = {"RCPT": "550 no"}
    assert dict(deliver_due())["given up"] >= 3
    letterbox.says = {}
    client, url = client_of(secretariat), f"/moeder/{queued.pk}/indkaldelser/"
    assert "4 mails til dette og andre møder kom ikke frem" in " ".join(client.get(url).text.split())

    client.post(f"{url}igen/", {"grund": "SMTPRecipientsRefused 550"})
    deliver_due()

    assert len(letterbox.mails) == 4
    assert is_given_up() == [False] * 4
    assert send_all_again(trouble="SMTPRecipientsRefused 550", by=secretariat, today=TODAY) == 0


@pytest.mark.parametrize("reason", ["", "x", "SMTPRecipientsRefused 551", "\x00"])
def test_reason_that_none_failed_for_sends_nothing(client_of, queued, letterbox, secretariat, reason):
    letterbox.says = {"RCPT": "550 no"}
    deliver_due()

    client_of(secretariat).post(f"/moeder/{queued.pk}/indkaldelser/igen/", {"grund": reason})
    assert is_given_up() == [True] * 3


def test_account_that_was_closed_is_written_to_no_more(client_of, queued, letterbox, people, secretariat):
    User.objects.filter(pk=people[0].pk).update(is_active=False)

    assert dict(deliver_due()) == {"out of date": 1, "sent": 2}
    assert "0@example.org" not in letterbox.receivers
    page = client_of(secretariat).get(f"/moeder/{queued.pk}/indkaldelser/").text
    assert "kunne ikke sendes: personens konto er lukket (AccountClosed)" in page


def test_secretariat_is_told_of_what_waits_for_long(queued, secretariat):
    told = "3 indkaldelser kunne ikke sendes"
    assert told not in [task.text for task in tasks_of(secretariat, TODAY)]

    InvitationMail.objects.update(queued_at=timezone.now() - timedelta(hours=13))
    assert told in [task.text for task in tasks_of(secretariat, TODAY)]

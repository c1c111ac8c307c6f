"""What mail servers report of our mails: marked as not delivered, on the word of who has seen the mail alone."""

import base64

import pytest

from calendar_app.invitations.acts import invite, send_again
from calendar_app.invitations.delivery import deliver_due
from calendar_app.invitations.replies import take_reply
from calendar_app.models import InvitationMail
from tests.conftest import TODAY

STATUS = """Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; medlem@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <medlem@example.org>: ukendt
"""


def part(kind, body, more=""):
    return f"Content-Type: {kind}\n{more}\n{body}\n"


def report(original, *, action="failed", status="5.1.1", fields=None):
    """A report as RFC 3464 has it; `original` is its last part."""
    fields = fields or part("message/delivery-status", STATUS.format(action=action, status=status))
    parts = [part("text/plain; charset=utf-8", "Mailen kom ikke frem."), fields, original]
    inner = "".join(f"--r\n{each}" for each in parts)
    head = "From: MAILER-DAEMON@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n{inner}--r--\n".encode()


@pytest.fixture
def sent(letterbox, theme_meeting, member, secretariat):
    """The invitation as it went out."""
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    return letterbox.raw[0].decode().replace("\r\n", "\n")


def head_of(raw):
    return raw.split("\n\n")[0] + "\n"


def name_of(raw):
    return next(line for line in head_of(raw).splitlines() if line.startswith("Message-ID"))


def whole(raw):
    return part("message/rfc822", raw)


def head_alone(raw):
    return part("text/rfc822-headers", head_of(raw))


def name_alone(raw):
    return part("text/rfc822-headers", name_of(raw))


def encoded_head(raw):
    body = base64.encodebytes(head_of(raw).encode()).decode()
    return part("text/rfc822-headers", body, "Content-Transfer-Encoding: base64\n")


def global_head(raw):
    return part("message/global-headers", head_of(raw))


@pytest.mark.parametrize("original", [whole, head_alone, name_alone, encoded_head, global_head])
def test_report_marks_that_invitation_as_not_delivered(client_of, sent, secretariat, original):
    row = take_reply(report(original(sent)))

    mail = InvitationMail.objects.get()
    assert (mail.is_given_up, mail.trouble, row.trouble) == (True, "NotDelivered 550 5.1.1", "")
    assert row.meeting == mail.invitation.meeting
    page = client_of(secretariat).get(f"/moeder/{mail.invitation.meeting_id}/indkaldelser/").text
    assert "kom ikke frem: modtagerens mailserver kender ikke adressen (NotDelivered 550 5.1.1)" in page


def test_what_came_back_is_sent_again(letterbox, sent, secretariat):
    take_reply(report(whole(sent)))
    assert send_again(mail=InvitationMail.objects.get(), by=secretariat)
    deliver_due()

    assert len(letterbox.mails) == 2
    assert not InvitationMail.objects.get().is_given_up


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("5.2.2", "postkasse er fuld"),
        ("5.2.1", "tager ikke imod mail"),
        ("5.4.4", "kunne ikke nås"),
        ("5.7.1", "vil ikke modtage mailen"),
        ("5.9.9", "sendte den retur"),
        ("", "sendte den retur"),
    ],
)
def test_reason_is_said_in_words(client_of, sent, secretariat, status, words):
    take_reply(report(whole(sent), status=status))

    meeting = InvitationMail.objects.get().invitation.meeting_id
    assert words in client_of(secretariat).get(f"/moeder/{meeting}/indkaldelser/").text


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_report_of_what_did_not_fail_marks_nothing(sent, action):
    row = take_reply(report(whole(sent), action=action, status="4.0.0"))

    assert (InvitationMail.objects.get().is_given_up, row.trouble) == (False, "bounce")
    assert row.meeting is not None


def test_report_that_was_encoded_on_the_way_is_read(sent):
    body = base64.encodebytes(STATUS.format(action="failed", status="5.1.1").encode()).decode()
    fields = part("message/delivery-status", body, "Content-Transfer-Encoding: base64\n")
    take_reply(report(whole(sent), fields=fields))

    assert InvitationMail.objects.get().trouble == "NotDelivered 550 5.1.1"


def test_report_by_one_who_has_not_seen_the_mail_marks_nothing(sent):
    """Numbers can be guessed; the seal in the name cannot."""
    mail = InvitationMail.objects.get()
    made_up = f"Message-ID: <invitation-{mail.invitation_id}-0-request@ishoj-process.invalid>"
    sealed = name_of(sent).partition(".")[0] + "." + "0" * 12 + "@ishoj-process.invalid>"

    rows = [take_reply(report(part("text/rfc822-headers", name))) for name in (made_up, sealed)]

    assert [row.trouble for row in rows] == ["bounce", "bounce"]
    assert [row.meeting for row in rows] == [mail.invitation.meeting] * 2
    assert not InvitationMail.objects.get().is_given_up


def test_report_of_another_house_is_kept(sent):
    row = take_reply(report(part("text/rfc822-headers", "Message-ID: <x@example.org>")))

    assert (row.trouble, row.meeting) == ("bounce", None)
    assert not InvitationMail.objects.get().is_given_up


def test_plain_words_of_a_server_are_kept_with_their_meeting(sent):
    raw = f"From: Mail Delivery <MAILER-DAEMON@example.org>\nSubject: failure\n\nFejl 550\n\n{head_of(sent)}"
    row = take_reply(raw.encode())

    assert (row.trouble, row.meeting) == ("bounce", InvitationMail.objects.get().invitation.meeting)
    assert not InvitationMail.objects.get().is_given_up


def test_server_that_gives_the_mail_back_as_a_file_answers_for_nobody(sent):
    """The mail that it brings holds our own calendar."""
    row = take_reply(report(whole(sent), fields=part("text/plain", "Fejl")))

    assert (row.trouble, row.answer) == ("bounce", "")
    assert InvitationMail.objects.get().invitation.answer == "NEEDS-ACTION"


def test_plain_answer_to_our_mail_is_kept_with_its_meeting(sent):
    name = name_of(sent).partition(": ")[2]
    row = take_reply(f"From: medlem@example.org\nIn-Reply-To: {name}\nSubject: Re\n\nJeg kommer".encode())

    assert (row.trouble, row.text) == ("no_reply", "Jeg kommer")
    assert row.meeting == InvitationMail.objects.get().invitation.meeting


def test_report_about_what_is_being_sent_again_marks_nothing(sent):
    InvitationMail.objects.update(sent_at=None)
    take_reply(report(whole(sent)))

    assert not InvitationMail.objects.get().is_given_up

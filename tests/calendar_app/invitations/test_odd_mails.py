"""Mails that are no answer though they come as one: bounces of many servers, automatic replies, late ones, others'."""

import pytest

from calendar_app.invitations.acts import invite, withdraw_invitation
from calendar_app.invitations.delivery import deliver_due
from calendar_app.invitations.replies import take_reply
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from ishoj_process.models import Meeting, Seat, User
from tests.conftest import TODAY

from .reply_mails import reply_mail
from .test_bounces import head_alone, head_of, name_of, part, report, whole


@pytest.fixture
def sent(letterbox, theme_meeting, member, secretariat):
    """The invitation as it went out."""
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    return letterbox.raw[0].decode().replace("\r\n", "\n")


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.select_related("user", "meeting").get()


def stored():
    return MeetingInvitation.objects.get()


EXCHANGE_FIELDS = """Reporting-MTA: dns;AM0PR01MB0001.eurprd01.prod.outlook.com
Received-From-MTA: dns;mx.ishoj.example
Arrival-Date: Mon, 14 Aug 2023 08:00:00 +0000

Original-Recipient: rfc822;medlem@example.org
Final-Recipient: rfc822;medlem@example.org
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
"""
POSTFIX_FIELDS = """Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4XyZ
X-Postfix-Sender: rfc822; sekretariat@example.org
Arrival-Date: Mon, 14 Aug 2023 10:00:00 +0200 (CEST)

Final-Recipient: rfc822; medlem@example.org
Original-Recipient: rfc822;medlem@example.org
Action: failed
Status: 5.2.2
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 552 5.2.2 <medlem@example.org>: Mailbox full
"""
GMAIL_FIELDS = """Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 14 Aug 2023 01:00:00 -0700 (PDT)
X-Original-Message-ID: {name}

Final-Recipient: rfc822; medlem@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Mon, 14 Aug 2023 01:00:01 -0700 (PDT)
"""


@pytest.mark.parametrize("original", [whole, head_alone])
@pytest.mark.parametrize(
    ("fields", "trouble"),
    [
        (EXCHANGE_FIELDS, "NotDelivered 550 5.1.10"),
        (POSTFIX_FIELDS, "NotDelivered 552 5.2.2"),
        (GMAIL_FIELDS, "NotDelivered 550 5.1.1"),
        (POSTFIX_FIELDS.replace("\n", "\r\n"), "NotDelivered 552 5.2.2"),
        (POSTFIX_FIELDS.replace("Action: failed", "Action: Failed (bounced)"), "NotDelivered 552 5.2.2"),
        (EXCHANGE_FIELDS.replace("Action: failed\n", ""), "NotDelivered 550 5.1.10"),
        (POSTFIX_FIELDS.replace("\n\n", "\n \n"), "NotDelivered 552 5.2.2"),
    ],
)
def test_reports_of_three_servers_are_read(sent, original, fields, trouble):
    row = take_reply(report(original(sent), fields=part("message/delivery-status", fields)))

    assert (InvitationMail.objects.get().trouble, row.trouble) == (trouble, "")


FROM_SERVERS = [
    "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>\nSubject: Temamøde",
    "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: x",
    "From: postmaster@example.org\nSubject: x",
    "From: x@example.org\nSubject: Undeliverable: Temamøde",
    "From: x@example.org\nSubject: Undelivered Mail Returned to Sender",
    "From: x@example.org\nSubject: Delivery Status Notification (Failure)",
    "From: x@example.org\nSubject: Mail delivery failed: returning message to sender",
    "From: x@example.org\nSubject: Unzustellbar: Temamøde",
    "From: x@example.org\nSubject: Kan ikke leveres: Temamøde",
    "From: x@example.org\nSubject: =?utf-8?q?Kan_ikke_leveres=3A_Temam=C3=B8de?=",
    "From: x@example.org\nSubject: failure notice",
    "From: x@example.org\nX-Failed-Recipients: medlem@example.org",
    "From: x@example.org\nReturn-Path: <>",
    "From: MAILER-DAEMON@example.org\nAuto-Submitted: auto-replied\nSubject: x",
]


@pytest.mark.parametrize("head", FROM_SERVERS)
def test_servers_own_words_are_kept_as_a_report_with_their_meeting(sent, head):
    row = take_reply(f"{head}\n\nMailen kunne ikke leveres.\n\n{head_of(sent)}".encode())

    assert (row.trouble, row.meeting) == ("bounce", InvitationMail.objects.get().invitation.meeting)
    assert stored().answer == "NEEDS-ACTION"


AUTOMATIC = [
    "Subject: Automatisk svar: Temamøde",
    "Subject: Automatic reply: Temamøde\nAuto-Submitted: auto-generated\nReturn-Path: <>",
    "Subject: =?utf-8?q?Ikke_p=C3=A5_kontoret?=",
    "Subject: Out of Office: Temamøde\nX-Auto-Response-Suppress: All",
    "Subject: Autosvar",
    "Subject: Abwesenheitsnotiz: x",
    "Subject: Re: Temamøde\nAuto-Submitted: auto-replied (vacation)",
    "Subject: Re: Temamøde\nPrecedence: auto_reply",
    "Subject: Re: Temamøde\nX-Autoreply: yes",
]


@pytest.mark.parametrize("head", AUTOMATIC)
def test_automatic_reply_is_no_answer(sent, head):
    raw = f"From: medlem@example.org\nIn-Reply-To: {name_of(sent).partition(': ')[2]}\n{head}\n\nJeg er på ferie."
    row = take_reply(raw.encode())

    assert (row.trouble, row.answer, row.text) == ("automatic", "", "Jeg er på ferie.")
    assert row.meeting == stored().meeting
    assert (stored().answer, InvitationMail.objects.get().is_given_up) == ("NEEDS-ACTION", False)


@pytest.mark.parametrize("subject", ["Ikke på kontoret", "Automatisk svar: Temamøde"])
def test_automatic_reply_that_brings_our_own_calendar_is_no_answer(sent, subject):
    raw = f"From: medlem@example.org\nSubject: {subject}\nMIME-Version: 1.0\n"
    raw += f"Content-Type: multipart/mixed; boundary=r\n\n--r\n{part('text/plain', 'Væk')}\n--r\n{whole(sent)}\n--r--\n"
    row = take_reply(raw.encode())

    assert (row.trouble, row.answer, stored().answer) == ("automatic", "", "NEEDS-ACTION")


def test_receipt_that_a_mail_was_read_is_no_report(sent):
    fields = part("message/disposition-notification", "Disposition: automatic-action/MDN-sent-automatically; deleted\n")
    raw = report(head_alone(sent), fields=fields).replace(b"MAILER-DAEMON", b"medlem")
    row = take_reply(raw.replace(b"delivery-status;", b"disposition-notification;").replace(b"Undelivered", b"Read"))

    assert (row.trouble, row.meeting) == ("automatic", stored().meeting)
    assert not InvitationMail.objects.get().is_given_up


def test_program_that_declines_for_a_member_who_is_away_answers(invitation):
    """Who has told their calendar to decline while they are away has chosen so."""
    take_reply(b"Auto-Submitted: auto-generated\r\n" + reply_mail(invitation, "DECLINED"))

    assert stored().answer == "DECLINED"


def test_answer_to_a_cancelled_meeting_waits_with_its_words(invitation, secretariat):
    change_meeting_state(meeting=invitation.meeting, to="cancelled", by=secretariat, today=TODAY)
    row = take_reply(reply_mail(invitation, "DECLINED", comment="Godt, så kan jeg ikke"))

    assert (row.trouble, row.meeting, row.answer) == ("too_late", invitation.meeting, "DECLINED")
    assert row.text.startswith("Godt, så kan jeg ikke")
    assert stored().answer == "NEEDS-ACTION"


@pytest.mark.parametrize(("day", "trouble"), [("2023-08-21", ""), ("2023-08-22", "too_late")])
def test_answer_by_mail_is_taken_as_long_as_that_by_link(invitation, settings, day, trouble):
    settings.PROCESS_TODAY = day

    assert take_reply(reply_mail(invitation, "DECLINED")).trouble == trouble
    assert (stored().answer == "DECLINED") is not trouble


def test_answer_to_a_meeting_that_moved_is_about_the_earlier_time(invitation):
    Meeting.objects.update(sequence=1)
    MeetingInvitation.objects.update(revision=1, asked_revision=1)
    take_reply(reply_mail(invitation, "ACCEPTED", revision=0))

    assert (stored().answer, stored().standing_answer) == ("ACCEPTED", "NEEDS-ACTION")


def test_answer_of_one_who_was_taken_off_waits(invitation, secretariat):
    withdraw_invitation(invitation=invitation, by=secretariat)

    assert take_reply(reply_mail(invitation, "ACCEPTED")).trouble == "unknown_sender"


@pytest.mark.parametrize(
    ("sender", "attendee", "trouble"),
    [
        # Forwarded: who got it answers for themselves, or for who forwarded it.
        ("kollega@example.org", "mailto:kollega@example.org", "unknown_sender"),
        ("kollega@example.org", "mailto:medlem@example.org", "other_sender"),
        # A plus-address is another mailbox until somebody says that it is not.
        ("medlem+raad@example.org", "mailto:medlem@example.org", "other_sender"),
        ("medlem+raad@example.org", "mailto:medlem+raad@example.org", "unknown_sender"),
        ("medlem@example.org", "mailto:medlem+raad@example.org", "unknown_sender"),
    ],
)
def test_answer_of_another_address_waits(invitation, sender, attendee, trouble):
    row = take_reply(reply_mail(invitation, "ACCEPTED", sender=sender, attendee=attendee))

    assert (row.trouble, row.meeting, row.answer) == (trouble, invitation.meeting, "ACCEPTED")
    assert stored().answer == "NEEDS-ACTION"


def test_member_with_a_plus_address_answers(invitation, member):
    User.objects.filter(pk=member.pk).update(email="medlem+raad@example.org")
    invitation.refresh_from_db()

    assert take_reply(reply_mail(invitation, "ACCEPTED")).trouble == ""


def test_two_who_share_a_mailbox_are_told_apart(theme_meeting, member, secretariat, term, council):
    """Both read one mailbox and answer from its address: only its own member is answered for."""
    other = User.objects.create_user("deltager@example.org", name="Demo: den anden")
    Seat.objects.create(user=other, body=council, term=term)
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    own, others = MeetingInvitation.objects.order_by("user__name").select_related("user")
    own, others = (own, others) if own.user == member else (others, own)

    assert take_reply(reply_mail(own, "ACCEPTED")).trouble == ""
    assert take_reply(reply_mail(others, "DECLINED", sender=member.email)).trouble == "other_sender"
    answers = dict(MeetingInvitation.objects.values_list("user__email", "answer"))
    assert answers == {member.email: "ACCEPTED", other.email: "NEEDS-ACTION"}


def test_late_and_automatic_mails_stand_in_the_list_in_words(client_of, invitation, secretariat):
    take_reply(b"From: medlem@example.org\nSubject: Autosvar\n\nx")
    change_meeting_state(meeting=invitation.meeting, to="cancelled", by=secretariat, today=TODAY)
    take_reply(reply_mail(invitation, "DECLINED"))

    page = client_of(secretariat).get("/indkaldelser/svar/").text.lower()
    assert "et automatisk svar, fx fra en, der er på ferie" in page
    assert "et svar om et møde, der er afholdt eller aflyst" in page
    assert ReceivedReply.objects.count() == 2

"""Whose a mail is: the structure of From is read before its words, and only our own server's word proves anything."""

from email import message_from_bytes
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.invitations.acts import invite
from calendar_app.invitations.received.sender import address_of, sender_of
from calendar_app.invitations.replies import take_reply
from calendar_app.models import MeetingInvitation, ReceivedReply
from ishoj_process.models import User
from tests.conftest import TODAY

from .reply_mails import reply_mail

OWN = "mx.ishoj.example"


def sender(head):
    raw = head if isinstance(head, bytes) else head.encode()
    return sender_of(message_from_bytes(raw + b"\r\n\r\n"))


@pytest.mark.parametrize(
    "value",
    [
        "medlem@example.org",
        "<medlem@example.org>",
        "Medlem <Medlem@Example.ORG>",
        '"Sørensen, Jørgen" <medlem@example.org>',
        "Jørgen Sørensen <medlem@example.org>",
        "=?iso-8859-1?Q?S=F8rensen=2C_J=F8rgen?= <medlem@example.org>",
        "=?utf-8?B?U8O4cmVuc2VuLCBKw7hyZ2Vu?=\r\n <medlem@example.org>",
        "=?utf-8?q?anden=40example.org=2C?= <medlem@example.org>",
        '"anden@example.org" <medlem@example.org>',
        '"a \\" <anden@example.org>" <medlem@example.org>',
        "medlem@example.org (anden@example.org)",
        "Medlem (Ishøj) M. Ø. <medlem@example.org> (hjemme)",
    ],
)
def test_one_address_is_the_sender(value):
    assert sender(f"From: {value}").address == "medlem@example.org"


def test_name_in_the_letters_of_an_old_system_is_a_name():
    assert sender("From: Jørgen Sørensen <medlem@example.org>".encode("latin-1")).address == "medlem@example.org"
    assert sender("From: a@bøgebjerg.example").address == "a@xn--bgebjerg-54a.example"


@pytest.mark.parametrize(
    "head",
    [
        "From: =?utf-8?q?medlem=40example.org=2C?= <falsk@example.net>",
        "From: =?utf-8?q?medlem=40example.org=3E?= <falsk@example.net>",
        "From: =?utf-8?b?bWVkbGVtQGV4YW1wbGUub3JnLA==?=\r\n <falsk@example.net>",
        'From: "=?utf-8?q?medlem=40example.org=22=2C?=" <falsk@example.net>',
        'From: "medlem@example.org," <falsk@example.net>',
        "From: falsk@example.net (medlem@example.org, )",
    ],
)
def test_encoded_word_is_a_name_whatever_it_holds(head):
    assert sender(head).address == "falsk@example.net"


@pytest.mark.parametrize(
    "head",
    [
        "",
        "From:",
        "From: Medlem",
        "From: =?utf-8?q?medlem=40example.org?=",
        "From: <=?utf-8?q?medlem=40example.org?=>",
        "From: =?utf-8?q?medlem?=@example.org",
        "From: medlem@example.org, falsk@example.net",
        "From: falsk@example.net, medlem@example.org",
        "From: medlem@example.org <falsk@example.net>",
        "From: falsk@example.net <medlem@example.org>",
        "From: <falsk@example.net> <medlem@example.org>",
        "From: <medlem@example.org> falsk@example.net",
        "From: Sørensen, Jørgen <medlem@example.org>",
        "From: gruppe: medlem@example.org;",
        "From: <@example.net:medlem@example.org>",
        "From: <medlem@example.org\r\nFrom: falsk@example.net",
        "From: medlem@example.org\r\nFrom: falsk@example.net",
        "From: falsk@example.net\r\nFROM: medlem@example.org",
        "From: medlem@example.org\r\nhvad er det\r\nFrom: falsk@example.net",
        "From: medlem@example.org\x00@example.net",
        "From: medlem@example.org@example.net",
        "From: \"medlem\"@example.org",
        "From: medlem@exam\u200bple.org",
        "From: ｍedlem@example.org",
        "From: medlem(x)@example.org",
        "From: medlem @example.org",
        "From: <medlem@example.org (x)>",
        "From: medlem@example。org",
        "From: medlem@exam\u00adple.org",
        "From: medlem@[example.org]",
        "From: m\u0435dlem@example.org",
        "From: <mailto:medlem@example.org>",
        "From: <medlem@example.org>;",
        "From: gruppe: <medlem@example.org>;",
        "From: medlem@example.org\rFrom: falsk@example.net",
        "From: medlem@example.org\x0bFrom: falsk@example.net",
        "From: medlem@example.org\r\n From: falsk@example.net",
        "Resent-From: medlem@example.org",
        "Sender: medlem@example.org",
    ],
)  # fmt: skip
def test_what_is_not_one_address_for_certain_is_nobodys(head):
    assert sender(head).address == ""


@pytest.mark.parametrize(
    "head",
    [
        "Sender: medlem@example.org\r\nFrom: falsk@example.net",
        "Reply-To: medlem@example.org\r\nFrom: falsk@example.net",
        "Resent-From: medlem@example.org\r\nFrom: falsk@example.net",
        "From medlem@example.org Mon Jan 1\r\nFrom: falsk@example.net",
        " From: medlem@example.org\r\nFrom: falsk@example.net",
        'From: "medlem@example.org"<falsk@example.net>',
        "From: (<medlem@example.org>)<falsk@example.net>",
        "From: <falsk@example.net>(<medlem@example.org>)",
    ],
)
def test_only_the_address_in_from_is_the_sender(head):
    assert sender(head).address == "falsk@example.net"


def test_letters_that_become_others_when_small_make_no_address():
    assert address_of("medle\u212a@example.org") == ""  # the sign for kelvin
    assert address_of("medlem@example.org ") == "medlem@example.org"


@pytest.mark.parametrize("text", ["x" * 1900, "x " * 900, "(a)" * 600, '"' * 1900, "a@" * 900, "(" * 1900, '"" ' * 600])
def test_no_from_takes_long_to_read(text):
    began = perf_counter()
    sender(f"From: {text}")

    assert perf_counter() - began < 1


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.select_related("user", "meeting").get()


def take(invitation, head, **changes):
    """Take a reply with this in the place of its From."""
    raw = reply_mail(invitation, "ACCEPTED", sender="x@example.org", **changes)
    row = take_reply(raw.replace(b"From: x@example.org", head.encode()))
    invitation.refresh_from_db()
    return row


def test_forged_sender_answers_for_nobody(invitation):
    forged = take(invitation, "From: =?utf-8?q?medlem=40example.org=2C?= <falsk@example.net>")
    two = take(invitation, "From: medlem@example.org\nFrom: falsk@example.net")

    assert (forged.trouble, forged.sender, forged.answer) == ("other_sender", "falsk@example.net", "ACCEPTED")
    assert (two.trouble, two.meeting, two.answer) == ("unclear_sender", invitation.meeting, "ACCEPTED")
    assert two.sender == "medlem@example.org, falsk@example.net"
    assert invitation.answer == "NEEDS-ACTION"


def test_account_that_is_closed_answers_nothing(invitation, member):
    member.is_active = False
    member.save()

    assert take(invitation, "From: medlem@example.org").trouble == "unknown_sender"
    assert invitation.answer == "NEEDS-ACTION"


PASS = "dmarc=pass header.from=example.org"
PROVEN = [
    f"{OWN}; {PASS}",
    "MX.Ishoj.Example 1; spf=pass smtp.mailfrom=x@y.dk; dmarc = pass (p=none dis=none; x) header.from=Example.org",
    f"{OWN};\n dkim=fail header.d=y.dk;\n {PASS}",
    f"{OWN}; dmarc=pass action=none header.from=example.org;compauth=pass reason=100",
    f"(c) {OWN}; {PASS}",
    f'"{OWN}" 1; {PASS}',
    f"{OWN}.; {PASS}",
    f"{OWN} (v=1; x) 1 ; {PASS}",
    f"andre.example; none\nAuthentication-Results: {OWN}; {PASS}",
]  # fmt: skip
UNPROVEN = [
    "",
    f"andre.example; {PASS}",
    f"{OWN}.andre.example; {PASS}",
    f"; {PASS}",
    f"{OWN}; none",
    f"{OWN}; dmarc=fail header.from=example.org",
    f"{OWN}; dmarc=none header.from=example.org",
    f"{OWN}; dmarc=bestguesspass header.from=example.org",
    f"{OWN}; dmarc=passed header.from=example.org",
    f"{OWN}; x-dmarc=pass header.from=example.org",
    f"{OWN}; spf=pass smtp.mailfrom=medlem@example.org; dkim=pass header.d=example.org",
    f"{OWN}; dmarc=pass",
    f"{OWN}; dmarc=pass header.from=example.net",
    f"{OWN}; dmarc=pass header.from=example.net header.from=example.org",
    f"{OWN}; {PASS}; dmarc=fail header.from=example.org",
    f"{OWN}; spf=pass ({PASS})",
    f'{OWN}; spf=pass smtp.mailfrom="x; {PASS}"',
    f'{OWN}; dmarc=pass reason="header.from=example.org"',
    f"{OWN}; dmarc=fail header.from=example.org\nAuthentication-Results: {OWN}; {PASS}",
    f"andre.example; {OWN}; {PASS}",
    # Another version of the format, or another name beside ours: not understood.
    *(f"{OWN}{more}; {PASS}" for more in (" 2", "/1", ":25", " andre.example", "-andre.example")),
    *(f"{name}; {PASS}" for name in (f"({OWN}) andre.example", f"andre.example ({OWN})", f"=?utf-8?q?{OWN}?=")),
    # Ours above, however it is written: what lies below may be forged.
    *(
        f"{name}; none\nAuthentication-Results: {OWN}; {PASS}"
        for name in (f'"{OWN}" 1', f"{OWN}.", f"{OWN}:25", f"{OWN}/1", f"{OWN} 2", f"{OWN}(x)", f"(x){OWN}")
    ),
    *(f"{OWN}; dmarc=pass {name}=example.org" for name in ("x.header.from", "x-header.from", "policy.header.from")),
    f"{OWN}; spf=pass smtp.mailfrom=a)b; {PASS}",
    f"{OWN}; spf=pass (a; {PASS}",
]


@pytest.mark.parametrize("results", PROVEN)
def test_our_own_servers_word_places_an_answer(invitation, settings, results):
    settings.AUTHSERV_ID = OWN
    row = take(invitation, f"Authentication-Results: {results}\nFrom: medlem@example.org")

    assert row.trouble == ""
    assert (invitation.answer, invitation.is_unconfirmed) == ("ACCEPTED", False)


@pytest.mark.parametrize("results", UNPROVEN)
def test_without_it_the_answer_waits_for_a_person(invitation, settings, results):
    settings.AUTHSERV_ID = OWN
    head = f"Authentication-Results: {results}\n" if results else ""
    row = take(invitation, f"{head}From: medlem@example.org")

    assert (row.trouble, row.meeting, row.answer) == ("unproven", invitation.meeting, "ACCEPTED")
    assert invitation.answer == "NEEDS-ACTION"


def test_nothing_is_proven_where_no_server_is_named(invitation, settings):
    settings.AUTHSERV_ID = ""
    take(invitation, f"Authentication-Results: ; {PASS}\nFrom: medlem@example.org")

    assert (invitation.answer, invitation.is_unconfirmed) == ("ACCEPTED", True)


INSIDE = "Received: from AM0PR01CA.eurprd01.prod.exchangelabs.com by AM7PR01.eurprd01.prod.outlook.com with HTTPS; x\n"
EDGE = "Received: from mx.example.org (192.0.2.1) by AM7FT044.mail.protection.outlook.com (10.0.0.1) with SMTP; x\n"
SPF = "Received-SPF: Pass (protection.outlook.com: domain of example.org designates 192.0.2.1)\n"
FOREIGN = "Received: from x by mx.example.org; x\n"
SAYS = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.org; dkim=pass (verified) header.d=example.org;"
EXCHANGE = f"Authentication-Results: {SAYS}dmarc=pass action=none header.from=example.org;compauth=pass reason=100\n"


@pytest.mark.parametrize(
    "head",
    [
        INSIDE + EXCHANGE + SPF + EDGE + FOREIGN,
        EXCHANGE + EDGE,
        INSIDE * 3 + EXCHANGE + EDGE + FOREIGN * 3,
        INSIDE + EXCHANGE + EDGE + FOREIGN + EXCHANGE.replace("pass", "fail"),
        INSIDE + EXCHANGE.replace("; dkim", ";\n dkim") + EDGE.replace(" by ", "\n by "),
        # Through Exchange twice: the newest is ours.
        INSIDE + EXCHANGE + EDGE + INSIDE + EXCHANGE + EDGE,
    ],
)
def test_exchange_online_is_known_by_the_place_of_its_word(invitation, settings, head):
    """It writes no name at the front of the field."""
    settings.AUTHSERV_ID = "protection.outlook.com"
    row = take(invitation, f"{head}From: medlem@example.org")

    assert (row.trouble, invitation.is_unconfirmed) == ("", False)


@pytest.mark.parametrize(
    "head",
    [
        "",
        EXCHANGE,
        EXCHANGE + FOREIGN,
        # What came in with the mail stands below the Received of the edge, whatever is made to look like one below it.
        INSIDE + EDGE + EXCHANGE + FOREIGN,
        INSIDE + EDGE + EXCHANGE + EDGE,
        INSIDE + EDGE + SPF + EXCHANGE + SPF + EDGE,
        INSIDE + EXCHANGE.replace("dmarc=pass", "dmarc=fail") + EDGE + EXCHANGE + EDGE,
        INSIDE + EXCHANGE.replace("dmarc=pass", "dmarc=bestguesspass") + EDGE,
        INSIDE + EXCHANGE.replace("header.from=example.org", "header.from=example.net") + EDGE,
        INSIDE + f"Authentication-Results: protection.outlook.com; {PASS}\n" + EDGE,
        INSIDE + f"Authentication-Results: andre.example; {PASS}\n" + EDGE,
        INSIDE + EXCHANGE + EDGE.replace("protection.outlook.com", "protection.outlook.com.example.net"),
        INSIDE + EXCHANGE + EDGE.replace("mail.protection", "mailprotection"),
        INSIDE + EXCHANGE.replace("Authentication-Results", "Authentication-Results-Original") + EDGE,
        INSIDE + EXCHANGE.replace("Authentication-Results", "ARC-Authentication-Results") + EDGE,
    ],
)
def test_what_is_not_in_that_place_is_nobodys_word(invitation, settings, head):
    settings.AUTHSERV_ID = "protection.outlook.com"
    row = take(invitation, f"{head}From: medlem@example.org")

    assert (row.trouble, invitation.answer) == ("unproven", "NEEDS-ACTION")


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_header_is_read_or_nobodys(value, results):
    found = sender(f"Authentication-Results: {results}\r\nFrom: {value}".encode("utf-8", "surrogatepass"))

    assert not found.is_proven
    assert found.address.isascii()


# One of them stands outside of the encoded words, the last, in brackets: that one, or nobody, is the sender.
@given(
    st.lists(
        st.sampled_from(
            [
                "=?utf-8?q?medlem=40example.org?=", "=?utf-8?q?=2C?=", "=?utf-8?b?PA==?=", '"', "(", ")", ",", ";", ":",
                "<", ">", "\\", " ", "\r\n ", "Medlem", "=?utf-8?q?=0A?=", "=?utf-8?q?medlem=40example.org=2C?=",
            ]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_nothing_before_the_address_makes_another_of_it(pieces):
    assert sender(f"From: {''.join(pieces)} <falsk@example.net>").address in ("", "falsk@example.net")


@pytest.mark.django_db
def test_unclear_sender_is_shown_as_it_was_sent(client_of, secretariat):
    take_reply("From: Sørensen, Jørgen <a@example.org>\r\n\r\nHej".encode())

    assert ReceivedReply.objects.get().sender == "Sørensen, Jørgen <a@example.org>"


@pytest.mark.parametrize("attendee", ["m@ishøj.dk", "M@xn--ishj-ira.dk", "m@ISHØJ.dk"])
@pytest.mark.parametrize("sent_by", ["m@ishøj.dk", "M@XN--ISHJ-IRA.DK"])
def test_address_is_one_sender_however_its_domain_is_written(theme_meeting, member, secretariat, attendee, sent_by):
    User.objects.filter(pk=member.pk).update(email="m@xn--ishj-ira.dk")
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    invitation = MeetingInvitation.objects.select_related("user").get()
    raw = reply_mail(invitation, "ACCEPTED", sender="x@example.org", attendee="mailto:y@example.org")
    take_reply(raw.replace(b"x@example.org", sent_by.encode()).replace(b"y@example.org", attendee.encode()))

    invitation.refresh_from_db()
    assert (invitation.user.email, invitation.answer) == ("m@ishøj.dk", "ACCEPTED")

"""Mails of which it is known who sent them, which answers they hold, and which words."""

import base64
from dataclasses import dataclass, field
from email.header import Header

from hypothesis import strategies as st

from tests.calendar_app.invitations.reply_mails import CALENDAR

MEMBER, OTHER, FALSE = "medlem@example.org", "andet@example.org", "falsk@example.net"
NAMES = [
    "Medlem",
    '"Hansen, Øjvind"',
    "Øjvind Hansen",
    "=?utf-8?q?Hansen=2C_=C3=98jvind?=",
    "=?utf-8?b?TWVkbGVt?=",
    '"a \\" b"',
    "",
    "(Chef) Medlem",
]
FORGED = [
    "=?utf-8?q?medlem=40example.org=2C?=", "=?utf-8?q?medlem=40example.org?=", '"medlem@example.org,"',
    "medlem@example.org (", "(medlem@example.org)",
    '"medlem@example.org" ', "=?utf-8?q?=3Cmedlem=40example.org=3E?=", "medlem=40example.org",
    "=?utf-8?b?bWVkbGVtQGV4YW1wbGUub3JnLA==?=",
    "medlem@example.org,", "medlem@example.org;", "gruppe: medlem@example.org,",
    "\r\nFrom: medlem@example.org\r\nX-A: ", "medlem@example.org\r\n ",
    "\x00medlem@example.org", "medlem＠example.org", "ｍedlem@example.org", "<medlem@example.org>",
    "@example.org:", "<medlem@example.org",
]  # fmt: skip
ANSWERS = ["ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION", "DELEGATED", "accepted", "X-MAYBE", ""]
METHODS = ["REPLY", "REPLY", "REPLY", "REPLY", "REQUEST", "CANCEL", "COUNTER", "reply", ""]
CHANGES = [
    ("SEQUENCE:0", "SEQUENCE:0.0"), ("SEQUENCE:0", "SEQUENCE:99999999999"),
    ("SEQUENCE:0", "SEQUENCE:0\nSEQUENCE:0"), ("DTSTAMP:", "DTSTAMP:x"),
    ("DTSTAMP:2023", "DTSTAMP:0000"), ("DTSTAMP:2023", "DTSTAMP:9999"), ("mailto:", "MAILTO:<"),
    ("@example.org\n", "%40example.org\n"),
    ("SUMMARY", "RECURRENCE-ID:20230821T150000Z\nSUMMARY"),
    ("END:VEVENT", "BEGIN:VALARM\nATTENDEE;PARTSTAT=DECLINED:mailto:andet@example.org\nEND:VEVENT"),
    ("SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:andet@example.org\nSUMMARY"),
    ("METHOD:", "METHOD:REPLY\nMETHOD:"), ("BEGIN:VEVENT", ""), ("END:VEVENT\n", ""),
    ("\n", "\n\n"), (":", "\n :"), ("UID:", "UID:x\nUID:"), ("UID:meeting-", "UID:meeting-9999999999999999"),
    ("\nEND:VCALENDAR", "\x00"),
]  # fmt: skip
CHARSETS = ["utf-8", "utf-8", "utf-8", "utf-16", "iso-8859-1", "windows-1252", "us-ascii"]
NAMED_SO = ["", "", "", "no-such-charset", "utf-7", "rot13", '"', "utf-8; x="]
WORDS = [
    "jeg kommer kl. 17",
    "Æblegrød på Østergade",
    "nej tak",
    "<b>fed</b>",
    "100 % sikkert",
    "a=b",
    "--",
    "From: x@y.dk",
    "“citat” – ok",
]
TRANSFERS = ["base64", "quoted-printable", "8bit"]


@dataclass
class Mail:
    raw: bytes
    sender: str  # who stands in the From for certain; empty where nobody does
    words: list = field(default_factory=list)  # said in the mail itself, each a word of its own


def calendar(meeting, answer, method, attendee, comment, changes=()):
    text = CALENDAR.format(
        method=method, uid=f"meeting-{meeting}@ishoj-process.invalid", revision=0, stamp=STAMP, answer=answer,
        attendee=f"mailto:{attendee}", comment=f"COMMENT:{comment}\n" if comment else "",
    )  # fmt: skip
    for old, new in changes:
        text = text.replace(old, new)
    return text.replace("\n", "\r\n")


class _Stamp:
    def __format__(self, _form):
        return "20230814T080000Z"


STAMP = _Stamp()


def part(text, kind, charset, transfer, named=""):
    payload = text.encode(charset, "replace")
    if transfer == "base64":
        body = base64.encodebytes(payload)
    elif transfer == "quoted-printable":
        body = _quoted(payload)
    else:
        body = payload
    return (
        f"Content-Type: {kind}; charset={named or charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode()
        + body
    )


def _quoted(payload):
    # Each byte, so that lines ends are those of the text: quopri keeps them and breaks what is wide.
    signs = [f"={byte:02X}" for byte in payload]
    lines = ["".join(signs[place : place + 20]) for place in range(0, len(signs), 20)]
    return "=\r\n".join(lines).encode()


@st.composite
def heads(draw):
    """(the From as it is written, its true address): what stands before the last address in brackets is a name."""
    way = draw(st.integers(0, 9))
    if way < 5:
        address = draw(st.sampled_from([MEMBER, OTHER, FALSE, MEMBER.upper()]))
        name = draw(st.sampled_from(NAMES))
        return (f"{name} <{address}>" if name else address), address.lower()
    if way < 9:
        pieces = draw(
            st.lists(st.sampled_from([*FORGED, *NAMES, " ", ",", '"', "<", ">", "("]), min_size=1, max_size=4)
        )
        return f"{''.join(pieces)} <{FALSE}>", FALSE
    return Header(draw(st.sampled_from(WORDS)), "utf-8").encode(), ""


@st.composite
def mails(draw, meeting):
    head, sender = draw(heads())
    number = draw(st.integers(10_000, 99_999))
    said = f"{draw(st.sampled_from(WORDS))} ord{number}"
    charset, transfer, named = (draw(st.sampled_from(each)) for each in (CHARSETS, TRANSFERS, NAMED_SO))
    transfer = "base64" if charset == "utf-16" else transfer
    kind = draw(st.sampled_from(["text/plain", "text/plain", "text/html"]))
    text = (
        f"<html><head><style>p {{}}</style></head><body><p>{said.replace('<', '&lt;')}</p></body></html>"
        if kind == "text/html"
        else said
    )
    parts = [part(text, kind, charset, transfer, named)] if draw(st.booleans()) else []
    words = [f"ord{number}"] if parts else []
    for _calendar in range(draw(st.sampled_from([1, 1, 1, 1, 0, 2]))):
        comment = f"Bemærk ord{draw(st.integers(100_000, 999_999))}" if draw(st.booleans()) else ""
        changes = draw(st.lists(st.sampled_from(CHANGES), max_size=3))
        who = draw(st.sampled_from([MEMBER, MEMBER, OTHER, FALSE, "x"]))
        ics = calendar(meeting, draw(st.sampled_from(ANSWERS)), draw(st.sampled_from(METHODS)), who, comment, changes)
        parts.append(
            part(
                ics,
                draw(st.sampled_from(["text/calendar; method=REPLY", "text/calendar", "application/ics"])),
                "utf-8",
                draw(st.sampled_from(TRANSFERS)),
            )
        )
        words += [comment.split()[-1]] if comment and not changes else []
    inner = b"".join(b"--b\r\n" + each + b"\r\n" for each in parts)
    first = f"From: {head}\r\nSubject: Svar\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return Mail(first.encode("utf-8", "replace") + inner + b"--b--\r\n", sender, words)


def damaged(raw, edits):
    for at, length, instead in edits:
        place = at % (len(raw) + 1)
        raw = raw[:place] + instead + raw[place + length :]
    return raw


DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(
                [
                    b"\r\n",
                    b"\r\n\r\n",
                    b"From: ",
                    b"<medlem@example.org>",
                    b"--b",
                    b"--b--",
                    b"\x00",
                    b"=?utf-8?q?",
                    b"BEGIN:VEVENT\r\n",
                ]
            ),
        ),
    ),
    min_size=1,
    max_size=4,
)

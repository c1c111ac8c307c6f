"""Replies as programs really write them: what can be read is read, and what cannot keeps its meeting and its answer."""

import base64
from datetime import UTC, datetime
from time import perf_counter

import pytest

from calendar_app.invitations.read_reply import NotPlaced, Reply, read_reply

from .reply_mails import CALENDAR

STAMP = datetime(2023, 8, 14, 8, tzinfo=UTC)
ICS = CALENDAR.format(
    method="REPLY", uid="meeting-7@ishoj-process.invalid", revision=0, stamp=STAMP,
    answer="ACCEPTED", attendee="mailto:medlem@example.org", comment="",
).replace("\n", "\r\n")  # fmt: skip
REQUEST = ICS.replace("METHOD:REPLY", "METHOD:REQUEST").replace("ACCEPTED", "NEEDS-ACTION")
FROM = b"From: Medlem <medlem@example.org>\r\n"


def part(payload, kind="text/calendar; method=REPLY; charset=utf-8", more=""):
    """A part in base64, so that any bytes are sent as they are."""
    body = base64.encodebytes(payload if isinstance(payload, bytes) else payload.encode()).decode()
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n{body}"


def mail(*parts, head=FROM):
    inner = "".join(f"--b\r\n{each}\r\n" for each in parts)
    return head + f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{inner}--b--\r\n".encode()


def changed(old, new):
    assert old in ICS
    return ICS.replace(old, new)


FILE = "Content-Disposition: attachment; filename"
NAMED = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Medlem:mailto:medlem@example.org"
ODD = {
    "mark of utf-8": part("\ufeff" + ICS),
    "utf-16": part(ICS.encode("utf-16"), "text/calendar; method=REPLY; charset=utf-16"),
    "utf-16 that is said to be utf-8": part(ICS.encode("utf-16-le")),
    "utf-16 the other way": part(ICS.encode("utf-16-be")),
    "utf-32": part(ICS.encode("utf-32"), "text/calendar; charset=utf-32"),
    "nul at the end": part(ICS + "\x00\x00"),
    "nul between": part(ICS.replace("VCALENDAR", "VCAL\x00ENDAR")),
    "the request in the same part": part(REQUEST + ICS),
    "the reply before the request": part(ICS + REQUEST),
    "an empty calendar first": part("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" + ICS),
    "twice the same": part(ICS + ICS),
    "method twice": part(changed("METHOD:REPLY", "METHOD:REPLY\r\nMETHOD:REPLY")),
    "method twice, of which the part says one": part(changed("METHOD:REPLY", "METHOD:REQUEST\r\nMETHOD:REPLY")),
    "method in the content type alone": part(changed("METHOD:REPLY\r\n", "")),
    "method below the entry": part(
        changed("METHOD:REPLY\r\n", "").replace("END:VCALENDAR", "METHOD:REPLY\r\nEND:VCALENDAR"), "text/calendar"
    ),
    "method in the entry": part(
        changed("METHOD:REPLY\r\n", "").replace("BEGIN:VEVENT", "BEGIN:VEVENT\r\nMETHOD:REPLY"), "text/calendar"
    ),
    "method in small letters": part(changed("METHOD:REPLY", "method: reply"), "text/calendar"),
    "sequence twice": part(changed("SEQUENCE:0", "SEQUENCE:0\r\nSEQUENCE:0")),
    "sequence 0.0": part(changed("SEQUENCE:0", "SEQUENCE:0.0")),
    "sequence of nothing": part(changed("SEQUENCE:0", "SEQUENCE:")),
    "sequence below nothing": part(changed("SEQUENCE:0", "SEQUENCE:-1")),
    "no sequence": part(changed("SEQUENCE:0\r\n", "")),
    "odd alarm": part(changed("END:VEVENT", "BEGIN:VALARM\r\nTRIGGER:soon\r\nATTENDEE:mailto:x@y.dk\r\nEND:VEVENT")),
    "alarm with another attendee": part(
        changed("SUMMARY", "BEGIN:VALARM\r\nATTENDEE;PARTSTAT=DECLINED:mailto:x@y.dk\r\nEND:VALARM\r\nSUMMARY")
    ),
    "odd zone": part(
        changed("BEGIN:VEVENT", "BEGIN:VTIMEZONE\r\nTZID\r\nBEGIN:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT")
    ),
    "odd start": part(changed("DTSTART:20230821T150000Z", "DTSTART:i morgen")),
    "a line that is none": part(changed("SUMMARY:Svar", "hvad er det\r\n;;;\r\nSUMMARY:Svar")),
    "the same attendee twice": part(changed(NAMED, f"{NAMED}\r\n{NAMED}")),
    "another attendee who is only named": part(
        changed("SUMMARY", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:x@y.dk\r\nSUMMARY")
    ),
    "address in brackets": part(changed("mailto:medlem@example.org", "mailto:<medlem@example.org>")),
    "address in percent": part(changed("mailto:medlem@example.org", "MAILTO:Medlem%40Example.org")),
    "address with no scheme": part(changed("mailto:medlem@example.org", "medlem@example.org")),
    "address beside another": part(changed(NAMED, 'ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=medlem@example.org:urn:uuid:1-2')),
    "answer in quotes": part(changed("PARTSTAT=ACCEPTED", 'PARTSTAT="accepted"')),
    "name with every sign": part(changed("CN=Medlem", 'CN="Medlem: den; første, PARTSTAT=DECLINED"')),
    "folded anywhere": part(changed("ATTENDEE;PARTSTAT", "ATTENDEE;PA\r\n RTST\r\n\tAT")),
    "line ends of Unix": part(ICS.replace("\r\n", "\n")),
    "line ends of old Macs": part(ICS.replace("\r\n", "\r")),
    "no end": part(ICS.partition("END:VEVENT")[0]),
    "no calendar around it": part("BEGIN:VEVENT" + ICS.partition("BEGIN:VEVENT")[2]),
    "file alone": part(ICS, "application/octet-stream; name=svar.ics", f'{FILE}="svar.ICS"\r\n'),
    "file of a kind of its own": part(ICS, "application/ics"),
    "file whose name is encoded": part(ICS, "text/plain", f"{FILE}*=utf-8''s%C3%A5.ics\r\n"),
    "charset that is no text": part(ICS, "text/calendar; charset*1=a; charset=%ff"),
    "charset in a charset": part(ICS, "text/calendar; charset*=x'y'%ff"),
    "charset that is none, of letters as they are": (
        "Content-Type: text/calendar; charset*=utf-8'da'utf-8\r\n\r\n" + ICS.replace("Svar", "S\u00e5")
    ),
    "charset in pieces": part(ICS, "text/calendar; charset*0*=utf-8''ut; charset*1=f-8; method=REPLY"),
    "name with nothing in it": part(ICS, "text/calendar; name*=\x00''a", f"{FILE}*=utf-8\x00'x'%ff\r\n"),
    "pieces with no number": part(ICS, "text/calendar", f"{FILE}*0=a; filename*=b; filename*1*=c\r\n"),
    "name of the meeting in capitals": part(changed("@ishoj-process.invalid", "@ISHOJ-PROCESS.INVALID")),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_what_can_be_read_is_read(name):
    found = read_reply(mail(ODD[name]))

    assert isinstance(found, Reply), found
    assert (found.meeting_pk, found.attendee, found.sender) == (7, "medlem@example.org", "medlem@example.org")
    assert (found.answer, found.revision, found.stamp) == ("ACCEPTED", 0, STAMP)


def test_reply_behind_the_request_is_found_in_parts_of_their_own():
    asked = part(REQUEST, "text/calendar; method=REQUEST")

    for raw in (mail(asked, part(ICS)), mail(part(ICS), asked), mail(asked, part(ICS, "application/ics"))):
        assert read_reply(raw).answer == "ACCEPTED"


@pytest.mark.parametrize(
    ("stamp", "read"),
    [
        ("20230814T080000Z", STAMP),
        ("20230814T080000z", STAMP),
        ("2023-08-14T08:00:00Z", STAMP),
        ("2023-08-14T10:00:00+02:00", STAMP),
        ("2023-08-14T08:00:00.000Z", STAMP),
        ("20230814T080000,0+0000", STAMP),
        ("2023-08-14 10:00 +02:00", STAMP),
        # Without zone or hour, or with more than there is, it is not known when: the answer goes by its arrival.
        ("20230814T100000", None),
        ("20230814", None),
        ("20230814T080000Z-1", None),
        ("20230814T080060Z", None),
        ("20230814T240000Z", None),
        ("20231399T080000Z", None),
        ("00010101T000000", None),
        ("i går", None),
        ("", None),
    ],
)
def test_odd_stamp_costs_no_answer(stamp, read):
    found = read_reply(mail(part(changed("DTSTAMP:20230814T080000Z", f"DTSTAMP:{stamp}"))))

    assert (found.answer, found.stamp) == ("ACCEPTED", read)


KEPT = {
    "delegated": ("delegated", "", changed(
        NAMED,
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:x@y.dk":mailto:medlem@example.org\r\n'
        'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:medlem@example.org":mailto:x@y.dk',
    )),
    "two who answer": ("unreadable", "", changed("SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:x@y.dk\r\nSUMMARY")),
    "two answers of one": (
        "unreadable", "", changed("SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:medlem@example.org\r\nSUMMARY"),
    ),
    "an answer that is none": ("unreadable", "", changed("ACCEPTED", "X-MAYBE")),
    "no answer": ("unreadable", "", changed("PARTSTAT=ACCEPTED;", "")),
    "one date of a series": ("one_date", "ACCEPTED", changed("SUMMARY", "RECURRENCE-ID:20230821T150000Z\r\nSUMMARY")),
    "another time": ("counter", "ACCEPTED", changed("METHOD:REPLY", "METHOD:COUNTER")),
    "a request": ("no_reply", "", REQUEST),
    "no method": ("no_reply", "ACCEPTED", changed("METHOD:REPLY\r\n", "")),
    "methods that differ": ("no_reply", "ACCEPTED", changed("METHOD:REPLY", "METHOD:REPLY\r\nMETHOD:CANCEL")),
    "the whole and one date": (
        "several", "ACCEPTED", ICS + changed("SUMMARY", "RECURRENCE-ID:20230821T150000Z\r\nSUMMARY"),
    ),
    "two answers of one moment": ("several", "", ICS + changed("ACCEPTED", "DECLINED")),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_what_cannot_be_placed_keeps_its_meeting_and_its_answer(name):
    trouble, answer, ics = KEPT[name]
    found = read_reply(mail(part(ics, "text/calendar")))

    assert isinstance(found, NotPlaced)
    assert (found.trouble, found.meeting_pk, found.answer) == (trouble, 7, answer)


def test_answers_to_two_meetings_are_both_told():
    other = ICS.replace("meeting-7@", "meeting-8@").replace("ACCEPTED", "DECLINED").replace("Svar", "Andet")
    found = read_reply(mail(part(ICS), part(other)))

    assert found.trouble == "several"
    assert ("Svar: deltager" in found.text, "Andet: afbud" in found.text) == (True, True)


def test_answers_of_two_people_are_both_told():
    other = ICS.replace("medlem@", "anden@").replace("ACCEPTED", "DECLINED").replace("080000Z", "090000Z")

    assert read_reply(mail(part(ICS), part(other))).trouble == "several"


def test_answer_with_no_return_path_is_an_answer():
    """Servers send the answers of calendars so."""
    assert isinstance(read_reply(mail(part(ICS), head=b"Return-Path: <>\r\n" + FROM)), Reply)


def test_later_answer_of_one_mail_counts():
    later = ICS.replace("ACCEPTED", "DECLINED").replace("080000Z", "090000Z")

    assert read_reply(mail(part(later), part(ICS))).answer == "DECLINED"


def test_meeting_is_known_though_nothing_else_is():
    found = read_reply(FROM + b"\r\nUID:meeting-7@ishoj-process.invalid og intet andet")

    assert (found.trouble, found.meeting_pk) == ("no_reply", 7)
    both = read_reply(FROM + b"\r\nmeeting-7@ishoj-process.invalid meeting-8@ishoj-process.invalid")
    assert both.meeting_pk is None


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("COMMENT:Kommer\\, men senere\\nHilsen", "Kommer, men senere\nHilsen"),
        ("COMMENT:En\r\nCOMMENT:To", "En\nTo"),
        ("COMMENT;LANGUAGE=da:Æble", "Æble"),
        ("X-RESPONSE-COMMENT:Kommer senere", "Kommer senere"),
        ("COMMENT:Samme\r\nX-RESPONSE-COMMENT:Samme", "Samme"),
    ],
)
def test_comment_is_kept(line, comment):
    found = read_reply(mail(part(changed("SUMMARY", f"{line}\r\nSUMMARY"))))

    assert found.comment == comment


def test_comment_beside_the_name_is_kept():
    found = read_reply(mail(part(changed("CN=Medlem", 'X-RESPONSE-COMMENT="Kommer senere; måske";CN=Medlem'))))

    assert found.comment == "Kommer senere; måske"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Jeg når det på én time".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        ("Jeg når det på én time".encode("cp1252"), "text/plain; charset=us-ascii"),
        ("Jeg når det på én time".encode("utf-16"), "text/plain; charset=utf-16"),
        ("Jeg når det på én time".encode("mac_roman"), "text/plain; charset=macintosh"),
        ("Jeg når det på én time".encode("cp850"), "text/plain; charset=cp850"),
        ("Jeg når det på én time".encode(), "text/plain"),
        ("Jeg når det på én time".encode(), "text/plain; charset=no-such"),
        ("Jeg når\u00a0det på én\ttime".encode(), "text/plain; charset=utf-8"),
        (b"<p>Jeg n&aring;r <b>det</b>\n p&aring; \xc3\xa9n time</p><style>p { }</style>", "text/html; charset=utf-8"),
    ],
)
def test_words_beside_an_answer_are_read_in_their_own_charset(body, kind):
    assert read_reply(mail(part(body, kind), part(ICS))).text == "Jeg når det på én time"
    assert read_reply(mail(part(body, kind))).text == "Jeg når det på én time"


def test_blocks_of_html_are_lines():
    html = "<html><head><title>x</title></head><body><p>Hej</p><div>Jeg kommer<br>ikke</div><table><tr><td>a<td>b"

    assert read_reply(mail(part(html, "text/html"))).text.splitlines() == ["Hej", "", "Jeg kommer", "ikke", "", "a b"]


@pytest.mark.parametrize("text", ["<a ", "<!--", "<style>", "<", "&", "<p", "</", "<td x"])
def test_no_html_takes_long_to_read(text):
    began = perf_counter()
    read_reply(mail(part(text * (64 * 1024 // len(text)), "text/html")))

    assert perf_counter() - began < 5


def test_text_that_is_too_long_says_that_it_was_cut():
    found = read_reply(mail(part("x" * 5000, "text/plain"), part(ICS)))

    assert (len(found.text), found.text[-1]) == (2000, "…")


@pytest.mark.parametrize("partstat", ["ACCEPTED", "X-MAYBE"])
def test_words_of_each_calendar_are_kept(partstat):
    """Of two, one is the answer, or neither: what was written with the other is nobody's to lose."""
    first = changed("SUMMARY", "COMMENT:Med bus\r\nSUMMARY").replace("ACCEPTED", partstat)
    second = first.replace("Med bus", "Med tog").replace("SEQUENCE:0", "SEQUENCE:1")
    found = read_reply(mail(part(first), part(second), part("Hej", "text/plain")))

    said = f"{found.text} {found.comment if isinstance(found, Reply) else ''}"
    assert [word for word in ("Med bus", "Med tog", "Hej") if said.count(word) != 1] == []


UID = "UID:meeting-7@ishoj-process.invalid"


@pytest.mark.parametrize(
    ("uid", "trouble"),
    [
        ("UID:MEETING-7@ISHOJ-PROCESS.INVALID", None),
        ("UID:<meeting-7@ishoj-process.invalid>", None),
        ("UID:meeting-7_R20230821T150000@ishoj-process.invalid", "one_date"),
    ],
)
def test_meeting_is_known_however_a_program_writes_its_name(uid, trouble):
    found = read_reply(mail(part(changed(UID, uid))))

    assert (found.meeting_pk, getattr(found, "trouble", None)) == (7, trouble)


@pytest.mark.parametrize(
    "attendee",
    [
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Afd: X:mailto:medlem@example.org",
        "ATTENDEE;CN=Afd: X: Y;PARTSTAT=ACCEPTED:MAILTO:medlem@example.org",
        'ATTENDEE;CN="Afd: X";PARTSTAT=ACCEPTED:mailto:medlem@example.org',
    ],
)
def test_name_with_a_colon_costs_no_answer(attendee):
    found = read_reply(mail(part(changed(NAMED, attendee))))

    assert (found.answer, found.attendee) == ("ACCEPTED", "medlem@example.org")


@pytest.mark.parametrize(
    "second", ["From : falsk@example.net", "From\t: falsk@example.net", "fRoM  : falsk@example.net"]
)
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_from_with_a_blank_before_its_colon_is_a_from(second, is_first, end):
    lines = [second, "From: medlem@example.org"] if is_first else ["From: medlem@example.org", second]
    head = "".join(f"{line}{end}" for line in [*lines, "MIME-Version: 1.0"]).encode()

    assert read_reply(mail(part(ICS), head=head)).sender == ""
    assert read_reply(mail(part(ICS), head=f"From : medlem@example.org{end}".encode())).sender == "medlem@example.org"

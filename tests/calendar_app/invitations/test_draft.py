"""The mail draft as a mail program opens it."""

from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.policy import default

import pytest

from calendar_app.invitations.draft import mail_draft
from calendar_app.invitations.ics import invitation
from ishoj_process.meetings.shown import invited
from tests.calendar_app.ical.lines import faults, unfolded

AT = datetime(2023, 8, 14, 8, tzinfo=UTC)


def opened(meeting):
    return message_from_bytes(mail_draft(meeting, invited(meeting), at=AT), policy=default)


def text_of(meeting):
    return opened(meeting).get_body(("plain",)).get_content()


def test_it_is_an_unsent_mail_from_the_secretariat_to_the_members(theme_meeting, member, settings):
    settings.ORGANIZER_EMAIL = "sekretariat@ishoj.example"

    mail = opened(theme_meeting)

    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Planlagt møde: Temamøde 1 for Byrådet, 21. august 2023"
    assert str(mail["From"]) == '"Byrådssekretariatet, Ishøj Kommune" <sekretariat@ishoj.example>'
    assert [address.addr_spec for address in mail["To"].addresses] == ["medlem@example.org"]


def test_its_parts_are_alternatives_with_the_calendar_last(theme_meeting, member):
    mail = opened(theme_meeting)

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert [part.get_content_disposition() for part in mail.iter_parts()] == [None, None, None]


@pytest.mark.parametrize(("state", "method"), [("convened", "REQUEST"), ("cancelled", "CANCEL")])
def test_the_calendar_part_is_the_invitation_itself(theme_meeting, member, state, method):
    theme_meeting.state = state

    *_others, part = opened(theme_meeting).iter_parts()

    assert part.get_payload(decode=True) == invitation(theme_meeting, invited(theme_meeting), at=AT)
    assert dict(part["Content-Type"].params) == {"method": method, "charset": "utf-8"}
    assert f"METHOD:{method}" in unfolded(part.get_payload(decode=True))
    assert faults(part.get_payload(decode=True)) == []


def test_the_text_says_when_where_and_where_to_read_more(make_meeting, council, member, settings):
    settings.SITE_URL = "https://plan.example.org"
    other = make_meeting(council, kind="council", start_date=date(2023, 9, 5), start_time=time(18))
    meeting = make_meeting(
        council,
        title="Temamøde 2 for Byrådet",
        start_date=date(2023, 9, 5),
        before=other,
        place="Rådhuset & gården",
        state="convened",
        agenda_state="published",
    )

    assert text_of(meeting).replace("\r\n", "\n") == (
        "Der indkaldes hermed til mødet ”Temamøde 2 for Byrådet”.\n"
        "\n"
        "Tid: tirsdag den 5. september 2023 (tidspunkt følger)\n"
        "Sted: Rådhuset & gården\n"
        "Holdes inden byrådsmødet samme dag.\n"
        "\n"
        f"Dagsorden: https://plan.example.org/moeder/{meeting.pk}/dagsorden.pdf\n"
        "\n"
        "Venlig hilsen\n"
        "Byrådssekretariatet, Ishøj Kommune\n"
    )


def test_the_hour_is_said_where_it_is_known(theme_meeting, member):
    assert text_of(theme_meeting).splitlines()[2] == "Tid: mandag den 21. august 2023 kl. 17.00–19.00"


def test_the_hours_of_several_days_are_said_by_day(make_meeting, council, member):
    seminar = make_meeting(
        council, start_date=date(2023, 10, 31), end_date=date(2023, 11, 1), start_time=time(9), end_time=time(16)
    )

    assert text_of(seminar).splitlines()[2:5] == [
        "Tid: tirsdag den 31. oktober – onsdag den 1. november 2023",
        "Første dag begynder kl. 09.00.",
        "Sidste dag slutter kl. 16.00.",
    ]


@pytest.mark.parametrize(
    ("state", "subject", "first_line"),
    [
        ("planned", "Planlagt møde", "Mødet ”Temamøde 1 for Byrådet” er planlagt. Sæt tid af i kalenderen."),
        ("convened", "Indkaldelse", "Der indkaldes hermed til mødet ”Temamøde 1 for Byrådet”."),
        ("cancelled", "Aflyst", "Mødet ”Temamøde 1 for Byrådet” er aflyst."),
    ],
)
def test_it_says_what_was_decided(theme_meeting, member, state, subject, first_line):
    theme_meeting.state = state

    assert opened(theme_meeting)["Subject"] == f"{subject}: Temamøde 1 for Byrådet, 21. august 2023"
    assert text_of(theme_meeting).splitlines()[0] == first_line


def test_a_title_becomes_neither_a_header_nor_an_element(theme_meeting, member):
    theme_meeting.title = "Møde\r\nBcc: nobody@example.org <script>x</script>"

    mail = opened(theme_meeting)

    assert mail["Bcc"] is None
    assert "<script>" not in mail.get_body(("html",)).get_content()


def test_the_same_draft_at_the_same_moment_has_the_same_bytes(theme_meeting, member):
    members = invited(theme_meeting)

    assert mail_draft(theme_meeting, members, at=AT) == mail_draft(theme_meeting, members, at=AT)


def test_every_line_is_short_and_in_ascii(theme_meeting, member):
    draft = mail_draft(theme_meeting, invited(theme_meeting), at=AT)

    assert draft.isascii()
    assert max(len(line) for line in draft.split(b"\r\n")) <= 998
    assert b"\n" not in draft.replace(b"\r\n", b"")

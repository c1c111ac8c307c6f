"""The message that the secretariat sends to all members of the meeting's bodies."""

from datetime import UTC, date, datetime

import pytest
import vobject

from calendar_app.invitations.ics import invitation
from ishoj_process.meetings.shown import invited
from ishoj_process.models import CouncilTerm, Seat, User
from tests.calendar_app.ical.lines import event_uids, faults, unfolded, values

AT = datetime(2023, 8, 14, 8, tzinfo=UTC)


@pytest.fixture
def make_member(term):
    """Somebody with a seat in a body, in this term unless told otherwise."""

    def make(body, email, *, role=Seat.Role.MEMBER, is_active=True, **seat):
        user = User.objects.create_user(email, name=f"Demo: {email}", is_active=is_active)
        Seat.objects.create(**{"user": user, "body": body, "term": term, "role": role, **seat})
        return user

    return make


def message(meeting):
    ics = invitation(meeting, invited(meeting), at=AT)
    assert faults(ics) == []
    return ics


def test_all_who_sit_on_the_day_are_invited(theme_meeting, council, committee, make_member):
    earlier_term = CouncilTerm.objects.create(name="2018-2021", starts=date(2018, 1, 1), ends=date(2021, 12, 31))
    invited_ones = [
        make_member(council, "a@example.org", role=Seat.Role.CHAIR),
        make_member(council, "b@example.org", role=Seat.Role.VICE_CHAIR),
        make_member(council, "c@example.org", ends=theme_meeting.start_date),
        make_member(council, "d@example.org", starts=theme_meeting.start_date),
    ]
    make_member(council, "substitute@example.org", role=Seat.Role.SUBSTITUTE)
    make_member(council, "left@example.org", ends=date(2023, 8, 20))
    make_member(council, "later@example.org", starts=date(2023, 8, 22))
    make_member(council, "earlier-term@example.org", term=earlier_term)
    make_member(council, "no-log-in@example.org", is_active=False)
    make_member(committee, "other-body@example.org")
    Seat.objects.create(body=council, term=theme_meeting.bodies.get().seats.first().term)  # vacant

    assert list(invited(theme_meeting)) == invited_ones


def test_who_sits_in_both_bodies_is_invited_once(make_meeting, council, committee, member):
    assert list(invited(make_meeting(council, committee))) == [member]


def test_a_request_names_organizer_and_every_member(theme_meeting, council, make_member, settings):
    settings.ORGANIZER_EMAIL = "sekretariat@ishoj.example"
    make_member(council, "a@example.org")
    make_member(council, "b@bøgebjerg.example")

    lines = unfolded(message(theme_meeting))

    assert [line for line in lines if line.startswith(("METHOD", "ORGANIZER", "ATTENDEE"))] == [
        "METHOD:REQUEST",
        'ATTENDEE;CN="Demo: a@example.org";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE'
        ":mailto:a@example.org",
        'ATTENDEE;CN="Demo: b@bøgebjerg.example";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE'
        ":mailto:b@xn--bgebjerg-54a.example",
        'ORGANIZER;CN="Byrådssekretariatet, Ishøj Kommune":mailto:sekretariat@ishoj.example',
    ]


def test_a_message_is_about_the_entry_of_the_feed(theme_meeting, member):
    theme_meeting.sequence = 2

    ics = message(theme_meeting)

    assert event_uids(ics) == [f"meeting-{theme_meeting.pk}@ishoj-process.invalid"]
    assert values(ics, "SEQUENCE") == ["2"]
    assert values(ics, "DTSTAMP") == ["20230814T080000Z"]


@pytest.mark.parametrize(
    ("state", "method", "status"),
    [
        ("planned", "REQUEST", "TENTATIVE"),
        ("convened", "REQUEST", "CONFIRMED"),
        ("cancelled", "CANCEL", "CANCELLED"),
    ],
)
def test_the_message_follows_what_was_decided(theme_meeting, member, state, method, status):
    theme_meeting.state = state

    calendar = vobject.readOne(message(theme_meeting).decode())

    assert (calendar.method.value, calendar.vevent.status.value) == (method, status)


def test_nobody_is_asked_to_answer_a_cancellation(theme_meeting, member):
    theme_meeting.state = "cancelled"

    attendees = [line for line in unfolded(message(theme_meeting)) if line.startswith("ATTENDEE")]

    assert attendees == [
        f'ATTENDEE;CN="{member.name}";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:medlem@example.org'
    ]


def test_a_name_cannot_become_a_line_or_a_parameter(theme_meeting, member):
    member.name = 'A";ROLE=CHAIR:x\r\nATTENDEE:mailto:nobody@example.org\x07'
    member.save()

    ics = message(theme_meeting)

    attendee = vobject.readOne(ics.decode()).vevent.attendee
    assert (attendee.value, attendee.params["ROLE"]) == ("mailto:medlem@example.org", ["REQ-PARTICIPANT"])
    assert values(ics, "ATTENDEE") != ["mailto:nobody@example.org"]

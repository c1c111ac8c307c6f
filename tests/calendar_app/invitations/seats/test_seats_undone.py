"""An act on seats is undone: nobody is left with a wrong invitation, and nobody is mailed what they know."""

from datetime import date, time

import pytest

from calendar_app.invitations.acts import invite, record_answer, withdraw_invitation
from calendar_app.invitations.delivery import deliver_due
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import MeetingInvitation
from ishoj_process.council import seat_acts
from ishoj_process.council.seat_history import last_act
from ishoj_process.models import Meeting, PartyGroup, Seat
from ishoj_process.seats.acts import begin_seat, remove_seat, take_seat_act_back
from tests import rows
from tests.conftest import TODAY

from ..test_mails import told
from .conftest import LEAVER, SUBSTITUTE
from .test_seats import ON, standing

BEFORE = date(2023, 8, 31)
CALLED, OFF, AGAIN = ("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)


class Office:
    """The secretariat at work; each mail goes out at once, unless the mail server is down."""

    def __init__(self, by, council, member):
        self.by, self.council, self.member = by, council, member
        self.is_down = False

    def deliver(self):
        if not self.is_down:
            deliver_due()

    def invite(self, meeting, *users):
        invite(meeting=meeting, users=users or None, by=self.by, today=TODAY)
        self.deliver()

    def take_off(self, meeting, user):
        row = MeetingInvitation.objects.get(meeting=meeting, user=user)
        withdraw_invitation(invitation=row, by=self.by)
        self.deliver()

    def seat(self):
        return self.member.seats.get(body=self.council)

    def pass_on(self, substitute, **choice):
        told = {"seat": self.seat(), "substitute": substitute, "on": ON, "by": self.by, "today": TODAY}
        seat_acts.take_over(**told | choice)
        self.deliver()

    def undo(self):
        take_seat_act_back(mark=last_act(body=self.council).mark, by=self.by, today=TODAY)
        self.deliver()


@pytest.fixture
def office(secretariat, council, member):
    return Office(secretariat, council, member)


@pytest.fixture
def meeting(letterbox, office, council):
    """A meeting after the day, to which all who sit there are invited."""
    row = rows.meeting(council, start_date=date(2023, 9, 12), start_time=time(17))
    office.invite(row)
    return row


def test_seat_that_was_taken_over_is_its_holders_again_and_so_are_its_meetings(letterbox, office, meeting, substitute):
    office.pass_on(substitute)
    office.undo()

    assert standing(meeting) == [LEAVER]
    assert told(letterbox, LEAVER) == [CALLED, OFF, ("REQUEST", 3)]
    assert told(letterbox, SUBSTITUTE) == [("REQUEST", 1), ("CANCEL", 2)]


def test_undone_before_anything_went_out_nobody_is_mailed(letterbox, office, meeting, substitute):
    row = MeetingInvitation.objects.get()
    record_answer(invitation=row, answer="ACCEPTED", via=MeetingInvitation.Via.PAGE)
    office.is_down = True
    office.pass_on(substitute)
    office.undo()
    deliver_due()

    assert (standing(meeting), len(letterbox.mails)) == ([LEAVER], 1)
    row.refresh_from_db()
    assert row.standing_answer == "ACCEPTED"


def test_undone_before_anything_went_out_what_has_changed_is_told(letterbox, office, meeting, substitute):
    office.is_down = True
    office.pass_on(substitute)
    Meeting.objects.update(place="Brohuset")
    office.undo()
    deliver_due()

    assert [method for method, _number in told(letterbox, LEAVER)] == ["REQUEST", "REQUEST"]
    assert told(letterbox, SUBSTITUTE) == []


def test_leaver_comes_again_where_the_substitute_was_a_guest_already(letterbox, office, meeting, substitute):
    office.invite(meeting, substitute)
    office.pass_on(substitute)
    office.undo()

    assert standing(meeting) == [LEAVER, SUBSTITUTE]
    assert [method for method, _number in told(letterbox, LEAVER)] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [method for method, _number in told(letterbox, SUBSTITUTE)] == ["REQUEST"]


def test_leaver_comes_again_where_the_substitute_was_taken_off_meanwhile(letterbox, office, meeting, substitute):
    office.pass_on(substitute)
    office.take_off(meeting, substitute)
    office.undo()

    assert standing(meeting) == [LEAVER]
    assert [method for method, _number in told(letterbox, SUBSTITUTE)] == ["REQUEST", "CANCEL"]


def test_who_was_taken_off_as_their_seat_ended_is_invited_when_that_is_undone(letterbox, office, meeting, council):
    seat_acts.end_seat(seat=office.seat(), last_day=BEFORE, by=office.by)
    office.take_off(meeting, office.member)
    office.undo()

    assert (standing(meeting), told(letterbox, LEAVER)) == ([LEAVER], [CALLED, OFF, AGAIN])


def test_who_was_not_taken_off_is_told_nothing(letterbox, office, meeting):
    seat_acts.end_seat(seat=office.seat(), last_day=BEFORE, by=office.by)
    office.undo()

    assert (standing(meeting), told(letterbox, LEAVER)) == ([LEAVER], [CALLED])


def test_other_seats_that_ended_along_are_followed_too(letterbox, office, meeting, committee):
    other = rows.meeting(committee, start_date=date(2023, 9, 20))
    office.invite(other)
    seats = [office.seat(), office.member.seats.get(body=committee)]
    seat_acts.end_seat(seat=seats[0], also=seats[1:], last_day=BEFORE, by=office.by)
    for row in (meeting, other):
        office.take_off(row, office.member)
    office.undo()

    assert [standing(meeting), standing(other)] == [[LEAVER], [LEAVER]]


def taken_off_before(office, meeting):
    """For a reason of its own, before the seat ended."""
    office.take_off(meeting, office.member)
    seat_acts.end_seat(seat=office.seat(), last_day=BEFORE, by=office.by)


def taken_off_in_another_group(office, meeting):
    """The seat was theirs all the time: another group is no reason to be taken off."""
    group = PartyGroup.objects.create(letter="N", name="Nyt")
    seat_acts.change_group(seat=office.seat(), group=group, on=ON, by=office.by)
    office.take_off(meeting, office.member)


def taken_off_on_a_day_of_their_own(office, meeting):
    """The seat ended after the meeting."""
    seat_acts.end_seat(seat=office.seat(), last_day=meeting.start_date, by=office.by)
    office.take_off(meeting, office.member)


def cancelled_since(office, meeting):
    seat_acts.end_seat(seat=office.seat(), last_day=BEFORE, by=office.by)
    office.take_off(meeting, office.member)
    change_meeting_state(meeting=meeting, to="cancelled", by=office.by, today=TODAY)


REASONS = [taken_off_before, taken_off_in_another_group, taken_off_on_a_day_of_their_own, cancelled_since]


@pytest.mark.parametrize("why", REASONS)
def test_who_was_taken_off_for_another_reason_stays_off(letterbox, office, meeting, why):
    why(office, meeting)
    office.undo()

    assert (standing(meeting), told(letterbox, LEAVER)[:2]) == ([], [CALLED, OFF])
    assert [method for method, _number in told(letterbox, LEAVER)].count("REQUEST") == 1


def test_of_a_seat_taken_over_for_a_while_only_its_meetings_come_back(letterbox, office, meeting, substitute, council):
    after = rows.meeting(council, start_date=date(2023, 12, 12))
    office.invite(after)
    office.pass_on(substitute, until=date(2023, 11, 30))
    office.take_off(after, office.member)  # who is back by then, and was taken off for a reason of its own
    office.undo()

    assert (standing(meeting), standing(after)) == ([LEAVER], [])


def test_who_was_invited_for_a_seat_that_was_a_mistake_is_taken_off(letterbox, office, term, committee):
    user = rows.seated("ny@example.org", term)
    meeting = rows.meeting(committee, start_date=ON)
    seat = begin_seat(body=committee, term=term, user=user, role="member", by=office.by)
    office.invite(meeting)
    for _click in range(2):
        if seat := Seat.objects.filter(pk=seat.pk).first():
            remove_seat(seat=seat, by=office.by, today=TODAY)
        office.deliver()

    assert standing(meeting) == [LEAVER]
    assert told(letterbox, "ny@example.org") == [CALLED, OFF]
    assert told(letterbox, LEAVER) == [CALLED]


def test_guest_whose_seat_was_a_mistake_stays_a_guest(letterbox, office, term, committee):
    guest = rows.seated("ny@example.org", term)
    meeting = rows.meeting(committee, start_date=ON)
    office.invite(meeting, guest)
    seat = begin_seat(body=committee, term=term, user=guest, role="member", by=office.by)
    remove_seat(seat=seat, by=office.by, today=TODAY)
    office.deliver()

    assert standing(meeting) == ["ny@example.org"]


def test_done_undone_and_done_again_each_is_told_what_stands(letterbox, office, meeting, substitute):
    office.pass_on(substitute)
    office.undo()
    office.pass_on(substitute)

    assert standing(meeting) == [SUBSTITUTE]
    numbers = [number for _method, number in told(letterbox)]
    assert (told(letterbox, LEAVER)[-1][0], told(letterbox, SUBSTITUTE)[-1][0]) == ("CANCEL", "REQUEST")
    assert numbers == sorted(numbers)  # SEQUENCE never falls

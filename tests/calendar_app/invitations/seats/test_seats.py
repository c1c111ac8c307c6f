"""A seat that passes to another: of the coming meetings the one is taken off, and the other invited, each once."""

from datetime import date, time, timedelta

import pytest

from calendar_app.invitations.acts import invite, keep_invited, withdraw_invitation
from calendar_app.invitations.answer_links import answer_token
from calendar_app.invitations.delivery import deliver_due
from calendar_app.invitations.replies import take_reply
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import MeetingInvitation
from ishoj_process.council.seat_acts import take_over
from ishoj_process.models import Meeting, Seat
from tests import rows
from tests.conftest import TODAY

from ..reply_mails import reply_mail
from ..test_mails import told
from .conftest import LEAVER, SUBSTITUTE

ON = date(2023, 9, 1)
# What the link of an old mail tells, and what it says to who is invited no more.
SECRETS = ("Møde om fyring", "Lokale 9")
OFF, SEATLESS = "Du er ikke længere indkaldt til mødet.", "Du har ingen plads på mødets dag."


@pytest.fixture
def pass_on(member, substitute, council, secretariat):
    def act(**choice):
        seat = member.seats.get(body=council)
        take_over(**{"seat": seat, "substitute": substitute, "on": ON, "by": secretariat, "today": TODAY, **choice})
        deliver_due()

    return act


@pytest.fixture
def invited_to(secretariat, member):
    def make(*bodies, day=ON, **fields):
        meeting = rows.meeting(*bodies, start_date=day, start_time=time(17), **fields)
        invite(meeting=meeting, by=secretariat, today=TODAY)
        deliver_due()
        return meeting

    return make


def standing(meeting):
    rows_of = MeetingInvitation.objects.filter(meeting=meeting, withdrawn_at=None)
    return sorted(row.user.email for row in rows_of)


def test_one_cancellation_and_one_invitation_for_each_later_meeting(letterbox, invited_to, pass_on, council):
    meetings = [invited_to(council, day=day) for day in (ON, date(2023, 10, 3))]

    pass_on()

    assert [standing(meeting) for meeting in meetings] == [[SUBSTITUTE], [SUBSTITUTE]]
    assert told(letterbox, LEAVER) == [("REQUEST", 0), ("REQUEST", 0), ("CANCEL", 1), ("CANCEL", 1)]
    assert told(letterbox, SUBSTITUTE) == [("REQUEST", 1), ("REQUEST", 1)]


def test_meetings_before_the_day_stay_the_leavers(letterbox, invited_to, pass_on, council):
    meeting = invited_to(council, day=date(2023, 8, 31))

    pass_on()

    assert standing(meeting) == [LEAVER]
    assert len(letterbox.mails) == 1


def test_who_sits_there_by_another_seat_comes_as_before_and_the_substitute_too(
    letterbox, invited_to, pass_on, council, committee
):
    meeting = invited_to(council, committee)

    pass_on()

    assert standing(meeting) == [LEAVER, SUBSTITUTE]
    assert (len(told(letterbox, LEAVER)), len(told(letterbox, SUBSTITUTE))) == (1, 1)


def test_guest_who_stays_stays(letterbox, invited_to, pass_on, council, secretariat):
    meeting = invited_to(council)
    keep_invited(invitation=MeetingInvitation.objects.get(meeting=meeting), by=secretariat)

    pass_on()

    assert standing(meeting) == [LEAVER]


def test_where_nobody_is_invited_yet_nobody_is(letterbox, pass_on, council):
    meeting = rows.meeting(council, start_date=ON)

    pass_on()

    assert standing(meeting) == []
    assert letterbox.mails == []


def test_cancelled_meetings_are_told_of_no_more(letterbox, invited_to, pass_on, council, secretariat):
    meeting = invited_to(council)
    change_meeting_state(meeting=meeting, to="cancelled", by=secretariat, today=TODAY)
    deliver_due()

    pass_on()

    assert told(letterbox, LEAVER) == [("REQUEST", 0), ("CANCEL", 1)]
    assert told(letterbox, SUBSTITUTE) == []


def test_substitute_who_was_invited_as_a_guest_gets_nothing_again(
    letterbox, invited_to, pass_on, council, substitute, secretariat
):
    meeting = invited_to(council)
    invite(meeting=meeting, users=[substitute], by=secretariat, today=TODAY)
    deliver_due()

    pass_on()

    assert standing(meeting) == [SUBSTITUTE]
    assert told(letterbox, SUBSTITUTE) == [("REQUEST", 0)]


def test_taken_over_for_a_while_later_meetings_stay_the_leavers(letterbox, invited_to, pass_on, council):
    during, after = invited_to(council, day=ON), invited_to(council, day=date(2023, 12, 5))

    pass_on(until=date(2023, 11, 30))

    assert (standing(during), standing(after)) == ([SUBSTITUTE], [LEAVER])


def test_what_is_refused_tells_nobody(letterbox, invited_to, pass_on, council, substitute):
    meeting = invited_to(council)
    substitute.is_active = False
    substitute.save()

    with pytest.raises(Exception, match="login"):
        pass_on()
    deliver_due()

    assert standing(meeting) == [LEAVER]
    assert len(letterbox.mails) == 1


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.select_related("user", "meeting").get()


@pytest.fixture
def look(client, invitation):
    def act():
        Meeting.objects.update(title=SECRETS[0], place=SECRETS[1])
        url = f"/kommer-du/{answer_token(invitation)}/"
        page = client.get(url).text
        client.post(url, {"answer": "ACCEPTED", "revision": 99})
        invitation.refresh_from_db()
        return page

    return act


def seat_ends(invitation, days):
    Seat.objects.filter(user=invitation.user).update(ends=invitation.meeting.start_date + timedelta(days=days))


def test_who_was_taken_off_reads_that_and_no_more(look, invitation, secretariat):
    Meeting.objects.update(is_published=False)
    Seat.objects.all().delete()
    withdraw_invitation(invitation=invitation, by=secretariat)
    page = look()

    assert OFF in page
    assert [secret in page for secret in SECRETS] == [False, False]
    assert invitation.answer == "NEEDS-ACTION"


def test_whose_seat_ended_before_the_meeting_reads_nothing_and_answers_nothing(look, invitation):
    Meeting.objects.update(is_published=False)
    seat_ends(invitation, -8)
    page = look()

    assert SEATLESS in page
    assert [secret in page for secret in SECRETS] == [False, False]
    assert invitation.answer == "NEEDS-ACTION"


def test_whose_seat_ends_with_the_meeting_or_who_was_kept_answers_as_before(look, invitation, secretariat):
    seat_ends(invitation, 0)
    page = look()
    answer = invitation.answer
    seat_ends(invitation, -1)
    keep_invited(invitation=invitation, by=secretariat)

    assert answer == "ACCEPTED"
    assert [[secret in text for secret in SECRETS] for text in (page, look())] == [[True, True]] * 2


def test_mail_of_whose_seat_ended_is_left_to_a_person(invitation):
    seat_ends(invitation, -1)

    assert take_reply(reply_mail(invitation, "ACCEPTED")).trouble == "unknown_sender"

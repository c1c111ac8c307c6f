"""The link of an old mail tells nothing, and takes no answer, once its reader is invited no more."""

from datetime import timedelta

import pytest

from calendar_app.invitations.acts import invite, keep_invited, withdraw_invitation
from calendar_app.invitations.answer_links import answer_token
from calendar_app.invitations.replies import take_reply
from calendar_app.models import MeetingInvitation
from ishoj_process.models import Meeting, Seat
from tests.conftest import TODAY

from .reply_mails import reply_mail

SECRETS = ("Møde om fyring", "Lokale 9")
OFF, SEATLESS = "Du er ikke længere indkaldt til mødet.", "Du har ingen plads på mødets dag."


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

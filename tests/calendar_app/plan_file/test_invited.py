"""A meeting that a plan file moves or cancels is moved or cancelled for those who are invited to it, too."""

from datetime import date

import pytest
from django.utils import timezone

from calendar_app.models import InvitationMail, MeetingInvitation
from ishoj_process.models import AgendaItem, Meeting, User

from .texts import PLAN, with_line

pytestmark = pytest.mark.django_db
CONVENED = with_line("meetings.raadsmoede", 'state = "convened"')


@pytest.fixture
def invitation(plan_file):
    """To the council meeting of the file: sent, answered, and standing in the person's calendar."""
    plan_file.load(CONVENED)
    person = User.objects.create_user("medlem@example.org", name="Demo: medlem")
    row = MeetingInvitation.objects.create(
        meeting=Meeting.objects.get(kind="council"), user=person, answer=MeetingInvitation.Answer.ACCEPTED
    )
    now = timezone.now()
    InvitationMail.objects.create(
        invitation=row, method="REQUEST", revision=0, queued_at=now, next_try_at=now, sent_at=now
    )
    return row


def told(invitation):
    return list(invitation.mails.order_by("id").values_list("method", "revision"))[1:]


def test_moved_by_the_file_asks_those_invited_anew(plan_file, invitation):
    plan_file.load(with_line("meetings.raadsmoede", "start_time = 17:00:00", CONVENED))

    invitation.refresh_from_db()
    assert told(invitation) == [("REQUEST", 1)]
    assert (invitation.asked_revision, invitation.standing_answer) == (1, MeetingInvitation.Answer.WAITING)


def test_cancelled_by_the_file_takes_it_out_of_their_calendars(plan_file, invitation):
    plan_file.load(with_line("meetings.raadsmoede", 'state = "cancelled"'))

    assert told(invitation) == [("CANCEL", 1)]


def test_other_words_in_the_file_are_no_news_to_them(plan_file, invitation):
    plan_file.load(with_line("meetings.raadsmoede", 'purpose = "Nye ord"', CONVENED))

    assert told(invitation) == []


def test_another_title_in_the_file_is_told_once(plan_file, invitation):
    plan_file.load(with_line("meetings.raadsmoede", 'title = "Byrådets møde"', CONVENED))
    plan_file.load(with_line("meetings.raadsmoede", 'title = "Byrådets møde"', CONVENED))

    assert told(invitation) == [("REQUEST", 0)]


def test_held_on_again_asks_anew(plan_file, invitation):
    plan_file.load(with_line("meetings.raadsmoede", 'state = "cancelled"'))

    plan_file.load(CONVENED)

    invitation.refresh_from_db()
    assert told(invitation) == [("CANCEL", 1), ("REQUEST", 2)]
    assert invitation.standing_answer == MeetingInvitation.Answer.WAITING


def test_programme_and_the_meeting_before_follow_the_file(plan_file):
    plan_file.load(PLAN)
    seminar = Meeting.objects.get(kind="seminar")
    item = AgendaItem.objects.create(meeting=seminar, number=1, title="Anden dag", day=date(2023, 11, 1))

    plan_file.load(
        with_line("meetings.seminar", "start_date = 2023-11-07", with_line("meetings.seminar", "end_date = 2023-11-08"))
    )

    item.refresh_from_db()
    assert item.day == date(2023, 11, 8)

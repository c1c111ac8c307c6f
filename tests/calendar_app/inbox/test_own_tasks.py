"""What meetings ask: to answer an invitation; and of the staff what failed, what lies, and what is late."""

from datetime import date

import pytest
from django.utils import timezone

from calendar_app.inbox.tasks import tasks_of
from calendar_app.invitations.acts import invite, record_answer, withdraw_invitation
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from ishoj_process.models import AgendaItem, Meeting
from tests.calendar_app.invitations.test_mails import edit
from tests.conftest import TODAY

KINDS = {"invited", "mails", "follow_up"}


def waiting_for(user, today=TODAY):
    """What meetings ask of a reader: (text, [what it is about])."""
    found = [task for task in tasks_of(user, today) if task.kind in KINDS]
    return [(task.text, [row.title for row in task.rows]) for task in found]


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.get()


ASKED = [("Du har ikke svaret på indkaldelsen til 1 møde", ["Temamøde 1 for Byrådet"])]


def test_invitation_waits_until_it_is_answered_and_again_when_the_meeting_moves(invitation, member, secretariat):
    seen = [waiting_for(member)]
    record_answer(invitation=invitation, answer="DECLINED", via="page")
    seen.append(waiting_for(member))
    edit(invitation.meeting, secretariat, start_date="28-08-2023", end_date="28-08-2023")
    seen.append(waiting_for(member))

    assert seen == [ASKED, [], ASKED]
    assert waiting_for(secretariat) == []


def test_nothing_is_to_be_answered_when_it_is_off(invitation, member, secretariat, theme_meeting):
    assert waiting_for(member, date(2023, 8, 22)) == []  # over
    change_meeting_state(meeting=theme_meeting, to="cancelled", by=secretariat, today=TODAY)
    assert waiting_for(member) == []
    change_meeting_state(meeting=theme_meeting, to="planned", by=secretariat, today=TODAY)
    assert waiting_for(member) == ASKED
    withdraw_invitation(invitation=invitation, by=secretariat)
    assert waiting_for(member) == []


def test_secretariat_is_told_what_could_not_be_sent_until_it_is(invitation, secretariat, administration):
    InvitationMail.objects.update(trouble="SMTPRecipientsRefused 550", dropped_at=timezone.now())

    assert waiting_for(secretariat) == [("1 indkaldelse kunne ikke sendes", [str(invitation)])]
    assert waiting_for(secretariat, date(2023, 8, 22)) == waiting_for(administration) == []
    MeetingInvitation.objects.update(revision=7)  # a newer message has gone out
    assert waiting_for(secretariat) == []


def test_secretariat_is_told_of_answers_that_could_not_be_placed(client_of, secretariat, administration):
    rows = [ReceivedReply.objects.create(digest=str(number), trouble="no_reply") for number in range(2)]
    ReceivedReply.objects.create(digest="placed")

    assert waiting_for(secretariat) == [("2 svar på indkaldelser kunne ikke placeres", [])]
    assert waiting_for(administration) == []
    before = tasks_of(secretariat, TODAY)[0].keys
    client_of(secretariat).post(f"/indkaldelser/svar/{rows[1].pk}/", {"til-side": 1})
    assert waiting_for(secretariat) == [("1 svar på en indkaldelse kunne ikke placeres", [])]
    assert tasks_of(secretariat, TODAY)[0].keys != before


@pytest.fixture
def follow_ups(make_meeting, council):
    """Two that are late, one of them of a closed item; one that is due today, one without a day, one that is done."""
    meeting = make_meeting(council)
    open_item = AgendaItem.objects.create(meeting=meeting, number=1, title="Budget")
    closed = AgendaItem.objects.create(meeting=meeting, number=2, title="Køb", is_closed=True, public_title="En sag")
    late, today = date(2023, 8, 13), TODAY
    open_item.follow_ups.create(what="Et notat", role="Direktionen", due=late)
    closed.follow_ups.create(what="En pris", role="Direktionen", due=late)
    open_item.follow_ups.create(what="I dag", role="Direktionen", due=today)
    open_item.follow_ups.create(what="Engang", role="Direktionen")
    open_item.follow_ups.create(what="Gjort", role="Direktionen", due=late, status="done", done_on=today)


def test_late_follow_ups_wait_for_those_who_follow_up(follow_ups, secretariat, administration, member):
    assert waiting_for(secretariat) == [("2 opfølgninger er over fristen", ["Et notat", "En pris"])]
    assert waiting_for(administration) == [("1 opfølgning er over fristen", ["Et notat"])]
    assert waiting_for(member) == []


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("who", "queries"), [("member", 14), ("secretariat", 22)])
def test_inbox_costs_the_same_with_more_of_it(
    request, client_of, make_meeting, council, secretariat, who, queries, count, django_assert_num_queries
):
    user = request.getfixturevalue(who)
    for number in range(count):
        meeting = make_meeting(council, before=make_meeting(council), agenda_state="published", state="convened")
        invited = MeetingInvitation.objects.create(meeting=meeting, user=user)
        now = invited.invited_at
        invited.mails.create(
            method="REQUEST", revision=0, queued_at=now, next_try_at=now, dropped_at=now, trouble="TimeoutError"
        )
        ReceivedReply.objects.create(digest=str(number), trouble="no_reply")
        item = AgendaItem.objects.create(meeting=meeting, number=1, title="Budget")
        item.follow_ups.create(what="Et notat", role="Direktionen", due=date(2023, 8, 1))
    Meeting.objects.update(start_date=TODAY, end_date=TODAY)
    client = client_of(user)

    with django_assert_num_queries(queries):
        client.get("/min-side/")

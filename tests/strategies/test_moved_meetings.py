"""What a running round says when the meetings that its deadline rests on are moved: it tells, and stays."""

from datetime import date

import pytest


def url(round_):
    return f"/hoeringer/{round_.pk}/"


@pytest.fixture
def scheduled(make_round, committee, other_committee, make_meeting, term):
    """A running round: the body is to answer on 7 September, and the owner decides on 10 October."""
    round_ = make_round(committee, decides_at=make_meeting(other_committee, start_date=date(2023, 10, 10)))
    round_.invitations.update(meeting=make_meeting(committee, kind="committee", start_date=date(2023, 9, 7)))
    return round_


def moved(client, round_):
    return client.get(url(round_)).context["moved"]


def move(meeting, day):
    meeting.start_date = meeting.end_date = day
    meeting.save()


def test_round_whose_meetings_stand_says_nothing(client_of, administration, scheduled):
    assert moved(client_of(administration), scheduled) == []


def test_meeting_that_is_moved_behind_the_deadline_is_told_and_the_deadline_stays(
    client_of, administration, scheduled, respond, committee
):
    client = client_of(administration)
    move(scheduled.invitations.get().meeting, date(2023, 9, 14))

    assert moved(client, scheduled) == [
        "Kultur- og Fritidsudvalget mødes torsdag den 14. september 2023, for sent til at svare inden fristen, "
        "mandag den 11. september 2023."
    ]
    scheduled.refresh_from_db()
    assert scheduled.deadline == date(2023, 9, 11)
    respond(scheduled, committee)
    assert moved(client, scheduled) == []


def test_cancelled_meeting_is_told(client_of, administration, scheduled):
    meeting = scheduled.invitations.get().meeting
    meeting.state = "cancelled"
    meeting.save()

    assert moved(client_of(administration), scheduled) == [
        "Mødet, hvor Kultur- og Fritidsudvalget skulle svare, torsdag den 7. september 2023, er aflyst."
    ]


def test_owners_meeting_that_is_moved_nearer_is_told(client_of, administration, scheduled):
    move(scheduled.decides_at, date(2023, 9, 19))

    assert moved(client_of(administration), scheduled) == [
        "Ejeren mødes tirsdag den 19. september 2023 og har kortere tid efter fristen, end reglen siger."
    ]


def test_public_is_not_told_of_meetings_in_a_round(client, scheduled):
    scheduled.is_public = True
    scheduled.save()
    move(scheduled.decides_at, date(2023, 9, 19))

    assert moved(client, scheduled) == []

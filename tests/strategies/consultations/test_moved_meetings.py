"""What becomes of a running consultation: meetings that its deadline rests on are moved, or more bodies are asked."""

from datetime import date

import pytest

from ishoj_process.models import CouncilTerm
from ishoj_process.tasks import Kind
from strategies.consultations.calendar import what_has_moved
from strategies.tasks import tasks_of


def url(consultation):
    return f"/hoeringer/{consultation.pk}/"


@pytest.fixture
def scheduled(make_consultation, committee, other_committee, make_meeting, term):
    """A running consultation: the body is to answer on 7 September, and the owner decides on 10 October."""
    consultation = make_consultation(committee, decides_at=make_meeting(other_committee, start_date=date(2023, 10, 10)))
    consultation.consultees.update(meeting=make_meeting(committee, kind="committee", start_date=date(2023, 9, 7)))
    return consultation


def moved(client, consultation):
    return client.get(url(consultation)).context["moved"]


def move(meeting, day):
    meeting.start_date = meeting.end_date = day
    meeting.save()


def test_consultation_whose_meetings_stand_says_nothing(client_of, administration, scheduled):
    assert moved(client_of(administration), scheduled) == []


def test_meeting_that_is_moved_behind_the_deadline_is_told_and_the_deadline_stays(
    client_of, administration, scheduled, respond, committee
):
    client = client_of(administration)
    move(scheduled.consultees.get().meeting, date(2023, 9, 14))

    assert moved(client, scheduled) == [
        "Kultur- og Fritidsudvalget mødes torsdag den 14. september 2023, for sent til at svare inden fristen, "
        "mandag den 11. september 2023."
    ]
    scheduled.refresh_from_db()
    assert scheduled.deadline == date(2023, 9, 11)
    respond(scheduled, committee)
    assert moved(client, scheduled) == []


def test_cancelled_meeting_is_told(client_of, administration, scheduled):
    meeting = scheduled.consultees.get().meeting
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


def test_public_is_not_told_of_meetings_in_a_consultation(client, scheduled):
    scheduled.is_public = True
    scheduled.save()
    move(scheduled.decides_at, date(2023, 9, 19))

    assert moved(client, scheduled) == []


# When more are asked.


def test_more_are_asked_while_the_consultation_runs_once_and_with_a_reason(
    client_of, administration, scheduled, council, make_meeting
):
    meeting = make_meeting(council, kind="council", start_date=date(2023, 9, 5))
    client, address = client_of(administration), f"{url(scheduled)}flere/"

    refused = client.post(address, {"bodies": [council.pk], "reason": " "})
    for _click in range(2):
        client.post(address, {"bodies": [council.pk], "reason": "Byrådet bad om det."})

    assert list(refused.context["form"].errors) == ["reason"]
    assert [part.meeting for part in scheduled.consultees.filter(body=council)] == [meeting]
    assert [(step.kind, step.reason) for step in scheduled.steps.all()] == [("invited", "Byrådet bad om det.")]


def test_nobody_is_asked_when_the_deadline_has_passed(client_of, administration, scheduled, council):
    scheduled.deadline = date(2023, 8, 11)
    scheduled.save()

    client_of(administration).post(f"{url(scheduled)}flere/", {"bodies": [council.pk], "reason": "Glemt."})

    assert scheduled.consultees.count() == 1


def test_owner_is_not_asked_afterwards_either(client_of, administration, scheduled):
    owner = scheduled.strategy.owner

    response = client_of(administration).post(f"{url(scheduled)}flere/", {"bodies": [owner.pk], "reason": "Fordi."})

    assert list(response.context["form"].errors) == ["bodies"]


def test_task_asks_the_rules_of_the_day_on_which_each_was_sent(scheduled, term, administration):
    """A term that gives the owner more days makes no deadline wrong that was confirmed before it."""
    CouncilTerm.objects.filter(pk=term.pk).update(ends=date(2023, 8, 31))
    CouncilTerm.objects.create(starts=date(2023, 9, 1), ends=date(2025, 12, 31), owner_days=40)
    today = date(2023, 9, 4)

    waiting = [task for task in tasks_of(administration, today) if task.kind == Kind.MOVED]

    assert what_has_moved(scheduled) == []
    assert waiting == []

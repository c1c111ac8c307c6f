"""What is expected of me: each reader's own, and nothing that the reader may not see."""

from datetime import date, time

import pytest

from ishoj_process.models import MainPolicy, Meeting, Strategy, Track
from tests.calendar_app.timeline.rows import make_plan, track_of
from vision.models import DebatePaper, Question


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


def personal(client):
    return client.get("/").context["personal"]


def texts(client):
    return [task.text for group in personal(client).waiting.groups for task in group.tasks]


def test_public_is_invited_and_asked_for_nothing(client, db):
    content = client.get("/").content.decode()

    assert personal(client) is None
    assert ("Følg processen" in content, "Dine opgaver" in content) == (True, False)


def test_member_sees_the_next_meetings_of_own_bodies(
    client_of, member, make_meeting, council, committee, other_committee
):
    make_meeting(council, title="Byrådets")
    make_meeting(committee, title="Udvalgets", start_date=date(2023, 8, 20))
    make_meeting(other_committee, title="Andres", start_date=date(2023, 8, 19))
    make_meeting(council, title="Forbi", start_date=date(2023, 8, 13))
    make_meeting(council, title="Aflyst", start_date=date(2023, 8, 19), state=Meeting.State.CANCELLED)

    box = personal(client_of(member))
    assert (box.next.meeting.title, [meeting.title for meeting in box.meetings]) == ("Udvalgets", ["Byrådets"])


def test_member_sees_a_joint_meeting_once(client_of, member, make_meeting, council, committee):
    make_meeting(council, committee, title="Fælles")

    box = personal(client_of(member))
    assert (box.next.meeting.title, box.meetings) == ("Fælles", [])


@pytest.fixture
def question(plan, published, make_item, vision):
    """A question that the council is to discuss at the next step, of an agenda that is published."""
    Meeting.objects.filter(pk=published.pk).update(track=track_of(plan, Track.Kind.VISION))
    paper = DebatePaper.objects.create(vision=vision, title="Oplæg")
    return Question.objects.create(paper=paper, text="Er det de rigtige problemer?", item=make_item())


def test_member_is_told_the_questions_of_the_next_step(client_of, member, question):
    box = personal(client_of(member))

    assert [each.text for each in box.questions] == ["Er det de rigtige problemer?"]
    assert box.question_meeting.title == "Temamøde 1 for Byrådet"


def test_questions_of_a_draft_agenda_are_not_told(client_of, member, question):
    Meeting.objects.update(agenda_state=Meeting.AgendaState.DRAFT)

    assert personal(client_of(member)).questions == []


def test_questions_of_a_closed_item_are_told_to_those_who_sit_in_the_meeting_alone(
    client_of, member, question, council
):
    question.item.is_closed, question.item.public_title = True, "Lukket punkt"
    question.item.save()

    assert len(personal(client_of(member)).questions) == 1
    member.seats.filter(body=council).delete()
    assert personal(client_of(member)).questions == []


def test_member_with_nothing_ahead_is_told_so(client_of, member):
    assert "Du har ingen opgaver lige nu." in client_of(member).get("/").content.decode()


def test_administration_sees_the_gaps_in_the_hierarchy(client_of, administration, committee, main_policy):
    Strategy.objects.create(title="Uden alt", slug="uden-alt")
    Strategy.objects.create(title="Uden status", slug="uden-status", owner=committee, main_policy=main_policy)
    MainPolicy.objects.create(slug="ukendt")

    assert texts(client_of(administration)) == [
        "Status for 2 strategier er ikke kendt",
        "1 strategi mangler en ejer",
        "1 strategi er ikke placeret under en hovedpolitik",
        "Navnet på 1 hovedpolitik er ikke kendt",
        "Status for 2 hovedpolitikker er ikke kendt",
    ]


def test_administration_with_a_whole_hierarchy_has_nothing_to_do(client_of, administration, strategy):
    MainPolicy.objects.update(status="adopted")

    assert texts(client_of(administration)) == []


def test_long_findings_show_the_first_and_count_the_rest(client_of, administration, committee, main_policy):
    MainPolicy.objects.update(status="adopted")
    for number in range(7):
        Strategy.objects.create(title=f"S{number}", slug=f"s{number}", owner=committee, main_policy=main_policy)

    [[task]] = [group.tasks for group in personal(client_of(administration)).waiting.groups]

    assert ([row.title for row in task.shown], task.more_text) == (["S0", "S1", "S2", "S3", "S4"], "og 2 til")


def test_secretariat_sees_what_meetings_lack_and_that_the_plan_is_a_proposal(
    client_of, secretariat, plan, make_meeting, council
):
    convened, published = Meeting.State.CONVENED, Meeting.AgendaState.PUBLISHED
    make_meeting(council, title="Færdigt", start_time=time(17), state=convened, agenda_state=published)
    make_meeting(council, title="Uden alt")
    make_meeting(council, title="Forbi", start_date=date(2023, 6, 1))

    assert texts(client_of(secretariat)) == [
        "Datoen for 1 planlagt møde er passeret: registrer, om det blev afholdt",
        "1 kommende møde mangler en offentliggjort dagsorden",
        "1 kommende møde mangler klokkeslæt",
        "1 kommende møde er planlagt, men ikke indkaldt",
        "Procesplanen er endnu ikke vedtaget af Byrådet",
    ]


def test_meeting_over_several_days_without_an_hour_is_counted_as_lacking_one(
    client_of, secretariat, make_meeting, council
):
    make_meeting(council, start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))

    assert "1 kommende møde mangler klokkeslæt" in texts(client_of(secretariat))

"""A year is adopted in one act, once; refused with its reasons; taken back while nothing became of its meetings."""

from datetime import date, time

import pytest

from calendar_app.inbox.changes import meetings_changed_since
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import adopt_year_plan, withdraw_year_plan
from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, Meeting, PublicStamp
from tests.conftest import TODAY

DAY = date(2024, 1, 2)
SAME = "samme råd eller udvalg på samme tid."


@pytest.fixture
def plan(db):
    return YearPlan.objects.create(year=2024)


@pytest.fixture
def make_planned(plan, council):
    def make(body=council, day=DAY, **fields):
        fields = {"kind": "council", "start_time": time(17), "place": "Byrådssalen", **fields}
        return PlannedMeeting.objects.create(plan=plan, body=body, date=day, **fields)

    return make


def adopt(plan, by):
    return adopt_year_plan(plan=plan, by=by, today=TODAY)


def reasons_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reasons


def test_adoption_makes_the_meetings_planned_and_shown(plan, make_planned, council, secretariat):
    row = make_planned(open_part_time=time(19), planned_minutes=180)
    make_planned(day=date(2024, 2, 6), is_left_out=True)
    stamp = PublicStamp.current()

    adopt(plan, secretariat)

    meeting = Meeting.objects.get()
    row.refresh_from_db()
    assert (meeting.start_date, meeting.end_date, meeting.start_time) == (DAY, DAY, time(17))
    assert (meeting.open_part_time, meeting.planned_minutes, meeting.end_time) == (time(19), 180, None)
    assert (meeting.state, meeting.is_published, meeting.kind, meeting.place) == (
        "planned",
        True,
        "council",
        "Byrådssalen",
    )
    assert (list(meeting.bodies.all()), row.meeting, meeting.updated_by) == ([council], meeting, secretariat)
    assert PublicStamp.current() > stamp
    plan.refresh_from_db()
    assert (plan.is_adopted, plan.adopted_on, plan.adopted_by) == (True, TODAY, secretariat)


def test_adopting_twice_does_it_once(plan, make_planned, secretariat):
    make_planned()

    adopt(plan, secretariat)
    adopt(plan, secretariat)

    assert Meeting.objects.count() == 1


def test_year_of_meetings_is_not_a_hundred_news(plan, make_planned, secretariat, member):
    make_planned()
    moment = plan.created_at

    adopt(plan, secretariat)

    assert list(meetings_changed_since(member, moment, TODAY)) == []


def test_adoption_is_refused_where_a_body_meets_twice_at_one_hour(
    plan, make_planned, make_meeting, council, secretariat
):
    make_planned()
    make_meeting(council, title="Budgetmøde", start_date=DAY, start_time=time(16), end_time=time(18))
    make_planned(day=date(2024, 2, 6))
    make_planned(day=date(2024, 2, 6), start_time=time(17))

    assert reasons_of(lambda: adopt(plan, secretariat)) == [
        f"tirsdag den 2. januar 2024: Budgetmøde kl. 16.00 og Ishøj Byråd kl. 17.00: {SAME}",
        f"tirsdag den 6. februar 2024: Ishøj Byråd kl. 17.00 og Ishøj Byråd kl. 17.00: {SAME}",
    ]
    assert Meeting.objects.count() == 1


def test_adoption_is_refused_for_days_that_have_passed_and_for_nothing(plan, make_planned, secretariat):
    assert reasons_of(lambda: adopt(plan, secretariat)) == ["Der er ingen møder i forslaget."]
    make_planned(day=date(2023, 8, 13))

    assert reasons_of(lambda: adopt(plan, secretariat)) == ["1 møde ligger før i dag. Udelad det først."]


def test_adoption_is_taken_back_whole(plan, make_planned, secretariat):
    row = make_planned()
    adopt(plan, secretariat)

    withdraw_year_plan(plan=plan, by=secretariat)

    row.refresh_from_db()
    plan.refresh_from_db()
    assert (Meeting.objects.count(), row.meeting, plan.state, plan.adopted_by) == (0, None, "proposal", None)
    assert Meeting.history.filter(history_type="-").get().history_user == secretariat
    adopt(plan, secretariat)
    assert Meeting.objects.count() == 1


def test_adoption_stands_once_something_became_of_a_meeting(plan, make_planned, make_meeting, council, secretariat):
    for month in (1, 2, 3):
        make_planned(day=date(2024, month, 6))
    adopt(plan, secretariat)
    first, second, third = Meeting.objects.order_by("start_date")
    change_meeting_state(meeting=first, to="convened", by=secretariat, today=TODAY)
    AgendaItem.objects.create(meeting=second, number=1, title="Sag")
    make_meeting(council, start_date=third.start_date, before=third)

    assert reasons_of(lambda: withdraw_year_plan(plan=plan, by=secretariat)) == [
        "Ishøj Byråd lørdag den 6. januar 2024 er rettet, eller der er besluttet noget om det.",
        "Ishøj Byråd onsdag den 6. marts 2024 har møder.",
        "Ishøj Byråd tirsdag den 6. februar 2024 har punkter.",
    ]
    assert Meeting.objects.count() == 4


def test_hour_that_the_clocks_jump_over_is_refused(plan, make_planned, secretariat):
    make_planned(day=date(2024, 3, 31), start_time=time(2, 30))
    make_planned(day=date(2024, 10, 27), start_time=time(1), open_part_time=time(4))

    assert reasons_of(lambda: adopt(plan, secretariat)) == [
        "søndag den 31. marts 2024: Det klokkeslæt findes ikke den nat: Urene stilles frem til sommertid."
    ]
    assert Meeting.objects.count() == 0

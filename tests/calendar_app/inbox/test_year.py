"""A year's calendar that is adopted adds no noise: what its meetings lack is told when it is due."""

from datetime import date, timedelta

import pytest

from calendar_app.inbox.digest import letter_for
from calendar_app.inbox.tasks import agenda_due, waiting_for
from ishoj_process.models import Meeting
from tests.conftest import TODAY


@pytest.fixture
def year(make_meeting, council, committee):
    """The agenda of the council's next meeting is due today; those of 99 others are far off."""
    council.agenda_days = 4
    council.save()
    make_meeting(council, title="Snart", start_date=TODAY + timedelta(days=4))
    for number in range(99):
        make_meeting(committee, start_date=date(2023, 9, 5) + timedelta(days=number))


def test_secretariat_sees_what_is_due_and_the_number_of_the_rest(client_of, secretariat, year):
    page = client_of(secretariat).get("/min-side/")

    groups = page.context["waiting"].groups
    main = page.text[page.text.index("<main") : page.text.index("</main")]
    assert [group.heading for group in groups] == ["Denne uge (1)", "Senere (99)"]
    assert [group.is_folded for group in groups] == [False, True]
    assert main.count("<a href") < 30
    assert page.context["waiting_count"] == 1


def test_mail_tells_nothing_of_meetings_that_are_far_off(secretariat, year):
    Meeting.objects.filter(title="Snart").update(agenda_state="published", state="convened", start_time="17:00")

    letter = letter_for(secretariat, TODAY)

    assert (letter.keys, letter.has_new, letter.is_worth_sending(TODAY)) == ([], False, False)
    assert [group.heading for group in waiting_for(secretariat, TODAY).groups] == ["Senere (99)"]


@pytest.mark.parametrize(
    ("days", "due"),
    [({}, "2023-09-05"), ({"council": 3}, "2023-08-31"), ({"council": 3, "committee": 5}, "2023-08-29")],
)
def test_agenda_is_due_by_the_strictest_rule_of_the_bodies(make_meeting, council, committee, days, due):
    for body, name in ((council, "council"), (committee, "committee")):
        body.agenda_days = days.get(name)
        body.save()
    meeting = make_meeting(council, committee, start_date=date(2023, 9, 5))

    assert agenda_due(meeting) == date.fromisoformat(due)

"""What is decided about a meeting: planned, convened, cancelled, and recorded as held."""

from datetime import date, timedelta

import pytest

from calendar_app.meetings.page import acts_context
from ishoj_process.models import Meeting, ProcessPlan, Track

TODAY = date(2023, 8, 14)
PROPOSED = "Procesplanen er kun et forslag. Byrådet skal vedtage den, før der kan indkaldes til dens møder."


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def plan(term, theme_meeting):
    """A proposed plan, of which theme meeting 1 is part."""
    plan = ProcessPlan.objects.create(term=term, title="Plan", starts=date(2023, 4, 1), ends=date(2023, 12, 31))
    theme_meeting.track = Track.objects.create(plan=plan, kind="vision", title="Vision 2035", lead_actor="Byrådet")
    theme_meeting.save()
    return plan


def send(browser, meeting, to):
    return browser.post(f"/moeder/{meeting.pk}/tilstand/", {"to": to, "confirmed": "1"}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def put(meeting, **fields):
    Meeting.objects.filter(pk=meeting.pk).update(**fields)
    meeting.refresh_from_db()


@pytest.mark.parametrize(
    ("start", "to", "label"),
    [
        ("planned", "convened", "indkaldt"),
        ("planned", "cancelled", "aflyst"),
        ("convened", "planned", "planlagt"),
        ("convened", "cancelled", "aflyst"),
        ("cancelled", "planned", "planlagt"),
    ],
)
def test_state_changes_with_a_new_revision_and_history(browser, theme_meeting, secretariat, start, to, label):
    put(theme_meeting, state=start)

    response = send(browser, theme_meeting, to)

    theme_meeting.refresh_from_db()
    # Nobody has a seat in this house, which convening warns of.
    nobody = " Ingen har den dag en plads i det organ, der holder mødet. Der er derfor ingen at indkalde."
    assert said(response) == [f"Mødet er nu {label}.{nobody if to == 'convened' else ''}"]
    assert (theme_meeting.state, theme_meeting.sequence, theme_meeting.version) == (to, 1, 2)
    assert theme_meeting.history.first().history_user == secretariat


def test_cancelled_meeting_cannot_be_convened_at_once(browser, theme_meeting):
    put(theme_meeting, state="cancelled")

    response = send(browser, theme_meeting, "convened")

    theme_meeting.refresh_from_db()
    assert said(response) == ["Et møde, der er aflyst, kan ikke blive indkaldt."]
    assert (theme_meeting.state, theme_meeting.sequence) == ("cancelled", 0)


def test_meeting_of_a_proposed_plan_cannot_be_convened(browser, theme_meeting, plan):
    page = browser.get(f"/moeder/{theme_meeting.pk}/")
    response = send(browser, theme_meeting, "convened")

    theme_meeting.refresh_from_db()
    assert PROPOSED in page.text
    assert said(response) == [PROPOSED]
    assert theme_meeting.state == "planned"


def test_meeting_of_an_adopted_plan_is_convened(browser, theme_meeting, plan, make_meeting, council):
    adopted_at = make_meeting(council, start_date=date(2023, 6, 6))
    ProcessPlan.objects.filter(pk=plan.pk).update(state="adopted", adopted_at=adopted_at)

    send(browser, theme_meeting, "convened")

    theme_meeting.refresh_from_db()
    assert theme_meeting.state == "convened"


@pytest.mark.parametrize(("days_ago", "expected"), [(0, "convened"), (1, "planned")])
def test_meeting_can_be_convened_until_its_last_day(browser, make_meeting, council, days_ago, expected):
    meeting = make_meeting(council, start_date=TODAY - timedelta(days=days_ago))

    send(browser, meeting, "convened")

    meeting.refresh_from_db()
    assert meeting.state == expected


def test_held_meeting_cannot_be_cancelled(browser, make_meeting, council):
    meeting = make_meeting(council, start_date=date(2023, 3, 8), is_held=True)

    response = send(browser, meeting, "cancelled")

    assert said(response) == ["Mødet er registreret som afholdt."]


def test_convened_meeting_that_has_passed_is_not_planned_again(browser, make_meeting, council):
    meeting = make_meeting(council, start_date=date(2023, 3, 8), state="convened")

    assert said(send(browser, meeting, "planned")) == ["Mødet var indkaldt, og datoen er passeret."]


def test_cancelling_twice_changes_the_revision_once(browser, theme_meeting):
    send(browser, theme_meeting, "cancelled")
    send(browser, theme_meeting, "cancelled")

    theme_meeting.refresh_from_db()
    assert (theme_meeting.state, theme_meeting.sequence, theme_meeting.version) == ("cancelled", 1, 2)


@pytest.mark.parametrize("to", ["planned", "convened", "cancelled"])
def test_from_an_unknown_state_there_are_no_moves(browser, theme_meeting, to):
    put(theme_meeting, state="later")

    choices = acts_context(theme_meeting, TODAY)["state_choices"]
    browser.post(f"/moeder/{theme_meeting.pk}/tilstand/", {"to": to, "confirmed": "1"})

    theme_meeting.refresh_from_db()
    assert choices == []
    assert (theme_meeting.state, theme_meeting.version) == ("later", 1)


def test_unknown_state_breaks_no_calendar(browser, theme_meeting):
    put(theme_meeting, state="later")

    assert "STATUS:TENTATIVE" in browser.get("/kalender.ics").text


def test_unknown_state_is_not_found(browser, theme_meeting):
    assert send(browser, theme_meeting, "held").status_code == 404


def hold(browser, meeting, held="1"):
    return browser.post(f"/moeder/{meeting.pk}/afholdt/", {"held": held}, follow=True)


def test_meeting_is_recorded_as_held_and_taken_back(browser, make_meeting, council):
    meeting = make_meeting(council, start_date=date(2023, 8, 1))

    way = f'<a href="/moeder/{meeting.pk}/fremmoede/">Registrer fremmøde</a>'
    assert said(hold(browser, meeting)) == [f"Mødet er registreret som afholdt. {way}"]
    meeting.refresh_from_db()
    assert (meeting.is_held, meeting.sequence, meeting.standing(TODAY)) == (True, 0, "held")

    hold(browser, meeting, "0")
    meeting.refresh_from_db()
    assert (meeting.is_held, meeting.version) == (False, 3)


def test_recording_twice_stores_one_version(browser, make_meeting, council):
    meeting = make_meeting(council, start_date=date(2023, 8, 1))

    hold(browser, meeting)
    hold(browser, meeting)

    meeting.refresh_from_db()
    assert (meeting.is_held, meeting.version) == (True, 2)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start_date": date(2023, 8, 15)}, "Mødet ligger i fremtiden."),
        ({"start_date": date(2023, 8, 1), "state": "cancelled"}, "Mødet er aflyst."),
    ],
)
def test_meeting_that_was_not_held_is_not_recorded_so(browser, make_meeting, council, fields, reason):
    meeting = make_meeting(council, **fields)

    response = hold(browser, meeting)

    meeting.refresh_from_db()
    assert (said(response), meeting.is_held) == ([reason], False)


@pytest.mark.parametrize("act", ["tilstand", "afholdt"])
@pytest.mark.parametrize(("who", "status"), [(None, 302), ("member", 403), ("administration", 403)])
def test_only_the_secretariat_decides_about_meetings(request, client_of, theme_meeting, act, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    response = client.post(f"/moeder/{theme_meeting.pk}/{act}/", {"to": "cancelled", "held": "1"})

    theme_meeting.refresh_from_db()
    assert (response.status_code, theme_meeting.state, theme_meeting.version) == (status, "planned", 1)


@pytest.mark.parametrize("act", ["tilstand", "afholdt"])
def test_acts_answer_get_with_405(browser, theme_meeting, act):
    assert browser.get(f"/moeder/{theme_meeting.pk}/{act}/").status_code == 405

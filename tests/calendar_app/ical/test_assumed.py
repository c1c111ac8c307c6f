"""An end that nobody has stated is shown in calendars, as assumed, where the body states how long it usually meets."""

from datetime import date, datetime, time
from email import message_from_bytes
from email.policy import default

import pytest

from calendar_app.ical.event import circumstances, entry, span
from calendar_app.ical.revision import asks_anew, is_significant_change
from calendar_app.models import InvitationMail, MeetingInvitation, PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import adopt_year_plan
from ishoj_process.dates.clock import COPENHAGEN
from ishoj_process.dates.danish import length_text
from ishoj_process.models import Body, Meeting
from ishoj_process.models.bodies import usual_minutes_of

ASSUMED = "Sluttidspunktet er ikke oplyst. Det er anslået til 2 timer efter start, som møderne plejer at vare."

PLAN = """
[bodies.byraad]
name = "Byrådet"
slug = "byraadet"
kind = "council"

[meetings.tema]
title = "Tema"
kind = "theme"
bodies = ["byraad"]
start_date = 2023-08-21
end_date = 2023-08-21
start_time = 17:00:00
"""
NEW = PLAN.partition("[meetings")[2].join(["[meetings", ""]).replace(".tema]", ".nyt]").replace('"Tema"', '"Nyt"')


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def state(browser):
    """Let the secretariat say how long a body usually meets."""

    def say(body, minutes):
        body.refresh_from_db()
        sent = {"usual_minutes": minutes, "version": body.version}
        browser.post(f"/udvalg/{body.slug}/dagsordener/saedvanligt/", sent)

    return say


@pytest.fixture
def meeting(make_meeting, council):
    return make_meeting(council, kind="council", start_time=time(17))


def end_of(meeting):
    meeting.refresh_from_db()
    return span(meeting)[1]


def at(hour, day=21):
    return datetime(2023, 8, day, hour, tzinfo=COPENHAGEN)


def test_end_is_shown_as_assumed_and_the_revision_rises_once(meeting, council, state):
    assert (end_of(meeting), meeting.sequence, circumstances(meeting)) == (None, 0, [])
    before = entry(meeting)["LAST-MODIFIED"].dt

    state(council, "120")
    assert (end_of(meeting), meeting.sequence, circumstances(meeting)) == (at(19), 1, [ASSUMED])
    assert entry(meeting)["LAST-MODIFIED"].dt > before

    state(council, "120")
    assert (meeting.sequence, meeting.version) == (1, 1)


def test_mail_says_that_the_end_is_assumed_and_sends_it_along(meeting, council, member, secretariat, browser, state):
    state(council, "120")

    draft = browser.get(f"/moeder/{meeting.pk}/indkaldelse.eml").content
    parts = message_from_bytes(draft, policy=default).walk()
    text = "".join(part.get_content() for part in parts if part.get_content_maintype() == "text")

    assert ASSUMED in " ".join(text.split())
    assert "DTEND;TZID=Europe/Copenhagen:20230821T190000" in text


def test_it_rises_again_when_the_length_changes_or_goes(meeting, council, state):
    for minutes, end in [("120", at(19)), ("180", at(20)), ("", None)]:
        state(council, minutes)
        assert end_of(meeting) == end

    assert (meeting.sequence, circumstances(meeting)) == (3, [])


@pytest.mark.parametrize(
    "known",
    [{"end_time": time(18)}, {"start_time": None}, {"end_date": date(2023, 8, 22)}],
    ids=["end", "hour", "days"],
)
def test_what_is_stated_stands_and_without_an_hour_nothing_is_assumed(meeting, council, state, known):
    Meeting.objects.filter(pk=meeting.pk).update(**known)
    meeting.refresh_from_db()
    shown = span(meeting)

    state(council, "120")

    meeting.refresh_from_db()
    assert (span(meeting), meeting.sequence, circumstances(meeting)) == (shown, 0, circumstances(meeting))
    assert ASSUMED not in circumstances(meeting)


def test_assumed_end_may_lie_on_the_next_day(meeting, council, state):
    Meeting.objects.filter(pk=meeting.pk).update(start_time=time(22))

    state(council, "180")

    assert end_of(meeting) == at(1, day=22)


def test_meeting_that_is_over_stays_as_it_was_shown(make_meeting, council, state):
    over = make_meeting(council, start_date=date(2023, 8, 13), start_time=time(17))
    today = make_meeting(council, start_date=date(2023, 8, 14), start_time=time(17))

    state(council, "120")

    assert (end_of(over), over.sequence) == (None, 0)
    assert (end_of(today), today.sequence) == (at(19, day=14), 1)


@pytest.mark.parametrize(
    ("stated", "usual"), [([120, 180], 180), ([120, None], None), ([None, None], None), ([], None), ([90], 90)]
)
def test_of_a_joint_meeting_each_body_must_have_said_so(stated, usual):
    assert usual_minutes_of(Body(usual_minutes=minutes) for minutes in stated) == usual


def test_joint_meeting_follows_when_the_last_of_its_bodies_has_said_so(make_meeting, council, committee, state):
    joint = make_meeting(council, committee, start_time=time(17))

    state(council, "120")
    assert (end_of(joint), joint.sequence) == (None, 0)
    state(committee, "60")
    assert (end_of(joint), joint.sequence) == (at(19), 1)


def test_nobody_is_written_to_by_a_length_that_is_stated(meeting, council, member, secretariat, browser, state):
    browser.post(f"/moeder/{meeting.pk}/indkaldelser/send/", {"alle": "1"})
    mails = InvitationMail.objects.count()

    state(council, "120")

    assert InvitationMail.objects.count() == mails
    assert MeetingInvitation.objects.get().asked_revision == 0


def test_new_meeting_and_one_that_changes_its_bodies_take_the_length(browser, council, committee, state):
    state(council, "120")
    new = {"kind": "council", "bodies": [council.pk], "start_date": "21-08-2023", "start_time": "17", "title": "Nyt"}
    browser.post("/moeder/nyt/", new)
    meeting = Meeting.objects.get()
    assert (end_of(meeting), meeting.sequence) == (at(19), 0)

    browser.post(f"/moeder/{meeting.pk}/rediger/", {**new, "bodies": [committee.pk], "version": "1"})
    assert (end_of(meeting), meeting.sequence) == (None, 1)


def test_end_that_is_stated_afterwards_takes_the_place_of_the_assumed_one(browser, meeting, council, state):
    state(council, "120")
    sent = {"kind": "council", "bodies": [council.pk], "start_date": "21-08-2023", "start_time": "17", "version": "1"}

    browser.post(f"/moeder/{meeting.pk}/rediger/", {**sent, "end_time": "20", "confirmed": "1"})

    assert (end_of(meeting), meeting.sequence, circumstances(meeting)) == (at(20), 2, [])


def test_assumed_end_is_a_revision_and_asks_nobody_anew():
    told = {"start_date": date(2023, 8, 21), "end_date": date(2023, 8, 21), "start_time": time(17), "state": "planned"}
    before, after = Meeting(**told), Meeting(**told, assumed_minutes=120)

    assert (is_significant_change(before, after), asks_anew(before, after)) == (True, False)


def test_adopted_calendar_makes_meetings_of_the_usual_length(council, secretariat, state):
    state(council, "120")
    plan = YearPlan.objects.create(year=2024)
    PlannedMeeting.objects.create(plan=plan, body=council, date=date(2024, 9, 3), kind="council", start_time=time(17))

    adopt_year_plan(plan=plan, by=secretariat, today=date(2023, 8, 14))

    assert Meeting.objects.get().assumed_minutes == 120


def test_meeting_of_a_plan_file_takes_the_length(council, state, plan_file):
    plan_file.load(PLAN)
    council = Body.objects.get(slug="byraadet")
    state(council, "120")

    plan_file.load(PLAN.replace("2023-08-21", "2023-08-22") + NEW)

    assert [(row.title, row.assumed_minutes, row.sequence) for row in Meeting.objects.order_by("title")] == [
        ("Nyt", 120, 0),
        ("Tema", 120, 2),
    ]


@pytest.mark.parametrize(
    ("minutes", "text"), [(120, "2 timer"), (60, "1 time"), (90, "1 time og 30 minutter"), (5, "5 minutter")]
)
def test_length_is_told_in_hours_and_minutes(minutes, text):
    assert length_text(minutes) == text

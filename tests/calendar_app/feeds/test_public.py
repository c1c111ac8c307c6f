"""The feeds that everybody may subscribe to."""

import hashlib
import os
import subprocess
import sys
from datetime import date, time

import pytest
import vobject
from django.conf import settings as django_settings

from calendar_app.feeds.public import all_meetings_feed, body_feed
from calendar_app.meetings.acts import change_meeting_state
from ishoj_process.council.acts import hand_over
from ishoj_process.models import Body, Meeting
from tests.calendar_app.ical.lines import event_uids, faults, unfolded, values

TODAY = date(2023, 8, 14)


@pytest.fixture
def hidden(make_meeting, committee):
    return make_meeting(committee, title="Hemmeligt møde", place="Hemmeligt sted", is_published=False)


def uids(*meetings):
    return [f"meeting-{meeting.pk}@ishoj-process.invalid" for meeting in meetings]


def test_the_feed_holds_what_is_published_whatever_its_state_and_day(make_meeting, council, hidden):
    old = make_meeting(council, start_date=date(1998, 1, 1))
    cancelled = make_meeting(council, start_date=date(2023, 8, 1), state="cancelled")
    far = make_meeting(council, start_date=date(2035, 12, 31))

    ics = all_meetings_feed()

    assert event_uids(ics) == uids(old, cancelled, far)
    assert "Hemmeligt" not in ics.decode()


def test_the_feed_of_a_body_holds_its_own_meetings_and_the_joint_ones(make_meeting, council, committee, hidden):
    make_meeting(council)
    own = make_meeting(committee, start_date=date(2023, 8, 1))
    joint = make_meeting(council, committee, start_date=date(2023, 8, 2))

    assert event_uids(body_feed(committee, TODAY)) == uids(own, joint)


@pytest.mark.parametrize("count", [1, 2])
def test_the_feed_of_a_body_that_ended_holds_its_heirs_meetings_and_says_so(
    make_meeting, committee, other_committee, secretariat, count
):
    new = Body.objects.create(name="Børneudvalget", slug="boern", kind="standing")
    heirs, day = [other_committee, new][:count], date(2023, 10, 1)
    own = make_meeting(committee, start_date=date(2023, 9, 1))
    make_meeting(other_committee, start_date=date(2023, 9, 2))
    theirs = [make_meeting(heir, start_date=date(2023, 11, number + 1)) for number, heir in enumerate(heirs)]
    before = body_feed(committee, TODAY)
    hand_over(bodies=[committee], heirs=heirs, on=day, by=secretariat)

    # Until the day nothing is told of it.
    assert body_feed(committee, date(2023, 9, 30)) == before
    ics = body_feed(committee, day)
    assert event_uids(ics) == uids(own, *theirs)
    names = ["Klima- og Miljøudvalget", "Børneudvalget og Klima- og Miljøudvalget"][count - 1]
    assert f"NAME:Kultur- og Fritidsudvalget (nu: {names})\\, Ishøj Kommune" in unfolded(ics)
    [about] = values(ics, "DESCRIPTION")[:1]
    assert about.startswith(f"Kultur- og Fritidsudvalget er nedlagt. Kalenderen viser også møderne i {names}")
    assert values(ics, "UID")[0] == values(before, "UID")[0]


def test_the_feed_of_a_body_that_ended_without_an_heir_says_so(make_meeting, committee):
    own = make_meeting(committee, start_date=date(2023, 9, 1))
    committee.ends = date(2023, 9, 30)
    committee.save()
    last, after = body_feed(committee, date(2023, 9, 30)), body_feed(committee, date(2023, 10, 1))

    assert "NAME:Kultur- og Fritidsudvalget\\, Ishøj Kommune" in unfolded(last)
    assert "NAME:Kultur- og Fritidsudvalget (nedlagt)\\, Ishøj Kommune" in unfolded(after)
    assert values(after, "DESCRIPTION")[0].startswith("Kultur- og Fritidsudvalget ophørte den 30. september 2023")
    assert event_uids(after) == uids(own)


def test_a_feed_says_what_it_is_and_how_often_to_look(council, settings):
    settings.SITE_URL = "https://plan.example.org"

    lines = unfolded(body_feed(council, TODAY))

    assert {
        "NAME:Ishøj Byråd\\, Ishøj Kommune",
        "X-WR-CALNAME:Ishøj Byråd\\, Ishøj Kommune",
        "COLOR:teal",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "SOURCE;VALUE=URI:https://plan.example.org/kalender/ishoej-byraad.ics",
        "URL:https://plan.example.org/udvalg/ishoej-byraad/",
        f"UID:calendar-{council.pk}@ishoj-process.invalid",
    } - set(lines) == set()
    assert values(body_feed(council, TODAY), "X-WR-CALDESC") == values(body_feed(council, TODAY), "DESCRIPTION")


def test_a_feed_is_no_message(make_meeting, council):
    make_meeting(council)

    ics = all_meetings_feed()

    assert faults(ics) == []
    assert values(ics, "METHOD") == values(ics, "ATTENDEE") == values(ics, "ORGANIZER") == []


def test_an_empty_feed_is_a_calendar(db):
    ics = all_meetings_feed()

    assert faults(ics) == event_uids(ics) == []
    assert vobject.readOne(ics.decode()).name == "VCALENDAR"


def test_words_with_every_danish_letter_are_folded_whole(make_meeting, council):
    title = "Rødgrød med fløde på Ærø: " + "æøåÆØÅ" * 25
    make_meeting(council, title=title, place="Ægirsgade " * 15)

    ics = all_meetings_feed()

    assert faults(ics) == []
    assert vobject.readOne(ics.decode()).vevent.summary.value == f"{title} (tidspunkt følger)"


def test_the_same_data_gives_the_same_bytes(make_meeting, council, committee):
    make_meeting(council, committee, start_time=time(17))

    assert all_meetings_feed() == all_meetings_feed()


def test_the_same_data_gives_the_same_bytes_in_another_process(make_meeting):
    """Nothing of a process (its hash seed, clock or chance) reaches the file."""
    script = (
        "import django, hashlib; django.setup()\n"
        "from datetime import date, datetime, time, timezone as tz\n"
        "from ishoj_process.models import Meeting\n"
        "from calendar_app.ical.event import entry\n"
        "from calendar_app.feeds.public import new_calendar\n"
        "at = datetime(2023, 8, 14, 8, tzinfo=tz.utc)\n"
        "day = date(2023, 8, 21)\n"
        "meeting = Meeting(pk=1, title='Temamøde', start_date=day, end_date=day, start_time=time(17),\n"
        "                  created_at=at, updated_at=at)\n"
        "meeting._prefetched_objects_cache = {'bodies': []}\n"  # no database stands behind it
        "calendar = new_calendar(COLOR='teal')\n"
        "calendar.add_component(entry(meeting))\n"
        "print(hashlib.sha256(calendar.to_ical()).hexdigest())\n"
    )

    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            cwd=django_settings.BASE_DIR,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/New_York"))
    }

    assert len(hashes) == 1
    assert len(hashes.pop().strip()) == len(hashlib.sha256().hexdigest())


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_feed_of_any_length_takes_three_queries(make_meeting, council, committee, count, django_assert_num_queries):
    anchor = make_meeting(council, start_date=date(2023, 9, 5), kind="council", start_time=time(18))
    rows = [
        Meeting(kind="theme", start_date=anchor.start_date, end_date=anchor.start_date, before=anchor)
        for _ in range(count)
    ]
    for meeting in Meeting.objects.bulk_create(rows):
        meeting.bodies.add(council, committee)

    with django_assert_num_queries(3):
        ics = all_meetings_feed()

    assert len(event_uids(ics)) == count + 1


def test_the_revision_rises_with_every_decision(theme_meeting, secretariat):
    seen = values(all_meetings_feed(), "SEQUENCE")
    for state in ("convened", "cancelled", "planned"):
        change_meeting_state(meeting=theme_meeting, to=state, by=secretariat, today=date(2023, 8, 14))
        seen += values(all_meetings_feed(), "SEQUENCE")

    assert seen == ["0", "1", "2", "3"]

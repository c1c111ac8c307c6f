"""A meeting as a calendar entry, read back by another library than the one that wrote it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import vobject

from calendar_app.feeds.public import one_meeting
from ishoj_process.models import AgendaItem, Meeting

from .lines import faults, values

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def read(meeting):
    """The entry as another library reads it, from lines without a fault."""
    ics = one_meeting(meeting)
    assert faults(ics) == []
    return vobject.readOne(ics.decode()).vevent


def value(meeting, name):
    return next(iter(values(one_meeting(meeting), name)), None)


@pytest.fixture
def council_meeting(make_meeting, council):
    return make_meeting(council, kind="council", start_date=date(2023, 9, 5), start_time=time(18))


def test_a_meeting_has_its_hours_place_and_page(theme_meeting, settings):
    settings.SITE_URL = "https://plan.example.org"
    theme_meeting.place = "Rådhuset, Ishøj Store Torv 20"

    event = read(theme_meeting)

    assert event.dtstart.value == datetime(2023, 8, 21, 17, tzinfo=COPENHAGEN)
    assert event.dtend.value == datetime(2023, 8, 21, 19, tzinfo=COPENHAGEN)
    assert event.summary.value == "Temamøde 1 for Byrådet"
    assert event.location.value == "Rådhuset, Ishøj Store Torv 20"
    assert event.url.value == f"https://plan.example.org/moeder/{theme_meeting.pk}/"
    assert event.transp.value == "OPAQUE"


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2023, 3, 25), 16),
        (date(2023, 3, 26), 15),
        (date(2023, 10, 28), 15),
        (date(2023, 10, 29), 16),
        (date(2023, 10, 31), 16),
    ],
)
def test_the_hour_is_the_same_on_the_wall_on_both_sides_of_a_change(make_meeting, council, day, utc_hour):
    start = read(make_meeting(council, start_date=day, start_time=time(17), end_time=time(19))).dtstart.value

    assert (start.date(), start.hour, start.utcoffset().seconds // 3600) == (day, 17, 17 - utc_hour)


def test_an_unknown_end_is_not_made_up(council_meeting):
    ics = one_meeting(council_meeting)

    assert values(ics, "DTEND") == values(ics, "DURATION") == []


def test_an_unknown_hour_is_a_day_that_takes_nobodys_time(make_meeting, council):
    meeting = make_meeting(council, title="Temamøde 2 for Byrådet", start_date=date(2023, 9, 5))

    event = read(meeting)

    assert (event.dtstart.value, event.dtend.value) == (date(2023, 9, 5), date(2023, 9, 6))
    assert event.summary.value == "Temamøde 2 for Byrådet (tidspunkt følger)"
    assert event.transp.value == "TRANSPARENT"
    assert value(meeting, "X-MICROSOFT-CDO-BUSYSTATUS") == "TENTATIVE"


def test_an_unknown_hour_of_a_held_meeting_does_not_follow(make_meeting, council):
    meeting = make_meeting(council, title="Temamøde", start_date=date(2023, 3, 9), is_held=True)

    assert value(meeting, "SUMMARY") == "Temamøde"
    assert value(meeting, "TRANSP") == "TRANSPARENT"


def test_a_seminar_is_a_block_of_two_days(make_meeting, council):
    seminar = make_meeting(
        council,
        kind="seminar",
        title="Byrådsseminar",
        start_date=date(2023, 10, 31),
        end_date=date(2023, 11, 1),
        start_time=time(9),
        end_time=time(16),
    )

    event = read(seminar)

    assert (event.dtstart.value, event.dtend.value) == (date(2023, 10, 31), date(2023, 11, 2))
    assert event.summary.value == "Byrådsseminar"
    assert event.transp.value == "OPAQUE"
    assert event.description.value.splitlines()[:2] == [
        "Første dag begynder kl. 09.00.",
        "Sidste dag slutter kl. 16.00.",
    ]


@pytest.mark.parametrize(
    ("state", "status", "summary", "transparency", "busy"),
    [
        ("planned", "TENTATIVE", "Temamøde 1 for Byrådet", "OPAQUE", None),
        ("convened", "CONFIRMED", "Temamøde 1 for Byrådet", "OPAQUE", None),
        ("cancelled", "CANCELLED", "AFLYST: Temamøde 1 for Byrådet", "TRANSPARENT", "FREE"),
    ],
)
def test_the_status_says_what_was_decided(theme_meeting, state, status, summary, transparency, busy):
    theme_meeting.state = state

    event = read(theme_meeting)

    assert (event.status.value, event.summary.value, event.transp.value) == (status, summary, transparency)
    assert value(theme_meeting, "X-MICROSOFT-CDO-BUSYSTATUS") == busy


def test_the_status_says_nothing_of_the_hour(make_meeting, council):
    meeting = make_meeting(council, title="Temamøde 2", start_date=date(2023, 9, 5), state="convened")

    assert read(meeting).status.value == "CONFIRMED"


def test_a_meeting_before_another_names_it(make_meeting, council, council_meeting):
    meeting = make_meeting(council, title="Temamøde 2", start_date=date(2023, 9, 5), before=council_meeting)

    event = read(meeting)

    assert event.related_to.value == f"meeting-{council_meeting.pk}@ishoj-process.invalid"
    assert event.related_to.params == {"RELTYPE": ["FINISHTOSTART"]}
    assert event.description.value.splitlines()[0] == "Holdes inden byrådsmødet samme dag."
    assert event.dtstart.value == date(2023, 9, 5)


def test_a_meeting_before_another_of_known_length_takes_its_hour_from_it(make_meeting, council, council_meeting):
    meeting = make_meeting(council, start_date=date(2023, 9, 5), before=council_meeting, planned_minutes=90)

    event = read(meeting)

    assert event.dtstart.value == datetime(2023, 9, 5, 16, 30, tzinfo=COPENHAGEN)
    assert event.dtend.value == datetime(2023, 9, 5, 18, tzinfo=COPENHAGEN)


def test_an_hour_that_would_lie_on_the_day_before_breaks_no_calendar(make_meeting, council):
    at_midnight = make_meeting(council, start_time=time(0, 30))
    meeting = make_meeting(council, before=at_midnight, planned_minutes=60)

    assert values(one_meeting(meeting), "DTEND") == []


def test_a_meeting_that_is_not_published_is_not_named_by_the_one_before_it(make_meeting, council):
    hidden = make_meeting(council, title="Hemmeligt møde", start_date=date(2023, 9, 5), is_published=False)
    meeting = make_meeting(council, title="Temamøde 2", start_date=date(2023, 9, 5), before=hidden)

    ics = one_meeting(meeting).decode()

    assert "Hemmeligt" not in ics
    assert f"meeting-{hidden.pk}@" not in ics


def test_closed_doors_and_the_open_part_are_said(theme_meeting):
    theme_meeting.behind_closed_doors = True
    theme_meeting.open_part_time = time(18)

    assert read(theme_meeting).description.value.splitlines()[:2] == [
        "Lukket møde.",
        "Den åbne del begynder kl. 18.00.",
    ]


def test_the_description_holds_the_purpose_and_the_way_to_the_page(theme_meeting, settings):
    settings.SITE_URL = "https://plan.example.org"
    theme_meeting.purpose = "<p>Debatoplæg &amp; <strong>temaer</strong></p><ul><li>ét</li><li>to</li></ul>"

    assert read(theme_meeting).description.value == (
        f"Debatoplæg & temaer\n\n- ét\n- to\n\nOm mødet: https://plan.example.org/moeder/{theme_meeting.pk}/"
    )


def test_a_published_agenda_is_linked_to_and_a_draft_is_not(theme_meeting):
    draft = value(theme_meeting, "DESCRIPTION")
    theme_meeting.agenda_state = Meeting.AgendaState.PUBLISHED

    assert "dagsorden" not in draft.lower()
    assert value(theme_meeting, "DESCRIPTION").endswith(f"/moeder/{theme_meeting.pk}/dagsorden.pdf")


@pytest.mark.parametrize("agenda_state", Meeting.AgendaState)
def test_nothing_of_any_item_stands_in_a_calendar(theme_meeting, agenda_state):
    theme_meeting.agenda_state = agenda_state
    theme_meeting.save()
    words = {"title": "Personsag", "public_title": "Lukket punkt", "decision": "<p>Afskediges</p>"}
    AgendaItem.objects.create(meeting=theme_meeting, number=1, is_closed=True, **words)
    AgendaItem.objects.create(meeting=theme_meeting, number=2, title="Aabentpunkt")

    ics = one_meeting(theme_meeting).decode()

    assert [word for word in ("Personsag", "Lukket punkt", "Afskediges", "Aabentpunkt") if word in ics] == []


def test_the_name_of_an_entry_stays_when_everything_else_changes(theme_meeting, settings):
    first = value(theme_meeting, "UID")
    theme_meeting.title, theme_meeting.place = "Et andet møde", "Et andet sted"
    settings.SITE_URL = "https://elsewhere.example.org"

    assert value(theme_meeting, "UID") == first == f"meeting-{theme_meeting.pk}@ishoj-process.invalid"


def test_an_entry_is_as_old_as_the_latest_change_of_what_it_tells(make_meeting, council, council_meeting):
    meeting = make_meeting(council, start_date=date(2023, 9, 5), before=council_meeting)
    meeting.updated_at = datetime(2023, 6, 1, 8, tzinfo=COPENHAGEN)
    council_meeting.updated_at = datetime(2023, 7, 1, 10, tzinfo=COPENHAGEN)

    assert value(meeting, "DTSTAMP") == value(meeting, "LAST-MODIFIED") == "20230701T080000Z"
    assert value(council_meeting, "SEQUENCE") == "0"

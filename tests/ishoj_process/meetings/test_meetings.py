"""What a meeting says of itself: its hour, its order, its standing, and what the database refuses."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from ishoj_process.models import Meeting

DAY = date(2023, 9, 5)


@pytest.fixture
def council_meeting(make_meeting, council):
    return make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=DAY)


@pytest.fixture
def earlier_meeting(make_meeting, council, council_meeting):
    return make_meeting(council, title="Temamøde 2 for Byrådet", start_date=DAY, before=council_meeting)


def test_time_text_says_before_which_meeting(earlier_meeting):
    assert earlier_meeting.when_text == "tirsdag den 5. september 2023, inden byrådsmødet samme dag"


def test_time_text_does_not_name_an_unpublished_meeting(earlier_meeting, council_meeting):
    council_meeting.title, council_meeting.is_published = "Fortroligt møde om udbud", False

    assert earlier_meeting.time_text == "inden et andet møde samme dag"


def test_effective_start_follows_the_other_meeting(earlier_meeting, council_meeting):
    council_meeting.start_time, earlier_meeting.planned_minutes = time(17), 90

    assert (earlier_meeting.effective_start, earlier_meeting.effective_end) == (time(15, 30), time(17))
    assert earlier_meeting.time_text == "kl. 15.30–17.00"


def test_effective_start_is_unknown_without_a_planned_length(earlier_meeting, council_meeting):
    council_meeting.start_time = time(17)

    assert earlier_meeting.starts_at is None


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2023, 3, 25), 1), (date(2023, 3, 27), 2), (date(2023, 10, 28), 2), (date(2023, 10, 30), 1)]
)
def test_starts_at_knows_summer_time(make_meeting, council, day, hours):
    meeting = make_meeting(council, start_date=day, start_time=time(17))

    assert meeting.starts_at.utcoffset() == timedelta(hours=hours)


def test_in_order_puts_the_earlier_meeting_first(earlier_meeting, council_meeting):
    assert list(Meeting.objects.in_order()) == [earlier_meeting, council_meeting]


@pytest.mark.parametrize(
    ("state", "is_held", "days_after", "expected"),
    [
        ("planned", False, -1, "planned"),
        ("planned", False, 0, "planned"),
        ("planned", False, 1, "passed"),
        ("planned", True, 1, "held"),
        ("convened", False, 0, "convened"),
        ("convened", False, 1, "held"),
        ("cancelled", False, 1, "cancelled"),
        ("postponed", False, 0, "planned"),
        ("postponed", False, 1, "passed"),
        ("postponed", True, 1, "held"),
    ],
)
def test_standing_on_the_days_around_a_meeting(make_meeting, council, state, is_held, days_after, expected):
    meeting = make_meeting(council, start_date=DAY, state=state, is_held=is_held)

    assert meeting.standing(DAY + timedelta(days=days_after)) == expected


def test_coming_agrees_with_the_clock_on_the_last_day(make_meeting, council):
    seminar = make_meeting(council, start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))

    assert list(Meeting.objects.coming(date(2023, 11, 1))) == [seminar]
    assert list(Meeting.objects.coming(date(2023, 11, 2))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"end_date": DAY - timedelta(days=1)},
        {"end_time": time(19)},
        {"start_time": time(19), "end_time": time(17)},
        {"state": "cancelled", "is_held": True},
    ],
)
def test_database_refuses_what_cannot_be(make_meeting, council, fields):
    with pytest.raises(IntegrityError):
        make_meeting(council, start_date=DAY, **fields)


@pytest.mark.parametrize("name", ["start_date", "end_date"])
def test_clean_refuses_a_year_that_no_calendar_counts_on_from(council_meeting, name):
    setattr(council_meeting, name, date(9999, 12, 31))

    with pytest.raises(ValidationError) as refused:
        council_meeting.clean()

    assert refused.value.message_dict == {name: ["Året skal ligge mellem 1900 og 2200."]}


def test_clean_refuses_a_ring(earlier_meeting, council_meeting):
    council_meeting.before = earlier_meeting

    with pytest.raises(ValidationError) as refused:
        council_meeting.full_clean()

    assert refused.value.message_dict == {"before": ["Møderne ville ligge før hinanden i ring."]}


def test_clean_refuses_another_day(earlier_meeting):
    earlier_meeting.start_date = earlier_meeting.end_date = DAY - timedelta(days=1)

    with pytest.raises(ValidationError) as refused:
        earlier_meeting.full_clean()

    assert refused.value.message_dict == {"before": ["De to møder skal holdes samme dag."]}

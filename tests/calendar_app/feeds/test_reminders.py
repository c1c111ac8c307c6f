"""When a reminder comes, for any notice: the choice that people have ends at one day, the rule does not."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from calendar_app.feeds.personal import trigger
from ishoj_process.models.meetings import COPENHAGEN

DAYS_BEFORE = range(15)
AROUND_CHANGES = [date(2023, 3, 25), date(2023, 3, 26), date(2023, 3, 27), date(2023, 10, 29), date(2023, 10, 30)]


def moment_of(trigger, day):
    """When a reader reminds of an entry of whole days: days by their dates, hours as they pass (RFC 5545 § 3.3.6)."""
    sign = -1 if trigger < timedelta() else 1
    midnight = datetime.combine(day + sign * timedelta(days=abs(trigger).days), time(), COPENHAGEN)
    hours = timedelta(seconds=abs(trigger).seconds)
    return (midnight.astimezone(UTC) + sign * hours).astimezone(COPENHAGEN)


@pytest.mark.parametrize("day", AROUND_CHANGES)
def test_notice_of_days_is_so_many_mornings_before_a_day_without_an_hour(make_meeting, council, day):
    meeting = make_meeting(council, start_date=day)

    told = [moment_of(trigger(meeting, days * 1440), day) for days in DAYS_BEFORE]

    assert [moment.replace(tzinfo=None) for moment in told] == [
        datetime.combine(day - timedelta(days=days), time(9 if days else 8)) for days in DAYS_BEFORE
    ]


@pytest.mark.parametrize("day", AROUND_CHANGES)
def test_notice_of_days_is_at_the_same_hour_before_a_seminar(make_meeting, council, day):
    meeting = make_meeting(council, start_date=day, end_date=day + timedelta(days=1), start_time=time(9, 30))

    told = [moment_of(trigger(meeting, days * 1440), day) for days in DAYS_BEFORE]

    assert [moment.replace(tzinfo=None) for moment in told] == [
        datetime.combine(day - timedelta(days=days), time(9, 30)) for days in DAYS_BEFORE
    ]


@pytest.mark.parametrize("minutes", [0, 1, 15, 60, 12 * 60, 1439, 1440, 1441, 2 * 1440 - 1, 2 * 1440, 14 * 1440])
def test_longer_notice_never_comes_later(make_meeting, council, minutes):
    """Whatever is known of the hour: no part of the notice beyond a day is lost."""
    day = date(2023, 8, 21)
    cases = [
        make_meeting(council, start_date=day),
        make_meeting(council, start_date=day, start_time=time(17)),
        make_meeting(council, start_date=day, end_date=day + timedelta(days=1), start_time=time(9)),
    ]

    for meeting in cases:
        assert trigger(meeting, minutes + 1440) <= trigger(meeting, minutes)
        assert trigger(meeting, minutes + 2 * 1440) == trigger(meeting, minutes + 1440) - timedelta(days=1)

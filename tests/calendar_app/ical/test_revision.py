"""Which edits make a new revision in people's calendars."""

from copy import copy
from datetime import date, time

import pytest

from calendar_app.ical.revision import is_significant_change, may_be_news
from ishoj_process.models import Meeting


@pytest.fixture
def meeting():
    day = date(2023, 9, 5)
    return Meeting(title="Temamøde 2", start_date=day, end_date=day, start_time=time(15), end_time=time(17))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_date", date(2023, 9, 4)),
        ("end_date", date(2023, 9, 6)),
        ("start_time", time(15, 30)),
        ("start_time", None),
        ("end_time", None),
        ("open_part_time", time(16)),
        ("place", "Rådhuset"),
        ("state", Meeting.State.CANCELLED),
    ],
)
def test_another_time_place_or_state_is_a_new_revision(meeting, field, value):
    after = copy(meeting)
    setattr(after, field, value)

    assert is_significant_change(meeting, after)
    assert is_significant_change(after, meeting)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Temamøde 2 for Byrådet"),
        ("purpose", "<p>Nye ord.</p>"),
        ("behind_closed_doors", True),
        ("planned_minutes", 60),
        ("version", 7),
        ("is_held", True),
    ],
)
def test_other_words_about_the_same_meeting_are_not(meeting, field, value):
    after = copy(meeting)
    setattr(after, field, value)

    assert not is_significant_change(meeting, after)


@pytest.mark.parametrize(
    ("changes", "may_be"),
    [
        ({"title": "Temamøde 2 for Byrådet"}, True),
        ({"behind_closed_doors": True}, True),
        ({"title": ""}, True),
        ({"kind": Meeting.Kind.SEMINAR}, True),
        ({"purpose": "<p>Nye ord.</p>"}, False),
        ({"version": 7}, False),
        ({"title": "Temamøde 3", "place": "Rådhuset"}, False),  # a new revision, which tells all
    ],
)
def test_another_title_or_other_doors_may_be_news(meeting, changes, may_be):
    after = copy(meeting)
    for field, value in changes.items():
        setattr(after, field, value)

    assert may_be_news(meeting, after) is may_be


def test_a_meeting_that_follows_another_is_revised_when_the_other_moves(meeting):
    follower = Meeting(start_date=meeting.start_date, end_date=meeting.end_date, before=meeting, planned_minutes=60)
    moved, after = copy(meeting), copy(follower)
    moved.start_time = time(16)
    after.before = moved

    assert is_significant_change(follower, after)


def test_another_that_moves_without_a_planned_length_changes_nothing(meeting):
    follower = Meeting(start_date=meeting.start_date, end_date=meeting.end_date, before=meeting)
    moved, after = copy(meeting), copy(follower)
    moved.start_time = time(16)
    after.before = moved

    assert not is_significant_change(follower, after)

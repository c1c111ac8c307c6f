"""Copenhagen's clock as another library reads it from the rule that we send."""

from datetime import datetime, timedelta

import pytest
import vobject

from calendar_app.ical.calendar import new_calendar

from .lines import unfolded


@pytest.fixture
def zone():
    """The zone as vobject builds it from our lines alone."""
    return vobject.readOne(new_calendar().to_ical().decode()).vtimezone.gettzinfo()


def test_the_changes_are_told_once_each_by_rule_from_1970():
    lines = unfolded(new_calendar().to_ical())

    assert [line for line in lines if line.startswith(("DTSTART", "RRULE", "RDATE"))] == [
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]


@pytest.mark.parametrize(
    ("moment", "hours"),  # what the clock on the wall says, which has no zone
    [
        (datetime(2023, 3, 26, 1, 59), 1),  # noqa: DTZ001
        (datetime(2023, 3, 26, 3, 0), 2),  # noqa: DTZ001
        (datetime(2023, 10, 29, 1, 59), 2),  # noqa: DTZ001
        (datetime(2023, 10, 29, 3, 0), 1),  # noqa: DTZ001
        (datetime(2035, 7, 1, 12, 0), 2),  # noqa: DTZ001
        (datetime(2051, 1, 1, 12, 0), 1),  # noqa: DTZ001
    ],
)
def test_the_offset_is_right_on_both_sides_of_a_change(zone, moment, hours):
    assert zone.utcoffset(moment) == timedelta(hours=hours)

"""The day that is proposed for a meeting of a template, in any year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.new_term.plan.days import Rules, free_day, gathering_day, own_meeting_day
from ishoj_process.dates.working_days import is_working_day

DAYS = st.dates(date(2010, 1, 1), date(2060, 1, 1))


@given(DAYS, st.integers(1, 5), st.integers(1, 5) | st.none(), st.sets(st.integers(0, 60)))
def test_gathering_is_held_on_free_working_days_of_one_week_at_its_anchor_or_later(after, days, weekday, busy):
    taken = {after + timedelta(days=ahead) for ahead in busy}
    day = gathering_day(after, days, weekday, Rules(), taken)
    held = [day.first + timedelta(days=number) for number in range(days)]

    assert day.first >= after
    if day.last < day.named + timedelta(days=60):
        assert day.last == held[-1]
    if day.first != day.named or not taken:
        in_week = {each.isocalendar()[:2] for each in held}
        assert not day.is_moved or (all(map(is_working_day, held)) and len(in_week) == 1)
        assert not day.is_moved or not set(held) & taken
        assert not day.is_moved or all(each.month != 7 for each in held)


def test_holiday_and_july_are_left():
    ascension = date(2026, 5, 14)
    assert free_day(ascension, 1, Rules(), ()).first == date(2026, 5, 18)  # the Friday after it is squeezed in
    assert free_day(ascension, 1, Rules(), ()).holiday
    assert free_day(date(2026, 7, 7), 1, Rules(), ()).first == date(2026, 8, 3)
    assert free_day(date(2026, 3, 6), 2, Rules(), ()).first == date(2026, 3, 9)


def test_own_meeting_falls_on_a_day_of_the_rule():
    rules = Rules(days=lambda year: [date(year, 3, 3), date(year, 9, 1)])

    assert own_meeting_day(date(2026, 3, 4), rules, ()).first == date(2026, 9, 1)
    assert own_meeting_day(date(2026, 9, 2), rules, ()).first == date(2027, 3, 3)
    assert own_meeting_day(date(2026, 9, 2), Rules(weekday=1), ()).first == date(2026, 9, 7)

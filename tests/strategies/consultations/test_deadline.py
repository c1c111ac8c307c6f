"""The proposed deadline of a consultation: from the calendars of those asked, held to the term's rules."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ishoj_process.dates.working_days import is_working_day, working_days_after, working_days_before
from strategies.consultations.deadline import Rules, answered_by, check_deadline, earliest_deadline, propose_deadline

RULES = Rules(weeks=4, owner_days=10)
DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31))


@st.composite
def consultations(draw):
    """A consultation that opens on some day, with bodies that meet around it, and an owner that decides or none."""
    opens = draw(DAYS)
    later = st.integers(-30, 300).map(lambda number: opens + timedelta(days=number))
    calendars = draw(st.dictionaries(st.sampled_from("abcde"), st.lists(later, max_size=8), max_size=5))
    decides = draw(st.none() | later)
    rules = Rules(weeks=draw(st.integers(0, 12)), owner_days=draw(st.integers(1, 30)))
    return {"opens": opens, "decides": decides, "calendars": calendars, "rules": rules}


@given(consultations())
def test_each_body_meets_while_the_consultation_runs_and_answers_in_time(asked):
    proposal = propose_deadline(**asked)

    for body, day in proposal.slots.items():
        assert day is None or (day in asked["calendars"][body] and asked["opens"] < day)
        assert day is None or answered_by(day) <= proposal.deadline


@given(consultations())
def test_no_later_meeting_would_have_left_the_owner_time(asked):
    assume(asked["decides"])
    proposal = propose_deadline(**asked)

    for body, day in proposal.slots.items():
        in_time = [d for d in asked["calendars"][body] if asked["opens"] < d and answered_by(d) <= proposal.latest]
        assert day == max(in_time, default=None)


@given(consultations())
def test_deadline_is_a_working_day_to_come_and_too_late_only_where_no_day_is_early_enough(asked):
    proposal = propose_deadline(**asked)

    assert is_working_day(proposal.deadline)
    assert proposal.deadline > asked["opens"]
    assert not proposal.is_too_late or working_days_after(asked["opens"], 1) > proposal.latest


@given(consultations())
def test_consultation_is_too_short_only_where_the_owner_leaves_no_room(asked):
    proposal = propose_deadline(**asked)

    assert not proposal.is_too_short or proposal.latest < proposal.earliest


@given(consultations())
def test_proposed_deadline_is_judged_the_same_when_it_is_chosen(asked):
    proposal = propose_deadline(**asked)
    chosen = check_deadline(proposal.deadline, **asked)

    assert (chosen.is_too_short, chosen.is_too_late) == (proposal.is_too_short, proposal.is_too_late)
    for body, day in proposal.slots.items():
        assert day is None or chosen.slots[body] >= day


@given(DAYS)
def test_owner_has_its_working_days(decides):
    proposal = propose_deadline(opens=decides - timedelta(days=400), decides=decides, calendars={}, rules=RULES)

    assert proposal.latest == working_days_before(decides, 10)


@pytest.mark.parametrize(
    ("opens", "expected"),
    [
        (date(2023, 8, 14), date(2023, 9, 11)),
        (date(2023, 6, 19), date(2023, 8, 17)),  # July is not counted
        (date(2023, 12, 4), date(2024, 1, 2)),  # over the turn of the year, on a working day
        (date(2024, 2, 1), date(2024, 2, 29)),  # a leap day
        (date(2023, 4, 7), date(2023, 5, 8)),  # store bededag, the last, and a weekend
        (date(2024, 3, 29), date(2024, 4, 26)),  # none in 2024
    ],
)
def test_consultation_lasts_four_weeks(opens, expected):
    assert earliest_deadline(opens, RULES) == expected


def test_deadline_lies_where_the_last_answer_has_been_sent():
    """The owner decides on 24 October: ten working days before that is 10 October."""
    calendars = {
        "BUU": [date(2023, 9, 7), date(2023, 10, 5), date(2023, 10, 12)],
        "SSU": [date(2023, 9, 14)],
        "ØPU": [date(2023, 10, 23)],
    }

    proposal = propose_deadline(opens=date(2023, 8, 21), decides=date(2023, 10, 24), calendars=calendars, rules=RULES)

    assert proposal.slots == {"BUU": date(2023, 10, 5), "SSU": date(2023, 9, 14), "ØPU": None}
    assert (proposal.deadline, proposal.latest, proposal.without_meeting) == (
        date(2023, 10, 6),
        date(2023, 10, 10),
        ["ØPU"],
    )


def test_without_a_deciding_meeting_a_body_answers_at_its_next_one():
    calendars = {"KFU": [date(2023, 12, 6)], "TBU": [date(2023, 9, 5), date(2023, 10, 3)]}

    proposal = propose_deadline(opens=date(2023, 8, 21), decides=None, calendars=calendars, rules=RULES)

    assert proposal.slots == {"KFU": date(2023, 12, 6), "TBU": date(2023, 9, 5)}
    assert proposal.deadline == date(2023, 12, 7)


def test_nobody_asked_gives_the_consultation_its_weeks():
    proposal = propose_deadline(opens=date(2023, 8, 14), decides=None, calendars={}, rules=RULES)

    assert (proposal.deadline, proposal.slots) == (date(2023, 9, 11), {})


def test_deadline_in_july_is_told():
    proposal = check_deadline(
        date(2023, 7, 10), opens=date(2023, 6, 1), decides=None, calendars={}, rules=Rules(weeks=2, owner_days=5)
    )

    assert (proposal.is_in_july, proposal.is_too_short) == (True, False)

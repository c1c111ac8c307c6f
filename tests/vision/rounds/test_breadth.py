"""Breadth of support in a secret round: steps cover all numbers, and none tells what one member did."""

from hypothesis import given
from hypothesis import strategies as st

from vision.rounds.count import breadth_steps, step_of, units_of

councils = st.dictionaries(st.integers(0, 30), st.sampled_from(["A", "B", "C", "F", "O", "V", None]), max_size=31)


@given(st.integers(0, 60))
def test_steps_cover_every_number_once_in_order(units):
    steps = breadth_steps(units)

    covered = [number for low, high in steps for number in range(low, high + 1)]
    assert covered in ([], [*range(units + 1)])


@given(st.integers(0, 60))
def test_each_step_holds_two_numbers_at_least(units):
    assert [step for step in breadth_steps(units) if step[0] == step[1]] == []


def test_steps_are_three_at_most_and_none_for_few_units():
    assert [breadth_steps(units) for units in range(7)] == [
        [],
        [],
        [],
        [(0, 1), (2, 3)],
        [(0, 2), (3, 4)],
        [(0, 1), (2, 3), (4, 5)],
        [(0, 2), (3, 4), (5, 6)],
    ]


@given(councils)
def test_no_unit_is_a_single_ballot(groups):
    units = list(units_of(groups).values())

    assert [unit for unit in units if units.count(unit) < 2] == []


@given(councils)
def test_ballots_of_a_unit_other_than_the_gathered_share_a_group(groups):
    units = units_of(groups)

    assert {ballot: unit for ballot, unit in units.items() if unit not in (None, groups[ballot])} == {}


def test_those_alone_are_gathered():
    assert units_of({1: "A", 2: "A", 3: "B", 4: None}) == {1: "A", 2: "A", 3: None, 4: None}


def test_one_alone_counts_towards_no_unit():
    assert units_of({1: "A", 2: "A", 3: "B"}) == {1: "A", 2: "A"}


@given(st.integers(0, 60), st.data())
def test_the_step_of_a_number_holds_it(units, data):
    supporters = data.draw(st.integers(0, units))

    step = step_of(supporters, units)

    assert step is None or step[0] <= supporters <= step[1]
    assert (step is None) == (not breadth_steps(units))

"""How broadly a council stands behind something, said so that a secret round reveals nobody. Pure rules, no database.

A number of groups can tell on a member: “every group stands behind it” says what the only member of a group did. So a
secret round counts those who are alone in their group, or in none, together as one unit when there are enough of
them, and says the number of units in steps that each hold at least two possible numbers.
"""

from collections import Counter

# Fewer who voted than this, and even the sums of a secret round would tell on somebody.
FEWEST_VOTERS = 3
# Fewer in a group, and the group is its members.
FEWEST_IN_UNIT = 2
MOST_STEPS = 3


def units_of(groups_by_ballot):
    """The unit in which each ballot counts: its group, or `None` for those who are too few by themselves.

    `groups_by_ballot` maps a ballot to its group, or to None where the member has none. Ballots that even together
    are fewer than two are left out: they count towards points, not towards breadth.
    """
    sizes = Counter(group for group in groups_by_ballot.values() if group is not None)
    large = {group for group, size in sizes.items() if size >= FEWEST_IN_UNIT}
    units = {ballot: group if group in large else None for ballot, group in groups_by_ballot.items()}
    alone = [ballot for ballot, unit in units.items() if unit is None]
    if len(alone) < FEWEST_IN_UNIT:
        return {ballot: unit for ballot, unit in units.items() if unit is not None}
    return units


def breadth_steps(units):
    """The steps in which a number of supporting units from 0 to `units` is said, as pairs of both ends included.

    Each holds at least two numbers; empty where that leaves fewer than two steps, which would say nothing.
    """
    numbers = units + 1
    count = min(MOST_STEPS, numbers // 2)
    if count < 2:
        return []
    size, larger = divmod(numbers, count)
    steps, start = [], 0
    for step in range(count):
        end = start + size + (step < larger) - 1
        steps.append((start, end))
        start = end + 1
    return steps


def step_of(supporters, units):
    """The step that the number of supporting units lies in; None where no step may be shown."""
    return next((step for step in breadth_steps(units) if step[0] <= supporters <= step[1]), None)

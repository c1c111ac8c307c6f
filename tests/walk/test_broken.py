"""The walk notices it when a rule of rights lets everybody in. Long: `make walk WALK=all` alone asks for it.

Each rule of reading is broken by itself, in all places at once; who may write is held by the table of rights.
"""

import inspect

import pytest

import calendar_app.rights
import ishoj_process.rights
import strategies.rights
import vision.rights
from ishoj_process.rules import allow

from .house.fill import STATES
from .test_walk import walks_of
from .walk import tell

MODULES = (ishoj_process.rights, vision.rights, strategies.rights, calendar_app.rights)
# What nobody reads more by: {rule: why the walk cannot notice it}.
OPENS_NOTHING = {
    "ishoj_process.sees_status_change": "asked in the database's own pages alone, whose readers see every document",
    "vision.sees_drafts": "behind `can_see_drafts` on each page, and asked in the database's own pages for the staff",
}
# Where the draft of a paper is closed, nothing is told of what is asked besides.
HOUSES = {"vision.sees_where_asked": STATES[2], "vision.reads_answers": STATES[3]}


def rules():
    """{name: function}: those that make a rule about rows for a reader, and those that ask of a reader alone."""
    found = {}
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = [*inspect.signature(function).parameters]
            reads = parameters == ["reader"] or (parameters == ["user"] and name.startswith(("can_see", "can_read")))
            if reads and function.__module__ == module.__name__:
                found[f"{module.__name__.partition('.')[0]}.{name}"] = function
    return found


RULES = rules()


def all_rows(reader):
    return allow(True)


def everybody(user):
    return True


@pytest.mark.parametrize(
    ("planted", "rule"),
    [(HOUSES.get(rule, STATES[0]), rule) for rule in RULES],
    indirect=["planted"],
    ids=[*RULES],
)
def test_walk_notices_a_rule_that_lets_everybody_in(planted_house, monkeypatch, rule):
    walk, house, people = planted_house
    function = RULES[rule]
    broken = all_rows if "reader" in inspect.signature(function).parameters else everybody
    # Its code and not its name: others hold the function itself. `allow` is known in each of these modules.
    monkeypatch.setattr(function, "__code__", broken.__code__)

    walk.rows = 1  # as the short form asks
    noticed = walk.first_leak(walks_of(walk, house, people, is_long=False).values())

    tell(f"{rule}: {noticed or 'not noticed'}")
    assert bool(noticed) != (rule in OPENS_NOTHING)

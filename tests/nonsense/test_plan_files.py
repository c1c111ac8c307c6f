"""Whatever stands in a plan file in place of what should: it is refused in words or stored, and never an error."""

import copy
import tomllib
from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.plan_file.acts import store_plan
from calendar_app.plan_file.problems import PlanRefused
from calendar_app.plan_file.reading import parse, read_entries
from calendar_app.plan_file.rules import find_problems
from tests.calendar_app.plan_file.texts import PLAN

from .promises import is_danish, often

pytestmark = pytest.mark.django_db

TABLES = tomllib.loads(PLAN)
NUMBERS = st.sampled_from([-1, 0, 1, 2**31, 2**63, 10**300, 1.5, float("nan"), float("inf"), True])
DAYS = st.sampled_from([date(1, 1, 1), date(9999, 12, 31), datetime(2023, 1, 1, tzinfo=UTC), time(0), time(23, 59)])
WORDS = st.sampled_from(["", " ", "x" * 5000, "<b>" * 3000, "<script>", "2023-02-30", "24.00", "٢٠٢٣", "9999", "a.b.c"])
GROUPS = st.sampled_from([[], {}, [[]], [{}], ["x", "x"], {"x": {}}, {"x": 1}])
NOTHING = st.just(None)


def keys_of(table, above=()):
    """Each key of the file with those that it stands under."""
    for name, value in table.items():
        yield (*above, name)
        if isinstance(value, dict):
            yield from keys_of(value, (*above, name))


def with_nonsense(tables, path, nonsense):
    """The tables with nonsense under one key, or without that key."""
    tables = copy.deepcopy(tables)
    table = tables
    for name in path[:-1]:
        table = table[name]
    if nonsense is None:
        del table[path[-1]]
    else:
        table[path[-1]] = nonsense
    return tables


def loaded(tables):
    entries, problems = read_entries(tables)
    return store_plan(entries=entries, problems=problems + find_problems(entries))


def is_stored(plan):
    """Whether the tables of a plan, or its text, are stored; what is refused is refused in Danish."""
    try:
        loaded(parse(plan) if isinstance(plan, str) else plan)
    except PlanRefused as refusal:
        problems = refusal.problems
    else:
        return True
    assert [problem for problem in problems if not is_danish(problem.reason)] == []
    return False


@given(path=st.sampled_from(list(keys_of(TABLES))), nonsense=NUMBERS | DAYS | WORDS | GROUPS | NOTHING)
@often(30, 1000)
def test_nonsense_is_refused_or_stored_and_then_known_again(path, nonsense):
    tables = with_nonsense(TABLES, path, nonsense)
    with transaction.atomic():
        if is_stored(tables):
            again = loaded(tables)
            assert (again.created, again.changed, again.kept) == ([], [], [])
        transaction.set_rollback(True)


@given(
    at=st.integers(0, len(PLAN)),
    length=st.integers(0, 40),
    instead=st.one_of(
        st.text(max_size=30),
        st.sampled_from(["[", "]]", '"', "'" * 3, "=", "a.b.c.", "2023-13-01", "9" * 30, "\\u0000"]),
    ),
)
@often(60, 2000)
def test_damaged_plan_is_refused_in_danish_or_stored(at, length, instead):
    with transaction.atomic():
        is_stored(PLAN[:at] + instead + PLAN[at + length :])
        transaction.set_rollback(True)

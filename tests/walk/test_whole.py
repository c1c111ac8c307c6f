"""The walk looks everywhere: each column of text is planted, each state stands in the house, each tie leads astray."""

import pytest
from django.apps import apps

from . import may_read
from .house import ties
from .house.fill import STATES
from .house.spread import choices
from .house.words import WITHOUT_WORDS, columns_of_text, own_models

# Tables of other people's applications, which hold text and are not planted: {table: why}.
OF_OTHERS = {
    "admin.LogEntry": "what one did oneself, on one's own first page of the database's own pages",
    "auth.Permission": "names of tables",
    "auth.Group": "none is used: who may what is a role",
    "contenttypes.ContentType": "names of tables",
    "sessions.Session": "signed, and read by its own browser alone",
    "account.EmailAddress": "no row is made: an address is the user's own column",
    "account.EmailConfirmation": "no row is made",
    "django_tasks_database.DBTaskResult": "the tests carry out tasks at once; the queue's page is the staff's",
}
# What there is one of in a house is in another state in each of them.
BY_HOUSE = {"DebatePaper.state": "paper", "Vision.status": "vision"}
# States that no row of the walked house has: {column: why}.
NOT_IN_THE_HOUSE = {
    "ProcessPlan.state": "adopted in most houses, proposed in one",
    "MeetingRule.kind": "how a day is reckoned",
    "MeetingRule.ordinal": "how a day is reckoned",
    "MeetingRule.pattern": "how a day is reckoned",
    "MeetingRule.weekday": "how a day is reckoned",
    "MeetingRule.on_holiday": "how a day is reckoned",
}


def names_of(model):
    return {f"{model.__name__}.{field.name}" for field in columns_of_text(model)}


def test_of_each_table_it_is_said_who_reads_it():
    """A new table is closed until it stands in the list of who may read what."""
    with_text = {model.__name__ for model in own_models() if names_of(model) - WITHOUT_WORDS.keys()}

    assert with_text - may_read.MAY_READ.keys() == set()


def test_tables_of_others_are_known():
    own = {model._meta.app_label for model in own_models()}
    others = {model._meta.label for model in apps.get_models() if model._meta.app_label not in own}

    assert {label for label in others if names_of(apps.get_model(label))} == OF_OTHERS.keys()


def test_each_column_of_text_is_planted(planted_house):
    """In the row and, where there is one, in its past."""
    walk, _house, _people = planted_house
    planted = {(each.column, each.is_past) for each in walk.words.values()}

    wanted = {
        (f"{model.__name__}.{field.name}", is_past)
        for model in own_models()
        for field in columns_of_text(model)
        for is_past in ([False, True] if hasattr(model, "history") else [False])
        if not {field.name, f"{model.__name__}.{field.name}"} & WITHOUT_WORDS.keys()
    }
    assert wanted - planted == set()


def test_each_state_stands_in_the_house(planted_house):
    missing = {
        f"{model.__name__}.{field.name}={value}"
        for model, field in choices()
        if f"{model.__name__}.{field.name}" not in NOT_IN_THE_HOUSE.keys() | BY_HOUSE.keys()
        for value in {value for value, _label in field.flatchoices} - _values(model, field)
    }

    assert sorted(missing) == []


@pytest.mark.parametrize("column", BY_HOUSE)
def test_each_state_of_what_there_is_one_of_has_a_house(column):
    table, name = column.split(".")
    states = {getattr(state, BY_HOUSE[column]) for state in STATES} | {state.edition for state in STATES}
    field = next(model for model in own_models() if model.__name__ == table)._meta.get_field(name)

    assert {value for value, _label in field.flatchoices} - states == set()


def _values(model, field):
    return {*model._base_manager.values_list(field.name, flat=True)}


@pytest.mark.parametrize("key", [*ties.keys_between()])
def test_each_key_is_known_to_lead_astray_or_not(key):
    assert (key in ties.TIED) + (key in ties.TIED_ELSEWHERE) + (key in ties.OF_THEIR_OWN) == 1


def test_ties_lead_from_what_somebody_reads_to_what_they_do_not(planted_house):
    """Of each tied key some row of the house leads to something that not all readers of the row may read."""
    walk, _house, _people = planted_house
    any_of, all_of = walk.readers_of_rows()

    straight = [
        key
        for key in ties.TIED.keys() | ties.TIED_ELSEWHERE
        if not any(any_of.get(own, may_read.ALL) - all_of.get(to, may_read.ALL) for own, to in _pairs(key))
    ]

    # Of a paper that is a draft, and of a plan whose vision is shown, in other houses alone.
    assert {*straight} <= {"Challenge.raised_at", "ProcessPlan.vision"}


def _pairs(key):
    """Each row with what it points at by the key, as (table, key)."""
    table, name = key.split(".")
    model = next(model for model in own_models() if model.__name__ == table)
    to = model._meta.get_field(name).related_model.__name__
    for pk, target in model._base_manager.exclude(**{name: None}).values_list("pk", name):
        yield (table, pk), (to, target)

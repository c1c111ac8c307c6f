"""No word is read where it should not be: every address, as nine readers, in a house where each text is planted.

`make walk` asks about every row, in each state of the debate paper and where the vision is not shown. WALK=1 is its
short form: each address once as each reader, each of them about another row; WALK=3 asks about three.
"""

import os

import pytest
from django.core.management import call_command

from ishoj_process.models import PublicStamp

from . import may_read
from .house import build, fill
from .walk import own_models, planted, walk_through
from .words import text_fields

ROWS = os.environ.get("WALK", "1")  # how many of the rows that an address can name each reader asks for
STATES = [("draft", True)]
if ROWS != "1":
    STATES += [("shared", True), ("published", True), ("planned", True), ("published", False)]


def chosen(places, number):
    if ROWS == "all":
        return places
    # Each reader begins at another row, so that together they ask for many.
    return [places[place % len(places)] for place in range(number, number + min(int(ROWS), len(places)))]


@pytest.fixture(params=STATES, ids=lambda state: f"{state[0]}{'' if state[1] else ', vision hidden'}")
def walked(request, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    house = build()
    paper, shows_vision = request.param
    people = fill(house, paper=paper, shows_vision=shows_vision)
    walk = planted()
    call_command("rebuild_search", verbosity=0)
    PublicStamp.raise_value()
    walk_through(walk, house, people, choose=chosen)
    return walk


def test_nobody_reads_what_is_not_theirs(walked):
    found = [
        f"{reader} reads {what} at {pattern}, {times} times" for (reader, what, pattern), times in walked.leaks.items()
    ]

    walked.tell(found)
    assert walked.fallen == []
    assert found == []


def test_of_each_table_it_is_said_who_reads_it():
    """A new table is closed until it stands in the list of who may read what."""
    elsewhere = may_read.OPEN_TO_ALL | may_read.NOT_SHOWN_AS_TEXT | may_read.OF_OTHER_TESTS | may_read.OF_YEAR_PLANS
    with_text = {model.__name__ for model in own_models() if [*text_fields(model)]}

    assert with_text == may_read.MAY_READ.keys() | elsewhere

"""No word is read where it should not be: every address, as eight readers, in a house where each text is planted.

`make test` asks each address once as each reader, each of them about another row; `make walk` is the long form, which
asks about every row, in each state of the debate paper, and of a vision that is not shown.
"""

import os

import pytest
from django.core.management import call_command

from ishoj_process.models import PublicStamp

from . import may_read
from .house import build, fill
from .walk import own_models, planted, walk_through
from .words import text_fields

LONG = os.environ.get("WALK") == "long"
PAPERS = ("draft", "shared", "published", "planned") if LONG else ("draft",)


def chosen(places, number):
    return places if LONG else [places[number % len(places)]]


@pytest.fixture(params=PAPERS)
def walked(request, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    house = build()
    people = fill(house, paper=request.param)
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

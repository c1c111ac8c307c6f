"""The planted house, made once for all that walk through it."""

import logging
import os

import pytest
from django.core.management import call_command
from django.db import transaction

from ishoj_process.models import PublicStamp
from ishoj_process.search import index, watching

from .house.fill import STATES, build, fill
from .walk import Walk, all_words

ROWS = os.environ.get("WALK", "1")
# What takes minutes: each broken rule is a walk of its own, a large house, every state of the vision.
OF_THE_LONG_FORM = ["test_broken.py", "test_ten_times.py", "test_words_of_the_vision.py"]
collect_ignore = OF_THE_LONG_FORM if ROWS == "1" else []


def rows_in(state):
    """Of the houses the first is walked through whole; in the others a few things alone stand otherwise."""
    if ROWS == "every" or (ROWS == "all" and state is STATES[0]):
        return None
    return 2 if ROWS == "all" else int(ROWS)


@pytest.fixture(scope="module", params=STATES if ROWS != "1" else STATES[:1], ids=str)
def planted(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """(the walk, the words of addresses, the people) in each state of what there is one of alone."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        with pytest.MonkeyPatch.context() as meanwhile:
            # Made anew once all is planted; to follow each row would take longer than to make it.
            for module in (index, watching):
                meanwhile.setattr(module, "touched", lambda _model, _pks: {})
            meanwhile.setattr(index, "refresh", lambda _source, _pks: None)
            house = build()
            people = fill(house, request.param)
            walk = Walk(all_words())
            for name in people.keys() - {"public"}:
                people[name].refresh_from_db()  # their names and addresses are planted, too
        walk.rows = rows_in(request.param)
        call_command("rebuild_search", verbosity=0)
        PublicStamp.raise_value()
        logging.disable(logging.WARNING)  # a walk is refused thousands of times
        yield walk, house, people
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


@pytest.fixture
def planted_house(db, planted):
    """The same, for a walk of its own."""
    walk, house, people = planted
    walk.begin()
    return walk, house, people

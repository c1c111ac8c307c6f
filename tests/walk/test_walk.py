"""No word is read where it should not be: every address, as nine readers, in a house where each text is planted.

`make walk WALK=1` is the short form: each address once as each reader, each of them about another row. `make walk` asks
about one row of each kind and state; of what there is one of alone it walks through a house for each state, and there
asks about two. WALK=every asks about every row.
"""

import pytest

from .conftest import ROWS
from .database_pages import walk_database
from .forms import walk_forms
from .heads import walk_heads
from .house.kinds import kinds_of
from .mails import walk_mails
from .searches import walk_searches
from .walk import walk_secrets, walk_through


def told(walk, what):
    found = [
        f"{reader} reads {what} at {pattern}, {times} times" for (reader, what, pattern), times in walk.leaks.items()
    ]
    found += [f"{address} answered {status} to {reader}" for reader, address, status in walk.fallen]
    walk.tell(found, what)
    return found


def walks_of(walk, house, people, *, is_long=ROWS != "1"):
    """Each walk through the house, the short ones first."""
    how = {"choose": walk.choose, "kind_of": None if ROWS == "every" else kinds_of(walk)}
    return {
        "mails": lambda: walk_mails(walk, people),
        "secrets": lambda: walk_secrets(walk, people),
        "addresses": lambda: walk_through(walk, house, people, **how),
        "database": lambda: walk_database(walk, people, **how),
        "heads": lambda: walk_heads(walk, house, people, whole=walk.rows is None, **how),
        "searches": lambda: walk_searches(walk, people, **({"most": None} if is_long else {})),
        "forms": lambda: walk_forms(walk, house, people, **how),
    }


@pytest.mark.parametrize("place", ["mails", "secrets", "addresses", "database", "heads", "searches", "forms"])
def test_nobody_reads_what_is_not_theirs(planted_house, place, request):
    walk, house, people = planted_house

    walks_of(walk, house, people)[place]()

    assert told(walk, f"{place}, {request.node.callspec.id}") == []

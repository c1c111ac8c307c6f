"""Which rows an act holds, and in which order: told on any database, also one that locks as a whole."""

import re
from contextlib import contextmanager

from django.db import connection

LOCK = re.compile(r" FOR UPDATE( OF [^ )]+)?")


@contextmanager
def held(monkeypatch):
    """The queries that hold rows, in the order in which they are asked; each is carried out without the holding."""
    asked = []

    def note(execute, sql, params, many, context):
        if not LOCK.search(sql):
            return execute(sql, params, many, context)
        asked.append(sql)
        return execute(LOCK.sub("", sql), params, many, context)

    with monkeypatch.context() as patched, connection.execute_wrapper(note):
        patched.setattr(connection.features, "has_select_for_update", True)
        patched.setattr(connection.features, "has_select_for_update_of", True)
        yield asked


def tables_of(asked):
    """The tables whose rows are held, each as it comes first."""
    return list(dict.fromkeys(re.search(r'FROM "(\w+)"', sql)[1] for sql in asked))

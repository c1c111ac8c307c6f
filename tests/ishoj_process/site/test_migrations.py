"""The migrations lead to the tables that the models say, which are those that the tests run on."""

import re
import sqlite3

from django.db import connection

from strategies.models import Milestone

# The server's own: what has been run, and what is kept for a while.
OF_NO_MODEL = ("django_migrations", "shared_cache", "sqlite_")


def structure_of(cursor):
    """{kind and name: what it is}: a table by its parts, an index by what it is on, all else by its own words."""
    cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    rows = [row for row in cursor.fetchall() if not row[1].startswith(OF_NO_MODEL)]
    return dict(part_of(kind, name, " ".join(sql.split())) for kind, name, sql in rows)


def part_of(kind, name, sql):
    if kind == "index":  # a table that was renamed keeps the names of its indexes
        unique, on = re.fullmatch(r"CREATE (UNIQUE )?INDEX \S+ (ON .*)", sql).groups()
        return (kind, on), unique
    if kind == "table":  # a migration puts a new column last
        parts = re.split(r", (?=\"|CONSTRAINT)", sql[sql.index("(") + 1 : sql.rindex(")")])
        return (kind, name), sorted(parts)
    return (kind, name), sql


def test_migrations_lead_to_the_tables_of_the_models(db, empty_database):
    with connection.cursor() as cursor:
        of_models = structure_of(cursor)

    with sqlite3.connect(empty_database) as migrated:
        of_migrations = structure_of(migrated.cursor())

    assert of_migrations == of_models
    assert ("table", "ishoj_process_strategy") in of_models


def test_column_that_may_not_be_null_says_so_to_a_migration():
    """Django leaves out of a migration what is False; a rough date is blank and NULL where nothing is said."""
    assert Milestone._meta.get_field("due").clone().null is False

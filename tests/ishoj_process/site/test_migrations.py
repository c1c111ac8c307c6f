"""The migrations lead to the tables that the models say, which are those that the tests run on."""

import re
import sqlite3

import psycopg
import pytest
from django.db import connection

from strategies.models import Milestone
from tests import postgres

# The server's own: what has been run, and what is kept for a while; and a library's, whose migrations count in numbers
# of another size than ours.
OF_NO_MODEL = ("django_migrations", "shared_cache", "sqlite_", "auth_group_permissions")


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


# Names of constraints and indexes are those of the day on which they were made.
OF_POSTGRES = {
    "table": """
        SELECT table_name, array_agg(concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable,
            is_identity, generation_expression) ORDER BY column_name)
        FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name
    """,
    "index": """
        SELECT regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON'), count(*)
        FROM pg_indexes WHERE schemaname = 'public' GROUP BY 1
    """,
    "constraint": """
        SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid), count(*)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace GROUP BY 1
    """,
}


def postgres_structure(cursor):
    found = (((kind, name), what) for kind, sql in OF_POSTGRES.items() for name, what in cursor.execute(sql).fetchall())
    return {key: what for key, what in found if not any(name in key[1] for name in OF_NO_MODEL)}


def structure_at(address):
    if address.startswith("postgres:"):
        with psycopg.connect(address) as connection:
            return postgres_structure(connection.cursor())
    with sqlite3.connect(address.removeprefix("sqlite:///").partition("?")[0]) as connection:
        return structure_of(connection.cursor())


@pytest.fixture
def of_models(request):
    """The tables of an empty house, which are made from the models."""
    if connection.vendor == "postgresql":
        return structure_at(postgres.start(copy_of=request.getfixturevalue("empty_postgres")))
    return structure_at(f"sqlite:///{request.getfixturevalue('empty_database')}")


def test_migrations_lead_to_the_tables_of_the_models(of_models, house_of_before):
    assert structure_at(house_of_before["DATABASE_URL"]) == of_models
    assert ("table", "ishoj_process_strategy") in of_models


@pytest.mark.databases_differ
def test_tests_run_on_the_tables_that_a_house_gets(db, of_models):
    with connection.cursor() as cursor:
        here = postgres_structure(cursor) if connection.vendor == "postgresql" else structure_of(cursor)

    assert here == of_models


def test_column_that_may_not_be_null_says_so_to_a_migration():
    """Django leaves out of a migration what is False; a rough date is blank and NULL where nothing is said."""
    assert Milestone._meta.get_field("due").clone().null is False

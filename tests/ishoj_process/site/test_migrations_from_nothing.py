"""What `make test` takes as given, as it takes half a minute: `make test-postgresql` asks it on SQLite, too."""

import re
import sqlite3
from contextlib import closing

from tests.house_of_before import LEFT, begin
from tests.round_site import environment_of

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")


def told(database):
    return [MOMENT.sub("then", line) for line in database.iterdump()]


def test_house_of_before_is_what_the_migrations_of_then_make(tmp_path):
    begin(environment_of(f"sqlite:///{tmp_path / 'house.sqlite3'}", tmp_path))

    with closing(sqlite3.connect(":memory:")) as left, closing(sqlite3.connect(tmp_path / "house.sqlite3")) as made:
        left.executescript(LEFT.read_text())

        assert told(made) == told(left)

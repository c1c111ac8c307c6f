"""A house of an earlier release, and what this one makes of it: each migration since then has its rows here.

On SQLite it is a file that the release of then left (`house_of_before.sql`); another database runs the migrations of
then, too, by a program of its own: `python -m tests.house_of_before` makes it in the empty house of the environment.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from django.db import connection

from tests import postgres
from tests.round_site import ROOT, environment_of
from tests.waiting import sqlite_at

BEFORE = [("vision", "0002_substitutes"), ("ishoj_process", "0004_search"), ("strategies", "0003_consultees")]
LEFT = Path(__file__).with_name("house_of_before.sql")


def carry_over(path):
    """Set it up as `make run` does, by two who begin together: one waits for another.

    On the kind of database that the suite runs on.
    """
    shutil.rmtree(path, ignore_errors=True)  # what failed half-way
    path.mkdir()
    server = postgres.Server() if connection.vendor == "postgresql" else None
    environment = environment_of(server.address if server else sqlite_at(path / "house.sqlite3"), path / "var")
    if server:
        begin(environment)
    else:
        with closing(sqlite3.connect(path / "house.sqlite3")) as database:
            database.executescript(LEFT.read_text())
    command = [sys.executable, "manage.py", "set_up_database"]
    both = [subprocess.Popen(command, env=environment, cwd=ROOT) for _time in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    if server:
        server.stop("fast")
        server.move_data(path / "postgres")


def begin(environment):
    subprocess.run([sys.executable, "-m", __name__], env=environment, cwd=ROOT, check=True)


def migrate():
    """To the release of then: its models."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    return executor.loader.project_state(BEFORE).apps  # made anew: those migrated with hold on to what was


def fill(apps):
    """What stood in the tables."""
    get = lambda name: apps.get_model(*name.split(".")).objects.create  # noqa: E731 - as long as a row
    term = get("ishoj_process.CouncilTerm")(name="2022-2025", starts=date(2022, 1, 1), ends=date(2025, 12, 31))
    council = get("ishoj_process.Body")(name="Byrådet", slug="byraadet", kind="council")
    vision = get("ishoj_process.Vision")(title="Vision 2035", slug="vision-2035", term=term)
    theme = get("vision.Theme")(vision=vision, title="Foreningsliv")
    policy = get("ishoj_process.MainPolicy")(title="Havnepolitik", slug="havn")
    fill_rounds(get, term, council, theme)
    # Each thing that is found has its entry, so that none is made anew; the word in it stands nowhere else.
    entry = get("ishoj_process.SearchEntry")
    for kind, thing in (("policy", policy), ("vision", vision), ("theme", theme)):
        entry(kind=kind, thing_id=thing.pk, circle="all", title=thing.title, text="Kajerne.", url="/politikker/havn/")
    fill_bodies(get, entry)
    fill_strategies(get, entry, council, policy)
    connection.cursor().execute("CREATE TABLE modelsearch_indexentry (id integer PRIMARY KEY)")  # a library's words


def fill_rounds(get, term, council, theme):
    """A closed round and an open one, each with a group that was left since and a substitute."""
    from django.utils import timezone

    groups = [get("ishoj_process.PartyGroup")(letter=letter, name=f"Gruppe {letter}") for letter in "AB"]
    names = ("Formand", "Gruppeformand", "Medlem", "Suppleant")
    chair, leader, member, substitute = (
        get("ishoj_process.User")(email=f"{name}@Example.org", name=name) for name in names
    )
    seated = {"body": council, "term": term, "party_group": groups[1]}
    seats = [get("ishoj_process.Seat")(user=user, **seated) for user in (chair, leader, member)]
    again = get("ishoj_process.Seat")(body=council, term=term, user=chair, ends=date(2025, 12, 31))
    for state in ("closed", "open"):
        at = timezone.now()
        round_ = get("vision.Round")(
            vision=theme.vision, title=state, state=state, opened_at=at, closed_at=at if state == "closed" else None
        )
        candidate = get("vision.Candidate")(round=round_, theme=theme, title="Foreningsliv")
        get("vision.Substitute")(round=round_, seat=seats[1], user=substitute)
        for seat in (seats[0], again, seats[1]):
            ballot = get("vision.Ballot")(round=round_, seat=seat, party_group=groups[0])
            get("vision.Vote")(ballot=ballot, candidate=candidate, points=5)


def fill_bodies(get, entry):
    """A body with a successor, a strategy that was superseded twice, a meeting with its entry."""
    new = get("ishoj_process.Body")(name="Det nye", slug="nyt", kind="standing")
    old = get("ishoj_process.Body")(name="Det gamle", slug="gammelt", kind="standing", successor=new)
    superseded = {"status": "superseded", "owner": old}
    known, unknown = (get("ishoj_process.Strategy")(title=f, slug=f, **superseded) for f in ("kendt", "ukendt"))
    for day in (1, 9):
        change = {"note": "Afløst.", "on": date(2024, 1, day)}
        get("ishoj_process.StatusChange")(strategy=known, to_status="superseded", **change)
    day = date(2023, 8, 21)
    meeting = get("ishoj_process.Meeting")(kind="committee", start_date=day, end_date=day)
    entry(kind="meeting", thing_id=meeting.pk, circle="all", title="Mødet", first_day=day)
    for strategy in (known, unknown):
        entry(kind="strategy", thing_id=strategy.pk, circle="all", title="Strategien", first_day=date(2020, 1, 1))


def fill_strategies(get, entry, council, policy):
    """What strategies alone had: a hearing with somebody asked, somebody left out, a milestone."""
    strategy = get("ishoj_process.Strategy")(title="Kaj", slug="kaj", main_policy=policy, owner=council)
    entry(kind="strategy", thing_id=strategy.pk, circle="all", title="Strategien", first_day=date(2020, 1, 1))
    get("strategies.LeftOut")(strategy=strategy, body=council, reason="Hørt.")
    get("strategies.Milestone")(strategy=strategy, title="Udkast", due="2023-09-01")
    days = {"opened_on": date(2023, 8, 1), "deadline": date(2023, 9, 1)}
    heard = get("strategies.Consultation")(id=7, strategy=strategy, number=2, state="sent", **days)
    get("strategies.Consultee")(id=8, consultation=heard, body=council)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ishoj_process.settings")
    import django

    django.setup()
    fill(migrate())

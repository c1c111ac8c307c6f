"""A house of an earlier release, and what this one makes of it: each migration since then has its rows here.

It is made on SQLite and on PostgreSQL, by a program of its own: `python -m tests.house_of_before <address> <address>`.
"""

import os
import shutil
import subprocess
import sys
from datetime import date

from tests import postgres
from tests.round_site import ROOT, environment_of
from tests.waiting import sqlite_at

BEFORE = [("vision", "0002_substitutes"), ("ishoj_process", "0004_search"), ("strategies", "0003_consultees")]


def carry_over(path):
    """Fill it on each database, and set it up as `make run` does, by two who begin together: one waits for another."""
    shutil.rmtree(path, ignore_errors=True)  # what failed half-way
    path.mkdir()
    server = postgres.Server()
    addresses = [sqlite_at(path / "house.sqlite3"), server.address]
    environments = [environment_of(address, path / "var") for address in addresses]
    subprocess.run([sys.executable, "-m", __name__, *addresses], env=environments[0], cwd=ROOT, check=True)
    command = [sys.executable, "manage.py", "set_up_database"]
    for environment in environments:
        both = [subprocess.Popen(command, env=environment, cwd=ROOT) for _time in range(2)]
        assert [process.wait() for process in both] == [0, 0]
    server.stop("fast")
    server.move_data(path / "postgres")


class Both:
    """Databases that are migrated in step: what takes long is the models after each step, which all have alike."""

    def __init__(self, addresses):
        from django.db import connections
        from django.db.utils import load_backend
        from environ import Env

        self.connections, self.databases = connections, []
        for address in addresses:
            settings = connections.configure_settings({"default": Env.db_url_config(address)})["default"]
            self.databases.append(load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default"))

    def each(self):
        """One after the other, as the house's own."""
        for database in self.databases:
            self.connections["default"] = database
            yield database

    def migrate(self, targets=None, leaving=0):
        """To these migrations, with the models of then as the answer, or to the newest but the `leaving` last."""
        from django.db.migrations.executor import MigrationExecutor

        executors = [MigrationExecutor(database) for database in self.each()]
        plan = executors[-1].migration_plan(targets or executors[-1].loader.graph.leaf_nodes())
        state = executors[-1]._create_project_state(with_applied_migrations=True)
        state.apps  # noqa: B018 - made now, so that each step changes it and none makes it anew
        for executor in executors:
            executor.recorder.ensure_schema()
        for migration, _backwards in plan[: len(plan) - leaving]:
            self._apply(migration, state)
        return executors[-1].loader.project_state(targets).apps if targets else None

    def _apply(self, migration, state):
        """As `Migration.apply` does to one of them."""
        from django.db.migrations.recorder import MigrationRecorder

        assert migration.atomic
        editors = [database.schema_editor(atomic=True).__enter__() for database in self.each()]
        for operation in migration.operations:
            before = state.clone()
            operation.state_forwards(migration.app_label, state)
            for _database, editor in zip(self.each(), editors, strict=True):
                operation.database_forwards(migration.app_label, editor, before, state)
        for database, editor in zip(self.each(), editors, strict=True):
            editor.__exit__(None, None, None)
            MigrationRecorder(database).record_applied(migration.app_label, migration.name)


def fill(apps):
    """What stood in the tables."""
    from django.db import connection

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
    both = Both(sys.argv[1:])
    models = both.migrate(BEFORE)
    for _database in both.each():
        fill(models)
    both.migrate(leaving=1)  # to whoever sets the house up
    for database in both.each():
        database.close()

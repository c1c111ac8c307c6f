"""A house of an earlier release, and what this one makes of it: each migration since then has its rows here."""

import subprocess
import sys

from tests.round_site import ROOT, run

BEFORE = [("vision", "0002_substitutes"), ("ishoj_process", "0004_search"), ("strategies", "0003_consultees")]

# What stood in the tables: a closed round and an open one, each with a group that was left since and a substitute;
# what was found, and a table of the library that kept the words; what strategies alone had.
FILL = """
from datetime import date
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
MigrationExecutor(connection).migrate(TARGETS)
apps = MigrationExecutor(connection).loader.project_state(TARGETS).apps
get = lambda name: apps.get_model(*name.split(".")).objects.create
term = get("ishoj_process.CouncilTerm")(name="2022-2025", starts=date(2022, 1, 1), ends=date(2025, 12, 31))
body = get("ishoj_process.Body")(name="Byrådet", slug="byraadet", kind="council")
groups = [get("ishoj_process.PartyGroup")(letter=letter, name=f"Gruppe {letter}") for letter in "AB"]
people = {
    name: get("ishoj_process.User")(email=f"{name}@Example.org", name=name) for name in ("Anna", "Bo", "Carl", "Sam")
}
seats = {
    name: get("ishoj_process.Seat")(body=body, term=term, user=people[name], party_group=groups[1])
    for name in ("Anna", "Bo", "Carl")
}
again = get("ishoj_process.Seat")(body=body, term=term, user=people["Anna"], ends=date(2025, 12, 31))
vision = get("ishoj_process.Vision")(title="Vision 2035", slug="vision-2035", term=term)
theme = get("vision.Theme")(vision=vision, title="Foreningsliv")
policy = get("ishoj_process.MainPolicy")(title="Havnepolitik", slug="havn")
for state in ("closed", "open"):
    at = timezone.now()
    round_ = get("vision.Round")(
        vision=vision, title=state, state=state, opened_at=at, closed_at=at if state == "closed" else None
    )
    candidate = get("vision.Candidate")(round=round_, theme=theme, title="Foreningsliv")
    get("vision.Substitute")(round=round_, seat=seats["Bo"], user=people["Sam"])
    for seat in (seats["Anna"], again, seats["Bo"]):
        ballot = get("vision.Ballot")(round=round_, seat=seat, party_group=groups[0])
        get("vision.Vote")(ballot=ballot, candidate=candidate, points=5)
strategy = get("ishoj_process.Strategy")(title="Kaj", slug="kaj", main_policy=policy, owner=body)
get("strategies.LeftOut")(strategy=strategy, body=body, reason="Hørt.")
get("strategies.Milestone")(strategy=strategy, title="Udkast", due="2023-09-01")
heard = get("strategies.Consultation")(
    id=7, strategy=strategy, number=2, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 1)
)
get("strategies.Consultee")(id=8, consultation=heard, body=body)
# Each thing that is found has its entry, so that none is made anew; the word in it stands nowhere else.
for kind, thing in (("policy", policy), ("vision", vision), ("theme", theme)):
    get("ishoj_process.SearchEntry")(
        kind=kind, thing_id=thing.pk, circle="all", title=thing.title, text="Kajerne.", url="/politikker/havn/"
    )
connection.cursor().execute("CREATE TABLE modelsearch_indexentry (id integer PRIMARY KEY)")
""".replace("TARGETS", repr(BEFORE))


def carry_over(environment):
    """Fill it, and set it up as `make run` does, by two who begin together: one waits for the other."""
    run(environment, "manage.py", "shell", "--no-imports", "--command", FILL)
    command = [sys.executable, "manage.py", "set_up_database"]
    both = [subprocess.Popen(command, env=environment, cwd=ROOT) for _time in range(2)]
    assert [process.wait() for process in both] == [0, 0]

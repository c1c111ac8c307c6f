"""A house that is carried over from an earlier release: its rounds keep what is known of them, on each database."""

import pytest

from tests import postgres
from tests.round_site import environment_of, told
from tests.waiting import sqlite_at

BEFORE = [("vision", "0002_substitutes"), ("ishoj_process", "0005_search_words")]

# What stood in the tables: a closed round and an open one, each with a group that was left since and a substitute.
FILL = """
import json
from datetime import date
from django.core.management import call_command
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
call_command("migrate", "vision", verbosity=0)
call_command("migrate", "ishoj_process", verbosity=0)
""".replace("TARGETS", repr(BEFORE))

TELL = """
from ishoj_process.dates import clock
from ishoj_process.models import User
from vision.models import *
from vision.rights import voting_seats
from vision.rounds.page import roll_for, seats_by_vote, turnout
shown = {}
for round_ in Round.objects.all():
    rows = seats_by_vote(round_, clock.today())
    voting = [user.name for user in User.objects.all() if voting_seats(user, round_, clock.today())]
    groups = sorted({ballot.mandate.group_letter for ballot in round_.ballots.all()})
    shown[round_.title] = [
        [row.who for row in rows["voted"]], [row.who for row in rows["missing"]],
        turnout(round_, roll_for(round_, clock.today())), groups, voting if round_.is_open else [],
    ]
print(json.dumps([shown, sorted(User.objects.values_list("email", flat=True))]))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def environment(request, tmp_path):
    address = postgres.start() if request.param == "postgres" else sqlite_at(tmp_path / "council.sqlite3")
    return environment_of(address, tmp_path)


def test_rounds_are_carried_over_with_their_names_groups_and_turnout(environment):
    rounds, addresses = told(environment, FILL + TELL)

    voted = ["Anna", "Anna", "Bo (stedfortræder: Sam)"]
    assert rounds == {
        # What was counted is not counted anew; where it is not yet, a person has one.
        "closed": [voted, ["Carl"], [3, 4], ["A"], []],
        "open": [voted[1:], ["Carl"], [2, 3], ["A"], ["Anna", "Carl", "Sam"]],
    }
    assert addresses == ["anna@example.org", "bo@example.org", "carl@example.org", "sam@example.org"]

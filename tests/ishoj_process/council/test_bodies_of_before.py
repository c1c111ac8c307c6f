"""A house of an earlier release: its bodies keep what is known of them, and nothing is invented."""

import pytest

from tests import postgres
from tests.round_site import environment_of, told
from tests.waiting import sqlite_at

BEFORE = [("ishoj_process", "0006_accounts")]

# What stood in the tables: a body with a successor, a strategy that was superseded twice, a meeting with its entry.
FILL = """
import json
from datetime import date
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate(TARGETS)
apps = MigrationExecutor(connection).loader.project_state(TARGETS).apps
get = lambda name: apps.get_model("ishoj_process", name).objects.create
new = get("Body")(name="Det nye", slug="nyt", kind="standing")
old = get("Body")(name="Det gamle", slug="gammelt", kind="standing", successor=new)
strategies = [get("Strategy")(title=title, slug=title, status="superseded", owner=old) for title in ("kendt", "ukendt")]
for day in (1, 9):
    get("StatusChange")(strategy=strategies[0], to_status="superseded", note="Afløst.", on=date(2024, 1, day))
meeting = get("Meeting")(kind="committee", start_date=date(2023, 8, 21), end_date=date(2023, 8, 21))
get("SearchEntry")(kind="meeting", thing_id=meeting.pk, circle="all", title="Mødet", first_day=date(2023, 8, 21))
get("SearchEntry")(kind="strategy", thing_id=1, circle="all", title="Strategien", first_day=date(2020, 1, 1))
call_command("migrate", "ishoj_process", verbosity=0)
""".replace("TARGETS", repr(BEFORE))

TELL = """
from ishoj_process.models import Body, SearchEntry, Strategy, Succession
rows = lambda found: json.loads(json.dumps([[*row] for row in found], default=str))
print(json.dumps([
    rows(Body.objects.order_by("slug").values_list("slug", "begins", "ends", "version")),
    [str(body) for body in Body.objects.order_by("slug")],
    [record.history_type for record in Body.history.all()],
    rows(Succession.objects.values_list("body__slug", "heir__slug", "on")),
    rows(Strategy.objects.order_by("slug").values_list("slug", "superseded_on")),
    rows(SearchEntry.objects.order_by("kind").values_list("kind", "named_on")),
]))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def environment(request, tmp_path):
    address = postgres.start() if request.param == "postgres" else sqlite_at(tmp_path / "council.sqlite3")
    return environment_of(address, tmp_path)


def test_bodies_are_carried_over_with_their_successors_and_no_day_is_invented(environment):
    assert told(environment, FILL + TELL) == [
        [["gammelt", None, None, 1], ["nyt", None, None, 1]],
        ["Det gamle", "Det nye"],
        ["+", "+"],
        [["gammelt", "nyt", None]],
        [["kendt", "2024-01-09"], ["ukendt", None]],
        [["meeting", "2023-08-21"], ["strategy", None]],
    ]

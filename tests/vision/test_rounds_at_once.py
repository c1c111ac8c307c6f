"""Nineteen members vote within the same second, over HTTP, on each database: every ballot is counted once."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = 19
PREPARE = """
import json
from datetime import date
from django.contrib.sessions.backends.db import SessionStore
from ishoj_process.models import *
from vision.models import *
from vision.actions.rounds import open_round
term = CouncilTerm.objects.create(name="2022-2025", starts=date(2022, 1, 1), ends=date(2025, 12, 31))
council = Body.objects.create(name="Byrådet", slug="byraadet", kind="council")
vision = Vision.objects.create(title="Vision 2035", slug="vision-2035", term=term)
round_ = Round.objects.create(vision=vision, title="Prioritering")
for title in ("Foreningsliv", "Uddannelse"):
    theme = Theme.objects.create(vision=vision, title=title)
    Candidate.objects.create(round=round_, theme=theme, title=title)
keys, seats = [], []
for number in range(MEMBERS):
    user = User.objects.create_user(f"medlem{number}@example.org", name=f"Medlem {number}")
    seats.append(Seat.objects.create(body=council, term=term, user=user).pk)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    keys.append(session.session_key)
round_ = open_round(round_=round_, by=None)
candidates = list(round_.candidates.values_list("pk", flat=True))
print(json.dumps({"round": round_.pk, "candidates": candidates, "sessions": keys, "seats": seats}))
""".replace("MEMBERS", str(MEMBERS))
COUNT = """
import json
from vision.models import *
from vision.round_count import count_of
round_ = Round.objects.get()
count = count_of(round_)
print(json.dumps([count.voted, round_.turn, sorted(row.points for row in count.rows)]))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def environment(request, tmp_path):
    """The house on a database of its own, with its tables made."""
    database = postgres.start() if request.param == "postgres" else f"sqlite:///{tmp_path / 'council.sqlite3'}"
    own = {"DEBUG": "1", "VAR_DIR": str(tmp_path), "DATABASE_URL": database, "TODAY": "2023-10-31"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "ishoj_process.settings"}
    run(environment, "manage.py", "set_up_database")
    return environment


def run(environment, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def told(environment, code):
    return json.loads(run(environment, "manage.py", "shell", "--no-imports", "--command", code).splitlines()[-1])


@pytest.fixture
def house(environment, tmp_path):
    """Served by two processes, as `make run` serves it."""
    port = postgres.free_port()
    arguments = ["-m", "gunicorn", "ishoj_process.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    arguments += ["--no-control-socket", "--worker-tmp-dir", str(tmp_path)]
    server = subprocess.Popen([sys.executable, *arguments], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    wait_for(f"{url}/sundhed")
    yield url
    server.terminate()
    server.wait(20)


def wait_for(url):
    for _attempt in range(100):
        try:
            return urllib.request.urlopen(url)
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


def give_points(url, seat, session, candidates, barrier):
    """Open the page as a member, wait for all the others, and send the points twice, as an impatient thumb does."""
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": f"sessionid={session}"})) as page:
        page.read()
        cookie = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"]).group(1)
    headers = {"Cookie": f"sessionid={session}; csrftoken={cookie}"}
    typed = {"seat": seat, "csrfmiddlewaretoken": cookie, f"point-{candidates[0]}": 3, f"point-{candidates[1]}": 2}
    barrier.wait()
    statuses = []
    for _click in range(2):
        request = urllib.request.Request(url, urllib.parse.urlencode(typed).encode(), headers)
        with urllib.request.urlopen(request) as answer:
            statuses.append(answer.status)
    return statuses


def test_every_ballot_is_counted_once(environment, house):
    prepared = told(environment, PREPARE)
    url = f"{house}/vision/prioritering/{prepared['round']}/"
    barrier = Barrier(MEMBERS)

    with ThreadPoolExecutor(MEMBERS) as threads:
        sent = [
            threads.submit(give_points, url, seat, session, prepared["candidates"], barrier)
            for seat, session in zip(prepared["seats"], prepared["sessions"], strict=True)
        ]
        answers = [future.result() for future in sent]

    assert answers == [[200, 200]] * MEMBERS
    assert told(environment, COUNT) == [MEMBERS, 2 * MEMBERS, [2 * MEMBERS, 3 * MEMBERS]]

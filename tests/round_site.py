"""A house of its own with an open round, served by two processes over HTTP as `make run` serves it."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from .waiting import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[1]
MEMBERS = 19
PREPARE = """
import json
from datetime import date
from django.contrib.sessions.backends.db import SessionStore
from ishoj_process.models import *
from vision.models import *
from vision.rounds.acts import open_round
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


def environment_of(database, folder):
    """The house whose database stands at this address, and whatever else it keeps in the folder."""
    own = {"DEBUG": "1", "VAR_DIR": str(folder), "DATABASE_URL": database, "TODAY": "2023-10-31"}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "ishoj_process.settings"}


def run(environment, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def told(environment, code):
    """What a piece of code run in the house prints last."""
    return json.loads(run(environment, "manage.py", "shell", "--no-imports", "--command", code).splitlines()[-1])


def prepared_round(environment):
    """A round that has been opened: its key, its candidates, and every member's seat and session."""
    return told(environment, PREPARE)


@contextmanager
def served(environment, *before):
    """The port on which the house answers, bound here so that nobody takes it first. `before`: what starts it."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
        server = subprocess.Popen(
            [*before, sys.executable, "manage.py", "serve", "--bind", f"fd://{bound.fileno()}", "--processes", "2"],
            env=environment,
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
            pass_fds=[bound.fileno()],
        )
    try:
        served.pid = server.pid
        wait_until(lambda: _answers(server, f"http://127.0.0.1:{port}/sundhed"), "the served house")
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _answers(server, url):
    if server.poll() is not None:
        raise RuntimeError(f"The server ended with {server.returncode}.")
    return urllib.request.urlopen(url, timeout=PATIENCE)

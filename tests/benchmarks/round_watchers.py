"""How much do those who watch a round of points slow those who vote? `make bench-round` prints it, for each database.

Two processes serve a site of its own, as `make run` does. The members vote again and again, first alone, then while
the watchers ask for the standing as `static/rounds.js` does: every other second, with the ETag of what they have.
"""

import http.client
import os
import platform
import random
import re
import shutil
import sys
import tempfile
import threading
import time
import urllib.parse
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.round_site import MEMBERS, environment_of, prepared_round, run, served

WATCHERS = 60
EVERY = 2.0  # seconds between two questions of a screen
PAUSE = float(os.environ.get("PAUSE", "5"))  # seconds between two ballots of a member
SECONDS = 20


class Browser:
    """One connection that stays open, as a browser keeps it; says how long each answer took."""

    def __init__(self, port, session):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = f"sessionid={session}"

    def ask(self, method, path, body=None, **headers):
        """The answer with its text, and the milliseconds until it was read."""
        begun = time.perf_counter()
        self.connection.request(method, path, body, {"Cookie": self.cookies, **headers})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        return answer, text, (time.perf_counter() - begun) * 1000


class Voter(threading.Thread):
    """A member who changes a ballot again and again."""

    def __init__(self, port, path, session, seat, candidates, end):
        super().__init__()
        self.browser, self.path, self.seat, self.candidates, self.end = (
            Browser(port, session),
            path,
            seat,
            candidates,
            end,
        )
        self.took = []

    def run(self):
        answer, _text, _took = self.browser.ask("GET", self.path)
        token = re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"]).group(1)
        self.browser.cookies += f"; csrftoken={token}"
        time.sleep(random.uniform(0, PAUSE))
        while time.monotonic() < self.end:
            first = random.randint(0, 5)
            points = {f"point-{key}": value for key, value in zip(self.candidates, (first, 5 - first), strict=True)}
            typed = {"seat": self.seat, "csrfmiddlewaretoken": token, **points}
            sent = urllib.parse.urlencode(typed)
            answer, _text, took = self.browser.ask(
                "POST", self.path, sent, **{"Content-Type": "application/x-www-form-urlencoded"}
            )
            if answer.status != 302:
                raise RuntimeError(f"A ballot was answered {answer.status}.")
            self.took.append(took)
            time.sleep(PAUSE)


class Watcher(threading.Thread):
    """A screen, or a phone that follows the round."""

    def __init__(self, port, path, session, end):
        super().__init__()
        self.browser, self.path, self.end = Browser(port, session), path, end
        self.took, self.unchanged, self.etag = [], 0, ""

    def run(self):
        time.sleep(random.uniform(0, EVERY))
        while time.monotonic() < self.end:
            answer, _text, took = self.browser.ask("GET", f"{self.path}stilling/", **{"If-None-Match": self.etag})
            if answer.status not in (200, 304):
                raise RuntimeError(f"A question was answered {answer.status}.")
            self.took.append(took)
            self.unchanged += answer.status == 304
            self.etag = answer.headers["ETag"]
            time.sleep(EVERY)


def measured(port, prepared, watchers, is_voted_in=True):
    """The members vote for a while beside this many watchers; the milliseconds of the ballots, and the watchers."""
    path, end = f"/vision/prioritering/{prepared['round']}/", time.monotonic() + SECONDS
    sessions = prepared["sessions"]
    seats = zip(sessions, prepared["seats"], strict=True) if is_voted_in else []
    voting = [Voter(port, path, session, seat, prepared["candidates"], end) for session, seat in seats]
    watching = [Watcher(port, path, sessions[number % MEMBERS], end) for number in range(watchers)]
    threads = [*voting, *watching]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [took for voter in voting for took in voter.took], watching


def line(name, watchers, voted, watching):
    """One row of the table."""
    asked = [took for watcher in watching for took in watcher.took]
    share = f"{sum(watcher.unchanged for watcher in watching) / len(asked):.0%}" if asked else "–"
    return f"| {name} | {watchers} | " + " | ".join([*spread(voted), *spread(asked), share]) + " |"


def spread(took):
    """How many, and their median, 95th hundredth and longest, in milliseconds."""
    if not took:
        return ["–"] * 4
    took = sorted(took)
    places = (len(took) // 2, int(len(took) * 0.95), -1)
    return [str(len(took)), *(f"{took[place]:.0f}" for place in places)]


def main():
    print(f"{time.strftime('%Y-%m-%d')}, {machine()}")
    print(f"{MEMBERS} members, each a ballot every {PAUSE:g} s, {SECONDS} s each row, times in ms")
    print("| database | watchers | ballots | p50 | p95 | longest | questions | p50 | p95 | longest | 304 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for database in ("sqlite", "postgres"):
        with site(database) as (port, prepared):
            measured(port, prepared, 0)  # both processes warm
            for watchers in (0, WATCHERS):
                print(line(database, watchers, *measured(port, prepared, watchers)), flush=True)
            print(line(database, WATCHERS, *measured(port, prepared, WATCHERS, is_voted_in=False)), flush=True)


@contextmanager
def site(database):
    folder = Path(tempfile.mkdtemp(prefix="council-bench-"))
    try:
        address = postgres.start() if database == "postgres" else f"sqlite:///{folder / 'council.sqlite3'}"
        environment = environment_of(address, folder)
        run(environment, "manage.py", "set_up_database")
        prepared = prepared_round(environment)
        with served(environment) as port:
            yield port, prepared
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def machine():
    """The machine, and how busy others keep it: a figure from a busy one says little."""
    busy = f"load before {os.getloadavg()[0]:.1f}"
    return (
        f"{os.cpu_count()} cores, {busy}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())

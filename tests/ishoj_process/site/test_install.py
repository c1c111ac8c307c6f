"""What `make run` does before it serves: tables, plan, log-ins, translations; and what is installed for it."""

import gettext
import io
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from ishoj_process.management.commands.check_danish import find_faults, find_repeated
from ishoj_process.models import Body, Seat, User

ROOT = settings.BASE_DIR
DEMO_EMAILS = ["administration@demo.invalid", "byraadsmedlem@demo.invalid", "sekretariat@demo.invalid"]


def manage(*arguments, **environment):
    """Run a command in a process of its own, as `make run` does."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    environment = {**kept, "DEBUG": "1", "TODAY": "2023-08-14", **environment}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def query(folder, sql):
    with sqlite3.connect(Path(folder) / "ishoj.sqlite3") as connection:
        return connection.execute(sql).fetchall()


def test_database_is_set_up_once_and_kept(tmp_path, empty_database):
    """Its tables are made by two at once, too: see `empty_database`."""
    shutil.copy(empty_database, tmp_path / "ishoj.sqlite3")
    with ThreadPoolExecutor(2) as both:  # two who begin at once, and one who comes back
        told = list(both.map(lambda _time: manage("set_up_database", "--demo", VAR_DIR=str(tmp_path)), range(2)))
    with sqlite3.connect(tmp_path / "ishoj.sqlite3") as connection:
        connection.execute("UPDATE ishoj_process_body SET name = 'Omdøbt' WHERE kind = 'council'")
    bodies = query(tmp_path, "SELECT count(*) FROM ishoj_process_body")
    told.append(manage("set_up_database", "--demo", VAR_DIR=str(tmp_path)))

    assert sorted(output.count("Planen er indlæst") for output in told) == [0, 0, 1]
    assert all(email in output for email in DEMO_EMAILS for output in told)
    assert query(tmp_path, "PRAGMA journal_mode") == [("wal",)]
    assert query(tmp_path, "SELECT name FROM sqlite_master WHERE name = 'shared_cache'") == [("shared_cache",)]
    assert query(tmp_path, "SELECT name FROM ishoj_process_body WHERE kind = 'council'") == [("Omdøbt",)]
    assert query(tmp_path, "SELECT count(*) FROM ishoj_process_body") == bodies
    assert query(tmp_path, "SELECT count(*) FROM ishoj_process_user") == [(3,)]


def test_database_without_the_demonstration_holds_no_plan_and_no_user(empty_database):
    with sqlite3.connect(empty_database) as connection:
        for table in ("ishoj_process_body", "ishoj_process_user", "ishoj_process_processplan"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]  # noqa: S608 - our own


def test_database_that_cannot_be_stored_anywhere_is_said_in_a_line(tmp_path, settings):
    settings.VAR_DIR = tmp_path / "a file" / "var"
    settings.VAR_DIR.parent.touch()

    with pytest.raises(CommandError, match=r"Nothing can be stored in VAR_DIR: .*a file"):
        call_command("set_up_database")


def serving(port):
    """What `make run` says before it touches anything, on a port that is taken."""
    recipe = ["make", "--silent", "--assume-old", ".venv/installed", "run", f"PORT={port}"]
    return subprocess.run(recipe, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("port", ["taken", "no number", "99999"])
def test_port_that_cannot_be_had_is_said_in_a_line(port):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1] if port == "taken" else port
        done = serving(port)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Port {port} cannot be had. Choose another, such as: PORT=8001 make run\n")


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


def make_demo_users():
    output = io.StringIO()
    call_command("make_demo_users", stdout=output)
    return output.getvalue()


def test_demo_users_are_refused_in_production(db):
    with pytest.raises(CommandError, match="only where DEBUG is on"):
        call_command("make_demo_users")

    assert User.objects.count() == 0


def test_demo_users_are_one_for_each_role(demonstration, term, council, strategy, other_committee):
    make_demo_users()

    assert list(User.objects.order_by("email").values_list("email", "role", "is_staff")) == [
        ("administration@demo.invalid", "administration", False),
        ("byraadsmedlem@demo.invalid", "member", False),
        ("sekretariat@demo.invalid", "secretariat", True),
    ]
    seats = Seat.objects.filter(user__email="byraadsmedlem@demo.invalid")
    assert {seat.body for seat in seats} == {council, other_committee}


def test_demo_users_twice_changes_nothing(demonstration, term, council, strategy):
    make_demo_users()
    User.objects.filter(role="secretariat").update(name="Sekretariatet")
    make_demo_users()

    assert (User.objects.count(), Seat.objects.count()) == (3, 2)
    assert User.objects.get(role="secretariat").name == "Sekretariatet"


def test_demo_users_are_made_in_a_site_without_bodies(demonstration, db):
    make_demo_users()

    assert (User.objects.count(), Body.objects.count(), Seat.objects.count()) == (3, 0, 0)


def test_demo_users_can_log_in_with_what_is_printed(demonstration, client, term, council):
    password = re.search(r"password (\S+)\)", make_demo_users()).group(1)

    answers = [client.post("/log-ind/", {"login": email, "password": password}) for email in DEMO_EMAILS]

    assert [answer.status_code for answer in answers] == [302, 302, 302]


def test_translations_are_compiled_without_gettext(tmp_path, settings):
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "ishoj_process/locale/da/LC_MESSAGES/django.po", folder)
    settings.LOCALE_PATHS = [tmp_path]

    call_command("compile_danish")

    with (folder / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Log in") == "Log ind"


def test_faults_of_a_catalogue_are_found_and_named():
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="good", msgstr="god"))
    catalogue.append(polib.POEntry(msgid="empty", msgstr=""))
    catalogue.append(polib.POEntry(msgid="half", msgid_plural="halves", msgstr_plural={0: "halv", 1: ""}))
    catalogue.append(polib.POEntry(msgid="near", msgstr="nær", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="old", msgstr="gammel", obsolete=True))

    assert [(fault, entry.msgid) for fault, entry in find_faults(catalogue)] == [
        ("untranslated", "empty"),
        ("untranslated", "half"),
        ("fuzzy", "near"),
        ("no longer used", "old"),
    ]


def test_text_that_stands_twice_is_named_once():
    catalogue = polib.POFile()
    for text, context in (("day", None), ("week", None), ("day", "of a month"), ("week", None), ("week", None)):
        catalogue.append(polib.POEntry(msgid=text, msgstr="x", msgctxt=context))

    assert [(fault, entry.msgid) for fault, entry in find_repeated(catalogue)] == [("stands twice", "week")]


def test_static_files_of_production_can_be_collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        # What WhiteNoise builds on, without the minute that it takes to compress.
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert list((tmp_path / "css").glob("bootstrap.min.*.css")) != []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_its_hash_and_no_address(name):
    text = (ROOT / name).read_text()
    packages = re.findall(r"^[a-z0-9_.-]+(?:\[.+\])?==.*(?:\n +(?!#).*)*", text, re.MULTILINE)

    assert [package for package in packages if "--hash=sha256:" not in package] == []
    lines = re.findall(r"^(?! *#| +--hash=sha256:|[a-z0-9_.-]+(?:\[.+\])?==).*\S.*$", text, re.MULTILINE)
    assert (lines, "//" in text) == ([], False)
    assert len(packages) > 40


def test_the_tests_run_on_what_production_runs_on():
    pins = {
        name: set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    }

    assert pins["requirements.txt"] - pins["requirements-dev.txt"] == set()

"""The people and rows that tests need: the public, a council member, the administration, the secretariat."""

import fcntl
import gc
import os
import shutil
from datetime import date, timedelta
from functools import lru_cache

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.template.backends.django import Template as DjangoTemplate
from django.test import Client
from django.utils.crypto import get_random_string
from hypothesis import settings

from ishoj_process.models import Body, User
from ishoj_process.output import press
from ishoj_process.output.docx import document
from ishoj_process.search import index, watching
from tests import postgres, rows
from tests.house_of_before import carry_over
from tests.round_site import environment_of
from tests.tables import note_migrations_as_run, set_up_quickly
from tests.waiting import FOR_A_PAGE, PATIENCE, sqlite_at
from tests.whole_site import built

TODAY = date(2023, 8, 14)

# The same examples on every machine, so that a change is judged by itself; `make break` looks for more.
settings.register_profile("same", max_examples=40, derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collection_finish(session):
    """What is loaded by now stays: that the collector walked all of it again and again took an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


# Half a minute each: begun last, one worker would wait for the other.
BEGUN_FIRST = {
    "test_migrations.py",
    "test_whole_seminar.py",
    "test_elections.py",
    "test_every_page.py",
    "test_ten_times.py",
    "test_words_of_the_vision.py",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.name not in BEGUN_FIRST)


# What several do at once, and what was migrated.
DATABASES_DIFFER = {"own_database", "house_of_before", "empty_postgres"}


def pytest_itemcollected(item):
    """By what a test asks for it is known where `-m` puts it."""
    if "chromium" in item.fixturenames:
        item.add_marker("browser")
    if DATABASES_DIFFER & set(item.fixturenames) or "search" in item.path.parts:
        item.add_marker("databases_differ")


# Where rows are searched for, or where everything runs as it does for a user.
KEEPS_SEARCH = {
    "journeys",
    "search",
    "nonsense",
    "test_ten_times.py",
    "test_sent_twice.py",
    "test_consequences.py",
    "test_unknown_status.py",
}


class Otherwise:
    """Functions that are others while it is on."""

    asked_by = None

    def __init__(self, *others):
        self.others = [(where, name, getattr(where, name), other) for where, name, other in others]
        self.is_on = False

    def turn(self, is_on):
        if is_on != self.is_on:
            self.is_on = is_on
            for where, name, own, other in self.others:
                setattr(where, name, other if is_on else own)


# Entries of the search take a third of the suite's time; most tests make rows that nobody searches for.
UNSEARCHED = Otherwise(
    (index, "touched", lambda _model, _pks: {}),
    (watching, "touched", lambda _model, _pks: {}),
    (index, "refresh", lambda _source, _pks: None),
)
# Many tests and readers ask for the same paper. Those of `output`, and who is marked, compare what is written.
WRITTEN_ONCE = Otherwise(
    *((kind, "written", lru_cache(maxsize=200)(kind.written)) for kind in (press.PdfJob, document.WordJob))
)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What is made for all tests of a module is made as in a house."""
    if Otherwise.asked_by != item.path:
        Otherwise.asked_by = item.path
        UNSEARCHED.turn(False)
        WRITTEN_ONCE.turn(False)


@pytest.fixture(autouse=True)
def alone(request):
    """What one test keeps, no other finds. One fixture for all, as each is a second in ten thousand tests."""
    cache.clear()
    UNSEARCHED.turn(not KEEPS_SEARCH & set(request.path.parts))
    WRITTEN_ONCE.turn("output" not in request.path.parts and not request.node.get_closest_marker("each_paper_written"))


@pytest.fixture
def unwritten_papers(monkeypatch):
    """PDFs and Word documents are asked for and set in words, as always, but not written: their pages, for counting."""
    monkeypatch.setattr(press, "pressed", lambda job: job.html.encode())
    monkeypatch.setattr(document, "pressed", lambda job: job.html.encode())


@pytest.fixture
def unset_pages(monkeypatch):
    """Pages are asked for and their views decide, but none is set in words: for who may open them.

    That each can be drawn for each reader is asked by `make walk`.
    """
    leave_pages_unset(monkeypatch)


def leave_pages_unset(patch):
    patch.setattr(DjangoTemplate, "render", lambda _template, context=None, request=None: "")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A file or folder that takes long to make, made by the first worker that asks for it, for all of them."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def once(name, make):
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / name).exists():
                make(folder / f"{name}.new")
                (folder / f"{name}.new").rename(folder / name)
        return folder / name

    return once


@pytest.fixture(scope="session")
def empty_database(made_once, tmp_path_factory):
    """A file as `set_up_database` makes it, to be copied."""
    var = tmp_path_factory.mktemp("sqlite")
    return made_once("empty.sqlite3", lambda path: set_up_quickly(environment_of(f"sqlite:///{path}", var)))


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """Tests get the tables of the models, which take a second and not fifty: `test_migrations.py` holds them equal."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables of the tests, with the full text that only a migration makes, and the list of what has been run."""
    # The plugin hid the migrations to make the tables of the models; those who ask for them get them.
    django_settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        note_migrations_as_run()


@pytest.fixture(scope="session")
def kept_postgres(made_once, tmp_path_factory):
    """The data of a PostgreSQL that is filled once, to be copied when a server starts."""

    def once(name, fill):
        def make(path):
            server = postgres.Server()
            fill(environment_of(server.address, tmp_path_factory.mktemp("postgres")))
            server.stop("fast")
            server.move_data(path)

        return made_once(name, make)

    return once


@pytest.fixture(scope="session")
def empty_postgres(kept_postgres):
    """One with our tables."""
    return kept_postgres("empty-postgres", set_up_quickly)


@pytest.fixture(scope="session")
def house_of_before(made_once, tmp_path_factory):
    """The environment of a house that was carried over from an earlier release, to be read."""
    folder, made = tmp_path_factory.mktemp("before"), made_once("house-of-before", carry_over)
    if connection.vendor == "postgresql":
        return environment_of(postgres.start(copy_of=made / "postgres"), folder)
    return environment_of(sqlite_at(made / "house.sqlite3"), folder)


@pytest.fixture
def own_database(request, tmp_path):
    """The address of a database that several processes share, with our tables and nothing in them.

    Of the kind that the suite runs on: `make test` asks SQLite, and `make test-postgresql` the other.
    """
    if connection.vendor == "postgresql":
        return postgres.start(copy_of=request.getfixturevalue("empty_postgres"))
    shutil.copy(request.getfixturevalue("empty_database"), tmp_path / "council.sqlite3")
    return sqlite_at(tmp_path / "council.sqlite3")


@pytest.fixture(scope="session")
def chromium():
    """The browser that all windows of this worker belong to; started by the first test that asks for one.

    Without the parts that draw a window on a screen it takes a quarter of the time; where only the whole one is
    installed, that does.
    """
    from playwright.sync_api import expect, sync_playwright  # slow to load, and most tests need no browser

    expect.set_options(timeout=FOR_A_PAGE * 1000)
    with sync_playwright() as playwright:
        executable = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"], timeout=PATIENCE * 1000)
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium):
    """A window of a profile of its own, patient, and closed when the test ends."""
    opened = []

    def make(**options):
        context = chromium.new_context(locale="da-DK", **options)
        context.set_default_timeout(FOR_A_PAGE * 1000)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


def let_in(client, user):
    """What a log-in leaves behind, and none of what it takes: most tests log somebody in, and few ask how."""
    said = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: django_settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    key, store = get_random_string(32), SessionStore()
    Session.objects.create(
        session_key=key, session_data=store.encode(said), expire_date=store.get_expiry_date(expiry=None)
    )
    client.cookies[django_settings.SESSION_COOKIE_NAME] = key


@pytest.fixture
def term(db):
    return rows.term()


@pytest.fixture
def council(db):
    return rows.council()


@pytest.fixture
def committee(db):
    return rows.committee()


@pytest.fixture
def other_committee(db):
    return rows.other_committee()


@pytest.fixture
def member(term, council, committee):
    """A council member who also sits in one committee."""
    return rows.member(term, council, committee)


@pytest.fixture
def administration(db):
    return rows.administration()


@pytest.fixture
def secretariat(db):
    return rows.secretariat()


@pytest.fixture
def readers(member, administration, secretariat, council, committee, term):
    """One of each kind: the member sits in the council and in the committee, the other in a board of its own.

    A seat without a role that is known is no reason to see anything, and neither is a role without a seat today: the
    former member's ended yesterday, the coming one's begins tomorrow. The elected one's term is still to come, and is
    let to read.
    """
    next_term = rows.next_term(elected_read_from=TODAY)
    unknown = User.objects.create_user("ukendt@example.org", role="auditor")
    rows.Seat.objects.create(body=council, term=term, user=unknown)
    board = Body.objects.create(name="Ældrerådet", slug="aeldreraadet", kind=Body.Kind.ADVISORY)
    return {
        "public": AnonymousUser(),
        "unknown": unknown,
        "member": member,
        "other_member": rows.seated("andet-medlem@example.org", term, board),
        "former": rows.seated("tidligere@example.org", term, council, committee, ends=TODAY - timedelta(days=1)),
        "coming": rows.seated("kommende@example.org", term, council, committee, starts=TODAY + timedelta(days=1)),
        "elected": rows.seated("nyvalgt@example.org", next_term, council, committee),
        "administration": administration,
        "secretariat": secretariat,
    }


@pytest.fixture
def client_of():
    """A browser for a user; without one, for the public."""
    return browser_of


def browser_of(user=None):
    client = Client()
    if user:
        let_in(client, user)
    return client


@pytest.fixture
def vision(term):
    return rows.vision(term)


@pytest.fixture
def aim(vision):
    return rows.aim(vision)


@pytest.fixture
def main_policy(db, other_committee):
    return rows.main_policy(other_committee)


@pytest.fixture
def strategy(main_policy, other_committee):
    return rows.strategy(main_policy, other_committee)


@pytest.fixture
def make_meeting(db):
    return rows.meeting


@pytest.fixture
def theme_meeting(db, council):
    return rows.theme_meeting(council)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """One of each thing that an address can name; what a test changes in it is gone with the test.

    Its people and rows are those of the fixtures above: a module that asks for it asks for none of them.
    """
    with django_db_blocker.unblock(), built() as words:
        yield words


@pytest.fixture(scope="module")
def plan_of_2023(django_db_setup, django_db_blocker):
    """Ishøj's plan, for a module all of whose tests ask for it; what a test changes in it is gone with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_plan", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def client_as(db, house):
    """A browser for one of the house's people, by the role that the table of rights names."""
    return browser_as


def browser_as(role):
    if role == "unseated":
        # Made when asked for: the house itself has nobody without a seat.
        email = "tidligere@example.org"
        return browser_of(User.objects.filter(email=email).first() or rows.make_user(User.Role.MEMBER, email))
    if role == "elected":
        email = "nyvalgt@example.org"
        if not User.objects.filter(email=email).exists():
            bodies = Body.objects.filter(seats__user__role=User.Role.MEMBER).distinct()
            rows.seated(email, rows.next_term(elected_read_from=TODAY), *bodies)
        return browser_of(User.objects.get(email=email))
    return browser_of(None if role == "public" else User.objects.filter(role=role).earliest("pk"))

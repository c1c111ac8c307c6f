"""The people and rows that tests need: the public, a council member, the administration, the secretariat."""

import fcntl
import os
import subprocess
import sys
from datetime import date, time

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from hypothesis import settings

from ishoj_process.models import Body, CouncilTerm, MainPolicy, Meeting, Seat, Strategy, User, Vision, VisionAim
from ishoj_process.search import index, watching

TODAY = date(2023, 8, 14)

# The same examples on every machine, so that a change is judged by itself; HYPOTHESIS_PROFILE=explore looks for more.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test keeps, no other finds."""
    cache.clear()


# Where rows are searched for, or where everything runs as it does for a user.
KEEPS_SEARCH = {
    "journeys",
    "search",
    "test_nonsense.py",
    "test_ten_times.py",
    "test_sent_twice.py",
    "test_consequences.py",
    "test_status_table.py",
}


@pytest.fixture(autouse=True)
def search_where_it_is_asked_for(request, monkeypatch):
    """Entries of the search take a third of the suite's time; most tests make rows that nobody searches for."""
    if not KEEPS_SEARCH & set(request.path.parts):
        monkeypatch.setattr(index, "touched", lambda _model, _pks: {})
        monkeypatch.setattr(watching, "touched", lambda _model, _pks: {})
        monkeypatch.setattr(index, "refresh", lambda _source, _pks: None)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A file as `set_up_database` makes it, to be copied: tables take long to make. Made once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    made = folder / "empty.sqlite3"
    with (folder / "empty.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            set_up_database(folder / "being-made.sqlite3", folder)
            (folder / "being-made.sqlite3").rename(made)
    return made


def set_up_database(path, var):
    own = {"DATABASE_URL": f"sqlite:///{path}", "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "ishoj_process.settings"}
    command = [sys.executable, "manage.py", "set_up_database"]
    subprocess.run(command, env=os.environ | own, cwd=django_settings.BASE_DIR, check=True, capture_output=True)


@pytest.fixture
def term(db):
    return CouncilTerm.objects.create(
        name="2022-2025", starts=date(2022, 1, 1), ends=date(2025, 12, 31), level_order="parallel"
    )


@pytest.fixture
def council(db):
    return Body.objects.create(name="Ishøj Byråd", slug="ishoej-byraad", kind=Body.Kind.COUNCIL)


@pytest.fixture
def committee(db):
    return Body.objects.create(
        name="Kultur- og Fritidsudvalget", slug="kultur-og-fritidsudvalget", kind=Body.Kind.STANDING
    )


@pytest.fixture
def other_committee(db):
    return Body.objects.create(
        name="Klima- og Miljøudvalget", slug="klima-og-miljoeudvalget", abbreviation="KMU", kind=Body.Kind.STANDING
    )


def make_user(role, email):
    return User.objects.create_user(email, "en-lang-adgangskode", name=f"Demo: {User.Role(role).label}", role=role)


@pytest.fixture
def member(term, council, committee):
    """A council member who also sits in one committee."""
    user = make_user(User.Role.MEMBER, "medlem@example.org")
    for body in (council, committee):
        Seat.objects.create(user=user, body=body, term=term)
    return user


@pytest.fixture
def administration(db):
    return make_user(User.Role.ADMINISTRATION, "administration@example.org")


@pytest.fixture
def secretariat(db):
    return make_user(User.Role.SECRETARIAT, "sekretariat@example.org")


@pytest.fixture
def readers(member, administration, secretariat, council, term):
    """One of each kind: the member sits in the council and in the committee, the other in nothing.

    A seat without a role that is known is no reason to see anything.
    """
    unknown = User.objects.create_user("ukendt@example.org", role="auditor")
    Seat.objects.create(body=council, term=term, user=unknown)
    return {
        "public": AnonymousUser(),
        "unknown": unknown,
        "member": member,
        "other_member": make_user(User.Role.MEMBER, "andet-medlem@example.org"),
        "administration": administration,
        "secretariat": secretariat,
    }


@pytest.fixture
def client_of():
    """A browser for a user; without one, for the public."""

    def make(user=None):
        client = Client()
        if user:
            client.force_login(user)
        return client

    return make


@pytest.fixture
def vision(term):
    return Vision.objects.create(title="Vision 2035", slug="vision-2035", term=term, horizon=2035)


@pytest.fixture
def aim(vision):
    return VisionAim.objects.create(vision=vision, title="Et robust lokalsamfund")


@pytest.fixture
def main_policy(db, other_committee):
    return MainPolicy.objects.create(title="Miljøpolitik", slug="miljoepolitik", lead_committee=other_committee)


@pytest.fixture
def strategy(main_policy, other_committee):
    return Strategy.objects.create(
        title="Biodiversitetsstrategi",
        slug="biodiversitetsstrategi",
        main_policy=main_policy,
        owner=other_committee,
        status="in_preparation",
    )


@pytest.fixture
def make_meeting(db):
    """A meeting of the given bodies; a published one on 21 August 2023 unless told otherwise."""

    def make(*bodies, **fields):
        day = fields.pop("start_date", date(2023, 8, 21))
        fields = {"kind": Meeting.Kind.THEME, "start_date": day, "end_date": day, **fields}
        meeting = Meeting.objects.create(**fields)
        meeting.bodies.set(bodies)
        return meeting

    return make


@pytest.fixture
def theme_meeting(make_meeting, council):
    return make_meeting(council, title="Temamøde 1 for Byrådet", start_time=time(17), end_time=time(19))

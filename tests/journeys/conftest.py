"""A real browser on a real server with Ishøj's plan; what the browser complains of fails the test."""

import sqlite3

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, User
from tests.conftest import browser_of

from .plainly import Walker

PASSWORD = "en-lang-adgangskode"


@pytest.fixture(scope="session")
def photographs():
    """What `ishoej` left in the database, kept so that it is made once."""
    return []


@pytest.fixture
def ishoej(transactional_db, photographs):
    """The plan of 2023, and one person of each role."""
    if photographs:
        connection.ensure_connection()
        photographs[0].backup(connection.connection)
        return
    call_command("load_plan", verbosity=0)
    member = User.objects.create_user("medlem@example.org", PASSWORD, name="Demo: byrådsmedlem")
    Seat.objects.create(user=member, body=Body.objects.get(kind="council"), term=CouncilTerm.objects.get())
    for role in (User.Role.ADMINISTRATION, User.Role.SECRETARIAT):
        User.objects.create_user(f"{role}@example.org", PASSWORD, name=f"Demo: {role.label}", role=role)
    if connection.vendor == "sqlite":  # another database is filled anew each time
        photograph = sqlite3.connect(":memory:")
        connection.connection.backup(photograph)
        photographs.append(photograph)


@pytest.fixture
def three_members(ishoej):
    """Two members more, so that three sit in the council, each in a group; the names by which they log in."""
    council, term = Body.objects.get(kind="council"), CouncilTerm.objects.get()
    groups = list(PartyGroup.objects.all()[:3])
    Seat.objects.filter(user__email="medlem@example.org").update(party_group=groups[0])
    for number, group in enumerate(groups[1:], start=2):
        user = User.objects.create_user(f"medlem{number}@example.org", PASSWORD, name=f"Demo: medlem {number}")
        Seat.objects.create(user=user, body=council, term=term, party_group=group)
    return ["medlem", "medlem2", "medlem3"]


@pytest.fixture
def complaints():
    """What the browser complained of; a test that asks for trouble empties it."""
    return []


@pytest.fixture
def open_browser(open_window, live_server, ishoej, complaints):
    """A browser window at a width; its complaints are counted when the test ends."""

    def make(width=1280, **options):
        page = open_window(base_url=live_server.url, viewport={"width": width, "height": 900}, **options)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if is_elsewhere(request.url) else None)
        return page

    def is_elsewhere(url):
        return not url.startswith((live_server.url, "data:", "blob:"))

    yield make
    assert complaints == []


@pytest.fixture
def log_in(open_browser, live_server):
    """A window in which somebody has logged in; it has opened nothing yet."""

    def make(who, **options):
        page, client = open_browser(**options), Client()
        client.force_login(User.objects.get(email=address_of(who)))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return make


@pytest.fixture
def walk_as(ishoej):
    """Whoever needs no browser for their part of a journey; without a name, the public."""

    def make(who=None):
        return Walker(browser_of(who and User.objects.get(email=address_of(who))))

    return make


@pytest.fixture
def log_in_by_the_page(open_browser):
    """A window in which somebody has logged in as people do."""

    def make(who, **options):
        page = open_browser(**options)
        page.goto("/log-ind/")
        page.get_by_label("E-mail").fill(address_of(who))
        page.get_by_role("textbox", name="Adgangskode").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Log ind").click()
        page.locator(".menu-mine > details").wait_for()
        return page

    return make


def address_of(who):
    return f"{who}@example.org"

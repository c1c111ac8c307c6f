"""Every address × every role, held to the table in docs/rights.md."""

import re
from contextlib import contextmanager
from copy import deepcopy
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import URLPattern, get_resolver, resolve

from ishoj_process.hierarchy.addresses import EDITION
from tests.conftest import browser_as, leave_pages_unset
from tests.ishoj_process.site.way_down import says_the_way_down
from tests.whole_site import real

from .rights_table import ANSWERS, ROLES, answer_of, rights_table

TABLE = rights_table()
TOKENLESS = re.compile(rb'name="csrfmiddlewaretoken" value=""')
# What an act must be told so that it is carried out, or refused with its reasons, and not met as nonsense.
POSTED = {
    "/moeder/aarsplan/<proposed-year>/moeder/<planned>/udelad/": {"udelad": "1"},
    "/moeder/<meeting>/tilstand/": {"to": "cancelled"},
    "/moeder/<meeting>/dagsorden/offentliggoer/": {"to": "draft"},
    "/moeder/<meeting>/referat/": {"to": "published"},
    "/moeder/<meeting>/svar/": {"answer": "ACCEPTED", "revision": "0"},
    "/punkter/<item>/flyt/": {"retning": "ned", "nummer": "1"},
}
# Doors rather than rooms: their own tests say what they do.
LEFT_OUT = ("admin/", "log-ind/lukket/", "log-ud/", "glemt-adgangskode/", "^glemt-adgangskode/")


def addresses(patterns, prefix=""):
    """Each address of the house as its pattern."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if path.startswith(LEFT_OUT):
            continue
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from addresses(pattern.url_patterns, path)


def test_table_says_only_what_it_may():
    assert {answer for row in TABLE.values() for answer in row.values()} <= ANSWERS


@contextmanager
def undone():
    """What is done within is as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(house, django_db_blocker):
    """One of each role, let in once; and what it has to show for it."""
    with django_db_blocker.unblock():
        opened = {role: browser_as(role) for role in ROLES}
    return {role: (browser, browser.cookies) for role, browser in opened.items()}


@pytest.fixture
def ask(db, house, browsers, unwritten_papers):
    """What an address says to a role by a method; what is done there is undone at once.

    What is kept of a page is given to the next role, as it is to the next reader.
    """

    def answer(role, method, address, data=None):
        browser, let_in_by = browsers[role]
        browser.cookies = deepcopy(let_in_by)
        with undone(), pytest.MonkeyPatch.context() as patch:
            if role == "unseated":  # who reads as the public, whose pages are drawn
                leave_pages_unset(patch)
            response = getattr(browser, method.lower())(real(address, house), data)
            response.whole = b"".join(response)
        if method != "GET":
            cache.clear()
        return response

    return answer


@pytest.mark.parametrize(("method", "address"), TABLE)
def test_address_answers_each_role_as_the_table_says(ask, method, address):
    """And every form there carries what tells that it is ours: a part of a page without it shows a refused button.

    Each page below the first level of the menu says the way down to it.
    """
    answers = {role: ask(role, method, address, POSTED.get(address) if method == "POST" else None) for role in ROLES}

    assert {role: answer_of(response) for role, response in answers.items()} == TABLE[method, address]
    assert [role for role, response in answers.items() if response.status_code >= 500] == []
    assert [role for role, response in answers.items() if TOKENLESS.search(response.whole)] == []
    assert [role for role, response in answers.items() if not says_the_way_down(response)] == []


@pytest.mark.parametrize(("method", "address"), [key for key in TABLE if "yes" not in TABLE[key]["public"]])
def test_writing_is_refused_where_reading_is(unset_pages, ask, method, address):
    """A page that a role may not open, it may not post to either; some pages nobody posts to (405)."""
    refused = [role for role in ROLES if TABLE[method, address][role] != "yes"]

    answers = {role: ask(role, "POST", address, {"token": str(uuid4())}) for role in refused}

    wrong = {role: answer_of(response) for role, response in answers.items() if response.status_code != 405}
    assert wrong == {role: TABLE[method, address][role] for role in wrong}


# The log-in page is a library's, whose forms take a PUT for a POST.
@pytest.mark.parametrize(("method", "address"), [key for key in TABLE if key[1] != "/log-ind/"])
def test_address_answers_no_other_method(unset_pages, ask, method, address):
    """What only reads is not posted to, what only acts is not opened, and nothing is put or deleted."""
    role = next(role for role in ROLES if TABLE[method, address][role] == "yes")
    verbs = ["put", "patch", "delete", *(["get"] if method == "POST" else [])]

    assert {verb: ask(role, verb, address).status_code for verb in verbs} == dict.fromkeys(verbs, 405)


# The pages of a document are those of its editions, too, whichever it is.
OF_AN_EDITION = re.compile(rf"{re.escape(EDITION)}(?=[/.])/?")


def of_document(route):
    """The route of the same page of the document itself."""
    return OF_AN_EDITION.sub("", route).replace("/.", ".")


def test_every_address_stands_in_the_table(house):
    told = {resolve(real(address, house)).route for _, address in TABLE}
    told |= {of_document(route) for route in told}

    assert sorted({of_document(route) for route in addresses(get_resolver().url_patterns)} - told) == []


def test_each_page_of_a_document_is_one_of_its_editions():
    routes = set(addresses(get_resolver().url_patterns))
    own = {route for route in routes if route.startswith(("vision/<slug", "politikker/<slug", "strategier/<slug"))}
    own -= {route for route in own if EDITION in route}

    assert own == {of_document(route) for route in routes if EDITION in route and "<slug" in route}


DOCUMENT = re.compile(r"^/\w+/<(?:vision|policy|strategy)>(?=[/.])")
# What hangs on the document itself has a number that is none of its edition's.
OWN_PARTS = re.compile(r"<(?!(?:vision|policy|strategy)>)[a-z-]+>")


@pytest.mark.parametrize(
    ("method", "address"), [key for key in TABLE if DOCUMENT.match(key[1]) and not OWN_PARTS.search(key[1])]
)
def test_edition_that_is_begun_answers_as_its_document_but_for_the_public(unset_pages, ask, method, address):
    begun = DOCUMENT.sub(lambda found: f"{found[0]}/udgave/2", address).replace("2/.", "2.")
    hidden = dict.fromkeys([role for role in ("public", "unseated") if TABLE[method, address][role] == "yes"], "absent")

    assert {role: answer_of(ask(role, method, begun)) for role in ROLES} == TABLE[method, address] | hidden

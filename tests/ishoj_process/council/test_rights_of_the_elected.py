"""Who was elected and is let to read: every address, held to the rule and its exceptions in docs/rights.md."""

import re
from copy import deepcopy
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.conftest import browser_as
from tests.site.rights_table import PAGE, answer_of, rights_table
from tests.site.test_rights_table import POSTED
from tests.whole_site import real

TABLE = rights_table()
# Of the second table, where neither rule holds.
ROW = re.compile(r"^\| `(GET|POST) ([^`]+)` \| ([a-z ]+) \|$", re.MULTILINE)
EXCEPTIONS = {(method, address): answer for method, address, answer in ROW.findall(PAGE.read_text())}


def expected(method, address):
    """What is read is read as by a council member; what is written, as by a log-in without a seat."""
    row = TABLE[method, address]
    return EXCEPTIONS.get((method, address), row["member" if method == "GET" else "unseated"])


@pytest.fixture(scope="module")
def browser(house, django_db_blocker):
    """The elected one's, let in once; and what they have to show for it."""
    with django_db_blocker.unblock():
        opened = browser_as("elected")
    return opened, opened.cookies


@pytest.fixture
def ask(db, house, browser, unset_pages, unwritten_papers):
    def answer(method, address, data=None):
        opened, let_in_by = browser
        opened.cookies = deepcopy(let_in_by)
        with transaction.atomic():
            response = getattr(opened, method.lower())(real(address, house), data)
            b"".join(response)
            transaction.set_rollback(True)
        if method != "GET":
            cache.clear()
        return answer_of(response)

    return answer


@pytest.mark.parametrize(("method", "address"), TABLE)
def test_address_answers_the_elected(ask, method, address):
    assert ask(method, address, POSTED.get(address) if method == "POST" else None) == expected(method, address)


@pytest.mark.parametrize("address", [address for method, address in TABLE if method == "GET"])
def test_nothing_is_posted_to_what_is_read(ask, address):
    """The rule of a log-in without a seat, whatever the page shows."""
    answer = ask("POST", address, {"token": str(uuid4())})

    assert answer in ("yes", TABLE["GET", address]["unseated"])


def test_exceptions_are_addresses_of_the_table():
    assert EXCEPTIONS.keys() <= TABLE.keys()
    assert EXCEPTIONS

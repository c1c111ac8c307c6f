"""A term that is made ready after the election of 2025."""

from datetime import date

import pytest

from ishoj_process.models import PartyGroup
from tests import rows


@pytest.fixture(autouse=True)
def after_the_election(settings):
    settings.PROCESS_TODAY = "2025-11-19"


@pytest.fixture
def client(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def coming(term):
    """The term 2026–2029, beside the one that runs."""
    return rows.next_term(council_size=3)


@pytest.fixture
def group(db):
    return PartyGroup.objects.create(letter="A", name="Socialdemokratiet")


@pytest.fixture
def today():
    return date(2025, 11, 19)

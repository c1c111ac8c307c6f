"""What tests of the ground share."""

import pytest

from ishoj_process.models import User


@pytest.fixture
def keeper(db):
    """The secretariat, with the right to the database's own pages."""
    return User.objects.create_superuser("sekretariat@example.org", "en-lang-adgangskode", name="Demo: sekretariat")


@pytest.fixture
def browser(client_of, keeper):
    return client_of(keeper)

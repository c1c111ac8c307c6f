import pytest

from ishoj_process.models import Seat
from tests import rows

LEAVER, SUBSTITUTE = "medlem@example.org", "stedfortraeder@example.org"


@pytest.fixture
def substitute(term, council):
    user = rows.seated(SUBSTITUTE, term)
    Seat.objects.create(user=user, body=council, term=term, role="substitute")
    return user

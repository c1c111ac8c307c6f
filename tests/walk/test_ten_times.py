"""With ten times the data every page asks the database as often as before.

The figures are those that were asked for: 12 committees, 400 strategies, 2,000 invitations.
"""

from strategies.models import Consultee
from tests.site.test_ten_times import asked, more

FEW = {"bodies": 4, "strategies": 14, "beside": 3}
MANY = {"bodies": 12, "strategies": 400, "beside": 100}


def test_pages_ask_no_more_when_there_is_ten_times_as_much(client_as, house, unwritten_papers):
    counts = asked(client_as, house, FEW, MANY)

    assert Consultee.objects.count() > 1600
    assert more(counts) == {}

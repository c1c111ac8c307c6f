"""With ten times the data every page asks the database as often as before.

The figures are those that were asked for: 12 committees, 400 strategies, 2,000 invitations.
"""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategies.models import Consultee
from tests.large_site import fill
from tests.whole_site import real

from .rights_table import rights_table

TABLE = rights_table()
# The log-in page is a library's. The others take half a minute each to draw 400 strategies on paper; what they ask is
# counted in test_plan_pdf, test_cascade_page and test_timeline_views.
LEFT_OUT = ("/log-ind/", "/plan.pdf", "/kaskade.pdf", "/tidslinje.pdf")
PAGES = [address for method, address in TABLE if method == "GET" and address not in LEFT_OUT]


def queries_of(client, house):
    """{address: how many queries the page took}, each built anew, as after a change."""
    counts = {}
    for address in PAGES:
        cache.clear()
        with CaptureQueriesContext(connection) as context:
            response = client.get(real(address, house))
            list(response)  # which closes a file that is sent
        counts[address] = len(context)
    return counts


def test_pages_ask_no_more_when_there_is_more(client_as, house):
    fill(house, bodies=4, strategies=14, beside=3)
    clients = {role: client_as(role) for role in ("member", "administration")}
    for client in clients.values():
        client.get("/")  # who logs in is looked up once
    few = {role: queries_of(client, house) for role, client in clients.items()}

    fill(house, bodies=12, strategies=400, beside=100)
    many = {role: queries_of(client, house) for role, client in clients.items()}

    assert Consultee.objects.count() > 1600
    asked = {(role, address): (few[role][address], many[role][address]) for role in clients for address in PAGES}
    assert {page: counts for page, counts in asked.items() if counts[1] > counts[0]} == {}

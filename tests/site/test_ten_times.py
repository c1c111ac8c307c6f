"""With more data every page asks the database as often as before; `make walk` asks it with ten times the data."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategies.models import Consultee
from tests.large_site import fill
from tests.whole_site import real

from .rights_table import rights_table

TABLE = rights_table()
PAGES = [address for method, address in TABLE if method == "GET" and address != "/log-ind/"]  # which is a library's


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


def asked(client_as, house, few, many):
    """{(role, address): how many queries the page took with little in the house, and with much}."""
    fill(house, **few)
    clients = {role: client_as(role) for role in ("member", "administration")}
    for client in clients.values():
        client.get("/")  # who logs in is looked up once
    before = {role: queries_of(client, house) for role, client in clients.items()}
    fill(house, **many)
    after = {role: queries_of(client, house) for role, client in clients.items()}
    return {(role, address): (before[role][address], after[role][address]) for role in clients for address in PAGES}


def more(counts):
    return {page: (few, many) for page, (few, many) in counts.items() if many > few}


def test_pages_ask_no_more_when_there_is_more(client_as, house, unwritten_papers):
    counts = asked(
        client_as, house, {"bodies": 2, "strategies": 7, "beside": 2}, {"bodies": 4, "strategies": 28, "beside": 12}
    )

    assert Consultee.objects.count() > 100
    assert more(counts) == {}

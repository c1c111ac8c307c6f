"""With more data every page asks the database as often as before.

Asked once of each page, as one reader; `make walk` asks each as two, and with ten times the data.
"""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategies.models import Consultee
from tests.large_site import fill
from tests.whole_site import real

from .rights_table import rights_table

TABLE = rights_table()
OPENED = {address: row for (method, address), row in TABLE.items() if method == "GET" and address != "/log-ind/"}
PAGES = {role: [*OPENED] for role in ("member", "administration")}  # the page for logging in is a library's
# In the suite as the administration, and as a member what it may not open.
ONCE = PAGES | {"member": [page for page, row in OPENED.items() if row["member"] == "yes" != row["administration"]]}


def queries_of(client, house, pages):
    """{address: how many queries the page took}, each built anew, as after a change."""
    counts = {}
    for address in pages:
        cache.clear()
        with CaptureQueriesContext(connection) as context:
            response = client.get(real(address, house))
            list(response)  # which closes a file that is sent
        counts[address] = len(context)
    return counts


def asked(client_as, house, few, many, pages=PAGES):
    """{(role, address): how many queries the page took with little in the house, and with much}."""
    fill(house, **few)
    clients = {role: client_as(role) for role in pages}
    for client in clients.values():
        client.get("/")  # who logs in is looked up once
    before = {role: queries_of(client, house, pages[role]) for role, client in clients.items()}
    fill(house, **many)
    after = {role: queries_of(client, house, pages[role]) for role, client in clients.items()}
    return {(role, page): (before[role][page], after[role][page]) for role in clients for page in pages[role]}


def more(counts):
    return {page: (few, many) for page, (few, many) in counts.items() if many > few}


def test_pages_ask_no_more_when_there_is_more(client_as, house, unwritten_papers):
    # One more of each status, and of each thing beside it.
    few, more_of_it = {"bodies": 2, "strategies": 7, "beside": 2}, {"bodies": 2, "strategies": 7, "beside": 3}

    counts = asked(client_as, house, few, more_of_it, pages=ONCE)

    assert Consultee.objects.count() > 30
    assert more(counts) == {}

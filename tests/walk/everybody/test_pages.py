"""Each address as each reader, wide and narrow, with all that folds open, and as it refuses a form that is empty.

The pages are those of the walk, served to a browser by the readers' own test clients; a page that two readers see alike
is looked at once. The long form of `make walk` looks at all of them, the short one at a few of each reader.
"""

import re
from hashlib import blake2b
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import transaction

from tests.walk.conftest import ROWS
from tests.walk.house.fill import STATES
from tests.walk.house.kinds import kinds_of
from tests.walk.places import addresses
from tests.walk.walk import SECRETS, browsers_of, tell

from .seen import faults_on

SITE = "http://testserver"
EVERY = 25 if ROWS == "1" else 1
OF_ONE_ANSWER = re.compile(r'(csrfmiddlewaretoken|token)" value="[^"]*"')
OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
# The forms in which one writes, each sent with nothing in it as a browser does that checks nothing itself.
FORMS = "() => document.querySelectorAll('main form.edit-form[method=post]').length"
SEND_EMPTY = """place => {
  const form = document.querySelectorAll('main form.edit-form[method=post]')[place];
  for (const field of form.querySelectorAll('input:not([type=hidden], [type=submit], [type=checkbox]), textarea'))
    field.value = '';
  form.noValidate = true;
  HTMLFormElement.prototype.submit.call(form);
}"""


# What differs in the other houses is which words are shown, and not how.
@pytest.mark.parametrize("planted", STATES[:1], indirect=True, ids=str)
@pytest.mark.parametrize(
    "reader", ["public", "member", "without", "other", "former", "coming", "elected", "administration", "secretariat"]
)
def test_pages_shut_nobody_out(planted_house, open_window, reader):
    walk, house, people = planted_house
    client, page = browsers_of(people)[reader], open_window(reduced_motion="reduce")
    page.route("**/*", lambda route: serve(route, client))
    cache.clear()
    faults, looks, looked = [], [], 0

    for pattern, address in pages_of(walk, house, client):
        with transaction.atomic():
            looked += 1
            faults += [(pattern, *fault) for fault in seen(page, address, looks)]
            transaction.set_rollback(True)

    tell("\n".join([f"{reader}: {looked} pages, {len(faults)} faults", *map(str, faults)]))
    assert faults == []


KNOWN = set()  # what was looked at, by its contents


def pages_of(walk, house, client):
    """(pattern, address) of each page that the reader may open and that nobody has been shown so."""
    places = addresses(house, None if ROWS == "every" else kinds_of(walk))
    for turn, (pattern, rows) in enumerate(places):
        if SECRETS.search(pattern) or (turn + len(KNOWN)) % EVERY:
            continue
        shown = ((address, content_of(client.get(address))) for address in walk.choose(rows, turn))
        address, content = next((each for each in shown if each[1]), ("", ""))  # about the first that is shown at all
        digest = blake2b(content.encode()).digest()
        if content and digest not in KNOWN:
            KNOWN.add(digest)
            yield pattern, address


def content_of(response):
    """A page without what is made for one answer alone; empty where it is none."""
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return ""
    content = b"".join(response).decode()
    return OF_ONE_ANSWER.sub("", content) if "<main" in content else ""


def seen(page, address, looks):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(SITE + address)
    page.evaluate(OPEN_ALL)
    yield from faults_on(page, looks)
    for place in range(page.evaluate(FORMS)):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(SITE + address)
        with page.expect_navigation():
            page.evaluate(SEND_EMPTY, place)
        for fault in faults_on(page, looks):
            yield "refused", *fault


def serve(route, client):
    """Answer the browser as the house would, without one that listens."""
    request = route.request
    address = urlsplit(request.url)
    if address.path.startswith("/static/"):
        path = finders.find(address.path.removeprefix("/static/"))
        return route.fulfill(path=path) if path else route.fulfill(status=404)
    where = {"path": address.path, "QUERY_STRING": address.query}
    if request.method == "POST":
        kind = request.headers.get("content-type", "")
        response = client.generic("POST", data=request.post_data_buffer or b"", content_type=kind, **where)
    else:
        response = client.generic("GET", **where)
    headers = {name: value for name, value in response.items() if name.lower() != "content-length"}
    return route.fulfill(status=response.status_code, headers=headers, body=b"".join(response))

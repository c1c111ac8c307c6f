"""What is answered to a form: each address that takes one, sent by each reader, against a version that has moved on.

The answer shows both texts, the reasons, or leads to a page with a message. What was sent holds none of the words:
whatever is read of them comes from the house.
"""

from contextlib import contextmanager
from html.parser import HTMLParser

from django.core.cache import cache
from django.db import transaction

from tests.site.rights_table import rights_table
from tests.site.test_rights_table import POSTED

from .house.words import WORD
from .places import addresses
from .walk import SECRETS, browsers_of

# Those among whom somebody may send each form: whose page it is read from.
KEEPERS = ("secretariat", "administration", "member", "other")
TYPED = "Noget andet"
OTHERS = {"url": "https://example.org/andet", "email": "andet@example.org"}


class Fields(HTMLParser):
    """The fields of the last form of a page that is posted: [(name, value)], with other texts than those shown."""

    def __init__(self):
        super().__init__()
        self.sent, self.form, self.select = [], None, None

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "form":
            self.form = [] if of.get("method", "").lower() == "post" else None
        if self.form is None or not (name := of.get("name") or self.select):
            return
        if tag == "textarea":
            self.form.append((name, f"<p>{TYPED}</p>"))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in of:
            self.form.append((self.select, of.get("value", "")))
        elif tag == "input":
            self._input(name, of)

    def _input(self, name, of):
        kind = of.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in of:
                self.form.append((name, of.get("value", "on")))
        elif kind == "hidden":
            self.form.append((name, "0" if name == "version" else of.get("value", "")))
        elif kind not in ("file", "submit"):
            # A day or a number is sent as it stands; a text is another.
            value = of.get("value", "")
            self.form.append((name, OTHERS.get(kind, TYPED) if WORD.search(value) else value))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "form":
            self.sent, self.form = self.form or self.sent, None


def walk_forms(walk, house, people, *, choose, kind_of=None):
    browsers = browsers_of(people)
    acts = {pattern for method, pattern in rights_table() if method == "POST"}
    for pattern, places in addresses(house, kind_of, acts):
        if pattern.endswith((".pdf", ".docx", ".xlsx", ".zip", ".ics", ".eml")) or SECRETS.search(pattern):
            continue
        for address in choose(places, 0):
            sent = POSTED.get(pattern) or fields_at(address, browsers)
            if sent is None and pattern not in acts:
                continue
            for name, browser in browsers.items():
                _send(walk, name, browser, pattern, address, sent or {})


def fields_at(address, browsers):
    """The form of a page, from the first who may open it; None where there is none."""
    for name in KEEPERS:
        cache.clear()
        response = browsers[name].get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            fields = Fields()
            fields.feed(response.content.decode())
            sent = {}
            for key, value in fields.sent:
                sent.setdefault(key, []).append(value)
            return sent or None
    return None


def _send(walk, reader, browser, pattern, address, sent):
    """The answer and the page that it leads to; what was done is undone."""
    cache.clear()
    with undone():
        response = browser.post(address, sent)
        walk.note(reader, f"form: {pattern}", f"{address} {sent}", response)
        if response.status_code == 302:
            walk.note(reader, f"after: {pattern}", f"{address} {sent}", browser.get(response.url))


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

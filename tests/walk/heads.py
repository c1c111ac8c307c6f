"""What is told without a page: by HEAD, and by 304 to who has a copy of what somebody else was shown."""

import re

from django.core.cache import cache

from .places import addresses
from .reading import beside
from .walk import SECRETS, browsers_of

KEPT = re.compile(r"\.(ics|xlsx|zip)$|^/bilag/|<document>/$|^/plan.pdf|dagsorden.pdf|<strategy>.docx")
CHANGES = {"Set-Cookie", "Date", "Content-Length", "Content-Security-Policy"}  # from one answer to the next


def walk_heads(walk, house, people, *, choose, kind_of=None, whole=False):
    """Of each address as each reader; in short of files and one paper of each making, as three who differ most."""
    browsers = browsers_of(people)
    if not whole:
        browsers = {name: browsers[name] for name in ("public", "other", "secretariat")}
    cache.clear()
    for pattern, places in addresses(house, kind_of):
        if SECRETS.search(pattern) or not (whole or KEPT.search(pattern)):
            continue
        for address in choose(places, 0)[:1]:  # heads go by the address, not by the row
            answers = {name: _get(browser, address) for name, browser in browsers.items()}
            for name, browser in browsers.items():
                _ask_for_the_head(walk, name, pattern, address, browser, answers[name])
                for tag in {answer.get("ETag") for answer in answers.values()} - {None}:
                    _ask_with_a_copy(walk, name, pattern, address, browser, answers[name], tag)


def _get(browser, address, **headers):
    return browser.get(address, headers=headers)


def _ask_for_the_head(walk, reader, pattern, address, browser, page):
    head = browser.head(address)
    walk.asked += 1
    walk.take(reader, f"HEAD {pattern}", beside(head), known=address)
    same = [(each.status_code, {*each.headers.items()} - _changing(each)) for each in (head, page)]
    if same[0] != same[1] or b"".join(head):
        walk.leaks[reader, "another head than the page's", pattern] += 1


def _changing(response):
    return {(name, value) for name, value in response.headers.items() if name in CHANGES}


def _ask_with_a_copy(walk, reader, pattern, address, browser, page, tag):
    answer = _get(browser, address, **{"If-None-Match": tag})
    walk.asked += 1
    if answer.status_code == 304 and page.get("ETag") != tag:
        walk.leaks[reader, "that a copy is of today", pattern] += 1

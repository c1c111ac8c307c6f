"""Nothing is called as its neighbour is: titles of pages and texts of links, in a house with two of each thing."""

import re
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, models, transaction
from lxml import html

from calendar_app.models import ElectedList
from ishoj_process.models import MainPolicy, Meeting, Strategy, Vision
from strategies.models import EarlyInvolvement
from tests.conftest import browser_as
from tests.site.rights_table import rights_table
from tests.walk.places import PLACES, addresses

NO_PAGE = re.compile(r"\.(pdf|docx|zip|xlsx|ics|csv|txt|json|svg)$|secret>|token>|/stilling/")
# The same page at another address: of the plan in force, of a term's plan, of the edition that stands.
THE_SAME = re.compile(r"^/tidslinje/|^/plan/|^/perioder/[0-9-]+/(plan|tidslinje)/$|/udgave/1/tekst/")
NAMES = {"title", "name", "text", "purpose", "label", "how", "note", "what", "by_whom", "sender"}
WEEK = timedelta(days=7)


def another(row):
    """A neighbour of the row: of other words and another day, and otherwise the same."""
    row.pk, row._state.adding = None, True
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in NAMES and isinstance(field, models.CharField | models.TextField):
            setattr(row, field.name, f"{value} to".strip())
        elif field.name == "slug":
            row.slug = f"{value}-to"
        elif field.name in ("number", "year") and isinstance(value, int):
            setattr(row, field.name, value + 10)
        elif isinstance(value, date):
            setattr(row, field.name, value + WEEK)
    if isinstance(row, Meeting):
        row.title = ""
    if isinstance(row, EarlyInvolvement):
        row.on = "2023-07-01"
    return row


def double(rows):
    for row in [*rows]:
        bodies = [*row.bodies.all()] if isinstance(row, Meeting) else []
        try:
            with transaction.atomic():
                another(row).save_base(raw=True)
        except IntegrityError:
            continue  # of this there is one alone
        if bodies:
            row.bodies.set(bodies)


@pytest.fixture(scope="module")
def two_of_each(house, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        for row in ElectedList.objects.all():
            ElectedList.objects.filter(pk=row.pk).update(name=f"{row.pk}.csv")
        for level in (Vision, MainPolicy, Strategy):
            level.objects.filter(edition=2).update(title=f"Ny {level._meta.verbose_name}")
        models_of = [getattr(rows, "model", rows) for rows, _ in PLACES.values()]
        for model in dict.fromkeys(models_of):
            double(model._base_manager.all())
        yield house
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(two_of_each, django_db_blocker):
    """{address: its page as the first of the staff reads it who may}, each once."""
    table, found = rights_table(), {}
    with django_db_blocker.unblock(), transaction.atomic():
        browsers = {role: browser_as(role) for role in ("administration", "secretariat", "member")}
        for pattern, places in addresses(two_of_each):
            row = table.get(("GET", pattern), {})
            role = next((role for role in browsers if row.get(role) == "yes"), None)
            if role is None or NO_PAGE.search(pattern):
                continue
            for address in places:
                answer = browsers[role].get(address)
                if answer.status_code == 200 and "html" in answer["Content-Type"] and "?" not in address:
                    found[address] = html.fromstring(answer.content)
        transaction.set_rollback(True)
    return found


def test_titles_are_their_pages_own(db, read):
    titles = defaultdict(set)
    for address, page in read.items():
        if not THE_SAME.search(address):
            titles[page.findtext(".//title")].add(address)

    assert len(read) > 350
    assert {title: sorted(at) for title, at in titles.items() if len(at) > 1} == {}


def test_links_of_the_same_text_lead_to_the_same_place(db, read):
    wrong = set()
    for address, page in read.items():
        places = defaultdict(set)
        for link in page.iterfind(".//main//a"):
            places[" ".join(link.text_content().split())].add(link.get("href"))
        wrong |= {(address, text, *sorted(to)) for text, to in places.items() if len(to) > 1}

    assert wrong == set()

"""Every form that changes a row, found through the table of rights: sent twice by a double click, it is stored once."""

import pytest
from django.forms import CharField

from ishoj_process.editing.page import EditForm
from tests.conftest import browser_as
from tests.whole_site import real

from .rights_table import ROLES, rights_table

TABLE = rights_table()
# The columns of text that the forms have; each has one of them.
COLUMNS = (
    "title",
    "how",
    "note",
    "text",
    "decision",
    "place",
    "answer",
    "purpose",
    "outcome",
    "reason",
    "promise",
    "name",
)
NUMBERS = ("agenda_days", "usual_minutes")
PAGES = [
    address
    for (method, address), row in TABLE.items()
    if method == "GET" and row["public"] in ("log in", "absent") and address.endswith("/")  # no file
]


def reader_of(address):
    """The role nearest to the secretariat that may open it."""
    return next(role for role in reversed(ROLES) if TABLE["GET", address][role] == "yes")


def form_of(client, url):
    """The form for a row with versions on the page; None where it has none."""
    form = (client.get(url).context or {}).get("form")
    return form if isinstance(form, EditForm) else None


def as_shown(form):
    """What the browser would send of the form as it is shown, with a first choice or a word where one must be made."""
    shown = {form.add_prefix(name): form[name].field.prepare_value(form[name].value()) for name in form.fields}
    for name, field in form.fields.items():
        if field.required and shown[name] == []:
            shown[name] = [next(iter(field.choices))[0]]
        elif field.required and shown[name] is None and type(field) is CharField:
            shown[name] = "Rettet."
    return {name: value for name, value in shown.items() if value is not False and value not in (None, "")}


@pytest.fixture(scope="module")
def forms(house, django_db_blocker):
    """Each page with a form for a row: {address: (client, url, form)}."""
    with django_db_blocker.unblock():
        browsers = {role: browser_as(role) for role in {reader_of(page) for page in PAGES}}
        clients = {page: (browsers[reader_of(page)], real(page, house)) for page in PAGES}
        found = {page: (client, url, form_of(client, url)) for page, (client, url) in clients.items()}
        return {page: each for page, each in found.items() if each[2]}


def test_form_for_a_new_row_carries_what_tells_a_second_click(forms):
    new = {page: form["token"].value() for page, (_client, _url, form) in forms.items() if not form.instance.pk}

    assert {"/moeder/nyt/", "/strategier/ny/", "/politikker/ny/", "/punkter/<item>/bilag/nyt/"} <= set(new)
    assert [page for page, token in new.items() if not token] == []


def test_row_changed_twice_by_a_double_click_gets_one_version(db, forms):
    changed = {page: each for page, each in forms.items() if each[2].instance.pk and has_versions(each[2])}
    answers = {page: changed_twice(client, url) for page, (client, url, _form) in changed.items()}

    assert {"/moeder/<meeting>/rediger/", "/strategier/<strategy>/rediger/", "/punkter/<item>/rediger/"} <= set(changed)
    assert answers == {page: ([302, 302], 1) for page in changed}


def has_versions(form):
    return hasattr(form.instance, "version")


def changed_twice(client, url):
    """The answers to the same change sent twice, and how many versions it made; of a row, several pages may change."""
    form = form_of(client, url)
    before = form.instance.version
    column = next(name for name in COLUMNS + NUMBERS if name in form.fields)
    value = form[column].value() or ""
    sent = as_shown(form) | {column: "9" if column in NUMBERS else f"{value} til".strip()}
    answers = [client.post(url, sent).status_code for _click in range(2)]
    form.instance.refresh_from_db()
    return answers, form.instance.version - before


def test_form_with_other_words_is_another_sending(db, house):
    """Whoever goes back, writes on and saves again is not led to what was stored before, as if this were it, too."""
    client = browser_as("administration")
    sent = as_shown(form_of(client, "/strategier/ny/")) | {"title": "Strategi for havnen"}

    first, again, other = (
        client.post("/strategier/ny/", sent | {"title": title}).url
        for title in ("Strategi for havnen", "Strategi for havnen", "Strategi for havnen og stranden")
    )

    assert first == again
    assert other != first
    assert "og stranden" in client.get(other).content.decode()


def test_token_that_no_page_of_ours_made_refuses_nothing(db, house):
    """It is nobody's word, and no error of it could be shown at a field."""
    client = browser_as("administration")
    sent = as_shown(form_of(client, "/strategier/ny/")) | {"title": "Strategi for havnen", "token": "not-a-uuid"}

    assert client.post("/strategier/ny/", sent).status_code == 302

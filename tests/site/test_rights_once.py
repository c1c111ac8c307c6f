"""A right stands in one place: who somebody is, is asked there alone, and widening a rule widens all that ask."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from ishoj_process import rights
from ishoj_process.admin.base import RowsAdmin, all_who_come, nobody
from ishoj_process.meetings.shown import shown_item
from ishoj_process.models import AgendaItem, Attachment, Case, Treatment
from ishoj_process.rules import allow
from tests.readers import STAFF, who
from tests.sources import ROOT, nodes, syntax

PACKAGES = ("ishoj_process", "vision", "strategies", "calendar_app")
ASKS_FOR_A_ROLE = re.compile(
    r"\bis_(staff_side|administration|secretariat|council_member|member|inside)\b|\buser\.role\b"
)
MAY_ASK = {"rights.py", "readers.py"}
# What is said to whom: here each role has words or boxes of its own, which is the thing itself and no right.
SPEAKS_BY_ROLE = {"vision/tasks.py", "calendar_app/overview/page.py"}


def sources():
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def test_who_somebody_is_is_asked_in_the_rights_alone():
    asking = {
        str(path.relative_to(ROOT))
        for path in sources()
        if path.name not in MAY_ASK and ASKS_FOR_A_ROLE.search(path.read_text())
    }

    assert asking == SPEAKS_BY_ROLE


@pytest.mark.parametrize("name", ["rights", "readers", "rules", "states"])
def test_rights_stand_below_the_models(name):
    """Models ask the rights for their sets; that rights know models by their names alone keeps the two from a ring."""
    tree = syntax(f"ishoj_process/{name}.py")
    run = [node for node in tree.body if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")]
    imported = [
        node.module or ""
        for part in run
        for node in ast.walk(part)
        if isinstance(node, ast.ImportFrom) and (node.level or node.module.startswith(PACKAGES))
    ]

    assert [module for module in imported if "models" in module.split(".")] == []


@pytest.mark.parametrize("path", [Path(package) / "rights.py" for package in PACKAGES], ids=str)
def test_rights_have_types(path):
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
    untyped = [
        each.name for each in functions if each.returns is None or any(arg.annotation is None for arg in each.args.args)
    ]

    assert untyped == []


@pytest.fixture
def closed_item(theme_meeting, strategy):
    theme_meeting.agenda_state = "published"
    theme_meeting.save()
    item = AgendaItem.objects.create(
        meeting=theme_meeting, number=1, title="Køb af grund", is_closed=True, public_title="Ejendomssag"
    )
    Treatment.objects.create(item=item, strategy=strategy)
    Attachment.objects.create(item=item, number=1, title="Bilag", size=1)
    return item


def in_admin(model, user):
    request = RequestFactory().get("/")
    request.user = user
    return admin.site._registry[model].get_queryset(request)


def ways_to_read(item):
    attachment = item.attachments.get()
    return {
        "predicate": lambda user: rights.can_read_item(user, item),
        "download": lambda user: rights.can_download(user, attachment),
        "page": lambda user: not shown_item(user, item).is_withheld,
        "set": lambda user: AgendaItem.objects.read_whole_by(user).exists(),
        "what it treats": lambda user: Treatment.objects.visible_to(user).exists(),
        "admin": lambda user: in_admin(AgendaItem, user).exists(),
        "admin of attachments": lambda user: in_admin(Attachment, user).exists(),
    }


def test_closed_items_are_widened_in_one_line(readers, closed_item, monkeypatch):
    ways = ways_to_read(closed_item)
    assert {name: who(readers, way) for name, way in ways.items()} == {name: {"secretariat", "member"} for name in ways}

    sits_in = rights.sits_in
    monkeypatch.setattr(rights, "sees_closed_items", lambda reader: allow(reader.is_staff_side) | sits_in(reader))

    assert {name: who(readers, way) for name, way in ways.items()} == {name: STAFF | {"member"} for name in ways}


def test_database_pages_of_what_has_a_right_ask_it():
    """A table that names no right shows nothing, and one whose rows have a right may not open them to all."""
    pages = {model: page for model, page in admin.site._registry.items() if isinstance(page, RowsAdmin)}
    shown_by_right = {model for model in pages if hasattr(model._default_manager.all(), "visible_to")}
    open_to_all = {model.__name__ for model, page in pages.items() if page.seen_by is all_who_come}

    assert shown_by_right
    assert {model.__name__ for model, page in pages.items() if page.seen_by is nobody} == set()
    assert open_to_all == {"Body", "CouncilTerm", "PartyGroup"}


# Kept for one reader, an address that is a secret, or so that nobody sees who gave points to what.
NEVER_SHOWN = {
    *("PrivateNote", "AgendaReading", "PaperReading", "Subscription", "KnownNetwork", "SearchEntry"),
    *("Ballot", "Vote", "SecretResult", "Mandate"),
    *("MeetingInvitation", "InvitationMail", "ReceivedReply", "AgendaImport"),
}


def test_what_is_one_readers_alone_has_no_database_page():
    models = {model.__name__: model for model in apps.get_models()}

    assert {name for name in NEVER_SHOWN if models[name] in admin.site._registry} == set()


def test_earlier_version_is_seen_as_the_row_is(readers, closed_item):
    request = RequestFactory().get("/")
    for user in readers.values():
        user.is_superuser = True
    ours = admin.site._registry[AgendaItem]
    assert isinstance(ours, RowsAdmin)

    def sees_earlier(user):
        request.user = user
        return ours.has_view_permission(request, closed_item.history.get().instance)

    public = readers.pop("public")
    assert who(readers, sees_earlier) == {"secretariat", "member"}
    assert public.is_authenticated is False


def past_pages(client_of, user, row):
    """The answers of the pages of a row's past: the list of versions, and each of them."""
    name = f"{row._meta.app_label}_{row._meta.model_name}"
    user.is_staff = user.is_superuser = True
    user.save()
    browser = client_of(user)
    urls = [reverse(f"admin:{name}_history", args=[row.pk])]
    urls += [reverse(f"admin:{name}_simple_history", args=[row.pk, each.pk]) for each in row.history.all()]
    return [browser.get(url).status_code for url in urls]


def closed_now(item):
    item.save()


def opened_since(item):
    item.save()
    item.is_closed = False
    item.save()


def closed_since(item):
    item.is_closed = False
    item.save()
    item.is_closed = True
    item.save()


@pytest.mark.parametrize("way", [closed_now, opened_since, closed_since], ids=lambda way: way.__name__)
def test_past_of_what_was_ever_closed_is_closed_in_the_database_pages(client_of, readers, closed_item, way):
    """The item, what a minority stated and what is to be done: what was written behind closed doors stays there."""
    closed_item.meeting.minutes_state = "published"
    closed_item.meeting.save()
    way(closed_item)
    rows = [
        closed_item,
        closed_item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>"),
        closed_item.follow_ups.create(what="Et notat", role="Direktionen"),
    ]

    for row in rows:
        assert {*past_pages(client_of, readers["administration"], row)} == {403}, row
        assert {*past_pages(client_of, readers["secretariat"], row)} == {200}, row


def test_past_of_a_standing_item_that_was_closed_is_closed(client_of, readers, other_committee):
    row = other_committee.standing_items.create(title="Personsager", is_closed=True, public_title="Fast punkt")
    seen = {name: {*past_pages(client_of, readers[name], row)} for name in ("administration", "secretariat")}

    row.is_closed = False
    row.save()

    assert seen == {"administration": {403}, "secretariat": {200}}
    assert {*past_pages(client_of, readers["administration"], row)} == {403}
    assert {*past_pages(client_of, readers["secretariat"], row)} == {200}


def test_case_of_closed_items_alone_is_seen_by_who_reads_them(readers, closed_item):
    closed_item.case = Case.objects.create(number="23/4711")
    closed_item.save()
    for user in readers.values():
        user.is_superuser = True

    assert who(readers, lambda user: in_admin(Case, user).exists()) == {"secretariat", "member"}

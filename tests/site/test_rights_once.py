"""A right stands in one place: who somebody is, is asked there alone, and widening a rule widens all that ask."""

import ast
import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.test import RequestFactory

from ishoj_process import rights
from ishoj_process.admin.base import StampedAdmin
from ishoj_process.meetings.shown import shown_item
from ishoj_process.models import AgendaItem, Attachment, Treatment
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
    shown_by_right = {model for model in admin.site._registry if hasattr(model._default_manager.all(), "visible_to")}

    assert shown_by_right
    assert {model.__name__ for model in shown_by_right if not admin.site._registry[model].seen_by} == set()


def test_earlier_version_is_seen_as_the_row_is(readers, closed_item):
    request = RequestFactory().get("/")
    for user in readers.values():
        user.is_superuser = True
    ours = admin.site._registry[AgendaItem]
    assert isinstance(ours, StampedAdmin)

    def sees_earlier(user):
        request.user = user
        return ours.has_view_permission(request, closed_item.history.get().instance)

    public = readers.pop("public")
    assert who(readers, sees_earlier) == {"secretariat", "member"}
    assert public.is_authenticated is False

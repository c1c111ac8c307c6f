"""One table says what each status means; a status that it does not know is answered closed."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from ishoj_process.models import Level, Strategy
from ishoj_process.models.status import (
    MEANINGS,
    NOT_STATED,
    UNKNOWN,
    Meaning,
    Status,
    label_of,
    meaning_of,
    moves_from,
    place_on_shelf,
    sentence_of,
    statuses,
)
from ishoj_process.readers import reader_of
from ishoj_process.rules import select
from ishoj_process.states import DECIDED
from strategies.rights import can_read_wording, reads_wording
from tests.sources import syntax

UNHEARD = "unheard_of"
# The acts that move a document name the status that they move it to, each singly.
NAMED_BY_ACTS = {
    "ishoj_process/hierarchy/forms.py": "whether an adoption may be stated",
    "ishoj_process/hierarchy/acts.py": "a new edition's beginning, and what is superseded by its adoption",
    "vision/adoption/acts.py": "the council's adoption",
    "strategies/adoption/acts.py": "the committee's adoption, and what is superseded by it",
    "calendar_app/meetings/page.py": "what the minutes say was put back into preparation",
}
THE_TABLE = "ishoj_process/models/status.py"


def test_every_status_has_a_row_and_no_row_is_of_another():
    assert set(MEANINGS) == {NOT_STATED, *Status}
    assert Level._meta.get_field("status").max_length >= max(map(len, Status.values))


def test_every_move_leads_to_a_status_and_comes_from_one():
    for meaning in MEANINGS.values():
        assert set(meaning.leads_to) <= set(Status)
        assert set(meaning.comes_from) <= set(MEANINGS)


def test_what_the_table_does_not_know_is_closed():
    assert meaning_of(UNHEARD) == UNKNOWN == Meaning()
    opening = {name: getattr(UNKNOWN, name) for name in Meaning.__annotations__ if name.startswith(("is_", "covers"))}
    assert opening.pop("is_secret") is True
    assert set(opening.values()) == {False}
    assert moves_from(UNHEARD) == ()
    assert [status for status in MEANINGS if UNHEARD in moves_from(status)] == []
    assert (label_of(UNHEARD), sentence_of(UNHEARD)) == (UNHEARD, "Status er ”unheard_of”.")


def test_forgotten_row_is_closed(monkeypatch):
    monkeypatch.delitem(MEANINGS, Status.ADOPTED)

    assert meaning_of("adopted").is_secret
    assert "adopted" not in statuses(lambda row: not row.is_secret)
    assert "adopted" not in moves_from("before_decision")
    assert (label_of("adopted"), sentence_of("adopted")) == ("vedtaget", "Status er ”vedtaget”.")


def test_new_row_says_itself_what_leads_to_it(monkeypatch):
    row = Meaning(leads_to=("chosen", "dropped"), comes_from=("chosen", "in_preparation"))
    monkeypatch.setitem(MEANINGS, UNHEARD, row)

    assert moves_from(UNHEARD) == ("chosen", "dropped")
    assert [status for status in MEANINGS if UNHEARD in moves_from(status)] == ["chosen", "in_preparation"]


@pytest.mark.parametrize("status", [*MEANINGS, UNHEARD])
def test_badge_has_an_icon_and_a_colour_that_there_are(status):
    styles = (settings.BASE_DIR / "static" / "site.css").read_text()

    badge = Template("{% load ui %}{% status_badge status %}").render(Context({"status": status}))

    assert "<svg" in badge
    assert f".badge-{meaning_of(status).tone} " in styles


def test_shelves_stand_in_the_order_of_the_work_and_what_was_laid_aside_last():
    laid_aside = ["dropped", "superseded", UNHEARD]
    work = ["considered", "chosen", "in_preparation", "before_decision", "adopted"]

    assert sorted([*laid_aside, "", *reversed(work)], key=place_on_shelf) == [*work, "", *laid_aside]


def member_names(node):
    """The members that a piece of code names: `Status.ADOPTED`, `Level.Status.ADOPTED`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and each.attr in Status.names:
            above = ast.unparse(each.value)
            if above.endswith("Status") and "FollowUp" not in above:
                yield each.attr


def lists_in(tree):
    """Every tuple, list, set, and the keys of every dictionary."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield node.elts
        elif isinstance(node, ast.Dict):
            yield [key for key in node.keys if key]


def code():
    for package in ("ishoj_process", "vision", "strategies", "calendar_app"):
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            if "migrations" not in path.parts and name != THE_TABLE:
                yield name, syntax(Path(name))


def test_statuses_are_named_by_the_table_and_by_acts():
    assert {name for name, tree in code() if any(member_names(tree))} == set(NAMED_BY_ACTS)


def test_rights_know_as_decided_what_the_table_says_is():
    """They stand below the models, and so below the table; this is the one list beside it."""
    assert set(DECIDED) == set(statuses(lambda meaning: meaning.is_decided))


def test_no_list_of_statuses_stands_outside_the_table():
    found = []
    for name, tree in code():
        if name == "ishoj_process/states.py":
            continue
        for parts in lists_in(tree):
            values = {part.value for part in parts if isinstance(part, ast.Constant)}
            if any(any(member_names(part)) for part in parts) or len(values & set(Status.values)) > 1:
                found.append((name, [ast.unparse(part) for part in parts]))
    assert found == []


@pytest.mark.parametrize("role", ["public", "member", "owner", "administration"])
@pytest.mark.parametrize("status", [*MEANINGS, UNHEARD])
def test_predicate_and_set_agree_on_who_reads_the_wording(request, strategy, member, committee, role, status):
    if role == "owner":
        strategy.owner = committee
    strategy.status = status
    strategy.save()
    user = AnonymousUser() if role == "public" else request.getfixturevalue({"owner": "member"}.get(role, role))

    may_read = can_read_wording(user, strategy)

    assert may_read == select(Strategy.objects.filter(pk=strategy.pk), reads_wording(reader_of(user))).exists()
    assert may_read == (role in ("owner", "administration") or not meaning_of(status).is_secret)


def test_templates_ask_no_status_by_its_name():
    names = "|".join(Status.values)
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        assert not re.search(rf"{{%[^%]*[\"']({names})[\"'][^%]*%}}", path.read_text()), path

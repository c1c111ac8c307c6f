"""README, CONTRIBUTING and docs say what is so: their variables, log-ins, files, commands, and every name of code."""

import ast
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import get_commands

from ishoj_process.council.accounts import DEMO_DOMAIN
from ishoj_process.management.commands.make_demo_users import DEMO_USERS, PASSWORD
from tests.sources import ROOT, nodes
from tests.walk.everybody import gallery

PAGES = sorted(
    path.relative_to(ROOT)
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "ishoj_process/plans/README.md"]
)
TWO_SCREENS = 100  # lines


def text_of(page):
    return (ROOT / page).read_text()


def sections_of(page):
    return dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text_of(page), re.MULTILINE | re.DOTALL))


def test_readme_is_a_way_in():
    assert list(sections_of("README.md")) == ["The two commands", "The log-ins", "The map", "Where to go on"]
    assert len(text_of("README.md").splitlines()) <= TWO_SCREENS


def test_every_variable_that_the_settings_read_is_told_of():
    settings_files = (ROOT / "ishoj_process" / "settings").glob("*.py")
    read = {name for path in settings_files for name in re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', path.read_text())}
    rows = re.findall(r"^\| (`.+?) \|", text_of("docs/operations.md"), re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)} == read


def test_log_ins_are_those_that_are_made():
    log_ins = sections_of("README.md")["The log-ins"]

    assert sorted(re.findall(r"^\| (\S+@\S+) \|", log_ins, re.MULTILINE)) == sorted(
        f"{key}{DEMO_DOMAIN}" for key in DEMO_USERS
    )
    assert f"`{PASSWORD}`" in log_ins


def test_decisions_are_dated_and_three_lines_each():
    decisions = text_of("docs/decisions.md").partition("\n\n**")[2].strip().split("\n\n")
    dates = re.findall(r"^\*\*(\d{4}-\d\d-\d\d) · [^*]+\.\*\* ", text_of("docs/decisions.md"), re.MULTILINE)

    assert [decision for decision in decisions if decision.count("\n") > 2] == []
    assert len(dates) == len(decisions)
    assert all(earlier <= later for earlier, later in pairwise(dates))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_files_that_are_named_are_there(page):
    text = text_of(page)
    linked = [(ROOT / page).parent / name.split("#")[0] for name in re.findall(r"\]\(([^):]+)\)", text)]
    named = [ROOT / name for name in re.findall(r"`([\w/.-]+/[\w.-]*\.(?:py|toml|md|po|html|txt|css|js))`", text)]

    assert [str(path) for path in [*linked, *named] if not path.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_commands_that_are_named_are_there(page):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    named = set(re.findall(r"`manage\.py (\w+)", text_of(page)))
    made = set(re.findall(r"\bmake ([a-z][\w-]*)`", text_of(page)))

    assert (named - get_commands().keys(), made - targets) == (set(), set())


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=str)  # names of the past
def test_names_of_code_are_there(page, names_of_code):
    """`rights.can_see_meeting`, `carry_out()`, `EditForm`, `LEVELS`: each part stands in the code."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text_of(page), flags=re.MULTILINE | re.DOTALL))
    looks = [span.removesuffix("()") for span in spans if re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(\(\))?", span)]

    missing = {
        name
        for name in looks
        if not set(name.removesuffix(".py").split(".")) <= names_of_code or not is_where_it_is_said(name)
    }

    assert missing == set()


def is_known(name, names):
    return set(name.removesuffix(".py").split(".")) <= names


def is_where_it_is_said(name):
    """True unless the first part is a module of ours that has no such name: `rights.shown_agenda` is in no rights."""
    if name.endswith(".py"):
        return any(path.name == name for path in own_files())
    first, _dot, rest = name.partition(".")
    files = [path for path in own_files() if path.stem == first]
    return not (files and rest) or any(rest.split(".")[0] in set(_names(path)) for path in files)


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("rights.can_see_meeting", True),
        ("rights.shown_agenda", False),
        ("Meeting.objects", True),
        ("clock.today", True),
    ],
)
def test_name_is_looked_for_where_it_is_said(name, is_there):
    assert is_where_it_is_said(name) is is_there


@cache
def own_files():
    packages = ("ishoj_process", "vision", "strategies", "calendar_app", "tests")
    return [path for package in packages for path in (ROOT / package).rglob("*.py")]


@pytest.fixture(scope="module")
def names_of_code():
    """Every name that the code, its tests, its settings and its templates know."""
    names = set()
    for path in own_files():
        names |= {path.stem, *path.relative_to(ROOT).parts, *_names(path)}
    folders = {part for path in (ROOT / "templates").rglob("*") for part in (path.name, path.stem)}
    return names | folders | set(re.findall(r"\b[A-Z_]{3,}\b", (ROOT / "Makefile").read_text()))


def _names(path: Path):
    for node in nodes(path.relative_to(ROOT)):
        for field in ("name", "id", "attr", "arg", "module"):
            if isinstance(value := getattr(node, field, None), str):
                yield from value.split(".")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 60:
            yield from re.findall(r"\w+", node.value)


def test_gallery_is_what_its_command_makes():
    pictures = {f"{picture.name}.png" for picture in gallery.PICTURES}

    assert gallery.PAGE.read_text() == gallery.page_text()
    assert {path.name for path in gallery.FOLDER.iterdir()} == pictures
    assert len(pictures) == 10

"""The README says what is so: its order, its variables, its log-ins, the files that it names."""

import re
from itertools import pairwise

from django.conf import settings

from ishoj_process.council.accounts import DEMO_DOMAIN
from ishoj_process.management.commands.make_demo_users import DEMO_USERS, PASSWORD

ROOT = settings.BASE_DIR
README = (ROOT / "README.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL))


def test_sections_stand_in_order():
    assert list(SECTIONS) == [
        "The two commands",
        "The log-ins",
        "The rights",
        "The map of the code",
        "Glossary",
        "Decisions",
        "How to add",
    ]


def test_every_variable_that_the_settings_read_is_told_of():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "ishoj_process" / "settings" / "base.py").read_text()))
    rows = re.findall(r"^\| (`.+?) \|", SECTIONS["The two commands"], re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)} == read


def test_log_ins_are_those_that_are_made():
    emails = re.findall(r"^\| (\S+@\S+) \|", SECTIONS["The log-ins"], re.MULTILINE)

    assert sorted(emails) == sorted(f"{key}{DEMO_DOMAIN}" for key in DEMO_USERS)
    assert f"`{PASSWORD}`" in SECTIONS["The log-ins"]


def test_decisions_are_dated_and_three_lines_each():
    decisions = SECTIONS["Decisions"].strip().split("\n\n")
    dates = [re.match(r"\*\*(\d{4}-\d\d-\d\d) · [^*]+\.\*\* ", decision)[1] for decision in decisions]

    assert [decision for decision in decisions if decision.count("\n") > 2] == []
    assert all(earlier <= later for earlier, later in pairwise(dates))


def test_files_that_are_named_are_there():
    named = re.findall(r"`([\w/]+/[\w/]*\.(?:py|toml|md|po|html))`|\]\(([^)]+)\)", README)

    assert [name for pair in named for name in pair if name and not (ROOT / name).exists()] == []

"""The lines that hold the site together: which way imports run, what templates may say, what files look like."""

import ast
import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from tests.sources import ROOT, nodes, strings

from .test_imports import MAY_IMPORT

MOST_MODULES = 15
NO_NAMES_FOR_FILES = {"utils.py", "helpers.py", "services.py", "selectors.py"}
LONGEST_FILE = 500
LOADED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}

WIDEST_LINE = 200  # of a template
# Partials that one page alone uses. It would be too long to read with them, and each is a part with a name of its own.
KEPT_APART = {
    "calendar_app/agendas/_acts.html": "what the staff does with an agenda",
    "calendar_app/agendas/_item_acts.html": "what the staff does with an item",
    "calendar_app/meetings/_facts.html": "when, where and who",
    "calendar_app/new_items/_fold.html": "a new item; another subject than the agenda",
    "calendar_app/overview/_next_meeting.html": "a member's next meeting, with the answer",
    "calendar_app/overview/_personal.html": "what waits for the reader",
    "calendar_app/overview/_public.html": "what the public reads first",
    "calendar_app/overview/_bridge.html": "the council's track",
    "calendar_app/overview/_engine_room.html": "the committees' track",
    "calendar_app/process_plan/_committee.html": "one committee in the plan on paper",
    "calendar_app/process_plan/_levels.html": "the three levels in the plan on paper",
    "calendar_app/reading/_news.html": "what is new to a member; another subject than the meeting",
    "calendar_app/year_plan/_line.html": "one meeting of a year",
    "strategies/parts/_parts.html": "who was asked; another subject than the consultation",
    "vision/document/_facts.html": "who owns the vision, and where it stands",
    "vision/document/_wording.html": "the vision's text, aims and lines",
    "vision/themes/_board_column.html": "one theme on the board",
}

FORBIDDEN_IN_TEMPLATES = {
    "an inline style": r"<style|\sstyle=",
    "an inline script": r"<script(?![^>]*(\ssrc=|\snonce=))|\son[a-z]+=|javascript:",
    "an include that sees everything": r"{% include (?:(?!%}).)*(?<! only) %}",
    "a condition on the name of a state": r"{% (?:el)?if (?:(?!%}).)*[=!]= ?[\"']",
}


def python_files(*folders):
    return sorted(
        path.relative_to(ROOT)
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def templates():
    folder = ROOT / "templates"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


@pytest.mark.parametrize("name", [name for name in templates() if name.endswith(".html")])
def test_template_compiles(name):
    assert get_template(name).origin.template_name == name


def test_every_template_is_used():
    in_code = set().union(*(strings(path) for path in python_files(*MAY_IMPORT)))
    in_templates = {
        name
        for template in templates()
        for name in re.findall(r"{% (?:extends|include) \"([^\"]+)\"", (ROOT / "templates" / template).read_text())
    }
    folders = installed_template_folders()
    overridden = {name for name in templates() if any((folder / name).exists() for folder in folders)}

    assert set(templates()) - in_code - in_templates - overridden - LOADED_BY_DJANGO == set()


def test_no_template_is_wider_than_one_reads():
    wide = {
        f"{name}:{number}": len(line)
        for name in templates()
        for number, line in enumerate((ROOT / "templates" / name).read_text().splitlines(), start=1)
        if len(line) > WIDEST_LINE
    }

    assert wide == {}


def test_a_partial_exists_because_two_use_it():
    """Two pages, or a page and a view that renders it alone. What a tag renders, any page may show by the tag."""
    partials = {name for name in templates() if Path(name).name.startswith("_")}
    tags = set().union(*(strings(path) for path in python_files(*MAY_IMPORT) if "templatetags" in path.parts))

    once = {name for name in partials - tags if uses_of(name) < 2}

    assert once == KEPT_APART.keys()


def uses_of(name):
    in_templates = sum((ROOT / "templates" / other).read_text().count(f'"{name}"') for other in templates())
    return in_templates + sum(name in strings(path) for path in python_files(*MAY_IMPORT))


def installed_template_folders():
    """Where the packages that we stand on keep the templates that ours take the place of."""
    return [Path(folder) for folder in get_app_template_dirs("templates")]


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_no_template_holds(what):
    pattern = re.compile(FORBIDDEN_IN_TEMPLATES[what], re.DOTALL)

    found = {name: pattern.search((ROOT / "templates" / name).read_text()) for name in templates()}

    assert {name: match.group() for name, match in found.items() if match} == {}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an inline style", '<p style="color: red">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("an inline script", '<a href="#" onclick="go()">'),
        ("an include that sees everything", '{% include "a.html" with b=c %}'),
        ("a condition on the name of a state", '{% if a and b.state == "draft" %}'),
    ],
)
def test_the_rules_for_templates_can_fail(what, text):
    assert re.search(FORBIDDEN_IN_TEMPLATES[what], text)


def test_danish_texts_are_complete():
    catalogue = polib.pofile(str(ROOT / "ishoj_process/locale/da/LC_MESSAGES/django.po"))

    assert [entry.msgid for entry in catalogue if entry.obsolete or entry.fuzzy or not entry.translated()] == []


BORROWED = (ROOT / "ishoj_process/editing/borrowed.py").read_text()


def test_danish_texts_keep_their_placeholders():
    catalogue = polib.pofile(str(ROOT / "ishoj_process/locale/da/LC_MESSAGES/django.po"))

    assert [entry.msgid for entry in catalogue if lost_placeholders(entry)] == []


def lost_placeholders(entry):
    """Names that the original fills in and a translation does not, or the reverse. A singular may do without.

    What is borrowed may say less than it could, and never more.
    """
    texts = list(entry.msgstr_plural.values())[1:] or [entry.msgstr]
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    if entry.msgid[:60] in BORROWED:  # a long one stands there on two lines
        return any(set(placeholders(text)) - set(wanted) for text in texts)
    return any(placeholders(text) != wanted for text in texts)


def placeholders(text):
    return set(re.findall(r"%\(\w+\)[sd]|(?<!\{)\{\w+\}", text))


def test_files_are_short():
    sources = [*python_files(*MAY_IMPORT, "tests"), *(Path("templates") / name for name in templates())]

    lengths = {str(path): len((ROOT / path).read_text().splitlines()) for path in sources}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_folders_can_be_taken_in_at_a_glance():
    counts = Counter(path.parent for path in python_files(*MAY_IMPORT, "tests") if path.name != "__init__.py")

    assert {str(folder): count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_each_subject_says_what_it_is():
    """In the first line of its folder, in the words of those who use it."""
    makers = {"management", "commands", "templatetags"}
    folders = [
        path for path in python_files(*MAY_IMPORT) if path.name == "__init__.py" and path.parent.name not in makers
    ]

    assert [str(path) for path in folders if not ast.get_docstring(ast.parse((ROOT / path).read_text()))] == []


def test_files_are_named_for_what_they_hold():
    assert [str(path) for path in python_files(*MAY_IMPORT, "tests") if path.name in NO_NAMES_FOR_FILES] == []


def test_no_test_is_skipped():
    marks = {"skip", "skipif", "xfail", "importorskip"}

    wrong = {
        f"{path}:{node.lineno}"
        for path in python_files("tests")
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in marks
    }

    assert wrong == set()


def texts_inside(node):
    """The texts for translation that are called for within an f-string."""
    calls = (part for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Name))
    return [call.func.id for call in calls if call.func.id in {"_", "gettext", "ngettext", "pgettext"}]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_texts_stand_where_the_translators_tool_finds_them(package):
    """It does not look into f-strings: a text there would be shown in English and called unused."""
    found = {
        f"{path}:{node.lineno}": texts_inside(node)
        for path in python_files(package)
        for node in nodes(path)
        if isinstance(node, ast.JoinedStr)
    }

    assert {place: texts for place, texts in found.items() if texts} == {}


# What is written once, the places where it stands, and how it would be written again by hand.
WRITTEN_ONCE = {
    "counting a version up, or signing a row": (
        r"\.version \+= 1|\.version = \w+\.version \+ 1|\._history_user =|updated_by = \w+\._history",
        {"ishoj_process/models/base.py"},
    ),
    "showing why an act is refused": (
        r"except .*\b(?:Refused|MovedOn)\b",
        # Carrying out from a page, storing a form, removing a row; a question that is asked before the act; and acts
        # of which one waits for another.
        {
            "ishoj_process/editing/acting.py",
            "ishoj_process/editing/page.py",
            "ishoj_process/editing/removal.py",
            "calendar_app/meetings/views.py",
            "calendar_app/new_term/bodies/acts.py",
        },
    ),
}


@pytest.mark.parametrize("what", WRITTEN_ONCE)
def test_stands_in_one_place(what):
    pattern, places = WRITTEN_ONCE[what]

    found = {str(path) for path in python_files(*MAY_IMPORT) if re.search(pattern, (ROOT / path).read_text())}

    assert found == places

"""Which way imports run: between packages, between the subjects within one, and never in a circle."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.sources import ROOT, strings, syntax

# Each package with those that it may import. The packages above name those below, never the reverse.
MAY_IMPORT = {
    "ishoj_process": set(),
    "vision": {"ishoj_process"},
    "strategies": {"ishoj_process"},
    "calendar_app": {"ishoj_process", "vision", "strategies"},
}
MAY_NAME_ALL = {Path("ishoj_process/settings/base.py"), Path("ishoj_process/urls.py")}
# A page of a lower package that shows a box of a higher one loads the box's library here, and nowhere else.
SLOTS = {
    ("ishoj_process/cascade", "strategy_marks"): "a strategy in the cascade is marked while it is out for consultation",
    ("ishoj_process/council", "strategy_marks"): "a committee's page shows its portfolio",
    ("ishoj_process/council", "vision_marks"): "the council's page shows how far the vision is",
    ("ishoj_process/council", "calendar_links"): "the meetings of a body are put into one's calendar from its page",
    ("strategies/strategy", "red_thread"): "the way from a policy or a strategy to its red thread",
    ("vision/contributions", "red_thread"): "the way from a contribution to its red thread",
    ("vision/document", "red_thread"): "the way from a guiding line to its red thread",
    ("vision/paper", "red_thread"): "the way from a challenge to its red thread",
    ("vision/themes", "red_thread"): "the way from a theme to its red thread",
}


def modules():
    """{dotted name: its file} of all that is ours, migrations apart."""
    files = (path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))
    own = [path.relative_to(ROOT) for path in files if "migrations" not in path.parts]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in own}


MODULES = modules()


@cache
def imports(name, path):
    """The modules of ours that one imports, anywhere in it: an import in a function is one, too."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return tuple(_imported(package, executed(syntax(path))))


def _imported(package, code):
    for node in code:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(package, node)
            for alias in node.names:
                yield from (found for found in [f"{base}.{alias.name}", base] if found in MODULES)


def executed(tree):
    """All nodes but those that only the checker of types reads: they import nothing when the code runs."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        is_for_types = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        waiting += node.orelse if is_for_types else ast.iter_child_nodes(node)


def absolute(package, node):
    parts = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    return ".".join([*parts, *([node.module] if node.module else [])])


def subject(name):
    """The folder that a module lies in; what lies beside the folders of a package is a subject of its own."""
    return ".".join(name.split(".")[:2])


def graph(unit):
    """{unit: the others that it imports}, where a unit is made of a module's name."""
    edges = defaultdict(set)
    for name, path in MODULES.items():
        edges[unit(name)] |= {unit(found) for found in imports(name, path) if not is_own_folder(name, found)}
    return {name: found - {name} for name, found in edges.items()}


def is_own_folder(name, found):
    """A module within a folder names the folder as the way to its neighbours: that is no import of the folder."""
    return name.startswith(f"{found}.")


def circles(edges):
    """The circles in a graph: sets of units of which each reaches every other (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in edges.get(node, ()):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            place = stack.index(node)
            component = stack[place:]
            del stack[place:]
            if len(component) > 1:
                found.append(sorted(component))

    for node in edges:
        if node not in index:
            visit(node)
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_import_only_those_below(package):
    wrong = {
        name: above
        for name, path in MODULES.items()
        if name.split(".")[0] == package
        and (above := {found.split(".")[0] for found in imports(name, path)} - MAY_IMPORT[package] - {package})
    }

    assert wrong == {}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_name_none_above_in_a_string(package):
    above = MAY_IMPORT.keys() - MAY_IMPORT[package] - {package}
    dotted = re.compile(rf"({'|'.join(above)})\.\w+") if above else re.compile(r"(?!)")

    wrong = {
        name: found
        for name, path in MODULES.items()
        if name.split(".")[0] == package
        and path not in MAY_NAME_ALL
        and (found := [text for text in strings(path) if dotted.fullmatch(text)])
    }

    assert wrong == {}


def test_subjects_import_each_other_in_no_circle():
    assert circles(graph(subject)) == []


def test_modules_import_each_other_in_no_circle():
    assert circles(graph(str)) == []


def test_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_lower_templates_load_libraries_of_higher_packages_in_their_slots_only():
    libraries = {path.stem: path.parts[0] for path in MODULES.values() if path.parent.name == "templatetags"}
    found = {
        ("/".join(path.parts[:2]), library)
        for path in template_files()
        for library in loaded(path)
        if library in libraries and is_above(libraries[library], path.parts[0])
    }

    assert found == SLOTS.keys()


def template_files():
    return [path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*.html")]


def loaded(path):
    text = (ROOT / "templates" / path).read_text()
    return {library for line in re.findall(r"{% load ([^%]+) %}", text) for library in line.split()}


def is_above(package, place):
    """True where the templates in a place stand below a package: the frame and the components below all of them."""
    return package != place and package not in MAY_IMPORT.get(place, {"ishoj_process"})


def test_lower_templates_include_none_of_higher_packages():
    wrong = {
        (str(path), name)
        for path in template_files()
        for name in re.findall(r'{% (?:include|extends) "([^"]+)"', (ROOT / "templates" / path).read_text())
        if name.split("/")[0] in MAY_IMPORT and is_above(name.split("/")[0], path.parts[0])
    }

    assert wrong == set()

"""Kinds are told apart by their English names: the Danish words of addresses stand in enums alone."""

import ast
from pathlib import Path

import pytest

import ishoj_process.urls  # noqa: F401  (all pages, and so all enums)
from ishoj_process.text.slugs import Slug
from tests.site.test_consistency import MAY_IMPORT, python_files
from tests.sources import syntax

# What Danish agendas call their parts: the language of files, not a word of ours.
LANGUAGE_OF_FILES = Path("calendar_app/agenda_import/file/words.py")
WORDS_OF_DANISH = Path("ishoj_process/output/drawing/hyphens.py")  # the words that compounds are made of
ADDRESSES = Path("ishoj_process/text/slugs.py")
FIELDS = {"til", "udvalg"}  # what forms all over the site call a field, which keeps its name in their addresses
# Where forms and requests are asked for what an address names.
ASKED = {"GET", "POST", "cleaned_data", "fields"}


def words_of_addresses():
    """Each Danish word that is a kind's; one that English shares tells nothing."""
    kinds = [kind for each in Slug.__subclasses__() for kind in each]
    return {kind.slug for kind in kinds if kind.slug != kind.name.lower()} - FIELDS


def spelled(tree, words):
    """The lines on which such a word is spelled out, rather than asked of its enum or of what was sent."""
    allowed = {id(node) for above in ast.walk(tree) if _may_spell(above) for node in ast.walk(above)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in words and id(node) not in allowed
    ]


def _may_spell(node):
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "Slug" for base in node.bases)
    if isinstance(node, ast.Subscript):
        return _is_asked(node.value)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_asked(node.func.value)


def _is_asked(node):
    return isinstance(node, ast.Attribute) and node.attr in ASKED


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_danish_word_of_a_kind_stands_in_its_enum_alone(package):
    words = words_of_addresses()
    paths = {path for path in python_files(package) if path.name != "urls.py"} - {
        ADDRESSES,
        LANGUAGE_OF_FILES,
        WORDS_OF_DANISH,
    }

    found = {str(path): spelled(syntax(path), words) for path in sorted(paths)}

    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code",
    [
        'if kind == "tema": pass',
        'if key[0] in ("tema", "strategi"): pass',
        'KINDS = {"tema": themes}',
        'rows["tema"]',
        'reverse("thread", args=["tema", pk])',
        "match kind:\n    case 'tema': pass",
        'class Kind(Enum):\n    THEME = "tema"',
    ],
)
def test_the_rule_can_fail(code):
    assert spelled(ast.parse(code), words_of_addresses())


@pytest.mark.parametrize(
    "code",
    [
        'class Kind(Slug):\n    THEME = "tema"',
        'request.GET.get("moede", "")',
        'self.fields["moede"].choices = []',
        'self.cleaned_data["spoergsmaal"]',
        'Track(plan="plan")',
    ],
)
def test_the_rule_lets_addresses_be_read(code):
    assert not spelled(ast.parse(code), words_of_addresses())


@pytest.mark.parametrize("kinds", Slug.__subclasses__(), ids=lambda kinds: kinds.__qualname__)
def test_each_word_names_one_kind(kinds):
    assert len({kind.slug for kind in kinds}) == len(kinds.__members__)
    assert [kinds.named(kind.slug) for kind in kinds] == list(kinds)
    assert kinds.named("made-up") is kinds.named("") is kinds.named(None) is None

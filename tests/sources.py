"""Our own files as several tests read them; each is taken apart once."""

import ast
from functools import cache

from django.conf import settings

ROOT = settings.BASE_DIR


@cache
def syntax(path):
    """The code of a file, whose path is told from the root."""
    return ast.parse((ROOT / path).read_text())


@cache
def nodes(path):
    return tuple(ast.walk(syntax(path)))


@cache
def strings(path):
    constants = (node.value for node in nodes(path) if isinstance(node, ast.Constant))
    return frozenset(value for value in constants if isinstance(value, str))

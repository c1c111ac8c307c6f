"""The addresses of a document of the hierarchy: its own, and below it those of its editions by their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, include, path

from ishoj_process.models import MainPolicy

EDITION = "udgave/<int:edition>"


def of_document(word: str, patterns: Sequence[URLPattern]) -> list[URLResolver]:
    """The pages of a document below its word: each without a number, and with that of an edition."""
    pages: Any = list(patterns)
    return [path(f"{word}/<slug:slug>/{EDITION}/", include(pages)), path(f"{word}/<slug:slug>/", include(pages))]


def of_policy(patterns: Sequence[URLPattern]) -> list[URLResolver]:
    """The pages of strategies that main policies have, too: the same views, told what they are about.

    Each under a name of its own, since a name leads to one address (`MainPolicy.address`).
    """
    pages = [
        path(
            str(page.pattern),
            page.callback,
            {**page.default_args, "model": MainPolicy},
            name=f"{MainPolicy.column}_{page.name}",
        )
        for page in patterns
    ]
    return of_document("politikker", pages)


def as_file(word: str, ending: str, view: Any, name: str) -> list[URLPattern]:
    """The document as a file, such as `strategier/idraet.pdf` and `strategier/idraet/udgave/2.pdf`."""
    return [
        path(f"{word}/<slug:slug>.{ending}", view, name=name),
        path(f"{word}/<slug:slug>/{EDITION}.{ending}", view, name=name),
    ]

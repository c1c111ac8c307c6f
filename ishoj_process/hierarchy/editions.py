"""Editions of a document: their addresses, beginning a new one beside the one in force, and taking its place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from ishoj_process.models import Level
from ishoj_process.text.slugs import edition_at


def own_address(level: Level, slug: str, edition: int | None) -> HttpResponse | None:
    """To the address where the document stands, when it was asked for by another; None where it stands there.

    One page has one address: the number of the edition in force leads on to the document's own, as long as it is.
    """
    if level.slug != slug:  # it has got its name since
        return redirect(level)
    stands_there = edition is not None and edition_at(type(level)._default_manager, slug) == level
    return redirect(level.page, slug) if stands_there else None

"""Editions of a document: their addresses, beginning a new one beside the one in force, and taking its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ishoj_process.models import Level
from ishoj_process.text.slugs import edition_at

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class Beside:
    """Another document, or another edition of it, that stands beside this one or in its place: what, and where."""

    sentence: str
    level: Level
    is_edition: bool = True

    @property
    def link(self) -> str:
        if self.is_edition:
            return _("See edition %(number)s") % {"number": self.level.edition}
        return _("See “%(title)s”") % {"title": self.level}


def other_editions(level: Level, user: AnyUser) -> list[Level]:
    """The other editions of the document that the reader may know of, the newest first."""
    rows = type(level).objects.visible_to(user).filter(slug=level.slug).exclude(pk=level.pk).order_by("-edition")
    return list(rows.defer("text", "summary"))


def editions_beside(level: Level, others: Iterable[Level]) -> list[Beside]:
    """Which of the others is in force, worked on, or has taken its place."""
    if level.is_begun:
        force = next((other for other in others if other.meaning.is_in_force), None)
        sentence = _("This new edition is being worked on. The adopted one is still in force.")
        return [Beside(sentence, force)] if force else []
    later = [other for other in others if other.edition > level.edition]
    if level.meaning.is_superseded:
        newer = next((other for other in later if other.was_adopted), None)
        return [Beside(_("A newer edition has taken its place."), newer)] if newer else []
    begun = next((other for other in later if other.is_begun and not other.meaning.was_given_up), None)
    return [Beside(_("A new edition is being worked on."), begun)] if begun else []


def may_get_edition(level: Level, others: Iterable[Level]) -> bool:
    """Whether a new edition may be begun: it is in force, and none is on its way; one given up may be taken up."""
    begun = [other for other in others if other.edition > level.edition and not other.meaning.was_given_up]
    return level.meaning.is_in_force and not begun


def own_address(level: Level, slug: str, edition: int | None) -> HttpResponse | None:
    """To the address where the document stands, when it was asked for by another; None where it stands there.

    One page has one address: the number of the edition in force leads on to the document's own, as long as it is.
    """
    if level.slug != slug:  # it has got its name since
        return redirect(level)
    stands_there = edition is not None and edition_at(type(level)._default_manager, slug) == level
    return redirect(level.page, slug) if stands_there else None

"""Which documents are out for consultation, for drawings of the ground: who runs consultations declares how to tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

Key = tuple[str, int]  # of a document: the column that points at it, and its own key
Teller = Callable[["AnyUser", date], frozenset[Key]]

_tellers: list[Teller] = []


def declare(teller: Teller) -> None:
    _tellers.append(teller)


def in_consultation(user: AnyUser, today: date) -> frozenset[Key]:
    """The keys of what is out for consultation on the day, as far as the reader may know."""
    return frozenset().union(*(teller(user, today) for teller in _tellers))

"""The standing of a round as the screen follows it: built once for all who ask, and at most once a second.

While nineteen members vote, sixty watchers ask thirty times a second. Each process keeps what it built last in its own
memory: the shared cache lies in the database, where each write would stand in the way of a ballot.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from django.conf import settings
from django.template.loader import render_to_string

from ishoj_process.dates import clock
from ishoj_process.models import PublicStamp
from ishoj_process.output.release import release

from .page import roll_for, standing_context

if TYPE_CHECKING:
    from vision.models import Round


MOST_KEPT = 20  # rounds that a process keeps the standing of


State: TypeAlias = tuple[datetime, int, str, date, str]


@dataclass(frozen=True)
class Standing:
    """What was built: from which state of the round, when by the process's own seconds, and what it says."""

    state: State
    built_at: float
    etag: str
    html: str


_cache: dict[int, Standing] = {}  # {key of the round: Standing}


def standing_of(round_: Round) -> Standing:
    """The standing as all who follow the round see it, without names.

    It may be a second old (`ROUND_STANDING_SECONDS`) as far as ballots go; that the round was closed is seen at once.
    """
    # Not the time of day: a server's clock that is set back would keep an old standing on the screen.
    state, now = _state_of(round_), time.monotonic()
    cached = _cache.get(round_.pk)
    if cached and cached.state == state and now - cached.built_at < settings.ROUND_STANDING_SECONDS:
        return cached
    etag = _etag_of(round_, state)
    if cached is None or cached.etag != etag:
        html: str = render_to_string(
            "vision/rounds/_standing.html", standing_context(round_, roll_for(round_, clock.today()))
        )
    else:
        html = cached.html
    return _keep(round_, Standing(state, now, etag, html))


def _state_of(round_: Round) -> State:
    """What is seen at once: another state of the round, another day, other code, another site."""
    return (round_.created_at, round_.version, round_.state, clock.today(), release())


def _etag_of(round_: Round, state: State) -> str:
    """Names all that the standing is built from: beside the state the ballots, and the council's seats."""
    built_from = (round_.pk, round_.turn, PublicStamp.current(), *state)
    return f'"{hashlib.sha256(repr(built_from).encode()).hexdigest()}"'


def _keep(round_: Round, standing: Standing) -> Standing:
    if len(_cache) >= MOST_KEPT:
        # All at once: which round is still followed nobody knows, and that one is built again within a second.
        _cache.clear()
    _cache[round_.pk] = standing
    return standing

"""What the house knows of how documents stood on a day that is over: from moves of status, adoptions and beginnings.

What has no day in the house cannot be told of one that is over. It is shown as it stands, and the page says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone

from ishoj_process.models import Level, StatusChange
from ishoj_process.models.status import NOT_STATED, in_force, meaning_of

if TYPE_CHECKING:
    from ishoj_process.models.base import Edited

AnyLevel = TypeVar("AnyLevel", bound=Level)


@dataclass(frozen=True)
class Move:
    """A document's status became another on a day."""

    on: date
    was: str
    became: str


@dataclass(frozen=True)
class Record:
    """The moves of all documents; none are needed of today, where each stands as it is stored."""

    day: date
    today: date
    moves: dict[tuple[str, int], list[Move]]

    @classmethod
    def read(cls, day: date, today: date) -> Record:
        moves: dict[tuple[str, int], list[Move]] = defaultdict(list)
        if day < today:
            rows = StatusChange.objects.order_by("on", "id")
            for row in rows.values_list("vision", "main_policy", "strategy", "on", "from_status", "to_status"):
                name, key = next((name, key) for name, key in zip(NAMES, row[:3], strict=True) if key)
                moves[name, key].append(Move(*row[3:]))
        return cls(day, today, moves)

    def moves_of(self, level: Level) -> list[Move]:
        return self.moves.get((StatusChange.field_for(level), level.pk), [])

    def as_they_stood(self, levels: Iterable[AnyLevel]) -> list[AnyLevel]:
        """The documents that there were on the day, each with the status that it had; what was superseded is not left.

        The rows are copies, to be shown and counted, and never stored.
        """
        rows = list(levels)
        heirs = {row.supersedes_id: row for row in rows if row.supersedes_id}
        found = []
        for row in rows:
            if self.was_there(row):
                stood = copy(row)
                stood.status = self.status_of(row, heirs.get(row.pk))
                if not stood.meaning.is_superseded:
                    found.append(stood)
        return found

    def status_of(self, level: Level, heir: Level | None = None) -> str:
        """The status that it had on the day, as far as that is known; else the one that it has."""
        if self.day >= self.today:
            return level.status
        if level.was_adopted and level.adopted_on and level.adopted_on.last_day <= self.day:
            return level.status if self._was_superseded(level, heir) else in_force()
        status = self.status_by_moves(StatusChange.field_for(level), level.pk, level.status)
        # Adopted after the day, and where it stood before nobody has told.
        is_later = level.adopted_on is not None and level.adopted_on.first_day > self.day
        return NOT_STATED if is_later and meaning_of(status).is_decided else status

    def status_by_moves(self, name: str, key: int, now: str) -> str:
        """The status that the moves of a document tell of the day; what it is now where they tell nothing."""
        moves = self.moves.get((name, key), [])
        before = [move.became for move in moves if move.on <= self.day]
        after = [move.was for move in moves if move.on > self.day]
        return (before[-1:] or after[:1] or [now])[0]

    def _was_superseded(self, level: Level, heir: Level | None) -> bool:
        if not level.meaning.is_superseded:
            return True  # in force then as it is now
        if level.superseded_on:
            return level.superseded_on <= self.day
        adopted = heir.adopted_on if heir else None
        return adopted is None or adopted.last_day <= self.day

    def was_there(self, level: Level) -> bool:
        """Whether it was known by the day: something happened to it by then, or it was entered by then."""
        if self.day >= self.today or any(move.on <= self.day for move in self.moves_of(level)):
            return True
        if level.was_adopted and level.adopted_on and level.adopted_on.first_day <= self.day:
            return True
        if level.is_later_edition:
            # Its moves begin with its beginning. Without any, it stands beside no other that nobody knows of.
            return timezone.localdate(level.created_at) <= self.day
        return self.was_entered(level)

    def was_entered(self, row: Edited) -> bool:
        return entered_by(row.created_at, self.day, self.today)


NAMES = ("vision", "main_policy", "strategy")


def entered_by(at: datetime, day: date, today: date) -> bool:
    """Whether a row was entered by the day.

    By the real clock: where the house's day lies before it, as in a demonstration, it tells nothing, and counts as so.
    """
    entered = timezone.localdate(at)
    return entered <= day or entered > today

"""Who of those elected to a term has sat longest in the council: that member convenes the constituting meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ishoj_process.models import CouncilTerm, Seat, User
from ishoj_process.models.names import DAY


def longest_seated(term: CouncilTerm) -> list[User]:
    """Of those who sit in the council on the term's first day, who has sat longest; all of them where several have.

    Nobody where none has sat before, as far as the house knows: an earlier term that was not entered tells nothing.
    """
    elected = Seat.objects.on(term.starts).filled().voting_in_council().values("user")
    days = days_seated(
        Seat.objects.voting_in_council().filter(user__in=elected).select_related("term", "body"), term.starts
    )
    most = max(days.values(), default=0)
    keys = [key for key, count in days.items() if count == most and most]
    return list(User.objects.filter(pk__in=keys).order_by("name", "pk"))


def days_seated(seats: Iterable[Seat], before: date) -> dict[int | None, int]:
    """{user: the days on which they sat, before a day}; a day on which two rows are held is one."""
    held: dict[int | None, list[tuple[date, date]]] = defaultdict(list)
    for seat in seats:
        if (last := min(seat.last_day, before - DAY)) >= seat.first_day:
            held[seat.user_id].append((seat.first_day, last))
    return {user: _days_of(spans) for user, spans in held.items()}


def _days_of(spans: list[tuple[date, date]]) -> int:
    counted, until = 0, date.min
    for first, last in sorted(spans):
        first = max(first, until + DAY) if until > date.min else first
        counted += max((last - first).days + 1, 0)
        until = max(until, last)
    return counted

"""The deadline of a consultation, proposed from the calendars of those who are asked.

Pure functions of days: nothing here reads the database or the clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from ishoj_process.dates.working_days import next_working_day, weeks_after, working_days_after, working_days_before

if TYPE_CHECKING:
    from ishoj_process.models import Body

    Calendars: TypeAlias = Mapping[Body, Collection[date]]

# Few bodies meet in July, and consultations that run out in the holidays are what people complain of.
JULY = 7
SENDING = 1  # working days from a body's meeting until its answer is sent


@dataclass(frozen=True)
class Rules:
    """What the term says of consultations: how long they last at least, and how long the owner needs afterwards."""

    weeks: int  # days of July are not counted
    owner_days: int  # working days, one or more, before the owner's own meeting


@dataclass(frozen=True)
class Proposal:
    """A deadline with what it rests on: for each body the day of the meeting that can still answer, or None."""

    deadline: date
    slots: dict[Body, date | None]
    earliest: date  # that the rule on weeks allows
    latest: date | None  # that leaves the owner time; None where no deciding meeting is known

    @property
    def is_too_short(self) -> bool:
        return self.deadline < self.earliest

    @property
    def is_too_late(self) -> bool:
        return self.latest is not None and self.deadline > self.latest

    @property
    def is_in_july(self) -> bool:
        return self.deadline.month == JULY

    @property
    def without_meeting(self) -> list[Body]:
        """The bodies that do not meet in time."""
        return [body for body, day in self.slots.items() if day is None]


def earliest_deadline(opens: date, rules: Rules) -> date:
    """The first working day on which the consultation has lasted so many weeks; days of July are not counted."""
    return next_working_day(weeks_after(opens, rules.weeks, without_month=JULY))


def latest_deadline(decides: date, rules: Rules) -> date:
    """The last working day that leaves the owner its days before the meeting at which it decides."""
    return working_days_before(decides, rules.owner_days)


def answered_by(meets: date) -> date:
    """The day on which the answer of a meeting has been sent."""
    return working_days_after(meets, SENDING)


def propose_deadline(*, opens: date, decides: date | None, calendars: Calendars, rules: Rules) -> Proposal:
    """Propose a deadline for a consultation that opens on a day.

    `decides` is the day of the owner's own meeting, or None where it is not known; `calendars` says of each body the
    days of its ordinary meetings: {body: days}. With a deciding meeting each body answers at its last meeting that
    leaves the owner time; without one at its last meeting before the consultation may end, or else at its next.
    The deadline lies where the last of these answers has been sent, and no earlier than the rule on weeks says,
    unless the owner's own meeting leaves no room for that; never on the day itself, on which nobody could answer.
    """
    earliest = earliest_deadline(opens, rules)
    latest = latest_deadline(decides, rules) if decides else None
    # Sorted: without a deciding meeting `_slot` takes the first that comes.
    slots = {body: _slot(sorted(days), opens, earliest, latest) for body, days in calendars.items()}
    answers = [answered_by(day) for day in slots.values() if day]
    # The owner's meeting cannot wait, so the weeks give way to it; `is_too_short` then says so.
    within = earliest if latest is None else min(earliest, latest)
    # A meeting that is too close is told by `is_too_late`: a day that has passed would only be refused.
    deadline = max([within, working_days_after(opens, 1), *answers])
    return Proposal(deadline, slots, earliest, latest)


def check_deadline(
    deadline: date, *, opens: date, decides: date | None, calendars: Calendars, rules: Rules
) -> Proposal:
    """A deadline that somebody chose, held to the same rules; the slots are the last meetings before it."""
    latest = latest_deadline(decides, rules) if decides else None
    slots = {body: _last(days, opens, deadline) for body, days in calendars.items()}
    return Proposal(deadline, slots, earliest_deadline(opens, rules), latest)


def _slot(days: list[date], opens: date, earliest: date, latest: date | None) -> date | None:
    if latest is not None:
        return _last(days, opens, latest)
    # A meeting within the weeks is early enough; else all wait for the body's next rather than leave it out.
    return _last(days, opens, earliest) or next((day for day in days if day > opens), None)


def _last(days: Iterable[date], opens: date, deadline: date) -> date | None:
    """The last meeting after the consultation opens whose answer is there by the deadline."""
    # The answer must have been sent, not only decided: hence not the meeting's own day.
    return max((day for day in days if opens < day and answered_by(day) <= deadline), default=None)

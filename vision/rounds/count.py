"""The count of a round: each candidate's points, and how many party groups stand behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vision.models import Candidate, Mandate, Round, SecretResult, Vote
from vision.models.mandates import Group

# Fewer who voted than this, and even the sums of a secret round would tell on somebody.
FEWEST_VOTERS = 3
# Fewer in a group, and the group is its members.
FEWEST_IN_UNIT = 2
# More would be narrower, and nearly tell the number itself.
MOST_STEPS = 3

Step: TypeAlias = tuple[int, int]
GroupKey = TypeVar("GroupKey", bound=Hashable)


def units_of(groups_by_ballot: Mapping[int, GroupKey | None]) -> dict[int, GroupKey | None]:
    """The unit in which each ballot counts: its group, or `None` for those who are too few by themselves.

    `groups_by_ballot` maps a ballot to its group, or to None where the member has none. Ballots that even together
    are fewer than two are left out: they count towards points, not towards breadth.
    """
    sizes = Counter(group for group in groups_by_ballot.values() if group is not None)
    large = {group for group, size in sizes.items() if size >= FEWEST_IN_UNIT}
    units = {ballot: group if group in large else None for ballot, group in groups_by_ballot.items()}
    alone = [ballot for ballot, unit in units.items() if unit is None]
    # A unit of one would say how that member voted.
    if len(alone) < FEWEST_IN_UNIT:
        return {ballot: unit for ballot, unit in units.items() if unit is not None}
    return units


def breadth_steps(units: int) -> list[Step]:
    """The steps in which a number of supporting units from 0 to `units` is said, as pairs of both ends included.

    Each holds at least two numbers; empty where that leaves fewer than two steps, which would say nothing.
    """
    # None is a number of groups, too.
    numbers = units + 1
    count = min(MOST_STEPS, numbers // 2)
    if count < 2:
        return []
    size, larger = divmod(numbers, count)
    steps, start = [], 0
    for step in range(count):
        # What does not divide evenly widens the lowest steps.
        end = start + size + (step < larger) - 1
        steps.append((start, end))
        start = end + 1
    return steps


def step_of(supporters: int, units: int) -> Step | None:
    """The step that the number of supporting units lies in; None where no step may be shown."""
    return next((step for step in breadth_steps(units) if step[0] <= supporters <= step[1]), None)


@dataclass(frozen=True)
class Given:
    """What one ballot gave to a candidate; only counted where votes have names."""

    mandate: Mandate
    points: int

    @property
    def group(self) -> Group | None:
        return self.mandate.group


@dataclass(frozen=True)
class CandidateCount:
    """One candidate's result. `groups_from` and `groups_to` are equal where the number of groups is known exactly."""

    candidate: Candidate
    points: int
    groups_from: int | None
    groups_to: int | None
    given: tuple[Given, ...] = ()

    @property
    def groups(self) -> list[Group]:
        """The groups behind it by letter; empty in a secret round."""
        return sorted({one.group for one in self.given if one.group}, key=lambda group: group.letter)

    @property
    def without_group(self) -> int:
        """How many members outside the groups stand behind it."""
        return sum(one.group is None for one in self.given)

    @property
    def has_breadth(self) -> bool:
        return self.groups_to is not None

    @property
    def is_exact(self) -> bool:
        return self.groups_from == self.groups_to

    @property
    def breadth_text(self) -> str:
        """`4 grupper`, or in a secret round the step: `2–3 grupper`; empty where it is not shown."""
        if self.groups_from is None or self.groups_to is None:
            return ""
        if self.is_exact:
            return ngettext("%(count)s group", "%(count)s groups", self.groups_to) % {"count": self.groups_to}
        return _("%(low)s–%(high)s groups") % {"low": self.groups_from, "high": self.groups_to}

    @property
    def breadth(self) -> float | None:
        """The middle of the step of breadth, for drawing; None where it is not shown."""
        if self.groups_from is None or self.groups_to is None:
            return None
        return (self.groups_from + self.groups_to) / 2


@dataclass(frozen=True)
class Count:
    """The result of a round: the most points first, and of equals the broadest support."""

    rows: list[CandidateCount]
    voted: int

    @property
    def points(self) -> int:
        return sum(row.points for row in self.rows)

    @property
    def most(self) -> int:
        """The most points that one candidate has, for drawing; never nothing."""
        return max((row.points for row in self.rows), default=0) or 1

    @property
    def is_withheld(self) -> bool:
        """True where so few voted in a secret round that its sums would tell on them."""
        return bool(self.voted) and not self.points


def count_of(round_: Round) -> Count:
    """The count as it stands, in a fixed number of queries. Ask `round.shows_count` first."""
    candidates = list(round_.candidates.select_related("theme", "guiding_line"))
    rows = _secret_rows(round_, candidates) if round_.is_secret else _named_rows(round_, candidates)
    rows.sort(key=lambda row: (-row.points, -(row.breadth or 0), row.candidate.position))
    return Count(rows, round_.ballots.count())


def _secret_rows(round_: Round, candidates: list[Candidate]) -> list[CandidateCount]:
    results = {row.candidate_id: row for row in SecretResult.objects.filter(candidate__round=round_)}
    return [_secret_row(candidate, results.get(candidate.pk)) for candidate in candidates]


def _secret_row(candidate: Candidate, result: SecretResult | None) -> CandidateCount:
    # Too few had voted for sums to be kept.
    if result is None:
        return CandidateCount(candidate, 0, None, None)
    return CandidateCount(candidate, result.points, result.groups_from, result.groups_to)


def _named_rows(round_: Round, candidates: list[Candidate]) -> list[CandidateCount]:
    # As the mandates say, and not the seats: who moved, left or changed groups afterwards changes no result.
    votes = Vote.objects.filter(ballot__round=round_).select_related("ballot__mandate")
    given: dict[int, list[Given]] = defaultdict(list)
    for vote in votes.order_by("ballot__mandate__holder_name", "ballot_id"):
        given[vote.candidate_id].append(Given(vote.ballot.mandate, vote.points))
    return [_named_row(candidate, tuple(given[candidate.pk])) for candidate in candidates]


def _named_row(candidate: Candidate, given: tuple[Given, ...]) -> CandidateCount:
    groups = len({one.group for one in given if one.group})
    return CandidateCount(candidate, sum(one.points for one in given), groups, groups, given)

"""The count of a round: each candidate's points, and how many party groups stand behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vision.models import Ballot, Candidate, Mandate, Round, SecretResult, Vote
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
    return counts_of([round_])[round_.pk]


def counts_of(rounds: Collection[Round]) -> dict[int, Count]:
    """The counts of several rounds, {the round's key: its count}, in as many queries as that of one."""
    candidates: dict[int, list[Candidate]] = defaultdict(list)
    of_all = Candidate.objects.filter(round__in=rounds).select_related("theme", "guiding_line")
    for candidate in of_all.order_by("position", "id"):
        candidates[candidate.round_id].append(candidate)
    secret = _secret_results([row for row in rounds if row.is_secret])
    given = _given([row for row in rounds if not row.is_secret])
    voted = Counter(Ballot.objects.filter(round__in=rounds).order_by().values_list("round", flat=True))
    found = {}
    for row in rounds:
        of_one = [_counted(candidate, row.is_secret, secret, given) for candidate in candidates[row.pk]]
        of_one.sort(key=lambda count: (-count.points, -(count.breadth or 0), count.candidate.position))
        found[row.pk] = Count(of_one, voted[row.pk])
    return found


def _counted(
    candidate: Candidate, is_secret: bool, secret: Mapping[int, SecretResult], given: Mapping[int, list[Given]]
) -> CandidateCount:
    if is_secret:
        return _secret_row(candidate, secret.get(candidate.pk))
    return _named_row(candidate, tuple(given.get(candidate.pk, ())))


def _secret_results(rounds: Collection[Round]) -> dict[int, SecretResult]:
    rows = SecretResult.objects.filter(candidate__round__in=rounds) if rounds else []
    return {row.candidate_id: row for row in rows}


def _secret_row(candidate: Candidate, result: SecretResult | None) -> CandidateCount:
    # Too few had voted for sums to be kept.
    if result is None:
        return CandidateCount(candidate, 0, None, None)
    return CandidateCount(candidate, result.points, result.groups_from, result.groups_to)


def _given(rounds: Collection[Round]) -> dict[int, list[Given]]:
    given: dict[int, list[Given]] = defaultdict(list)
    if not rounds:
        return given
    # As the mandates say, and not the seats: who moved, left or changed groups afterwards changes no result.
    votes = Vote.objects.filter(ballot__round__in=rounds).select_related("ballot__mandate")
    for vote in votes.order_by("ballot__mandate__holder_name", "ballot_id"):
        given[vote.candidate_id].append(Given(vote.ballot.mandate, vote.points))
    return given


def _named_row(candidate: Candidate, given: tuple[Given, ...]) -> CandidateCount:
    groups = len({one.group for one in given if one.group})
    return CandidateCount(candidate, sum(one.points for one in given), groups, groups, given)

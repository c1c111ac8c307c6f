"""Which committees' strategies carry which guiding lines and main policies, and what nobody carries.

Rows in, tables out: nothing here asks the database, and nothing here knows who reads.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from ishoj_process.models import Body, GuidingLine, Lineage, MainPolicy, Strategy, Vision
from ishoj_process.text.slugs import Slug

Owners: TypeAlias = dict[int, list[Body | None]]
Carriers: TypeAlias = dict[int, set[int]]

NO_OWNER = "ukendt"  # the word in the address for strategies that nobody is known to own


class Kind(Slug):
    """What is counted here: the rows of the two tables, and what else the findings tell of."""

    LINE = "retning"
    POLICY = "hovedpolitik"
    STRATEGY = "strategi"
    COMMITTEE = "udvalg"


@dataclass(frozen=True)
class Column:
    """Whose strategies: a committee's, the council's, or those without a known owner."""

    body: Body | None
    is_committee: bool = False

    @property
    def key(self) -> str:
        return self.body.slug if self.body else NO_OWNER


@dataclass(frozen=True)
class Cell:
    """The strategies of one column that carry one row: by their own words, or under a main policy that does."""

    column: Column | None
    direct: tuple[Strategy, ...] = ()
    through: tuple[Strategy, ...] = ()

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        return self.direct + self.through

    @property
    def is_empty(self) -> bool:
        return not self.strategies


@dataclass(frozen=True)
class Row:
    """A guiding line or a main policy, a cell for each column, and all of them together."""

    kind: Kind
    subject: GuidingLine | MainPolicy
    cells: list[Cell]
    total: Cell

    @property
    def key(self) -> str:
        """The row in its address: a policy has a word of its own there."""
        return self.subject.slug if isinstance(self.subject, MainPolicy) else str(self.subject.pk)

    @property
    def is_empty(self) -> bool:
        return self.total.is_empty


@dataclass(frozen=True)
class Committee:
    """A committee that has chosen no strategy: those that it considers, or of which nobody says where they stand."""

    body: Body
    strategies: list[Strategy]


@dataclass(frozen=True)
class Facts:
    """What one reader may know on a day: the rows that tables are made of."""

    today: date
    vision: Vision | None = None
    lines: list[GuidingLine] = field(default_factory=list)
    policies: list[MainPolicy] = field(default_factory=list)
    strategies: list[Strategy] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)  # in the order of their names
    lineage: Lineage = field(default_factory=lambda: Lineage(()))
    line_strategies: list[tuple[int, int]] = field(default_factory=list)  # pairs of keys: guiding line, strategy
    line_policies: list[tuple[int, int]] = field(default_factory=list)  # pairs of keys: guiding line, main policy


@dataclass(frozen=True)
class Coverage:
    """The two tables and what nobody carries."""

    vision: Vision | None
    columns: list[Column]
    owners: Owners  # who answers today for each strategy, alone or together, by its key; [None] where nobody is known
    lines: list[Row]
    policies: list[Row]
    strategies: list[Strategy]
    serving_nothing: list[Strategy]
    without_choice: list[Committee]

    @property
    def empty_lines(self) -> list[Row]:
        return [row for row in self.lines if row.is_empty]

    @property
    def empty_policies(self) -> list[Row]:
        return [row for row in self.policies if row.is_empty]

    @property
    def is_awaited(self) -> bool:
        """True until the vision is adopted: what is empty says “not yet”, and nothing is missing."""
        return self.vision is None or not self.vision.was_adopted

    @property
    def has_table(self) -> bool:
        return bool(self.lines or self.policies)


def coverage_of(facts: Facts) -> Coverage:
    """The tables of what one reader may know of; dropped and superseded documents neither carry nor are carried."""
    strategies = [strategy for strategy in facts.strategies if strategy.meaning.covers]
    policies = [policy for policy in facts.policies if policy.meaning.covers]
    owners = owners_of(strategies, facts)
    columns = _columns(facts, owners)
    under = _under_policies(strategies, policies)
    direct, through = _carriers_of_lines(facts, strategies, under)
    by_policy = {policy.pk: under[policy.slug] for policy in policies}
    served = {pk for carriers in (direct, by_policy) for found in carriers.values() for pk in found}
    # Who carries a line through its policy has a policy, and so serves something already.
    table = _Table(columns, strategies, owners)
    return Coverage(
        vision=facts.vision,
        columns=columns,
        owners=owners,
        lines=[table.row(Kind.LINE, line, direct[line.pk], through[line.pk]) for line in facts.lines],
        policies=[table.row(Kind.POLICY, policy, by_policy[policy.pk], set()) for policy in policies],
        strategies=strategies,
        serving_nothing=[strategy for strategy in strategies if strategy.pk not in served],
        without_choice=_without_choice(columns, strategies, owners),
    )


def owners_of(strategies: Iterable[Strategy], facts: Facts) -> Owners:
    """{strategy's key: those who answer for it today, the owner first}: what a body owned, its heirs carry on.

    Of a body that was split all of them: until somebody says which of them has it, it is missing with none.
    """
    by_key = {body.pk: body for body in facts.bodies}
    found: Owners = {}
    for strategy in strategies:
        keys = [strategy.owner_id, *(body.pk for body in strategy.co_owners.all())]
        heirs = [heir for key in keys if key for heir in facts.lineage.heirs(key, facts.today)]
        bodies_today = [by_key[key] for key in heirs if key in by_key]
        # Each once: two who owned it together may have been succeeded by the same body.
        found[strategy.pk] = list(dict.fromkeys(bodies_today)) or [None]
    return found


def _columns(facts: Facts, owners: Owners) -> list[Column]:
    """The committees of today, the others that own strategies, and last those without an owner."""
    # One that was succeeded has no column: what it owned is its heirs' today.
    committees = [body for body in facts.lineage.living(facts.bodies, facts.today) if body.is_subject_committee]
    owning = {body for bodies_of_one in owners.values() for body in bodies_of_one}
    others = [body for body in facts.bodies if body in owning and body not in committees]
    others.sort(key=lambda body: body.kind != Body.Kind.COUNCIL)
    nobody = [Column(None)] if None in owning else []
    return [*(Column(body, is_committee=True) for body in committees), *map(Column, others), *nobody]


def _under_policies(strategies: Iterable[Strategy], policies: Iterable[MainPolicy]) -> dict[str, set[int]]:
    """{policy's address: keys of strategies that have it for their home, or serve it beside that}

    All editions share the address, so what hung below an old one follows.
    """
    under: dict[str, set[int]] = {policy.slug: set() for policy in policies}
    for strategy in strategies:
        home = [strategy.main_policy] if strategy.main_policy else []
        for policy in [*home, *strategy.also_serves.all()]:
            # Not there: given up, or not for this reader to see. A strategy carries nothing by it.
            if policy.slug in under:
                under[policy.slug].add(strategy.pk)
    return under


def _carriers_of_lines(
    facts: Facts, strategies: list[Strategy], under: dict[str, set[int]]
) -> tuple[Carriers, Carriers]:
    """{line's key: keys of strategies}, by the strategies' own words and through their main policies."""
    known = {strategy.pk for strategy in strategies}
    slugs = {policy.pk: policy.slug for policy in facts.policies}
    direct: Carriers = defaultdict(set)
    through: Carriers = defaultdict(set)
    for line, strategy in facts.line_strategies:
        # Only what is known: a tie stays in the database when its strategy was dropped, or is hidden from the reader.
        direct[line] |= {strategy} & known
    for line, policy in facts.line_policies:
        if policy in slugs:
            through[line] |= under.get(slugs[policy], set())
    return direct, through


def _without_choice(columns: list[Column], strategies: list[Strategy], owners: Owners) -> list[Committee]:
    """The committees none of whose strategies is chosen or further on."""
    owned: dict[Body | None, list[Strategy]] = defaultdict(list)
    for strategy in strategies:
        for body in owners[strategy.pk]:
            owned[body].append(strategy)
    found = [Committee(one.body, owned[one.body]) for one in columns if one.body and one.is_committee]
    return [row for row in found if not any(strategy.meaning.is_chosen for strategy in row.strategies)]


class _Table:
    """Spreads the strategies of a row over the columns, in the order in which they were given."""

    def __init__(self, columns: list[Column], strategies: list[Strategy], owners: Owners) -> None:
        self.columns = columns
        self.strategies = strategies
        self.owners = owners

    def row(self, kind: Kind, subject: GuidingLine | MainPolicy, direct: set[int], through: set[int]) -> Row:
        # By its own words before through its policy: a strategy stands once in a row.
        total = Cell(None, self._picked(direct), self._picked(through - direct))
        by_owner = (self._by_owner(total.direct), self._by_owner(total.through))
        cells = [Cell(column, *(tuple(found[column.body]) for found in by_owner)) for column in self.columns]
        return Row(kind, subject, cells, total)

    def _picked(self, keys: set[int]) -> tuple[Strategy, ...]:
        return tuple(strategy for strategy in self.strategies if strategy.pk in keys)

    def _by_owner(self, strategies: Iterable[Strategy]) -> dict[Body | None, list[Strategy]]:
        found: dict[Body | None, list[Strategy]] = defaultdict(list)
        for strategy in strategies:
            # In the column of each owner, and once in the total: columns may add up to more.
            for body in self.owners[strategy.pk]:
                found[body].append(strategy)
        return found

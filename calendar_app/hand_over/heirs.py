"""Who carries on what a body had, once its council's term is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ishoj_process.models import Body, CouncilTerm, Lineage

from .parts import Heir


def next_first_day(term: CouncilTerm) -> date:
    """The first day of the next term, whether it has been entered or not."""
    later = CouncilTerm.objects.filter(starts__gt=term.ends).order_by("starts").values_list("starts", flat=True)
    return later.first() or term.ends + timedelta(days=1)


class Estate:
    """The bodies and who succeeds them, read once: who had something on the last day, and who has it on the next."""

    def __init__(self, bodies: Iterable[Body], lineage: Lineage, *, last: date, first: date) -> None:
        self._bodies = {body.pk: body for body in bodies}
        self._lineage = lineage
        self._last, self._first = last, first
        councils = [body for body in self._bodies.values() if body.kind == Body.Kind.COUNCIL]
        self._council = [body.pk for body in lineage.living(councils, last)]

    @property
    def council(self) -> Heir:
        """The council's own heir: the next council."""
        return self.of(self._council)

    def of(self, keys: Iterable[int | None]) -> Heir:
        """The heirs of what these bodies had, alone or together; nobody's where no owner is known."""
        owners: dict[int, Body] = {}
        heirs: dict[int, Body] = {}
        for key in keys:
            if key is not None and key in self._bodies:
                had = self._had_by(key)
                owners |= {body.pk: body for body in had}
                heirs |= {body.pk: body for body in self._heirs_of(key)}
        return Heir(_sorted(owners), _sorted(heirs))

    def _had_by(self, key: int) -> list[Body]:
        """Who did the body's work on the last day; of one that begins later, the only one whose work it takes over."""
        body = self._bodies[key]
        if body.begins and body.begins > self._last:
            before = self._lineage.predecessors(key, body.begins)
            there = self._lineage.living([self._bodies[each] for each in before], self._last)
            # Of several that are merged nobody says which of them it came from.
            return [there[0].on(self._last)] if len(there) == 1 else []
        return [self._bodies[each].on(self._last) for each in self._lineage.heirs(key, self._last)]

    def _heirs_of(self, key: int) -> list[Body]:
        keys = self._lineage.heirs(key, self._first)
        # One that has ended, and whose work nobody took over, carries nothing on.
        found = self._lineage.living([self._bodies[each] for each in keys], self._first)
        return [body.on(self._first) for body in found]


def _sorted(bodies: dict[int, Body]) -> tuple[Body, ...]:
    return tuple(sorted(bodies.values(), key=lambda body: body.shown_key))

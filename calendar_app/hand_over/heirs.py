"""Who carries on what a body had, once its council's term is over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from calendar_app.models import HandedOver
from ishoj_process.models import Body, CouncilTerm, Lineage, MainPolicy, Strategy

from .parts import Heir, Kind, Ref


def next_first_day(term: CouncilTerm) -> date:
    """The first day of the next term, whether it has been entered or not."""
    later = CouncilTerm.objects.filter(starts__gt=term.ends).order_by("starts").values_list("starts", flat=True)
    return later.first() or term.ends + timedelta(days=1)


Handed = Mapping[Ref, Mapping[int, list[int]]]  # {what it is and its number: {heir: from whom}}


def handed_over(first: date) -> Handed:
    """What was given to heirs by name once the term that begins on the day had begun."""
    found: dict[Ref, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = HandedOver.objects.filter(term__starts=first).order_by("pk")
    for body, heir, moved in rows.values_list("body", "heir", "moved"):
        for what, key in moved:
            found[what, key][heir].append(body)
    return found


class Estate:
    """The bodies and who succeeds them, read once: who had something on the last day, and who has it on the next.

    What was given to an heir by name says so itself: its row names the heir alone.
    """

    def __init__(
        self, bodies: Iterable[Body], lineage: Lineage, *, last: date, first: date, handed: Handed | None = None
    ) -> None:
        self._handed = handed or {}
        self._bodies = {body.pk: body for body in bodies}
        self._lineage = lineage
        self._last, self._first = last, first
        councils = [body for body in self._bodies.values() if body.kind == Body.Kind.COUNCIL]
        self._council = [body.pk for body in lineage.living(councils, last)]

    @property
    def council(self) -> Heir:
        """The council's own heir: the next council."""
        return self.of(self._council)

    def of_document(self, document: MainPolicy | Strategy) -> Heir:
        """The heirs of a document's owners."""
        if isinstance(document, MainPolicy):
            return self.of([document.lead_committee_id], (Kind.POLICY, document.pk))
        keys = [document.owner_id, *(body.pk for body in document.co_owners.all())]
        return self.of(keys, (Kind.STRATEGY, document.pk))

    def of(self, keys: Iterable[int | None], ref: Ref | None = None) -> Heir:
        """The heirs of what these bodies had, alone or together; nobody's where no owner is known."""
        given = self._handed.get(ref, {}) if ref else {}
        owners: dict[int, Body] = {}
        heirs: dict[int, Body] = {}
        for key in keys:
            if key is None or key not in self._bodies:
                continue
            if key in given:
                owners |= {each: self._bodies[each].on(self._last) for each in given[key] if each in self._bodies}
                heirs[key] = self._bodies[key].on(self._first)
            else:
                owners |= {body.pk: body for body in self._had_by(key)}
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
        return [body.as_of(self._first) for body in found]


def _sorted(bodies: dict[int, Body]) -> tuple[Body, ...]:
    return tuple(sorted(bodies.values(), key=lambda body: body.shown_key))

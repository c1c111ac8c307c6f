"""The terms one under the other, and in a line what each of them left: its vision, its plan, how much it adopted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.models import CouncilTerm, ProcessPlan, Strategy, Vision
from ishoj_process.models.status import statuses

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class TermRow:
    """A term with what it left, as far as the reader may know of it."""

    term: CouncilTerm
    standing: str
    visions: list[Vision]
    plan: ProcessPlan | None
    strategies: int

    @property
    def strategies_text(self) -> str:
        text = ngettext("%(count)s strategy adopted", "%(count)s strategies adopted", self.strategies)
        return text % {"count": self.strategies} if self.strategies else _("no strategies adopted")


def term_rows(user: AnyUser, today: date) -> list[TermRow]:
    """Every term that the reader may know of, the newest first, in a fixed number of queries."""
    terms = list(CouncilTerm.objects.visible_to(user, today).order_by("-starts"))
    plans = _plans(user, today)
    visions = list(Vision.objects.visible_to(user).defer("text").order_by("position", "id"))
    adopted = _adopted_in(terms, user)
    return [
        TermRow(
            term, standing_text(term, today), visions_of(term, visions), _in_force(plans[term.pk], term, today),
            adopted[term.pk],
        )
        for term in terms
    ]  # fmt: skip


def standing_text(term: CouncilTerm, today: date) -> str:
    """Whether it runs, is over, or is to come."""
    if today < term.starts:
        return _("to come")
    return _("runs now") if today <= term.ends else _("over")


def visions_of(term: CouncilTerm, visions: Iterable[Vision]) -> list[Vision]:
    """Those that were adopted in the term; of those that were not, the ones that it works on or worked on."""
    own = [vision for vision in visions if vision.term_id == term.pk and not vision.meaning.was_given_up]
    adopted = [vision for vision in visions if vision.was_adopted and _adopted_within(vision, term)]
    return adopted + [vision for vision in own if not vision.was_adopted]


def _adopted_within(vision: Vision, term: CouncilTerm) -> bool:
    # Where nobody knows when, the term that it was written for.
    return term.holds(vision.adopted_day) if vision.adopted_day else vision.term_id == term.pk


def _plans(user: AnyUser, today: date) -> dict[int, list[ProcessPlan]]:
    found: dict[int, list[ProcessPlan]] = defaultdict(list)
    rows = ProcessPlan.objects.visible_to(user, today).select_related("term").defer("background", "framework")
    for plan in rows.order_by("-starts", "-number", "-pk"):
        found[plan.term_id].append(plan)
    return found


def _in_force(plans: list[ProcessPlan], term: CouncilTerm, today: date) -> ProcessPlan | None:
    """The twin of `ProcessPlanQuerySet.in_force_of`, for plans that are read already, the latest first."""
    day = term.day_within(today)
    return min(plans, key=lambda plan: (not plan.is_adopted, plan.starts > day), default=None)


def _adopted_in(terms: Iterable[CouncilTerm], user: AnyUser) -> Counter[int]:
    """{term's key: how many strategies were adopted in it, editions of one document each for itself}"""
    decided = statuses(lambda row: row.is_decided)
    days = Strategy.objects.visible_to(user).filter(status__in=decided, adopted_on__isnull=False)
    found = [day.last_day for day in days.order_by().values_list("adopted_on", flat=True) if day]
    return Counter({term.pk: sum(term.holds(day) for day in found) for term in terms})

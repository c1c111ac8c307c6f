"""The duty to hear: which committees a policy or a strategy touches, and which of them have been heard.

The memo asks the committees to be attentive to involving and hearing each other. Whether this reminds or refuses is
the term's own setting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, When
from django.utils.translation import gettext as _

from ishoj_process.models import Alignment, Body, CouncilTerm, Lineage, MainPolicy, Strategy, of_documents
from ishoj_process.rules import below
from strategies.models import Consultee, LeftOut
from strategies.rights import OWNERS
from strategies.states import GONE_OUT

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ishoj_process.models import Document


@dataclass(frozen=True)
class Touch:
    """A body that a document touches, or that was asked about it, why, and whether it has been heard."""

    body: Body
    why: str
    is_heard: bool = False
    is_being_heard: bool = False
    left_out: str = ""  # the reason
    was_withdrawn: bool = False  # it was asked, and what it was asked was taken back
    is_touched: bool = True  # False: it was asked though nothing obliges to ask it

    @property
    def is_missing(self) -> bool:
        return self.is_touched and not (self.is_heard or self.is_being_heard or self.left_out)

    def is_told_of(self, document: Document) -> bool:
        return document.meaning.may_be_heard or not self.is_missing

    @property
    def standing(self) -> str:
        """The key of its mark: heard, being heard, left out, or not heard."""
        if self.is_heard:
            return "heard"
        if self.is_being_heard:
            return "being_heard"
        if self.left_out:
            return "left_out"
        # The duty stays where what was asked was taken back; where there was none, that is all that is to be said.
        return "not_heard" if self.is_touched else "withdrawn"

    @property
    def shown(self) -> str:
        """The same for a page: whoever was heard once and is asked again is being heard now."""
        return "being_heard" if self.is_being_heard else self.standing


def touched_bodies(document: Document, today: date) -> list[Touch]:
    """The committees that a document touches beside its owner, each once with the first reason, in Danish order."""
    return touches_of([document], today)[document]


def touches_of(
    documents: Collection[Document], today: date, lineage: Lineage | None = None, *, with_asked: bool = False
) -> dict[Document, list[Touch]]:
    """The same for many documents, in a fixed number of queries; with those that were asked, touched or not."""
    lineage = lineage or Lineage.read()
    bodies = {body.pk: body for body in Body.objects.all()}
    reasons = {
        **_reasons([row for row in documents if isinstance(row, Strategy)], bodies, lineage, today),
        **_reasons_of_policies([row for row in documents if isinstance(row, MainPolicy)], bodies, lineage, today),
    }
    standing = _standing(documents, today)
    found = {}
    asked = _asked(standing, lineage, today) if with_asked else {}
    for document in documents:
        why = reasons[document]
        others = {bodies[key]: _("it was asked") for key in asked.get(document, ())}
        # In Python, as they come from several queries.
        told = sorted({**others, **why}, key=lambda body: body.shown_key)
        found[document] = [
            Touch(
                body,
                why.get(body) or others[body],
                is_touched=body in why,
                **_marks_of(document, body, standing, lineage, today),
            )
            for body in told
        ]
    return found


def _asked(
    standing: Mapping[tuple[Document, int], dict[str, Any]], lineage: Lineage, today: date
) -> dict[Document, set[int]]:
    """{document: those that were asked about it, of whichever kind, or who carry on their work today}."""
    found: dict[Document, set[int]] = {}
    for (document, key), marks in standing.items():
        if marks.keys() - {"left_out"}:
            found.setdefault(document, set()).update(lineage.heirs(key, today))
    return found


def _reasons_of_policies(
    policies: Iterable[MainPolicy], bodies: Mapping[int, Body], lineage: Lineage, today: date
) -> dict[Document, dict[Body, str]]:
    """Each policy has one primary committee, and all others may comment on it: the council's model of March 2022."""
    why = _("all committees are heard about the main policies")
    found: dict[Document, dict[Body, str]] = {}
    for policy in policies:
        own = set(lineage.heirs(policy.lead_committee_id, today)) if policy.lead_committee_id else set()
        touching = [(body.pk, why) for body in lineage.living(bodies.values(), today)]
        found[policy] = _without_owners(own, touching, bodies)
    return found


def _reasons(
    strategies: Collection[Strategy], bodies: Mapping[int, Body], lineage: Lineage, today: date
) -> dict[Document, dict[Body, str]]:
    """Why each committee is touched: by the main policy, by a guiding line, or since the strategy cuts across."""
    if not strategies:
        return {}
    leads = _leads_of_policies(strategies)
    beside = _beside(strategies)
    owners = _owners(strategies)
    cross_cutting = [body.pk for body in bodies.values() if body.leads_cross_cutting]
    found: dict[Document, dict[Body, str]] = {}
    for strategy in strategies:
        touching = [*leads.get(strategy.main_policy_id, ()), *beside.get(strategy.pk, ())]
        if strategy.is_cross_cutting:
            # The memo gives ØPU that duty; a later council may give it to another, so it is a field of the body.
            why = _("it has a special duty to the cross-cutting strategies")
            touching += [(body, why) for body in cross_cutting]
        own = {heir for owner in owners[strategy.pk] for heir in lineage.heirs(owner, today)}
        found[strategy] = _without_owners(own, _carried_on(touching, lineage, today), bodies)
    return found


def _owners(strategies: Collection[Strategy]) -> dict[int, set[int]]:
    """{key of the strategy: keys of its owner and of those that own it together}."""
    found = {strategy.pk: {strategy.owner_id} if strategy.owner_id else set() for strategy in strategies}
    together = Strategy.co_owners.through.objects.filter(strategy__in=strategies)
    for strategy, body in together.values_list("strategy", "body"):
        found[strategy].add(body)
    return found


def _carried_on(touching: Iterable[tuple[int, str]], lineage: Lineage, today: date) -> list[tuple[int, str]]:
    """A committee that was laid down is heard in those that took over its work: in all of them where it was split."""
    return [(heir, reason) for body, reason in touching for heir in lineage.heirs(body, today)]


def _without_owners(
    owners: Collection[int], touching: Iterable[tuple[int, str]], bodies: Mapping[int, Body]
) -> dict[Body, str]:
    """Each committee once, with the first reason; no owner, and no board."""
    why: dict[Body, str] = {}
    for key, reason in touching:
        if key not in owners and bodies[key].is_subject_committee:
            why.setdefault(bodies[key], reason)
    return why


def _leads_of_policies(strategies: Collection[Strategy]) -> dict[int | None, list[tuple[int, str]]]:
    """{key of the main policy: its primary committee with why that is touched}."""
    keys = {strategy.main_policy_id for strategy in strategies if strategy.main_policy_id}
    policies = MainPolicy.objects.filter(pk__in=keys)
    return {
        policy.pk: [(policy.lead_committee_id, _why_by_policy(policy))]
        for policy in policies
        if policy.lead_committee_id
    }


def _beside(strategies: Collection[Strategy]) -> dict[int, list[tuple[int, str]]]:
    """{key of the strategy: owners of other strategies that serve the same guiding lines, with why}."""
    own: dict[int, list[int]] = {}
    for strategy, line in Alignment.objects.filter(strategy__in=strategies).values_list("strategy", "guiding_line"):
        # By the line: one query finds the neighbours of all strategies of a page.
        own.setdefault(line, []).append(strategy)
    # A strategy that was given up serves nothing any more, so its owner is not touched by it.
    current = Strategy.objects.latest_editions().not_given_up()
    others = Alignment.objects.filter(guiding_line__in=own, strategy__in=current)
    found: dict[int, list[tuple[int, str]]] = {}
    for tie in others.select_related("strategy").order_by("strategy__sort_key", "id"):
        other = tie.strategy
        if other is None or other.owner_id is None:
            continue
        why = _why_beside(other)
        for strategy in own[tie.guiding_line_id]:
            if strategy != other.pk:
                found.setdefault(strategy, []).append((other.owner_id, why))
    return found


def _why_by_policy(policy: MainPolicy) -> str:
    """The council reads why a committee is touched: what is not shown to the public is not named."""
    if not policy.is_published:
        return _("it has primary responsibility for the main policy")
    return _("it has primary responsibility for %(policy)s") % {"policy": policy}


def _why_beside(strategy: Strategy) -> str:
    if not strategy.is_published:
        return _("a strategy of its own serves the same part of the vision")
    return _("its strategy %(strategy)s serves the same part of the vision") % {"strategy": strategy}


def _standing(documents: Collection[Document], today: date) -> dict[tuple[Document, int], dict[str, Any]]:
    """How each body stands to each document, {(document, body): marks}: heard, being heard, or left out for a reason.

    A body that was asked and did not answer in time has been heard: it had its say.
    """
    found: dict[tuple[Document, int], dict[str, Any]] = {}
    # The answer is joined in, or each body would cost a query.
    asked = Consultee.objects.filter(below("consultation", of_documents(documents)), consultation__state__in=GONE_OUT)
    for consultee in asked.select_related("consultation__main_policy", "consultation__strategy", "response"):
        key = (consultee.consultation.document, consultee.body_id)
        # What was taken back has heard nobody; nor has what is in a state that this release does not know.
        if not consultee.consultation.is_sent:
            found.setdefault(key, {})["was_withdrawn"] = True
            continue
        is_waited_for = consultee.sent_response is None and consultee.consultation.is_running(today)
        marks = found.setdefault(key, {})
        # Asked in two consultations a body may be both; `Touch` lets heard go first.
        marks["is_being_heard" if is_waited_for else "is_heard"] = True
    for row in LeftOut.objects.filter(of_documents(documents)).select_related("main_policy", "strategy"):
        found.setdefault((row.document, row.body_id), {})["left_out"] = row.reason
    return found


def _marks_of(
    document: Document,
    body: Body,
    standing: Mapping[tuple[Document, int], dict[str, Any]],
    lineage: Lineage,
    today: date,
) -> dict[str, Any]:
    """How a body stands to a document. What was asked of those whose work it carries on was asked of it, too."""
    marks: dict[str, Any] = {}
    for key in [*sorted(lineage.predecessors(body.pk, today)), body.pk]:
        for name, value in standing.get((document, key), {}).items():
            marks[name] = value or marks.get(name, value)
    return marks


def missing_hearings(document: Document, today: date) -> list[str]:
    """What is missing before the document goes to decision, as sentences; empty where everybody has been heard."""
    return [sentence for touch in touched_bodies(document, today) if (sentence := _missing_text(touch))]


def _missing_text(touch: Touch) -> str:
    words = {"body": touch.body, "why": touch.why}
    if touch.is_missing:
        return _("%(body)s has not been heard: %(why)s.") % words
    # Where a reason stands for not asking it, nobody waits for its answer.
    if touch.standing == "being_heard" and not touch.left_out:
        return _("%(body)s is being heard and has not answered yet.") % words
    return ""


def must_hear(day: date) -> bool:
    """Whether the term that the day lies in refuses a decision before all have been heard."""
    # On a day outside of every term nobody has set it, so nothing is refused.
    return CouncilTerm.objects.on(day).filter(must_hear=True).exists()


def bodies_to_ask(document: Document) -> QuerySet[Body]:
    """Everybody but the owner: the committees first, then the council and the boards."""
    # `sort_key` alone would mix boards and committees by the alphabet.
    committees_first = Case(When(kind__in=Body.SUBJECT_COMMITTEES, then=0), default=1)
    bodies = Body.objects.all()
    if owner := getattr(document, f"{OWNERS[document.column]}_id"):
        bodies = bodies.exclude(pk=owner)
    return bodies.order_by(committees_first, "sort_key")

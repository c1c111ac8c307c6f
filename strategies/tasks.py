"""What waits for a reader about consultations and strategies, and the policies that these hang under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from ishoj_process.models import DOCUMENTS, Document, MainPolicy, Strategy
from ishoj_process.rights import body_ids_of
from ishoj_process.tasks import Kind, Task, about
from strategies.consultations.calendar import rules_on_each, what_has_moved, without_extra_meeting
from strategies.consultations.list import Standing
from strategies.portfolio.pace import Sign, paces_of

from .models import Consultation, Consultee

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

TO_ANSWER = ngettext_lazy(
    "%(count)s consultation waits for an answer from your committee",
    "%(count)s consultations wait for an answer from your committee",
    "count",
)
TO_ANSWER_LATE = ngettext_lazy(
    "%(count)s consultation has had no answer from your committee, and its deadline has passed",
    "%(count)s consultations have had no answer from your committee, and their deadlines have passed",
    "count",
)
TO_TREAT = ngettext_lazy(
    "The answers to %(count)s consultation are to be treated",
    "The answers to %(count)s consultations are to be treated",
    "count",
)
TO_SEND = ngettext_lazy(
    "%(count)s consultation has been prepared and not sent",
    "%(count)s consultations have been prepared and not sent",
    "count",
)
TO_EXTEND = ngettext_lazy(
    "The deadline of %(count)s consultation no longer fits a meeting that was moved",
    "The deadlines of %(count)s consultations no longer fit meetings that were moved",
    "count",
)
TO_MEET = ngettext_lazy(
    "%(count)s committee answers a consultation at an extra meeting that has not been entered",
    "%(count)s committees answer consultations at extra meetings that have not been entered",
    "count",
)
NOT_UPDATED = ngettext_lazy(
    "The status of %(count)s strategy has not been updated for long",
    "The status of %(count)s strategies has not been updated for long",
    "count",
)
POLICIES_NOT_UPDATED = ngettext_lazy(
    "The status of %(count)s main policy has not been updated for long",
    "The status of %(count)s main policies has not been updated for long",
    "count",
)
TO_REVIEW = ngettext_lazy("%(count)s strategy is to be reviewed", "%(count)s strategies are to be reviewed", "count")
NO_STATUS = ngettext_lazy(
    "The status of %(count)s strategy is not known", "The status of %(count)s strategies is not known", "count"
)
NO_STATUS_OF_POLICY = ngettext_lazy(
    "The status of %(count)s main policy is not known", "The status of %(count)s main policies is not known", "count"
)
NO_OWNER = ngettext_lazy("%(count)s strategy has no owner", "%(count)s strategies have no owner", "count")
NOT_PLACED = ngettext_lazy(
    "%(count)s strategy is not placed under a main policy",
    "%(count)s strategies are not placed under a main policy",
    "count",
)
NO_NAME = ngettext_lazy(
    "The name of %(count)s main policy is not known", "The names of %(count)s main policies are not known", "count"
)
REVIEW_SOON = timedelta(days=60)


def tasks_of(user: AnyUser, today: date) -> Iterator[Task]:
    """What waits for the reader by role."""
    if Kind.ANSWER.may_wait_for(user):
        yield from _to_be_answered(user, today)
    if Kind.TREAT.may_wait_for(user):
        yield from _to_be_run(today)
    if Kind.EXTRA.may_wait_for(user):
        rows = without_extra_meeting(Consultee.objects.awaiting_extra_meeting(today))
        url, due = reverse("consultation_list"), attrgetter("consultation.deadline")
        yield from about(Kind.EXTRA, TO_MEET, rows, url=url, due=due)
    if Kind.UPDATE.may_wait_for(user):
        yield from _to_be_kept(today)
    if Kind.GAPS.may_wait_for(user):
        yield from _gaps()


def _to_be_answered(user: AnyUser, today: date) -> Iterator[Task]:
    for text, standing in ((TO_ANSWER, Standing.RUNNING), (TO_ANSWER_LATE, Standing.ENDED)):
        yield from _consultations(Kind.ANSWER, text, _to_answer(user, today, standing))


def _to_be_run(today: date) -> Iterator[Task]:
    """What those who ask have to do with their consultations."""
    consultations = Consultation.objects.with_documents()
    yield from _consultations(
        Kind.TREAT, TO_TREAT, consultations.at_standing(Standing.ENDED, today).order_by("deadline")
    )
    yield from _consultations(Kind.MOVED, TO_EXTEND, _to_extend(today))
    yield from _consultations(Kind.SEND, TO_SEND, consultations.at_standing(Standing.PREPARED, today).order_by("id"))


def _to_be_kept(today: date) -> Iterator[Task]:
    """What nobody has said anything of for long, and the strategies that are to be reviewed."""
    late = not_updated(today)
    yield from _strategies(Kind.UPDATE, NOT_UPDATED, [row for row in late if isinstance(row, Strategy)])
    yield from _policies(Kind.UPDATE, POLICIES_NOT_UPDATED, [row for row in late if isinstance(row, MainPolicy)])
    yield from _strategies(Kind.REVIEW, TO_REVIEW, _to_review(today))


def _gaps() -> Iterator[Task]:
    """What nobody has stated yet of strategies, and the main policies without a name."""
    without = Q(status="") | Q(owner=None) | Q(main_policy=None)
    strategies = list(Strategy.objects.latest_editions().filter(without))
    # One query for three gaps: a strategy may have all of them.
    yield from _strategies(Kind.GAPS, NO_STATUS, [row for row in strategies if not row.status])
    yield from _strategies(Kind.GAPS, NO_OWNER, [row for row in strategies if not row.owner_id])
    yield from _strategies(Kind.GAPS, NOT_PLACED, [row for row in strategies if not row.is_placed])
    # A policy may be known to exist before anybody finds what it is called.
    policies = list(MainPolicy.objects.latest_editions().filter(Q(title="") | Q(status="")).defer("text"))
    yield from _policies(Kind.GAPS, NO_NAME, [row for row in policies if not row.title])
    yield from _policies(Kind.GAPS, NO_STATUS_OF_POLICY, [row for row in policies if not row.status])


def _consultations(kind: Kind, text: Promise, consultations: Iterable[Consultation]) -> Iterator[Task]:
    # The deadline is that of those who answer: by when an answer is treated, or a prepared one sent, nobody has said.
    due = (lambda row: row.deadline) if kind in (Kind.ANSWER, Kind.MOVED) else (lambda row: None)
    return about(kind, text, consultations, url=reverse("consultation_list"), day="deadline_text", due=due)


def _strategies(kind: Kind, text: Promise, strategies: Iterable[Strategy]) -> Iterator[Task]:
    # What lacks a status may have a day of review: that is when it is reviewed, and not by when it is to be stated.
    due = (lambda row: row.review_on) if kind == Kind.REVIEW else (lambda row: None)
    return about(kind, text, strategies, url=reverse("strategy_list"), day="review_text", due=due)


def _policies(kind: Kind, text: Promise, policies: Iterable[MainPolicy]) -> Iterator[Task]:
    return about(kind, text, policies, url=reverse("cascade"))


def not_updated(today: date) -> list[Document]:
    """What is worked on and of which nobody has said for long where it stands."""
    documents: list[Document] = []
    for model in DOCUMENTS.values():
        documents += model._default_manager.with_begun().under_way().defer("text")
    paces = paces_of(documents, today)
    # The sign and the task are one rule: what the portfolio calls not updated is what is asked for.
    return [row for row in documents if row in paces and paces[row].sign == Sign.NOT_UPDATED]


def _to_extend(today: date) -> list[Consultation]:
    """The running consultations whose meetings were moved or cancelled since, so that the deadline no longer fits."""
    consultations = Consultation.objects.running(today).with_documents().select_related("decides_at")
    consultations = consultations.prefetch_related("consultees__body", "consultees__meeting", "consultees__response")
    rows = list(consultations.order_by("deadline"))
    # Those of the day on which each was sent, as on its own page: a new term does not make an old deadline wrong.
    rules = rules_on_each({row.opened_on for row in rows if row.opened_on})
    # In Python: the rules count working days, which no database knows.
    return [row for row in rows if row.opened_on and what_has_moved(row, rules[row.opened_on])]


def _to_review(today: date) -> QuerySet[Strategy]:
    """Those in force whose day of review has come, or comes within two months."""
    strategies = Strategy.objects.latest_editions().filter(review_on__lte=today + REVIEW_SOON)
    # What was given up or superseded is reviewed no more.
    return strategies.covering().defer("text").order_by("review_on", "sort_key")


def _to_answer(user: AnyUser, today: date, standing: Standing) -> QuerySet[Consultation]:
    """The consultations so standing in which a body that the user sits in was asked and has not answered.

    An answer that comes late is still taken until the report is finished.
    """
    # A draft that was not sent is no answer: it still waits.
    answered = Q(response__sent_on__isnull=False)
    waiting = Consultee.objects.filter(body__in=body_ids_of(user)).exclude(answered).values("consultation")
    consultations = Consultation.objects.visible_to(user).at_standing(standing, today).filter(pk__in=waiting)
    return consultations.with_documents().order_by("deadline")

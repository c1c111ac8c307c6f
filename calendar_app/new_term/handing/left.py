"""What each body that ends with the term before leaves, and who carries it on.

What was decided stays with the body that decided it, and its heirs carry it on without being entered anywhere. What is
being worked on, what runs and what is planned is given to one of them: nobody sits in a body that has ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.models import Subscription, Unheired
from ishoj_process.models import Body, CouncilTerm, FollowUp, MainPolicy, Meeting, Strategy
from ishoj_process.models.status import statuses
from strategies.models import Consultation, Consultee
from strategies.rights import any_document

from ..bodies.states import Bodies, What

Kind = Unheired.What
IN_FORCE = statuses(lambda row: row.is_in_force)
# Neither decided nor given up, and what this release does not know: it may be worked on.
OVER = statuses(lambda row: row.is_superseded or row.was_given_up)


@dataclass(frozen=True)
class Left:
    """One thing that a body leaves. `moves`: it is given to an heir, and is not carried on by itself."""

    what: str
    key: int
    title: str
    url: str
    moves: bool = False
    reason: str = ""  # why it has no heir, where somebody has said so

    @property
    def name(self) -> str:
        return f"{self.what}-{self.key}"

    @property
    def label(self) -> str:
        return str(Kind(self.what).label)


@dataclass
class Estate:
    """All that one body leaves, and those who take over from it."""

    body: Body
    heirs: list[Body]
    things: list[Left] = field(default_factory=list)

    @property
    def to_move(self) -> list[Left]:
        return [thing for thing in self.things if thing.moves]

    @property
    def without_heir(self) -> list[Left]:
        """What nobody carries on: all of a body without heirs. It is given to somebody, or explained."""
        return [] if self.heirs else self.things

    @property
    def unexplained(self) -> list[Left]:
        return [thing for thing in self.without_heir if not thing.reason]


@dataclass
class Estates:
    """What is left by all bodies that end before a term, in a fixed number of queries; one where none ends."""

    term: CouncilTerm
    rows: list[Estate]
    after: list[Body]  # those that there are on the term's first day

    @classmethod
    def read(cls, term: CouncilTerm, today: date, bodies: Bodies | None = None) -> Estates:
        bodies = bodies or Bodies.read(term.starts)
        ending = [row for row in bodies.before if bodies.changes[row.pk].what in (What.ENDS, What.PASSES_ON)]
        rows = [
            Estate(body, [row.heir.as_of(term.starts) for row in bodies.successions.get(body.pk, [])])
            for body in ending
        ]
        found = cls(term, rows, bodies.after)
        if rows:
            found._fill(today)
        return found

    def _fill(self, today: date) -> None:
        keys = {row.body.pk for row in self.rows}
        things: dict[int, list[Left]] = defaultdict(list)
        for body, thing in [
            *_documents(keys),
            *_consultations(keys, max(today, self.term.starts)),
            *_meetings(keys, self.term.starts),
            *_follow_ups(keys),
            *_subscriptions(keys),
        ]:
            things[body].append(thing)
        reasons = {(row.what, row.key): row.reason for row in self.term.unheired.all()}
        for row in self.rows:
            row.things = [
                Left(one.what, one.key, one.title, one.url, one.moves, reasons.get((one.what, one.key), ""))
                for one in things[row.body.pk]
            ]

    def of(self, body: int) -> Estate | None:
        return next((row for row in self.rows if row.body.pk == body), None)

    @property
    def left(self) -> int:
        """How many things still wait for an heir or an explanation."""
        return sum(
            len({thing.name for thing in [*row.to_move, *row.unexplained] if not thing.reason}) for row in self.rows
        )


Found = Iterable[tuple[int, Left]]


def _documents(keys: set[int]) -> Found:
    strategies = Strategy.objects.exclude(status__in=OVER).prefetch_related("co_owners")
    for row in strategies.filter(Q(owner__in=keys) | Q(co_owners__in=keys)).distinct().order_by("slug", "edition"):
        for body in keys & {row.owner_id, *(body.pk for body in row.co_owners.all())}:
            yield body, _document(Kind.STRATEGY, row)
    policies = MainPolicy.objects.exclude(status__in=OVER).filter(lead_committee__in=keys)
    for policy in policies.order_by("slug", "edition"):
        yield policy.lead_committee_id or 0, _document(Kind.POLICY, policy)


def _document(what: str, row: Any) -> Left:
    return Left(what, row.pk, row.display_title, row.get_absolute_url(), moves=row.status not in IN_FORCE)


def _consultations(keys: set[int], day: date) -> Found:
    """Those that run: of its own documents, and those in which it has not answered yet."""
    running = Consultation.objects.running(day).order_by("pk")
    own = any_document(lambda _name, owner: Q(**{f"{owner}__in": keys}))
    for row in running.filter(own).with_documents():
        # It follows the document, whose owner asks.
        yield row.document.owner.pk if row.document.owner else 0, _consultation(row)
    asked = Consultee.objects.filter(body__in=keys, consultation__in=running.order_by())
    waiting = asked.exclude(pk__in=asked.filter(response__sent_on__isnull=False).values("pk"))
    for consultee in waiting.select_related("consultation__main_policy", "consultation__strategy").order_by("pk"):
        yield consultee.body_id, _consultation(consultee.consultation, moves=True)


def _consultation(row: Consultation, *, moves: bool = False) -> Left:
    return Left(Kind.CONSULTATION, row.pk, str(row), row.get_absolute_url(), moves)


def _meetings(keys: set[int], first: date) -> Found:
    rows = Meeting.objects.coming(first).filter(bodies__in=keys).distinct().in_order().prefetch_related("bodies")
    for row in rows:
        words = {"title": row.display_title, "day": row.date_text}
        for body in {body.pk for body in row.bodies.all()} & keys:
            title = _("%(title)s, %(day)s") % words
            yield body, Left(Kind.MEETING, row.pk, title, row.get_absolute_url(), moves=row.start_date >= first)


def _follow_ups(keys: set[int]) -> Found:
    """Open ones of its own meetings that were given to nobody else, and those that it was given itself."""
    own = Q(body__isnull=True, item__meeting__bodies__in=keys) | Q(body__in=keys)
    rows = FollowUp.objects.open().filter(own).distinct()
    for row in rows.select_related("item__meeting").prefetch_related("item__meeting__bodies").order_by("pk"):
        bodies = {row.body_id} if row.body_id else {body.pk for body in row.item.meeting.bodies.all()}
        for body in bodies & keys:
            yield body, Left(Kind.FOLLOW_UP, row.pk, str(row), row.get_absolute_url(), moves=True)


def _subscriptions(keys: set[int]) -> Found:
    """How many calendar addresses hold the body: whose they are is nobody's business."""
    counts: dict[int, int] = defaultdict(int)
    pairs = Subscription.bodies.through.objects.filter(body__in=keys, subscription__ended_at=None)
    for body in pairs.values_list("body", flat=True):
        counts[body] += 1
    for body, count in counts.items():
        text = ngettext("%(count)s calendar address", "%(count)s calendar addresses", count) % {"count": count}
        yield body, Left(Kind.SUBSCRIPTION, body, text, "")

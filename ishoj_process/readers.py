"""Who asks, as far as rights go: rules are written for a reader, who knows no table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from django.db import models
from django.db.models import Q
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from .dates import clock

CHAIR = "chair"  # of the roles of a seat
DEMO_DOMAIN = "@demo.invalid"  # of the log-ins that `make run` makes


class Role(models.TextChoices):
    MEMBER = "member", _("council member")
    ADMINISTRATION = "administration", _("administration")
    SECRETARIAT = "secretariat", _("secretariat")


STAFF_SIDE = (Role.ADMINISTRATION, Role.SECRETARIAT)  # those who prepare the council's work


def held_on(day: date) -> Q:
    """Of seats: those held on the day. One without dates of its own is held through its term, while its body is there.

    Who sat in a body that has ended, and nowhere else, sits in the council no longer.
    """
    # Both ends count: who leaves on a day still sits in a meeting of that day.
    begun = (Q(starts__isnull=True) | Q(starts__lte=day)) & (Q(body__begins__isnull=True) | Q(body__begins__lte=day))
    not_ended = (Q(ends__isnull=True) | Q(ends__gte=day)) & (Q(body__ends__isnull=True) | Q(body__ends__gte=day))
    return Q(term__starts__lte=day, term__ends__gte=day) & begun & not_ended


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User

    AnyUser: TypeAlias = User | AnonymousUser

NOWHERE: Collection[int] = frozenset()


class ComingSeat(NamedTuple):
    """A seat of a term that has not begun, held on that term's first day."""

    body: int
    term: int
    first: date  # the term's first day
    is_read: bool  # whether the secretariat lets those who were elected to the term read already


@dataclass(frozen=True)
class Reader:
    """A role, and the bodies in which a council member sits on a day. The public has neither.

    A council member is one with a seat on that day. Who has left, or does not sit yet, reads as the public does: what a
    log-in alone opens is what they wrote and answered themselves, and what a round names them for as a substitute.

    Two things are opened by a seat of the coming term: the constituting meeting, which is held on it, and what the
    secretariat lets the newly elected read. Rights to read ask `reads_as_member`, `reads_inside` and `read_bodies`; all
    others ask `is_member`, `is_inside`, `bodies` and `chaired`, to which no such seat counts: it writes, votes and
    answers nothing, and nothing waits for it.
    """

    is_known: bool = False  # whether anybody has logged in
    key: int | None = None  # of the user, for what they wrote themselves
    role: str = ""
    bodies: Collection[int] = NOWHERE
    chaired: Collection[int] = NOWHERE
    coming: Collection[ComingSeat] = ()
    day: date = date.min  # on which they read

    @property
    def is_member(self) -> bool:
        """By the seat, and not by the account: a log-in may outlive the term for which somebody was elected."""
        return self.is_elected and bool(self.bodies)

    @property
    def reads_as_member(self) -> bool:
        """With a seat on the day, or let to read before it begins."""
        return self.is_elected and (bool(self.bodies) or any(seat.is_read for seat in self.coming))

    @property
    def reads_only(self) -> bool:
        """Let to read before their seat begins, with no seat on the day."""
        return self.reads_as_member and not self.is_member

    @property
    def reads_inside(self) -> bool:
        """Those who read what the council's members and the staff work on."""
        return self.reads_as_member or self.is_staff_side

    @property
    def read_bodies(self) -> Collection[int]:
        """The bodies whose own work they read: those in which they sit, and are let to read before they do."""
        return {*self.bodies, *(seat.body for seat in self.coming if seat.is_read)}

    @property
    def read_from(self) -> Mapping[date, Collection[int]]:
        """{the first day of a coming term: the bodies of whose meetings they read what is closed, from that day on}"""
        return _gathered((seat.first, seat.body) for seat in self.coming if seat.is_read)

    @property
    def coming_bodies(self) -> Mapping[int, Collection[int]]:
        """{a coming term: the bodies in which they sit from its first day}"""
        return _gathered((seat.term, seat.body) for seat in self.coming)

    @property
    def is_elected(self) -> bool:
        """A council member by the account, with a seat on the day or without."""
        return self.role == Role.MEMBER

    @property
    def is_administration(self) -> bool:
        return self.role == Role.ADMINISTRATION

    @property
    def is_secretariat(self) -> bool:
        return self.role == Role.SECRETARIAT

    @property
    def is_staff_side(self) -> bool:
        """The administration and the secretariat: those who prepare the council's work."""
        return self.role in STAFF_SIDE

    @property
    def is_inside(self) -> bool:
        """The council's members and the staff: those who do the work that others read of."""
        return self.is_member or self.is_staff_side


PUBLIC = Reader()


def reader_of(user: AnyUser, day: date | None = None) -> Reader:
    """The user as a reader on a day, today unless told otherwise. Made once for each user object and day."""
    if not user.is_authenticated:
        return PUBLIC
    day = day or clock.today()
    # On the user object and not in a cache: it lives as long as the request, so a seat that changes counts at once.
    made = user.readers_by_day
    if day not in made:
        # A seat gives a right to a council member alone, whatever seats another role may have been given.
        made[day] = _member_of(user, day) if user.role == Role.MEMBER else Reader(True, user.pk, user.role)
    return made[day]


def _member_of(user: User, day: date) -> Reader:
    rows = _later(lambda: [_SeatRow(*row) for row in user.seats.not_over(day).values_list(*_COLUMNS)])
    # Keys and not a subquery: a rule asks one row and the database with the same set.
    bodies = _later(lambda: frozenset(row.body for row in rows if row.is_held(day)))
    chaired = _later(lambda: frozenset(row.body for row in rows if row.is_held(day) and row.role == CHAIR))
    # Who acts is asked for the seat that they have: what is opened for reading opens no act.
    coming = () if user.is_acting else _later(lambda: [seat for row in rows if (seat := row.as_coming(day))])
    return Reader(True, user.pk, user.role, bodies, chaired, coming, day)


_COLUMNS = (
    *("body_id", "role", "starts", "ends"),
    *("term_id", "term__starts", "term__ends", "term__elected_read_from"),
    *("body__begins", "body__ends"),
)


class _SeatRow(NamedTuple):
    """A seat as far as it says who reads."""

    body: int
    role: str
    starts: date | None
    ends: date | None
    term: int
    term_starts: date
    term_ends: date
    elected_read_from: date | None
    body_begins: date | None
    body_ends: date | None

    def is_held(self, day: date) -> bool:
        """The twin of `held_on`."""
        days = (self.starts, self.term_starts, self.body_begins), (self.ends, self.term_ends, self.body_ends)
        first, last = max(filter(None, days[0])), min(filter(None, days[1]))
        return first <= day <= last

    def as_coming(self, day: date) -> ComingSeat | None:
        """What it is before its term begins. One that begins later in that term opens nothing until it does."""
        if self.term_starts <= day or not self.is_held(self.term_starts):
            return None
        is_read = self.elected_read_from is not None and self.elected_read_from <= day
        return ComingSeat(self.body, self.term, self.term_starts, is_read)


def _gathered(pairs: Iterable[tuple[Any, int]]) -> dict[Any, set[int]]:
    found: dict[Any, set[int]] = defaultdict(set)
    for key, body in pairs:
        found[key].add(body)
    return found


def _later(ask: Callable[[], Collection[Any]]) -> Collection[Any]:
    """Asked once, and only when a rule comes to it: much is decided without knowing where somebody sits."""
    return SimpleLazyObject(ask)

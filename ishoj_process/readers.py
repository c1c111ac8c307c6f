"""Who asks, as far as rights go: rules are written for a reader, who knows no table."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

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
    """Of seats: those held on the day. One without dates of its own is held through its term."""
    # Both ends count: who leaves on a day still sits in a meeting of that day.
    begun = Q(starts__isnull=True) | Q(starts__lte=day)
    not_ended = Q(ends__isnull=True) | Q(ends__gte=day)
    return Q(term__starts__lte=day, term__ends__gte=day) & begun & not_ended


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User

    AnyUser: TypeAlias = User | AnonymousUser

NOWHERE: Collection[int] = frozenset()


@dataclass(frozen=True)
class Reader:
    """A role, and the bodies in which a council member sits on a day. The public has neither.

    A council member is one with a seat on that day. Who has left, or does not sit yet, reads as the public does: what a
    log-in alone opens is what they wrote and answered themselves, and what a round names them for as a substitute.
    """

    is_known: bool = False  # whether anybody has logged in
    key: int | None = None  # of the user, for what they wrote themselves
    role: str = ""
    bodies: Collection[int] = NOWHERE
    chaired: Collection[int] = NOWHERE

    @property
    def is_member(self) -> bool:
        """By the seat, and not by the account: a log-in may outlive the term for which somebody was elected."""
        return self.is_elected and bool(self.bodies)

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
    held = _later(lambda: {*user.seats.on(day).values_list("body_id", "role")})
    # Keys and not a subquery: a rule asks one row and the database with the same set.
    bodies = _later(lambda: frozenset(body for body, _role in held))
    chaired = _later(lambda: frozenset(body for body, role in held if role == CHAIR))
    return Reader(True, user.pk, user.role, bodies, chaired)


def _later(ask: Callable[[], Collection[Any]]) -> Collection[Any]:
    """Asked once, and only when a rule comes to it: much is decided without knowing where somebody sits."""
    return SimpleLazyObject(ask)

"""Who may see and do what with what is shown and sent. The ground's own rights stay in its own module."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from ishoj_process.dates import clock
from ishoj_process.readers import STAFF_SIDE, Reader, Role, held_on, reader_of
from ishoj_process.rights import is_let_in, is_secretariat
from ishoj_process.rules import allow, below, holds, some

from .states import YearPlanState

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

    from .models import Subscription, YearPlan


def has_inbox(user: AnyUser) -> bool:
    """Whoever has logged in sees their own page; what waits on it is asked of the rights, kind by kind."""
    return reader_of(user).is_known


def can_note(user: AnyUser) -> bool:
    """Council members: each keeps notes of their own, which nobody else sees, and marks what they have read.

    Those who are let to read before their seat begins, too: it is theirs alone.
    """
    return reader_of(user).reads_as_member


def can_read_own_notes(user: AnyUser) -> bool:
    """Who kept them as a member reads them without a seat, too, at the items that they may still see."""
    return reader_of(user).is_elected


def sees_mail_choice(reader: Reader) -> Q:
    """What somebody is not mailed about is their own, and the secretariat's, which keeps the users."""
    return allow(reader.is_secretariat) | allow(reader.is_known) & Q(user=reader.key)


def can_plan_year(user: AnyUser) -> bool:
    """Rules, proposal and adoption of a year's meetings."""
    return is_secretariat(user)


def reads_year_calendar(reader: Reader) -> Q:
    """The meeting calendar as a document: a proposal is the staff's."""
    return allow(reader.is_staff_side) | Q(state=YearPlanState.ADOPTED)


def can_read_year_calendar(user: AnyUser, plan: YearPlan) -> bool:
    return holds(reads_year_calendar(reader_of(user)), plan)


def subscribes(day: date) -> Q:
    """Of users. A calendar of one's own: the staff, and members for as long as they have a seat."""
    # By the seat, and not by the account: a log-in may outlive the term for which somebody was elected.
    return Q(role__in=STAFF_SIDE) | Q(role=Role.MEMBER) & some("seats", held_on(day))


def may_subscribe(user: AnyUser) -> bool:
    return user.is_authenticated and holds(subscribes(clock.today()), user)


def opens_by_address(day: date) -> Q:
    """Of subscriptions: not ended, and the holder still one of us on the day. It opens for whoever has the address."""
    # Asked at each fetch, since nobody logs in: a seat that ends must close the calendar by itself.
    return Q(ended_at__isnull=True) & below("user", is_let_in() & subscribes(day))


def may_read_by_address(subscription: Subscription) -> bool:
    return holds(opens_by_address(clock.today()), subscription)

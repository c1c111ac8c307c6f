"""Who sits where, as everybody may know it: the members of a body on a day, and one member's seats over time.

Nothing of the log-in is shown: no address, no role of the account, and not when somebody was here last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.dates.danish import date_text
from ishoj_process.models import Body, Seat, User
from ishoj_process.readers import reader_of
from ishoj_process.rights import can_edit_council, sees_seat
from ishoj_process.rules import select
from ishoj_process.text.danish_sort import danish_key

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

ORDER: list[str] = [*Seat.OFFICES, Seat.Role.MEMBER, Seat.Role.SUBSTITUTE]


@dataclass(frozen=True)
class Place:
    """A seat on a day, in words."""

    seat: Seat
    name: str  # empty: vacant
    group: str
    role: str  # empty: a plain member
    url: str
    edit_url: str = ""


@dataclass(frozen=True)
class Sitting:
    """Who sits in a body on a day."""

    members: list[Place] = field(default_factory=list)
    substitutes: list[Place] = field(default_factory=list)


def known_seats(user: AnyUser, today: date) -> QuerySet[Seat]:
    """The seats that a reader may know of: of a term that has not begun, the staff alone."""
    return select(Seat.objects.all(), sees_seat(reader_of(user), today))


def known_members(user: AnyUser, today: date) -> list[User]:
    """Everybody with a name and a seat that the reader may know of, in Danish order; in one query."""
    seats = known_seats(user, today).order_by().values("user")
    people = User.objects.filter(pk__in=seats).exclude(name="")
    return sorted(people, key=lambda member: (danish_key(member.name), member.pk))


def sitting_of(body: Body, user: AnyUser, today: date, day: date) -> Sitting:
    """The members of a body on a day with chairs first, then by name, vacant seats last; in one query."""
    rows = _seats_on(user, today, day).filter(body=body)
    return _sitting(rows, day, may_edit=can_edit_council(user))


def sittings_on(user: AnyUser, today: date, day: date) -> dict[int, Sitting]:
    """The same of every body in which somebody sits, {its key: who}; in one query."""
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in _seats_on(user, today, day):
        seats[seat.body_id].append(seat)
    return {body: _sitting(rows, day, may_edit=False) for body, rows in seats.items()}


def _seats_on(user: AnyUser, today: date, day: date) -> QuerySet[Seat]:
    rows = known_seats(user, today).on(day)  # type: ignore[attr-defined]  # the set is of seats
    return rows.select_related("body", "user", "party_group", "term")


def _sitting(rows: Iterable[Seat], day: date, *, may_edit: bool) -> Sitting:
    places = [_place(seat, day, may_edit=may_edit) for seat in sorted(rows, key=_place_in_list)]
    return Sitting(
        members=[place for place in places if place.seat.role != Seat.Role.SUBSTITUTE],
        substitutes=[place for place in places if place.seat.role == Seat.Role.SUBSTITUTE],
    )


def _place_in_list(seat: Seat) -> tuple[Any, ...]:
    name = str(seat.user) if seat.user else ""
    rank = ORDER.index(seat.role) if seat.role in ORDER else len(ORDER)
    return rank, not name, danish_key(name), seat.pk


def _place(seat: Seat, day: date, *, may_edit: bool) -> Place:
    return Place(
        seat=seat,
        name=shown_name(seat.user) if seat.user else "",
        group=str(seat.party_group.on(day)) if seat.party_group else "",
        role="" if seat.role in (Seat.Role.MEMBER, Seat.Role.SUBSTITUTE) else seat.role_text,
        url=reverse("member_detail", args=[seat.user_id]) if seat.user_id else "",
        edit_url=reverse("seat_detail", args=[seat.pk]) if may_edit else "",
    )


def shown_name(user: User) -> str:
    """A person's name, and never the address that they log in with, which stands in for a name that is missing."""
    return user.name or _("a member whose name is not known")


@dataclass(frozen=True)
class SeatLine:
    """A seat of a member with its days, under the names that body and group had on its last day until today."""

    body: Body
    role: str
    group: str
    days: str
    edit_url: str


def member_seats(member: User, user: AnyUser, today: date) -> list[Seat]:
    """The member's seats that the reader may know of, the newest first, in one query."""
    rows = known_seats(user, today).filter(user=member)
    seats = list(rows.select_related("body", "term", "party_group"))
    return sorted(seats, key=lambda seat: (seat.first_day, seat.last_day, seat.pk), reverse=True)


def member_context(seats: Iterable[Seat], user: AnyUser, today: date) -> dict[str, Any]:
    """A member's seats: those of today, those that are to come, and those that have been."""
    may_edit = can_edit_council(user)
    lines: dict[str, list[SeatLine]] = {"current": [], "coming": [], "former": []}
    for seat in seats:
        when = "coming" if seat.first_day > today else "former" if seat.last_day < today else "current"
        lines[when].append(_line(seat, today, may_edit=may_edit))
    groups = [line.group for line in lines["current"] if line.group]
    return {**lines, "groups": list(dict.fromkeys(groups))}


def _line(seat: Seat, today: date, *, may_edit: bool) -> SeatLine:
    day = max(min(seat.last_day, today), seat.first_day)
    words = {"first": date_text(seat.first_day), "last": date_text(seat.last_day)}
    return SeatLine(
        body=seat.body.as_of(day),
        role=seat.role_text,
        group=str(seat.party_group.on(day)) if seat.party_group else "",
        days=_("from %(first)s to %(last)s") % words,
        edit_url=reverse("seat_detail", args=[seat.pk]) if may_edit else "",
    )


@dataclass(frozen=True)
class MemberRow:
    """A person in the list of members, with the bodies in which they sit."""

    name: str
    url: str
    bodies: str
    group: str


def member_rows(user: AnyUser, today: date) -> tuple[list[MemberRow], list[MemberRow]]:
    """Those who sit on the day as members, and those who have sat and do no longer; in one query."""
    rows = known_seats(user, today).filter(user__isnull=False).exclude(role=Seat.Role.SUBSTITUTE)
    by_member: dict[int, list[Seat]] = {}
    people: dict[int, User] = {}
    for seat in rows.select_related("body", "term", "party_group", "user"):
        if seat.user and seat.first_day <= today:
            by_member.setdefault(seat.user.pk, []).append(seat)
            people[seat.user.pk] = seat.user
    sitting: list[MemberRow] = []
    former: list[MemberRow] = []
    for key, seats in by_member.items():
        held = [seat for seat in seats if seat.is_held_on(today)]
        (sitting if held else former).append(_member_row(people[key], held or seats, today))
    return _by_name(sitting), _by_name(former)


def _member_row(member: User, seats: list[Seat], today: date) -> MemberRow:
    latest = max(seats, key=lambda seat: seat.last_day)
    day = min(latest.last_day, today)
    group = next((str(seat.party_group.on(day)) for seat in [latest, *seats] if seat.party_group), "")
    bodies = sorted({str(seat.body.on(min(seat.last_day, today))) for seat in seats}, key=danish_key)
    return MemberRow(
        name=shown_name(member), url=reverse("member_detail", args=[member.pk]), bodies=" · ".join(bodies), group=group
    )


def _by_name(rows: list[MemberRow]) -> list[MemberRow]:
    return sorted(rows, key=lambda row: (danish_key(row.name), row.url))

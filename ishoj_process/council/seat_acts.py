"""Acts on seats: one ends, a substitute takes one over, a member changes group, a body gets another chair.

What was, stays: a row is closed on the day before, and another goes on from the day. Whoever asks about a day of the
past finds the row of that day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import EditConflict, hold_seen, refuse
from ishoj_process.models import Body, PartyGroup, Seat, User
from ishoj_process.models.council import roles_in
from ishoj_process.models.names import DAY, FormerName
from ishoj_process.text.plain import is_blank

from .seat_history import Hand, What


@dataclass(frozen=True)
class Undone:
    """That an act is undone: when it was done, and on which days its person would not have sat in the body by it."""

    since: datetime
    was_away: Callable[[date], bool]


@dataclass(frozen=True)
class Passing:
    """That a seat passes from one person to another."""

    body: Body
    leaver: User | None  # None: it was vacant
    substitute: User | None  # None: it is vacant from then on
    by: User
    today: date
    undone: Undone | None = None  # of an act that is undone, where the seat passes back


# What follows from it in the same transaction, on floors above this one: they put themselves here when they are loaded.
FOLLOWERS: list[Callable[[Passing], None]] = []


def other_seats(seat: Seat, on: date) -> list[Seat]:
    """The other seats of the same term that the person holds on a day or later: whoever leaves may leave these, too."""
    if seat.user_id is None:
        return []
    rows = Seat.objects.filter(user=seat.user_id, term=seat.term_id).exclude(pk=seat.pk)
    return [row for row in rows.select_related("body", "term", "user") if row.last_day >= on]


def reasons_against_end(seat: Seat, last_day: date) -> list[str]:
    """Why the seat cannot end on the day; an empty list where it can."""
    if last_day < seat.first_day:
        return [_("The seat begins only on %(day)s.") % {"day": date_text(seat.first_day)}]
    if last_day > seat.last_day:
        return [_("The seat ends already on %(day)s.") % {"day": date_text(seat.last_day)}]
    return []


@transaction.atomic
def end_seat(
    *, seat: Seat, last_day: date, also: Iterable[Seat] = (), by: User, seen_version: int | None = None
) -> Seat:
    """End a seat with a day, and those of the person's other seats that are named; raises Refused with the reasons."""
    seat, hand = _held(seat, seen_version), Hand.of(What.ENDED, by)
    refuse(reasons_against_end(seat, last_day))
    _end_along(seat, also, last_day, hand)
    return _ended(seat, last_day, hand)


def reasons_against_taking_over(seat: Seat, substitute: User, on: date, until: date | None = None) -> list[str]:
    """Why this person cannot take the seat over on the day; an empty list where they can."""
    reasons = []
    if on <= seat.first_day:
        reasons.append(_("The seat begins on %(day)s. It can be taken over from the day after.") % _day(seat.first_day))
    if on > seat.last_day:
        reasons.append(_("The seat ends already on %(day)s.") % _day(seat.last_day))
    if until and not on <= until < seat.last_day:
        reasons.append(_("The last day must lie between the day of the taking over and the end of the seat."))
    if seat.role == Seat.Role.SUBSTITUTE:
        reasons.append(_("That is a substitute's own place, which nobody takes over."))
    if substitute.pk == seat.user_id:
        reasons.append(_("This person sits there already."))
    if not substitute.may_have_a_seat:
        reasons.append(_("%(name)s has no open log-in as a council member.") % {"name": substitute})
    if any(row.role != Seat.Role.SUBSTITUTE for row in _rows_of(seat, substitute, on) if row.pk != seat.pk):
        reasons.append(_("%(name)s sits in the body already on that day or later.") % {"name": substitute})
    return reasons


@transaction.atomic
def take_over(
    *,
    seat: Seat,
    substitute: User,
    on: date,
    until: date | None = None,
    party_group: PartyGroup | None = None,
    also: Iterable[Seat] = (),
    by: User,
    today: date,
    seen_version: int | None = None,
) -> Seat:
    """Let a substitute take a seat from a day on, to its end or until a day; raises Refused with the reasons.

    Group: the one that is given, else that of the substitute's own place, else the leaver's. A chair is elected, and
    not taken over. Returns the substitute's seat.
    """
    seat, hand = _held(seat, seen_version), Hand.of(What.TAKEN_OVER, by)
    refuse(reasons_against_taking_over(seat, substitute, on, until))
    leaver, own = seat.user, _rows_of(seat, substitute, on)
    group = party_group or next((row.party_group for row in own if row.party_group), None) or seat.party_group
    _end_along(seat, also, on - DAY, hand)
    for row in own:
        # Their own place is theirs again when the seat ends before it, as one that was taken over for a while does.
        _set_aside(row, on, hand, until or seat.own_last_day)
    role = Seat.Role.MEMBER if seat.role in Seat.OFFICES else seat.role
    taken = _go_on(seat, on, hand, user=substitute, party_group=group, role=role)
    if until:
        # Whoever was away for a while comes back to what they had.
        _go_on(taken, until + DAY, hand, user=leaver, party_group=seat.party_group, role=seat.role)
    for follow in FOLLOWERS:
        follow(Passing(seat.body, leaver, substitute, by, today))
    return taken


def reasons_against_change(seat: Seat, on: date) -> list[str]:
    """Why nothing can change about the seat from the day; an empty list where it can."""
    return [] if seat.is_held_on(on) else [_("The seat is not held on %(day)s.") % _day(on)]


@transaction.atomic
def change_group(
    *,
    seat: Seat,
    group: PartyGroup | None,
    on: date,
    also: Iterable[Seat] = (),
    by: User,
    seen_version: int | None = None,
) -> Seat:
    """Put a member into another group from a day, or into none, and so in the other seats that are named.

    The seat and its mandate are the same: what was given by it before is of the group of then. Returns the seat that
    goes on from the day; raises Refused with the reasons.
    """
    seat, hand = _held(seat, seen_version), Hand.of(What.GROUP, by)
    reasons = reasons_against_change(seat, on)
    if seat.party_group_id == (group.pk if group else None):
        reasons.append(_("The member is in that group already."))
    refuse(reasons)
    for row in _those_of(seat, also, on):
        _go_on(row, max(on, row.first_day), hand, party_group=group)
    return _go_on(seat, on, hand, party_group=group)


@transaction.atomic
def change_role(*, seat: Seat, role: Seat.Role, on: date, by: User, seen_version: int | None = None) -> Seat:
    """Make a member chair, vice chair or plain member from a day; raises Refused with the reasons.

    A body has one of each: whoever was it on the day is a member from then on.
    """
    seat, hand = _held(seat, seen_version), Hand.of(What.ROLE, by)
    reasons = reasons_against_change(seat, on)
    if Seat.Role.SUBSTITUTE in (role, seat.role):
        reasons.append(_("A substitute becomes a member by taking a seat over."))
    refuse(reasons + reasons_against_role(role, seat.body))
    if role in Seat.OFFICES:
        rows = Seat.objects.filter(body=seat.body_id, term=seat.term_id, role=role).exclude(pk=seat.pk)
        for row in rows.select_related("term", "body"):
            if row.own_last_day >= on:
                _go_on(row, max(on, row.own_first_day), hand, role=Seat.Role.MEMBER)
    return seat if seat.role == role else _go_on(seat, on, hand, role=role)


def reasons_against_role(role: str, body: Body) -> list[str]:
    return [] if role in roles_in(body.kind) else [_("Only the council has a second deputy.")]


def reasons_against_group_name(group: PartyGroup, name: str, letter: str, on: date) -> list[str]:
    """Why the group cannot be called so from the day; an empty list where it can."""
    reasons = [] if not is_blank(name) and not is_blank(letter) else [_("Write the new name.")]
    for text, field in ((name, "name"), (letter, "letter")):
        most = getattr(PartyGroup._meta.get_field(field), "max_length", 0)
        if len(text) > most:
            reasons.append(_("“%(text)s” is longer than %(count)s characters.") % {"text": text, "count": most})
    if (name, letter) == (group.name, group.letter):
        reasons.append(_("The group has this name already."))
    if PartyGroup.objects.filter(letter=letter).exclude(pk=group.pk).exists():
        reasons.append(_("Another group has this letter."))
    if group.former_names and on <= group.former_names[-1].last_day + DAY:
        day = _day(group.former_names[-1].last_day + DAY)
        reasons.append(_("The group has its present name from %(day)s. A new one must begin later.") % day)
    return reasons


@transaction.atomic
def rename_group(
    *, group: PartyGroup, name: str, letter: str = "", on: date, by: User, seen_version: int | None = None
) -> PartyGroup:
    """Call a group otherwise from a day on; until the day before it keeps name and letter. Raises Refused."""
    stored = hold_seen(group, seen_version)
    name, letter = name.strip(), letter.strip() or stored.letter
    refuse(reasons_against_group_name(stored, name, letter, on))
    stored.former_names = (*stored.former_names, FormerName(stored.name, stored.letter, on - DAY))
    stored.name, stored.letter = name, letter
    return stored.save_next(by=by)


@transaction.atomic
def take_group_name_back(*, group: PartyGroup, count: int, by: User) -> PartyGroup:
    """Undo the newest name of a group that has had `count` others; raises Refused. Returns the group."""
    stored = group.locked()
    # Of a double click the second would else take back the name before it, too.
    if len(stored.former_names) < count:
        return stored
    if not count or len(stored.former_names) != count:
        refuse([_("The names of the group have changed since you saw them. Look at them again.")])
    *former, last = stored.former_names
    if PartyGroup.objects.filter(letter=last.abbreviation).exclude(pk=stored.pk).exists():
        refuse([_("Another group has this letter.")])
    stored.former_names, stored.name, stored.letter = tuple(former), last.name, last.abbreviation
    return stored.save_next(by=by)


def _day(day: date) -> dict[str, str]:
    return {"day": date_text(day)}


def _held(seat: Seat, seen_version: int | None) -> Seat:
    """The seat as it is stored; EditConflict where it has moved on since it was seen.

    The rows of its body in its term are held: of two acts one waits.
    """
    held = {row.pk: row for row in seats_held(seat.body_id, seat.term_id)}
    if seat.pk not in held:
        refuse([_("The seat is removed.")])
    stored = held[seat.pk]
    if seen_version is not None and stored.version != seen_version:
        raise EditConflict(stored)
    return stored


def seats_held(body: int, term: int) -> list[Seat]:
    """The rows of a body in a term, held until the transaction ends."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(body=body, term=term).order_by("pk")
    return list(rows.select_related("term", "body", "user"))


def _rows_of(seat: Seat, user: User, on: date) -> list[Seat]:
    """The rows that somebody has in the seat's body and term on a day or later."""
    rows = Seat.objects.filter(body=seat.body_id, term=seat.term_id, user=user).select_related(
        "term", "body", "party_group"
    )
    return [row for row in rows.order_by("pk") if row.own_last_day >= on]


def _those_of(seat: Seat, named: Iterable[Seat], on: date) -> list[Seat]:
    """Those of the person's other seats that were named; what is nobody's or another's is not among them."""
    keys: Collection[int] = {row.pk for row in named}
    return [row for row in other_seats(seat, on) if row.pk in keys]


def _end_along(seat: Seat, also: Iterable[Seat], last_day: date, hand: Hand) -> None:
    for row in _those_of(seat, also, last_day + DAY):
        _set_aside(row, last_day + DAY, hand)


def _ended(seat: Seat, last_day: date, hand: Hand) -> Seat:
    seat.ends = last_day
    return hand.store(seat)


def _set_aside(row: Seat, on: date, hand: Hand, until: date | None = None) -> None:
    """End a row before a day, and where it is set aside only until a day, let it go on after that."""
    if until and until < row.own_last_day:
        first = max(until + DAY, row.own_first_day)
        # The later part first: of rows without an end a person has one.
        hand.store(_copy(row, starts=first, ends=row.own_last_day))
    if row.own_first_day < on:
        _ended(row, on - DAY, hand)
    else:  # it was never held
        hand.remove(row)


def _go_on(seat: Seat, on: date, hand: Hand, **changes: Any) -> Seat:
    """The row that goes on from a day with something changed; from its first day on it is the row itself."""
    if on <= seat.own_first_day:
        for name, value in changes.items():
            setattr(seat, name, value)
        return hand.store(seat)
    later = _copy(seat, starts=on, **changes)
    _ended(seat, on - DAY, hand)
    return hand.store(later)


def _copy(seat: Seat, **changes: Any) -> Seat:
    kept = {
        "body": seat.body,
        "term": seat.term,
        "user": seat.user,
        "party_group": seat.party_group,
        "role": seat.role,
        "ends": seat.ends,
    }
    return Seat(**kept | changes)

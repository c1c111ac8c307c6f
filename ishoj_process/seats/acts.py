"""Acts by which seats and groups are entered, and taken back where they were a mistake. What goes on by the day:
`council/seat_acts.py`."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.council.seat_acts import FOLLOWERS, Passing, Undone, reasons_against_role, seats_held
from ishoj_process.council.seat_history import (
    TO_TAKE_BACK,
    Hand,
    Touched,
    What,
    reasons_against_taking_back,
    touched_by,
    what_of,
)
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import Obstacle, Refused, hold_seen, is_named_anywhere, refuse
from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, User
from ishoj_process.text.plain import is_blank

Sat = tuple[int | None, int, date, date]  # who sat in which body from and to which day


@transaction.atomic
def begin_seat(
    *,
    body: Body,
    term: CouncilTerm,
    user: User | None,
    role: str,
    by: User,
    party_group: PartyGroup | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Seat:
    """Enter a seat in a body; raises Refused with the reasons. Returns the seat."""
    seat = Seat(body=body, term=term, user=user, party_group=party_group, role=role, starts=starts, ends=ends)
    # Held, so that of two who enter the same chair at once one is told.
    refuse(_reasons_against_seat(seat, seats_held(body.pk, term.pk)))
    try:
        seat.full_clean()
    except ValidationError as error:
        raise Refused(error.messages) from error
    return Hand.of(What.ENTERED, by).store(seat)


def _reasons_against_seat(seat: Seat, others: list[Seat]) -> list[str]:
    reasons = []
    first, last = seat.term.starts, seat.term.ends
    if any(day and not first <= day <= last for day in (seat.starts, seat.ends)):
        words = {"first": date_text(first), "last": date_text(last)}
        reasons.append(_("The term lasts from %(first)s to %(last)s. The seat's days must lie within it.") % words)
    if not all(map(seat.body.is_within_its_days, (seat.own_first_day, seat.own_last_day))):
        reasons.append(_("The body is not there on all of these days. Say from and to which day the seat is held."))
    who = seat.user
    if who and not who.may_have_a_seat:
        reasons.append(_("%(name)s has no open log-in as a council member.") % {"name": who})
    return reasons + reasons_against_role(seat.role, seat.body) + _reasons_of_others(seat, others)


def _reasons_of_others(seat: Seat, others: list[Seat]) -> list[str]:
    """Why the seat cannot stand beside others of its body and term."""
    reasons, who = [], seat.user
    at_once = [
        row for row in others if row.own_first_day <= seat.own_last_day and seat.own_first_day <= row.own_last_day
    ]
    if who and any(row.user_id == who.pk for row in at_once):
        reasons.append(_("This person already sits in the body in this term."))
    if seat.role in Seat.OFFICES and any(row.role == seat.role for row in at_once):
        reasons.append(_("The body has one already: let the member become chair or vice chair from a day."))
    return reasons


def reasons_against_removing_seat(seat: Seat) -> list[str]:
    """Why the seat is no mistake to be removed; an empty list where nothing hangs on it."""
    if not is_named_anywhere(seat):
        return []
    text = _("Points, votes or answers hang on the seat. End it; it is not removed.")
    return [Obstacle(text, _("End the seat"), reverse("seat_end", args=[seat.pk]))]


@transaction.atomic
def remove_seat(*, seat: Seat, by: User, today: date, seen_version: int | None = None) -> None:
    """Remove a seat that was entered by mistake; refused where anything hangs on it, such as points of a round.

    It was nobody's, so who was invited for it is taken off: nobody needs to be asked whether they come all the same.
    """
    stored = hold_seen(seat, seen_version)
    refuse(reasons_against_removing_seat(stored))
    body, holder = stored.body, stored.user
    Hand.of(What.REMOVED, by).remove(stored)
    if holder and stored.role != Seat.Role.SUBSTITUTE:
        _let_follow(Passing(body, holder, None, by, today))


def _let_follow(passing: Passing) -> None:
    for follow in FOLLOWERS:
        follow(passing)


@transaction.atomic
def take_seat_act_back(*, mark: str, by: User, today: date) -> None:
    """Undo the act of a mark: each seat that it touched stands as it did before. Raises Refused with the reasons.

    Done twice it is done once. What followed from it, such as invitations, follows the other way.
    """
    rows = touched_by(mark)
    if what_of(mark) not in TO_TAKE_BACK or not rows:
        refuse([_("This cannot be taken back.")])
    places = sorted({(row.record.body_id, row.record.term_id) for row in rows})
    held = {seat.pk: seat for place in places for seat in seats_held(*place)}
    hand = Hand.of(What.TAKEN_BACK, by, key=mark.partition(" ")[2])
    if Seat.history.filter(history_change_reason=hand.mark).exists():
        return
    refuse(reasons_against_taking_back(rows))
    members = [row for row in held.values() if row.role != Seat.Role.SUBSTITUTE]
    sat = [(row.user_id, row.body_id, row.own_first_day, row.own_last_day) for row in members]
    gone = [held.pop(row.record.id) for row in rows if row.before is None and row.record.id in held]
    for seat in gone:
        hand.remove(seat)
    back = [_put_back(row, held.get(row.record.id), hand) for row in rows if row.before is not None]
    for seat in back:
        refuse(_reasons_of_others(seat, [row for row in seats_held(seat.body_id, seat.term_id) if row.pk != seat.pk]))
    done_at = min(row.record.history_date for row in rows)
    for passing in [*_passings(gone, back, by, today), *_returns(back, sat, done_at, by, today)]:
        _let_follow(passing)


def _put_back(row: Touched, seat: Seat | None, hand: Hand) -> Seat:
    """Store a seat as it was before; one that the act removed comes back under its number."""
    seat = seat or Seat(pk=row.record.id, version=row.record.version, body_id=row.before.body_id)
    for name in ("term_id", "user_id", "party_group_id", "role", "starts", "ends"):
        setattr(seat, name, getattr(row.before, name))
    return hand.store(seat)


def _passings(gone: list[Seat], back: list[Seat], by: User, today: date) -> list[Passing]:
    """That a seat passes back to who had it, from each who had taken it over."""
    return [
        Passing(taken.body, taken.user, had.user, by, today)
        for taken in gone
        for had in back
        if taken.user and taken.user_id != had.user_id
        if (taken.body_id, taken.term_id) == (had.body_id, had.term_id)
        if Seat.Role.SUBSTITUTE not in (taken.role, had.role)
    ]


def _returns(back: list[Seat], sat: list[Sat], since: datetime, by: User, today: date) -> list[Passing]:
    """That a seat is again with who had it: what they were taken off since, as they had none, they come to again."""
    return [
        Passing(had.body, None, had.user, by, today, Undone(since, partial(_was_away, sat, had.user_id, had.body_id)))
        for had in back
        if had.user and had.role != Seat.Role.SUBSTITUTE
    ]


def _was_away(sat: list[Sat], user: int | None, body: int, day: date) -> bool:
    return not any(row[:2] == (user, body) and row[2] <= day <= row[3] for row in sat)


@transaction.atomic
def enter_group(*, letter: str, name: str, by: User) -> PartyGroup:
    """Enter a group; raises Refused where its letter is another's. Returns the group."""
    letter, name = letter.strip(), name.strip()
    if is_blank(letter) or is_blank(name):
        refuse([_("Write letter and name.")])
    if PartyGroup.objects.filter(letter=letter).exists():
        refuse([_("Another group has this letter.")])
    return PartyGroup(letter=letter, name=name).save_next(by=by)


def reasons_against_removing_group(group: PartyGroup) -> list[str]:
    return [_("Seats or statements belong to the group. It is not removed.")] if is_named_anywhere(group) else []


@transaction.atomic
def remove_group(*, group: PartyGroup, by: User) -> None:
    """Remove a group that was entered by mistake; refused where anybody sat in it or anything was said by it."""
    stored = group.locked()
    refuse(reasons_against_removing_group(stored))
    stored.delete_signed(by=by)

"""Acts by which seats and groups are entered, and taken back where they were a mistake. What goes on by the day:
`council/seat_acts.py`."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.council.seat_acts import CHAIRS
from ishoj_process.dates.danish import date_text
from ishoj_process.editing.acts import Refused, is_named_anywhere, refuse
from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, User
from ishoj_process.text.plain import is_blank


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
    rows = list(
        Seat.objects.select_for_update(of=("self",)).filter(body=body, term=term).select_related("term", "user")
    )
    refuse(_reasons_against_seat(seat, rows))
    try:
        seat.full_clean()
    except ValidationError as error:
        raise Refused(error.messages) from error
    seat.save()
    return seat


def _reasons_against_seat(seat: Seat, others: list[Seat]) -> list[str]:
    reasons = []
    first, last = seat.term.starts, seat.term.ends
    if any(day and not first <= day <= last for day in (seat.starts, seat.ends)):
        words = {"first": date_text(first), "last": date_text(last)}
        reasons.append(_("The term lasts from %(first)s to %(last)s. The seat's days must lie within it.") % words)
    if not (seat.body.is_within_its_days(seat.first_day) and seat.body.is_within_its_days(seat.last_day)):
        reasons.append(_("The body is not there on all of these days. Say from and to which day the seat is held."))
    who = seat.user
    if who and not who.may_have_a_seat:
        reasons.append(_("%(name)s has no open log-in as a council member.") % {"name": who})
    at_once = [row for row in others if row.first_day <= seat.last_day and seat.first_day <= row.last_day]
    if who and any(row.user_id == who.pk for row in at_once):
        reasons.append(_("This person already sits in the body in this term."))
    if seat.role in CHAIRS and any(row.role == seat.role for row in at_once):
        reasons.append(_("The body has one already: let the member become chair or vice chair from a day."))
    return reasons


@transaction.atomic
def remove_seat(*, seat: Seat, by: User) -> None:
    """Remove a seat that was entered by mistake; refused where anything hangs on it, such as points of a round."""
    stored = seat.locked()
    if is_named_anywhere(stored):
        refuse([_("Points, votes or answers hang on the seat. End it; it is not removed.")])
    stored.delete()


@transaction.atomic
def enter_group(*, letter: str, name: str, by: User) -> PartyGroup:
    """Enter a group; raises Refused where its letter is another's. Returns the group."""
    letter, name = letter.strip(), name.strip()
    if is_blank(letter) or is_blank(name):
        refuse([_("Write letter and name.")])
    group = PartyGroup(letter=letter, name=name)
    if PartyGroup.objects.filter(letter=letter).exists():
        refuse([_("Another group has this letter.")])
    group.save()
    return group


@transaction.atomic
def remove_group(*, group: PartyGroup, by: User) -> None:
    """Remove a group that was entered by mistake; refused where anybody sat in it or anything was said by it."""
    stored = group.locked()
    if is_named_anywhere(stored):
        refuse([_("Seats or statements belong to the group. It is not removed.")])
    stored.delete()

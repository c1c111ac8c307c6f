"""Acts on those elected to a term: invite their log-ins, and take one of them back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.models import ElectedList, InvitationMail, MeetingInvitation
from ishoj_process.editing.acts import is_named_anywhere, refuse
from ishoj_process.models import CouncilTerm, Seat, User
from ishoj_process.seats.acts import remove_seat
from ishoj_process.users.acts import delete_user, invite_user, reasons_against_invitation, remove_unused_user


def people_of(term: CouncilTerm) -> list[User]:
    """Those who have a seat in the term."""
    return list(User.objects.there().filter(seats__term=term).distinct().order_by("name", "pk"))


@transaction.atomic
def invite_people(*, term: CouncilTerm, keys: Collection[int] | None, site: str, by: User, now: datetime) -> list[User]:
    """Invite those of the term's people who are named, or all who have not been; who has logged in needs none.

    Returns those who were invited. Raises Refused where nobody is to be.
    """
    chosen = [
        user
        for user in people_of(term.locked())
        if not reasons_against_invitation(user) and (user.pk in keys if keys is not None else not user.invited_at)
    ]
    refuse([] if chosen else [_("There is nobody to invite.")])
    return [invite_user(user=user, site=site, by=by, now=now) for user in chosen]


def loses_log_in(term: CouncilTerm, user: User) -> bool:
    """Whether somebody taken back loses their log-in too: they got it by a list of the term, and it has no other use.

    Who is called to a meeting keeps it: a closed one is written to no more, so that they would not be told that the
    invitation is off.
    """
    is_called = MeetingInvitation.objects.filter(user=user, withdrawn_at=None).exists()
    is_to_be_told = InvitationMail.objects.waiting().filter(invitation__user=user).exists()
    return was_made_for(term, user) and not (user.last_login or is_called or is_to_be_told)


def was_made_for(term: CouncilTerm, user: User) -> bool:
    """Whether somebody got their log-in by a list of the term, and has none for another reason."""
    lists = ElectedList.objects.made().filter(term=term)
    is_made = any(user.pk in source.made["users"] for source in lists)
    return is_made and not Seat.objects.filter(user=user).exclude(term=term).exists()


def reasons_against_taking_back(has_begun: bool) -> list[str]:
    """Why nobody is taken back any more; an empty list where they are."""
    return [_("The term has begun: end the seats instead.")] if has_begun else []


@transaction.atomic
def take_person_back(*, term: CouncilTerm, user: User, by: User, today: date) -> None:
    """Take somebody's seats in a coming term back, and the log-in that they got by it, unless they have used it.

    Raises Refused where anything hangs on a seat. Done twice it is done once.
    """
    term = term.locked()
    refuse(reasons_against_taking_back(term.starts <= today))
    goes = loses_log_in(term, user)
    for seat in Seat.objects.filter(term=term, user=user).select_related("user", "body"):
        remove_seat(seat=seat, by=by, today=today)
    if not goes:
        return
    if user.invited_at or is_named_anywhere(user):
        delete_user(user=user, by=by)  # the link in the mail then opens nothing
    else:
        remove_unused_user(user=user, by=by)

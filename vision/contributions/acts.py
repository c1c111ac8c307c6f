"""Contributions: writing down what was said, and sorting it to the vision, to a committee, or aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import EditConflict, refuse, store_edit
from ishoj_process.models import Body, PartyGroup, Seat, User
from ishoj_process.rights import can_see_meeting
from vision.models import Contribution
from vision.rights import can_edit_contribution, can_speak_for_self

if TYPE_CHECKING:
    from django.forms import ModelForm

    from ishoj_process.readers import AnyUser


Speaker, Destination = Contribution.Speaker, Contribution.Destination


def own_group(user: AnyUser, today: date) -> PartyGroup | None:
    """The party group that the member sits in the council for; None without one."""
    seats = Seat.objects.on(today).filter(body__kind="council", user=cast(User, user), party_group__isnull=False)
    seat = seats.select_related("party_group").first()
    return seat.party_group if seat else None


def reasons_against_speaker(user: AnyUser, contribution: Contribution, today: date) -> list[str]:
    """Why the user may not say that this speaker said it: members speak for themselves, their group, the meeting."""
    if contribution.speaker == Speaker.MEETING:
        return [] if contribution.meeting else [_("Choose the meeting that said it.")]
    if not can_speak_for_self(user):
        # What is stored keeps the member who said it: the administration corrects the words only.
        is_known = contribution.speaker == Speaker.GROUP or contribution.pk
        return [] if is_known else [_("Write it down on behalf of a group or of the meeting.")]
    if contribution.speaker == Speaker.MEMBER:
        return [] if contribution.member_id == user.pk else [_("You can only write in your own name.")]
    group = own_group(user, today)
    return [] if group and contribution.party_group_id == group.pk else [_("That is not your own group.")]


@transaction.atomic
def store_contribution(
    *, form: ModelForm[Contribution], seen_version: int | None, by: User, today: date
) -> Contribution:
    """Store what was said, new or corrected; Refused with the reasons, EditConflict as of any row."""
    contribution = form.instance
    if contribution.pk:
        stored = contribution.locked()
        # Asked of the stored row: the form's own is as it was before somebody sorted it.
        if not can_edit_contribution(by, stored):
            refuse([_("It has been sorted since. Ask the administration to change it.")])
    else:
        # Not of the form: who noted it, and on which day, nobody is to choose.
        contribution.written_by, contribution.said_on = by, today
    reasons = reasons_against_speaker(by, contribution, today)
    # The form offers no others; an act holds whoever calls it.
    if contribution.meeting and not can_see_meeting(by, contribution.meeting):
        reasons.append(_("Choose one of the meetings."))
    refuse(reasons)
    return store_edit(form=form, seen_version=seen_version, by=by)


def reasons_against_sorting(to: str, body: Body | None, reason: str) -> list[str]:
    """What is missing for a contribution to be sorted there; an empty list where nothing is."""
    # The form offers no others; an act holds whoever calls it.
    if to not in Destination.values:
        return [_("Choose where it goes.")]
    if to == Destination.COMMITTEE and not (body and body.is_subject_committee):
        return [_("Choose the committee.")]
    if to == Destination.ASIDE and not reason.strip():
        return [_("Say why it is set aside.")]
    return []


@transaction.atomic
def sort_contribution(
    *, contribution: Contribution, to: str, body: Body | None, reason: str, seen_version: int | None, by: User, on: date
) -> Contribution:
    """Send it to the vision, to a committee's strategies, or aside. Sent where it is already, nothing changes.

    Raises Refused with the reasons, EditConflict where somebody has changed it since it was seen.
    """
    stored = contribution.locked()
    refuse(reasons_against_sorting(to, body, reason))
    # A committee chosen before another place was is still in the form, and the constraint refuses the two together.
    body = body if to == Destination.COMMITTEE else None
    # Before the version: a second click has seen an old one, and has nothing left to do.
    if (stored.destination, stored.body, stored.reason) == (to, body, reason.strip()):
        return stored
    if stored.version != seen_version:
        raise EditConflict(stored)
    # Sent elsewhere it would still stand on the board, and be gathered for the vision.
    if to not in (Destination.VISION, Destination.UNSORTED) and stored.themes.current().exists():
        refuse([_("It stands under a theme. Take it out of that first.")])
    return _sorted(stored, to, body, reason.strip(), by, on)


def _sorted(
    contribution: Contribution, to: str, body: Body | None, reason: str, by: User, on: date | None
) -> Contribution:
    contribution.destination, contribution.body, contribution.reason = to, body, reason
    contribution.sorted_on = None if to == Destination.UNSORTED else on
    return contribution.save_next(by=by)


@transaction.atomic
def sort_to_vision(*, contributions: Iterable[Contribution], by: User, on: date) -> None:
    """What is gathered under a theme belongs to the vision; what was sorted before stays where it is."""
    for contribution in contributions:
        # One by one, not update(): each has a version and a history.
        if not contribution.is_sorted:
            _sorted(contribution, Destination.VISION, None, "", by, on)


@transaction.atomic
def unsort(*, contributions: Iterable[Contribution], by: User) -> None:
    """Let contributions wait to be sorted again: those that stand with the vision under no current theme."""
    # Asked anew: another theme may hold some of them, and some may have been sent elsewhere meanwhile.
    for contribution in Contribution.objects.filter(pk__in=[row.pk for row in contributions]).without_theme():
        if contribution.is_sorted:
            _sorted(contribution, Destination.UNSORTED, None, "", by, None)

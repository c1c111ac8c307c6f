"""Acts on minutes: what was decided, who was there, what a minority stated, what is to be done; publish, approve."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.agendas.acts import correct, locked_for_change
from ishoj_process.editing.acts import refuse, remove_edited, store_edit
from ishoj_process.models import AgendaItem, Attendance, FollowUp, Meeting, MinorityStatement, User

if TYPE_CHECKING:
    from django.forms import ModelForm

    from .forms import DecisionForm

MinutesState = Meeting.MinutesState


def reasons_against_minutes_state(meeting: Meeting, to: str, *, today: date) -> list[str]:
    """Why the minutes may not take this state; an empty list where they may."""
    reasons = []
    if meeting.minutes_are_approved:
        # For good, and before all else: what was approved by the body is nobody's to take back.
        return [_("The minutes are approved.")]
    # Taken back at any time until then: nothing is lost, and a slip should not stay public.
    if to == MinutesState.DRAFT:
        return []
    if not meeting.agenda_is_published:
        reasons.append(_("The agenda is not published yet. Minutes stand on the same document."))
    if meeting.start_date > today:
        reasons.append(_("The meeting lies in the future."))
    if meeting.is_cancelled:
        reasons.append(_("The meeting is cancelled."))
    if to == MinutesState.APPROVED:
        reasons += _reasons_against_approval(meeting)
    return reasons


def _reasons_against_approval(meeting: Meeting) -> list[str]:
    if not meeting.minutes_are_published:
        return [_("The minutes must be published before they are approved.")]
    # Any of the four is a decision, if only that the item was taken off; a closed item may have the public one alone.
    undecided = meeting.items.filter(outcome="", decision="", public_decision="", withdrawn_reason="")
    numbers = [str(number) for number in undecided.values_list("number", flat=True)]
    if not numbers:
        return []
    return [_("These items have no decision yet: %(numbers)s.") % {"numbers": ", ".join(numbers)}]


@transaction.atomic
def change_minutes_state(*, meeting: Meeting, to: str, by: User, today: date) -> Meeting | None:
    """Publish the minutes, take them back, or approve them for good; None where they already stand so.

    Approval freezes: no act changes an approved document. Raises Refused with the reasons.
    """
    stored = meeting.locked()
    if stored.minutes_state == to:
        return None
    refuse(reasons_against_minutes_state(stored, to, today=today))
    stored.minutes_state = MinutesState(to)
    # The process's day, as of all that is decided.
    stored.minutes_approved_on = today if to == MinutesState.APPROVED else None
    return stored.save_next(by=by)


@transaction.atomic
def store_decision(*, form: DecisionForm, seen_version: int | None, by: User, today: date) -> AgendaItem:
    """Store what was decided at an item and what that does to its documents. Returns the item.

    In minutes that are published it is a correction that all can see. Raises Refused where they are approved.
    """
    item = form.instance
    meeting = locked_for_change(item.meeting)
    store_edit(form=form, seen_version=seen_version, by=by)
    for treatment, effect in form.effects:
        if treatment.effect != effect:
            treatment.effect = effect
            treatment.save()
    # Only once they are public: a draft is written until it is right, and nobody need be told.
    if meeting.minutes_are_published:
        correct(item=item, what=form.cleaned_data["correction"], by=by, today=today)
    return item


@transaction.atomic
def store_minutes_part(*, form: ModelForm[MinorityStatement], seen_version: int | None, by: User) -> MinorityStatement:
    """Store a minority statement; Refused where the minutes are approved. Returns the row."""
    locked_for_change(form.instance.item.meeting)
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def remove_minutes_part(*, row: MinorityStatement, seen_version: int | None, by: User) -> None:
    """Remove a minority statement as it was seen; Refused where the minutes are approved."""
    locked_for_change(row.item.meeting)
    remove_edited(row=row, seen_version=seen_version, by=by)


@transaction.atomic
def store_attendance(
    *, meeting: Meeting, rows: Sequence[tuple[User, str, User | None, str]], seen: str, by: User
) -> Meeting:
    """Store who was there: `rows` are (member, state, substitute or None, note); `seen` is `attendance_mark` as read.

    Raises Refused where the minutes are approved, and where others were quicker.
    """
    meeting = locked_for_change(meeting)
    # Compared with what was wanted, too: a double click finds its own rows stored, and is no conflict.
    wanted = [(member.pk, state, substitute and substitute.pk, note) for member, state, substitute, note in rows]
    if attendance_mark(meeting) != seen and _stored(meeting) != sorted(wanted):
        refuse([_("Somebody else has saved the attendance meanwhile. Open the page again.")])
    meeting.attendances.all().delete()  # a substitute who changes places would meet the constraint half way
    # Everybody's row, those who were there as well: an empty list means that nobody recorded it.
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, user=member, state=state, substitute=substitute, note=note)
        for member, state, substitute, note in rows
    )
    meeting.sign(by=by).save()  # raises the stamp, and tells in the history who recorded it
    return meeting


def attendance_mark(meeting: Meeting) -> str:
    """A short text that differs where the stored attendance does."""
    # The rows have no versions of their own; the fingerprint stands in for one.
    return hashlib.sha256(repr(_stored(meeting)).encode()).hexdigest()


def _stored(meeting: Meeting) -> list[tuple[int, str, int | None, str]]:
    # A member has one row, so that sorting never comes to compare a substitute of None with a number.
    return sorted(meeting.attendances.values_list("user", "state", "substitute", "note"))


@transaction.atomic
def store_follow_up(*, form: ModelForm[FollowUp], seen_version: int | None, by: User, today: date) -> FollowUp:
    """Store what is to be done about a decision; one that is done or dropped has ended today. Returns the row.

    Minutes that are approved do not hinder it: how a decision is followed up is told for months.
    """
    row = form.instance
    # The first day stays when a text is corrected later; opened again, it has not ended.
    row.done_on = None if row.is_open else row.done_on or today
    return store_edit(form=form, seen_version=seen_version, by=by)

"""Acts on an agenda: publish it; store, move and delete its items, or take one off that has been published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from calendar_app.cases.acts import set_case
from ishoj_process.editing.acts import Obstacle, Refused, refuse, store_edit
from ishoj_process.files.acts import remove_files_after_commit
from ishoj_process.models import LEVELS, AgendaItem, Attachment, ItemCorrection, Level, Meeting, Treatment, User

from .opening import reasons_against_opening
from .running_numbers import give_numbers

if TYPE_CHECKING:
    from django.forms import ModelForm

AgendaState = Meeting.AgendaState


def reasons_against_agenda_state(meeting: Meeting, to: str, *, today: date) -> list[str]:
    """Why the agenda may not be published, or taken back; an empty list where it may.

    It is taken back the day it went out, as a slip is. Later it has been read, and is corrected where all can see it.
    """
    if to == AgendaState.PUBLISHED:
        return [] if meeting.items.exists() else [_("The agenda has no items yet.")]
    if meeting.minutes_are_published:
        return [_("The minutes are published.")]
    # NULL, of an agenda that a plan file published, is another day than today as well: nobody knows who has read it.
    if meeting.agenda_published_on != today:
        return [_("The agenda went out on an earlier day. Correct its items; the corrections are shown.")]
    return []


@transaction.atomic
def change_agenda_state(*, meeting: Meeting, to: str, by: User, today: date) -> Meeting | None:
    """Publish the agenda, or take it back to a draft; None where it already is. Raises Refused."""
    stored = meeting.locked()
    if stored.agenda_state == to:
        return None
    refuse(reasons_against_agenda_state(stored, to, today=today))
    stored.agenda_state = AgendaState(to)
    # The process's day, and not the clock's: the warning about lateness counts from it.
    stored.agenda_published_on = today if to == AgendaState.PUBLISHED else None
    stored.save_next(by=by)
    if to == AgendaState.PUBLISHED:
        give_numbers(stored)
    return stored


@transaction.atomic
def store_agenda_item(*, form: ModelForm[AgendaItem], seen_version: int | None, by: User, today: date) -> AgendaItem:
    """Store an edited item with the documents that it treats; a new one takes the next number. Returns the item.

    What is changed on a published agenda is told as a correction, and a new item there is numbered through the year.
    Raises Refused where the minutes are approved, and where a closed item is opened by somebody who was not shown all
    that becomes public with it.
    """
    item, is_new = form.instance, form.instance.pk is None
    meeting = locked_for_change(item.meeting)
    # Read again behind the lock: somebody may have moved the item since this form's row was read.
    stored = AgendaItem.objects.filter(pk=item.pk).first()
    if stored and not item.is_closed:
        refuse(reasons_against_opening(stored, seen=form.cleaned_data.get("opening", [])))
    item.number = stored.number if stored else next_number(meeting.items.all())
    typed = form.cleaned_data
    # Before the item is saved, which stores the case with it.
    set_case(item=item, number=typed.get("case_number", ""), url=typed.get("case_url", ""), by=by)
    store_edit(form=form, seen_version=seen_version, by=by)
    _set_treatments(item, typed["documents"])
    _number_again(meeting, by)
    if meeting.agenda_is_published and is_new:
        give_numbers(meeting)
    elif meeting.agenda_is_published:
        correct(item=item, what=typed["correction"], by=by, today=today)
    return item


def locked_for_change(meeting: Meeting) -> Meeting:
    """The meeting, held until the transaction ends; Refused where its minutes are approved."""
    meeting = meeting.locked()
    refuse(reasons_against_change(meeting))
    return meeting


def reasons_against_change(meeting: Meeting) -> list[str]:
    """Why nothing of the meeting's agenda and minutes may be changed; an empty list where it may."""
    return [frozen()] if meeting.minutes_are_approved else []


def frozen() -> str:
    return _("The minutes are approved. Nothing in them can be changed any more.")


def correct(*, item: AgendaItem, what: str, by: User, today: date) -> None:
    """Tell everybody that a published item was changed, and how."""
    ItemCorrection.objects.create(item=item, what=what, by=by, on=today)


def next_number(numbered: QuerySet[AgendaItem]) -> int:
    return (numbered.aggregate(last=Max("number"))["last"] or 0) + 1


def _set_treatments(item: AgendaItem, levels: Sequence[Level]) -> None:
    # Kept where the document still stands there: the row holds what was decided about it.
    for treatment in item.treatments.all():
        if treatment.level not in levels:
            treatment.delete()
    kept = [treatment.level for treatment in item.treatments.all()]
    for level in levels:
        if level not in kept:
            Treatment.objects.create(item=item, **{Treatment.field_for(level): level})


def _number_again(meeting: Meeting, by: User) -> None:
    """Number a draft by day and place; the numbers of a published agenda are cited and stay."""
    if meeting.agenda_is_published:
        return
    # By `is None` first: Python cannot compare a day with None, and what has no day stands last.
    in_order = sorted(meeting.items.all(), key=lambda item: (item.day is None, item.day, item.number, item.pk))
    for number, item in enumerate(in_order, start=1):
        if item.number != number:
            item.number = number
            item.save_signed(by=by)


def reasons_against_moving(meeting: Meeting) -> list[str]:
    """Why the items may not change places; an empty list where they may."""
    return [_published()] if meeting.agenda_is_published else []


def _published() -> str:
    return _("The agenda is published.")


@transaction.atomic
def move_agenda_item(
    *, item: AgendaItem, seen_number: int, by: User, step: int = 0, to_number: int | None = None
) -> AgendaItem:
    """Let the item take the place one before (-1) or after (+1) it the same day, or the place of another item.

    `seen_number` is where the user saw it: an item that has moved since (a double click) stays. Returns the item.
    """
    meeting = item.meeting.locked()
    refuse(reasons_against_moving(meeting))
    same_day = list(meeting.items.filter(day=item.day))
    numbers = [row.number for row in same_day]
    place = same_day.index(item)
    # Among those of the same day: the numbers are dealt out again to the same items, and the days keep their order.
    to_place = place + step if to_number is None else _place_of(to_number, numbers)
    # Out at either end is no fault: the arrow was pressed on a page that is older than the agenda.
    if numbers[place] != seen_number or not 0 <= to_place < len(same_day):
        return item
    same_day.insert(to_place, same_day.pop(place))
    for row, number in zip(same_day, numbers, strict=True):
        if row.number != number:
            row.number = number
            # No new version: the place is in no form, and a text that somebody is writing must not meet a conflict.
            row.save_signed(by=by)
    return same_day[to_place]


def _place_of(number: int, numbers: list[int]) -> int:
    # -1 is no place, and so moves nothing: the other item has gone, or stands on another day.
    return numbers.index(number) if number in numbers else -1


def reasons_against_deleting(item: AgendaItem) -> list[str]:
    """Why the item may not be deleted; an empty list where it may."""
    reasons = [_published()] if item.meeting.agenda_is_published else []
    # The database would let the reference go in silence, and with it where the document was adopted.
    if any(level.objects.filter(adopted_at_item=item).exists() for level in LEVELS):
        reasons.append(_("A document was adopted at this item."))
    if item.follow_ups.exists():
        reasons.append(_("A follow-up belongs to this item."))
    return reasons


@transaction.atomic
def delete_agenda_item(*, item: AgendaItem, by: User) -> Meeting:
    """Delete the item with its attachments; raises Refused with the reasons. Returns the meeting."""
    meeting = item.meeting.locked()
    stored = meeting.items.filter(pk=item.pk).first()
    if stored is None:  # the other click of a double one was quicker
        return meeting
    refuse(reasons_against_deleting(stored))
    # After the commit: a file that is gone from the disk does not come back when the transaction fails.
    remove_files_after_commit(Attachment.objects.filter(item=stored))
    stored.delete_signed(by=by)
    _number_again(meeting, by)
    return meeting


def reasons_against_withdrawing(item: AgendaItem) -> list[str]:
    """Why the item may not be taken off; an empty list where it may. From a draft it is deleted instead."""
    meeting = item.meeting
    if not meeting.agenda_is_published:
        text = _("The agenda is not published. Delete the item instead.")
        return [Obstacle(text, _("Delete the item"), reverse("agenda_item_delete", args=[item.pk]))]
    if reasons := reasons_against_change(meeting):
        return reasons
    # What was decided cannot have been off the agenda.
    if item.outcome or item.decision or item.public_decision:
        return [_("The item has been decided.")]
    return []


@transaction.atomic
def withdraw_agenda_item(*, item: AgendaItem, reason: str, by: User) -> AgendaItem:
    """Take a published item off: it stays to be seen, with its number and the reason. Raises Refused.

    An empty reason puts it back. Done twice it is done once.
    """
    item.meeting.locked()
    stored = item.locked()
    # Before the reasons are asked: a second click must be told what the first one was.
    if stored.withdrawn_reason == reason:
        return stored
    if reason and (reasons := reasons_against_withdrawing(stored)):
        raise Refused(reasons)
    stored.withdrawn_reason = reason
    return stored.save_next(by=by)

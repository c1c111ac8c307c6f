"""Acts on an agenda: store, move and delete its items, publish it and take it back."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ishoj_process.actions.editing import store_edit
from ishoj_process.actions.files import remove_files_after_commit
from ishoj_process.actions.levels import TransitionRefused
from ishoj_process.models import LEVELS, AgendaItem, Attachment, Meeting, Treatment

from .meetings import locked, store_next_version

AgendaState = Meeting.AgendaState


@transaction.atomic
def store_agenda_item(*, form, seen_version, by):
    """Store an edited item with the documents that it treats; a new one takes the next number. Returns the item."""
    item = form.instance
    meeting = locked(item.meeting)
    # Read again behind the lock: somebody may have moved the item since this form's row was read.
    stored_number = AgendaItem.objects.filter(pk=item.pk).values_list("number", flat=True).first()
    item.number = stored_number or _next_number(meeting.items)
    store_edit(form=form, seen_version=seen_version, by=by)
    _set_treatments(item, form.cleaned_data["documents"])
    _number_again(meeting, by)
    return item


def _next_number(numbered):
    return (numbered.aggregate(last=Max("number"))["last"] or 0) + 1


def _set_treatments(item, levels):
    for treatment in item.treatments.all():
        if treatment.level not in levels:
            treatment.delete()
    kept = [treatment.level for treatment in item.treatments.all()]
    for level in levels:
        if level not in kept:
            Treatment.objects.create(item=item, **{Treatment.field_for(level): level})


def _number_again(meeting, by):
    """Number a draft by day and place; the numbers of a published agenda are cited and stay."""
    if meeting.agenda_is_published:
        return
    in_order = sorted(meeting.items.all(), key=lambda item: (item.day is None, item.day, item.number, item.pk))
    for number, item in enumerate(in_order, start=1):
        if item.number != number:
            item.number = number
            item._history_user = by
            item.save()


def reasons_against_moving(meeting):
    """Why the items may not change places; an empty list where they may."""
    return [_published()] if meeting.agenda_is_published else []


def _published():
    return _("The agenda is published. Take it back to a draft first.")


@transaction.atomic
def move_agenda_item(*, item, seen_number, step, by):
    """Let the item change places with the one before (-1) or after (+1) it the same day.

    `seen_number` is where the user saw it: an item that has moved since (a double click) stays. Returns the item.
    """
    meeting = locked(item.meeting)
    if reasons := reasons_against_moving(meeting):
        raise TransitionRefused(reasons)
    same_day = list(meeting.items.filter(day=item.day))
    place = same_day.index(item)
    other_place = place + step
    if same_day[place].number != seen_number or not 0 <= other_place < len(same_day):
        return item
    moved, other = same_day[place], same_day[other_place]
    moved.number, other.number = other.number, moved.number
    for row in (moved, other):
        # No new version: the place is in no form, and a text that somebody is writing must not meet a conflict.
        row._history_user = by
        row.save()
    return moved


def reasons_against_deleting(item):
    """Why the item may not be deleted; an empty list where it may."""
    reasons = [_published()] if item.meeting.agenda_is_published else []
    if any(level.objects.filter(adopted_at_item=item).exists() for level in LEVELS):
        reasons.append(_("A document was adopted at this item."))
    return reasons


@transaction.atomic
def delete_agenda_item(*, item, by):
    """Delete the item with its attachments; raises TransitionRefused with the reasons. Returns the meeting."""
    meeting = locked(item.meeting)
    item = meeting.items.filter(pk=item.pk).first()
    if item is None:  # the other click of a double one was quicker
        return meeting
    if reasons := reasons_against_deleting(item):
        raise TransitionRefused(reasons)
    remove_files_after_commit(Attachment.objects.filter(item=item))
    item._history_user = by
    item.delete()
    _number_again(meeting, by)
    return meeting


def reasons_against_agenda_state(meeting, to):
    """Why the agenda may not be published; it may always be taken back."""
    if to == AgendaState.PUBLISHED and not meeting.items.exists():
        return [_("The agenda has no items yet.")]
    return []


@transaction.atomic
def change_agenda_state(*, meeting, to, by):
    """Publish the agenda, or take it back to a draft; None where it already is. Raises TransitionRefused."""
    stored = locked(meeting)
    if stored.agenda_state == to:
        return None
    if reasons := reasons_against_agenda_state(stored, to):
        raise TransitionRefused(reasons)
    stored.agenda_state = AgendaState(to)
    return store_next_version(row=stored, by=by)

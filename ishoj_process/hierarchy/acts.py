"""Acts on the documents of the hierarchy: move a status, say how a document serves a guiding line."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import EditConflict, refuse, store_edit
from ishoj_process.models import AgendaItem, Alignment, Body, Level, StatusChange, User
from ishoj_process.models.status import label_of, meaning_of
from ishoj_process.text.plain import is_blank


def reasons_against_move(level: Level, to: str) -> list[str]:
    """Why the document may not go from its status to this one, whatever else is known; empty where it may."""
    if to in level.allowed_moves():
        return []
    words = {"from": level.status_text, "to": label_of(to)}
    return [_("From “%(from)s” the status cannot be changed to “%(to)s”.") % words]


def reasons_against_status(
    level: Level, to: str, *, adopted_on: RoughDate | None = None, adopted_by: Body | None = None
) -> list[str]:
    """Why the document may not take this status; an empty list where it may."""
    missing = missing_of_adoption(level, to, adopted_on=adopted_on, adopted_by=adopted_by)
    return [*reasons_against_move(level, to), *missing.values()]


def missing_of_adoption(
    level: Level, to: str, *, adopted_on: RoughDate | None, adopted_by: Body | None
) -> dict[str, str]:
    """What an adoption must state and does not yet: {field: reason}; empty for every other status."""
    if not meaning_of(to).is_in_force or level.was_adopted:  # one in force again was adopted before
        return {}
    missing = {}
    if not (adopted_on or level.adopted_on):
        missing["adopted_on"] = _("State when it was adopted.")
    if not (adopted_by or level.adopted_by_id):
        missing["adopted_by"] = _("State who adopted it.")
    return missing


@transaction.atomic
def change_status(
    *,
    level: Level,
    to: str,
    note: str,
    by: User | None,
    on: date,
    adopted_on: RoughDate | None = None,
    adopted_by: Body | None = None,
    adopted_at_item: AgendaItem | None = None,
) -> StatusChange | None:
    """Move the document's status, with a line of text saying why; raises Refused with the reasons.

    `on` is the process's day. Moving to the status that it already has changes nothing (a double click).
    Returns the StatusChange, or None where nothing changed.
    """
    # Held: of two who move it at once, the second is judged by where the first left it.
    stored = type(level).objects.select_for_update().get(pk=level.pk)
    if stored.status == to:
        return None
    refuse(reasons_against_status(stored, to, adopted_on=adopted_on, adopted_by=adopted_by))
    if is_blank(note):
        refuse([_("Say why: each move keeps a line for those who read on.")])
    change = StatusChange(
        from_status=stored.status, to_status=to, note=note, on=on, by=by, **{StatusChange.field_for(stored): stored}
    )
    # What was noted, or doubted, was said of the status before.
    stored.status, stored.status_note, stored.is_unconfirmed = to, "", False
    stored.superseded_on = on if stored.meaning.is_superseded else None
    _set_adoption(stored, adopted_on, adopted_by, adopted_at_item)
    stored.save_next(by=by)
    change.save()
    return change


@transaction.atomic
def keep_status(*, level: Level, note: str, by: User | None, on: date) -> StatusChange | None:
    """Say with a line of text that the document still stands where it did, so that others know that it was looked at.

    The same line by the same person on the same day is a double click. Returns the StatusChange, or None where
    nothing was added. Raises Refused where there is no status to keep, or no line.
    """
    stored = type(level).objects.select_for_update().get(pk=level.pk)
    if not stored.status or is_blank(note):
        refuse([_("Say why: each move keeps a line for those who read on.")])
    tie = {StatusChange.field_for(stored): stored}
    latest = StatusChange.objects.filter(**tie).first()
    if latest and (latest.to_status, latest.note, latest.on, latest.by) == (stored.status, note, on, by):
        return None
    return StatusChange.objects.create(
        from_status=stored.status, to_status=stored.status, note=note, on=on, by=by, **tie
    )


def _set_adoption(level: Level, on: RoughDate | None, body: Body | None, item: AgendaItem | None) -> None:
    """An adopted document keeps when, by whom and where; one that is taken up again loses the date."""
    if level.meaning.is_in_force:
        level.adopted_on = on or level.adopted_on
        level.adopted_by = body or level.adopted_by
        level.adopted_at_item = item or level.adopted_at_item
    # One that is superseded keeps all three, for it was adopted once.
    elif not level.was_adopted:
        level.adopted_on = level.adopted_by = level.adopted_at_item = None


@transaction.atomic
def store_alignment(*, form: ModelForm[Alignment], seen_version: int | None, by: User | None) -> Alignment:
    """Store how a document serves a guiding line, once for each line; raises EditConflict where another one did."""
    row = form.instance
    same = {"guiding_line": row.guiding_line, "strategy": row.strategy, "main_policy": row.main_policy}
    # Asked here: the document is no field of the form, and Django checks no constraint of a field left out.
    if other := Alignment.objects.select_for_update().filter(**same).exclude(pk=row.pk).first():
        raise EditConflict(other)
    return store_edit(form=form, seen_version=seen_version, by=by)

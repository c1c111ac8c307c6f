"""The act that makes a meeting anew from another one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import MovedOn, Refused
from ishoj_process.models import AgendaItem, Body, Meeting, Treatment, User
from ishoj_process.models.bodies import usual_minutes_of

# Where and how the body meets. What this one meeting was for, how it was convened and its link stay with it.
OF_THE_MEETING = ("kind", "title", "partners", "end_time", "open_part_time", "is_published", "behind_closed_doors")
OF_AN_ITEM = ("title", "is_closed", "public_title", "standing")


@dataclass(frozen=True)
class Copy:
    """What is to be made: the day, the hour and the place, and what of the agenda goes along."""

    day: date
    start_time: time | None
    place: str
    items: Collection[AgendaItem]  # as they were shown
    with_documents: bool
    with_texts: bool


@transaction.atomic
def copy_meeting(*, source: Meeting, copy: Copy, by: User) -> Meeting:
    """Make a planned meeting of the same bodies, with a draft agenda of the chosen items. Returns it.

    No notes, answers, attachments or decisions go along. Raises Refused where the meeting cannot be so,
    and MovedOn where an item was closed since it was shown.
    """
    meeting = _meeting(source.locked(), copy)
    meeting.save_next(by=by)
    meeting.bodies.set(source.bodies.all())
    # Read again behind the lock: what was taken off meanwhile does not come back.
    rows = source.items.filter(pk__in=[item.pk for item in copy.items]).prefetch_related("treatments")
    there = set(Body.objects.living(meeting.start_date).values_list("pk", flat=True))
    was_closed = {item.pk: item.is_closed for item in copy.items}
    for number, row in enumerate(rows, start=1):
        if row.is_closed != was_closed[row.pk]:
            raise MovedOn([_("An item was closed or opened in the meantime. Look at the items again.")])
        item = _item_of(row, meeting, copy)
        item.number, item.updated_by = number, by
        # A body that is no more by then decides nothing.
        item.deciding_body_id = row.deciding_body_id if row.deciding_body_id in there else None
        item.save_signed(by=by)
        if copy.with_documents:
            _copy_documents(row, item)
    return meeting


def _meeting(source: Meeting, copy: Copy) -> Meeting:
    meeting = Meeting(start_date=copy.day, end_date=copy.day + (source.end_date - source.start_date))
    for name in OF_THE_MEETING:
        setattr(meeting, name, getattr(source, name))
    meeting.place, meeting.start_time = copy.place, copy.start_time
    meeting.assumed_minutes = usual_minutes_of(source.bodies.all())
    # An end or an open part before the new hour says nothing of the new meeting.
    if meeting.start_time is None or meeting.start_time != source.start_time:
        meeting.end_time = meeting.open_part_time = None
    try:
        meeting.full_clean()
    except ValidationError as error:
        raise Refused(error.messages) from error
    return meeting


def _item_of(source: AgendaItem, meeting: Meeting, copy: Copy) -> AgendaItem:
    item = AgendaItem(meeting=meeting)
    for name in [*OF_AN_ITEM, *(AgendaItem.PRESENTATION if copy.with_texts else ())]:
        setattr(item, name, getattr(source, name))
    if source.day:  # the second day of the one is that of the other
        item.day = meeting.start_date + (source.day - source.meeting.start_date)
    return item


def _copy_documents(source: AgendaItem, item: AgendaItem) -> None:
    """Without what the decision did to them."""
    for treatment in source.treatments.all():
        Treatment.objects.create(item=item, **{Treatment.field_for(treatment.level): treatment.level})

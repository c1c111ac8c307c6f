"""Planned and existing meetings of a year as entries that may collide."""

from .collisions import Entry, collisions_of


def planned_entry(row):
    """A planned meeting as an Entry."""
    return Entry(
        key=f"p{row.pk}",
        bodies=((row.body_id, row.body.name),),
        day=row.date,
        start=row.start_time,
        minutes=row.planned_minutes,
        title=row.body.name,
        is_planned=True,
    )


def meeting_entry(meeting):
    """An existing meeting as an Entry, on its first day."""
    start, end = meeting.effective_start, meeting.effective_end
    length = _minutes(start, end) if start and end and not meeting.is_multi_day else meeting.planned_minutes
    return Entry(
        key=f"m{meeting.pk}",
        bodies=tuple((body.pk, body.name) for body in meeting.bodies.all()),
        day=meeting.start_date,
        start=start,
        minutes=length,
        title=meeting.display_title,
        is_planned=False,
    )


def _minutes(start, end):
    return 60 * (end.hour - start.hour) + end.minute - start.minute


def year_collisions(planned, existing, seats):
    """The collisions of the planned meetings that are not left out, among themselves and with what exists."""
    entries = [planned_entry(row) for row in planned if not row.is_left_out]
    return collisions_of([*entries, *map(meeting_entry, existing)], seats)

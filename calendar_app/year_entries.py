"""What stands in a year: planned and existing meetings, gathered for collisions in a fixed number of queries."""

from .year_collisions import Entry, collisions_of, seats_of_year


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


def year_collisions(plan, planned, existing):
    """The collisions of a plan's meetings that are not left out, among themselves and with what exists."""
    entries = [planned_entry(row) for row in planned if not row.is_left_out]
    entries += [meeting_entry(meeting) for meeting in existing]
    return collisions_of(entries, seats_of_year(plan.year))

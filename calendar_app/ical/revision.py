"""When an edited meeting is a new revision in people's calendars (RFC 5546 § 2.1.4)."""


def is_significant_change(before, after):
    """True where SEQUENCE must rise: other days, hours, place or state. New words about the same meeting do not count.

    Takes the meeting as it was and as it is. Hours are the effective ones: a meeting held before another
    moves with it, though nothing of its own was edited.
    """
    return _revised(before) != _revised(after)


def _revised(meeting):
    return (
        meeting.start_date,
        meeting.end_date,
        meeting.effective_start,
        meeting.effective_end,
        meeting.open_part_time,
        meeting.place,
        meeting.state,
    )

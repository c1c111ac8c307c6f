"""When an edited meeting is a new revision in people's calendars (RFC 5546 § 2.1.4)."""

from datetime import date, time

from ishoj_process.models import Meeting


def is_significant_change(before: Meeting, after: Meeting) -> bool:
    """True where SEQUENCE must rise: other days, hours, place or state. New words about the same meeting do not count.

    Takes the meeting as it was and as it is. Hours are the effective ones: a meeting held before another
    moves with it, though nothing of its own was edited.
    """
    return before.state != after.state or _when_and_where(before) != _when_and_where(after)


def may_be_news(before: Meeting, after: Meeting) -> bool:
    """True where the invited may have to be told of new words about the same time and place: SEQUENCE stays.

    The title, whether the doors are closed, and the link of a video meeting; a purpose is read on the meeting's page. A
    meeting without a title is called after its bodies, which are stored elsewhere.
    """
    is_named_otherwise = not after.title or (before.title, before.kind) != (after.title, after.kind)
    is_news = is_named_otherwise or before.behind_closed_doors != after.behind_closed_doors
    is_news = is_news or before.video_url != after.video_url
    return is_news and not is_significant_change(before, after)


def asks_anew(before: Meeting, after: Meeting) -> bool:
    """True where an answer that was given no longer says anything: the meeting is elsewhere, later, or on again."""
    return before.is_cancelled or _when_and_where(before) != _when_and_where(after)


def _when_and_where(meeting: Meeting) -> tuple[date, date, time | None, time | None, time | None, str]:
    return (
        meeting.start_date,
        meeting.end_date,
        meeting.effective_start,
        meeting.effective_end,
        meeting.open_part_time,
        # RFC 5546 leaves the place to the organizer. It counts: who goes to the old one has come in vain.
        meeting.place,
    )

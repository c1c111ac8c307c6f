"""When an edited meeting is a new revision in people's calendars (RFC 5546 § 2.1.4)."""

from copy import copy
from datetime import date, time

from django.utils import timezone

from ishoj_process.models import Body, Meeting, PublicStamp
from ishoj_process.models.bodies import usual_minutes_of


def is_significant_change(before: Meeting, after: Meeting) -> bool:
    """True where SEQUENCE must rise: other days, hours, place or state. New words about the same meeting do not count.

    Takes the meeting as it was and as it is. Hours are the effective ones: a meeting held before another
    moves with it, though nothing of its own was edited.
    """
    if before.state != after.state or _when_and_where(before) != _when_and_where(after):
        return True
    # An end that is only assumed is DTEND all the same, but no reason to ask anybody anew.
    return before.assumed_end != after.assumed_end


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


def follow_usual_length(body: Body, *, today: date) -> int:
    """Let the coming meetings of a body take over how long they usually last; returns how many show it otherwise.

    Their revision rises by this, once, and nobody is written to: calendars that are subscribed to fetch it, and who is
    invited gets it with the next mail. What is over stays as it was shown. Within the transaction of the body's act.
    """
    coming = Meeting.objects.filter(bodies=body, end_date__gte=today).select_for_update(of=("self",))
    changed = 0
    for meeting in coming.select_related("before__before").prefetch_related("bodies"):
        minutes = usual_minutes_of(meeting.bodies.all())
        if minutes == meeting.assumed_minutes:
            continue
        earlier = copy(meeting)
        meeting.assumed_minutes = minutes
        is_shown = is_significant_change(earlier, meeting)
        changed += is_shown
        # Not save(): a version would be a conflict to whoever edits the meeting, who changed nothing of this.
        row = Meeting.objects.filter(pk=meeting.pk)
        row.update(assumed_minutes=minutes, sequence=meeting.sequence + is_shown, updated_at=timezone.now())
    PublicStamp.raise_value()
    return changed

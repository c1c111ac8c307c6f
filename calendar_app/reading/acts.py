"""Acts on what belongs to one reader alone: a private note, and that an agenda was read."""

from datetime import date

from calendar_app.models import AgendaReading, PrivateNote
from ishoj_process.meetings.shown import shown_agenda
from ishoj_process.models import AgendaItem, Meeting, User

from .news import fingerprints, mark_of


def store_note(*, user: User, item: AgendaItem, text: str) -> None:
    """Keep the reader's own note on an item; an empty one removes it."""
    if text.strip():
        PrivateNote.objects.update_or_create(user=user, item=item, defaults={"text": text})
    else:
        PrivateNote.objects.filter(user=user, item=item).delete()


def mark_read(*, user: User, meeting: Meeting, mark: str, today: date) -> bool:
    """Note what the reader has read; False where the agenda is no longer what they saw, and nothing is noted."""
    seen = fingerprints(shown_agenda(user, meeting))
    # What was changed while they read would never be marked for them.
    if mark_of(seen) != mark:
        return False
    AgendaReading.objects.update_or_create(user=user, meeting=meeting, defaults={"seen": seen, "on": today})
    return True

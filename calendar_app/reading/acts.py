"""Acts on what belongs to one reader alone: a private note, and that an agenda was read."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.models import AgendaReading, PrivateNote
from ishoj_process.editing.acts import MovedOn
from ishoj_process.meetings.shown import shown_agenda
from ishoj_process.models import AgendaItem, Meeting, User

from .news import fingerprints, mark_of


def note_on(*, user: User, item: AgendaItem) -> str:
    """The reader's own note; empty without one."""
    return PrivateNote.objects.filter(user=user, item=item).values_list("text", flat=True).first() or ""


@transaction.atomic
def store_note(*, user: User, item: AgendaItem, text: str, seen: str) -> None:
    """Keep the reader's own note on an item; an empty one removes it.

    `seen` is the mark of the note that they had before them. Raises MovedOn where another stands there by now, such as
    one that was written in another window.
    """
    user.locked()  # there may be no note yet to hold
    standing = note_on(user=user, item=item)
    if PrivateNote.mark_of(standing) != seen and standing != text:
        raise MovedOn([_("You have changed this note in another window meanwhile. Nothing is lost: both stand here.")])
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

"""Acts on the files of an agenda item: keep them, and remove one from table and disk together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.agendas.acts import correct, locked_for_change
from ishoj_process.files.acts import kept_with_their_rows, remove_files_after_commit
from ishoj_process.models import AgendaItem, Attachment, User


def store_attachments(
    *, item: AgendaItem, attachments: Sequence[Attachment], by: User, today: date, is_correction: bool = True
) -> AgendaItem:
    """Keep uploaded files as the item's next attachments; returns the item. Where one fails, nothing stays of any.

    On a published agenda each is told as a correction, unless it came with the item itself.
    What is wrong with a file is told before; what fails here (no room, approved minutes) would fail for the next, too.
    """
    with kept_with_their_rows(attachments):
        meeting = locked_for_change(item.meeting)
        for attachment in attachments:
            attachment.number = _next_number(item)
            attachment.save()
            if meeting.agenda_is_published and is_correction:
                words = {"number": attachment.number, "title": attachment.title_beside_number or attachment.title}
                what = _("Attachment %(number)s was added: %(title)s") % words
                # 300 is what the column of a correction holds, and a title may be as long by itself.
                correct(item=item, what=what[:300], by=by, today=today)
    return item


def _next_number(item: AgendaItem) -> int:
    """One more than any that the item ever gave: the number of an attachment that was removed is cited somewhere."""
    last = item.locked().last_attachment_number + 1  # two uploads at once must not take the same number
    # Not save(): a count is no new version of the text, and no news in its history.
    AgendaItem.objects.filter(pk=item.pk).update(last_attachment_number=last)
    return last


@transaction.atomic
def delete_attachment(*, attachment: Attachment, by: User, today: date) -> AgendaItem:
    """Delete the attachment, and its file once that is certain. Returns the item that it belonged to.

    From a published agenda it is removed as a correction that all can see. Raises Refused where the minutes
    are approved.
    """
    meeting = locked_for_change(attachment.item.meeting)
    if not Attachment.objects.filter(pk=attachment.pk).exists():  # the other click of a double one was quicker
        return attachment.item
    if meeting.agenda_is_published:
        what = _("Attachment %(number)s was removed.") % {"number": attachment.number}
        correct(item=attachment.item, what=what, by=by, today=today)
    # The row may come back if the transaction fails; the file would not.
    remove_files_after_commit(Attachment.objects.filter(pk=attachment.pk))
    attachment.delete()
    return attachment.item

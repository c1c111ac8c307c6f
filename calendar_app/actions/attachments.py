"""Acts on the files of an agenda item: keep one, and remove it from table and disk together."""

from django.db import transaction
from django.db.models import Max

from ishoj_process.actions.files import kept_with_its_row, remove_files_after_commit
from ishoj_process.models import Attachment

from .meetings import locked


def store_attachment(*, form, seen_version, by):
    """Keep an uploaded file as the item's next attachment; returns the item. Nothing stays of one that fails.

    `seen_version` is unused: an attachment is uploaded or deleted, never edited.
    """
    attachment = form.instance
    with kept_with_its_row(attachment):
        locked(attachment.item)  # two uploads at once must not take the same number
        last = attachment.item.attachments.aggregate(last=Max("number"))["last"]
        attachment.number = (last or 0) + 1
        form.save()
    return attachment.item


@transaction.atomic
def delete_attachment(*, attachment, by):
    """Delete the attachment, and its file once that is certain. Returns the item that it belonged to."""
    remove_files_after_commit(Attachment.objects.filter(pk=attachment.pk))
    attachment.delete()
    return attachment.item

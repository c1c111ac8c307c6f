"""Acts on the files of an agenda item: keep one, and remove it from table and disk together."""

from django.db import transaction
from django.db.models import Max

from ishoj_process.models import Attachment

from .meetings import locked


def store_attachment(*, form, seen_version, by):
    """Keep an uploaded file as the item's next attachment; returns the item. Nothing stays of one that fails.

    `seen_version` is unused: an attachment is uploaded or deleted, never edited.
    """
    attachment = form.instance
    try:
        with transaction.atomic():
            locked(attachment.item)  # two uploads at once must not take the same number
            last = attachment.item.attachments.aggregate(last=Max("number"))["last"]
            attachment.number = (last or 0) + 1
            form.save()
    except Exception:
        attachment.file.storage.delete(attachment.file.name)
        raise
    return attachment.item


@transaction.atomic
def delete_attachment(*, attachment, by):
    """Delete the attachment, and its file once that is certain. Returns the item that it belonged to."""
    remove_files_after_commit(Attachment.objects.filter(pk=attachment.pk))
    attachment.delete()
    return attachment.item


def remove_files_after_commit(attachments):
    """Remove the files from the disk when the transaction is through; one that fails keeps them."""
    for file in [attachment.file for attachment in attachments]:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))

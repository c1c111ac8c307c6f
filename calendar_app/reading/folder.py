"""The whole folder of a meeting as one archive: the agenda, and each item's attachments in a folder of its own."""

from __future__ import annotations

from pathlib import PurePath
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.agendas.document import document_name, render_agenda
from calendar_app.agendas.page import read_agenda
from calendar_app.ical.text import file_name
from ishoj_process.meetings.shown import ShownItem
from ishoj_process.models import Attachment, Meeting

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

LONGEST_NAME = 80  # old systems open paths of 260 characters, of which the user's own folders take their part


def write_folder(file: IO[bytes], user: AnyUser, meeting: Meeting) -> None:
    """Write the archive to the open file and lead it back to its beginning: what this reader may see, and no more."""
    with ZipFile(file, "w") as archive:
        archive.writestr(_entry(f"{document_name(meeting)}.pdf", ZIP_DEFLATED), render_agenda(user, meeting))
        for line in read_agenda(user, meeting).lines:
            for attached in line.files:
                _add(archive, line.item, attached.attachment)
    file.seek(0)


def _add(archive: ZipFile, item: ShownItem, attachment: Attachment) -> None:
    """One attachment, copied piece by piece: a folder may be larger than the memory."""
    # Stored: PDF and Office files are compressed already.
    entry = _entry(f"{_folder_of(item)}/{_name_of(attachment)}", ZIP_STORED)
    # force_zip64, since the size is not known while it is copied.
    with attachment.file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        copyfileobj(source, target)


def _folder_of(item: ShownItem) -> str:
    return _short(_("Item %(number)s %(title)s") % {"number": item.number, "title": item.title})


def _name_of(attachment: Attachment) -> str:
    name = _("Attachment %(number)s %(title)s") % {"number": attachment.number, "title": attachment.title_beside_number}
    return f"{_short(name.strip())}{PurePath(str(attachment.file.name)).suffix}"


def _short(text: str) -> str:
    return file_name(text)[:LONGEST_NAME].strip()


def _entry(name: str, compression: int) -> ZipInfo:
    # ZIP knows no time zone; programs show the hour as it stands.
    entry = ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = compression
    # Without a mode some systems unpack files that nobody may read.
    entry.external_attr = 0o644 << 16
    return entry

"""What may be uploaded, told by the content of a file and not by its name: PDF, Office documents and pictures."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import IO, Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ishoj_process.models.files import EXCEL, FILE_TYPES, JPEG, PDF, PNG, POWERPOINT, WORD, FileType

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024  # a small archive may unfold into a very large one
MAX_ENTRIES = 5000
MAX_LISTED_BYTES = 2 * 1024 * 1024  # of the list that says what the parts of a document are
LIST = "[Content_Types].xml"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the ways that Office documents know (ISO/IEC 29500-2, annex B)
# What an Office document must not carry: programs, and foreign objects that run outside of it.
FORBIDDEN_PARTS = ("vbaproject", "oleobject", "activex")


ACCEPT = ",".join(suffix for file_type in FILE_TYPES for suffix in file_type.suffixes)


def recognise(upload: File) -> FileType:
    """The type of an uploaded file; ValidationError with the reason where it is not let in."""
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("The file is %(size)s. It may be %(most)s at most.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(MAX_BYTES)}
        )
    found = _type_of(upload)
    upload.seek(0)
    if not found:
        raise ValidationError(
            _("The file could not be read as a PDF, a Word, Excel or PowerPoint document without macros, or a picture.")
        )
    if PurePath(upload.name or "").suffix.lower() not in found.suffixes:
        raise ValidationError(
            _("The content is %(type)s, so the name must end in %(suffix)s.")
            % {"type": found.label, "suffix": found.suffixes[0]}
        )
    return found


def _type_of(upload: File) -> FileType | None:
    upload.seek(0)
    start = upload.read(8)
    if start.startswith(b"PK\x03\x04"):
        return _office_type(upload)
    # zipfile looks for the directory at the end: a picture with a program behind it is both.
    if zipfile.is_zipfile(upload):  # something else in front of an archive: two files in one
        return None
    if start.startswith(b"%PDF-"):
        return PDF if _is_calm_pdf(upload) else None
    return _picture_type(upload)


def _office_type(upload: File) -> FileType | None:
    """The kind of Office document; None for any other archive, and for one with programs in it."""
    try:
        with zipfile.ZipFile(upload) as archive:
            if not _is_calm_archive(archive):
                return None
            # It is read at once, and a small file may hold one of hundreds of millions of blanks.
            if archive.getinfo(LIST).file_size > MAX_LISTED_BYTES:
                return None
            content_types = archive.read(LIST).decode("utf-8", "replace")
    # Packed bytes that are damaged, a password, a way of packing that Python lacks: each has an error of its own.
    except Exception:
        return None
    found = [kind for kind in (WORD, EXCEL, POWERPOINT) if f'"{kind.content_type}.main+xml"' in content_types]
    return found[0] if len(found) == 1 and "macroenabled" not in content_types.lower() else None


def _is_calm_archive(archive: zipfile.ZipFile) -> bool:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    return (
        len(entries) <= MAX_ENTRIES
        and all(entry.compress_type in PACKED for entry in entries)
        and sum(entry.file_size for entry in entries) <= MAX_UNPACKED_BYTES
        and _ends_in_its_directory(archive)
        and not any(".." in PurePath(name).parts or name.startswith(("/", "\\")) for name in names)
        and not any(part in name for name in names for part in FORBIDDEN_PARTS)
    )


def _ends_in_its_directory(archive: zipfile.ZipFile) -> bool:
    """True where nothing hangs behind the archive, not even a comment."""
    # 22 bytes: the record that ends a ZIP archive, where it has no comment (APPNOTE 4.3.16).
    file = cast(IO[bytes], archive.fp)
    file.seek(-22, 2)
    return file.read(4) == b"PK\x05\x06"


def _is_calm_pdf(upload: File) -> bool:
    """True for a PDF that opens without a password, runs no script and starts no program."""
    import pikepdf  # takes a while to load, and few requests need it

    upload.seek(0)
    try:
        with pikepdf.open(cast(BinaryIO, upload)) as pdf:
            names: Any = pdf.Root.get("/Names", {})
            return not ("/JavaScript" in names or "/EmbeddedFiles" in names or _acts_when_opened(pdf.Root))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError):
        return False


def _acts_when_opened(root: Any) -> bool:
    action = root.get("/OpenAction", {})
    kind = action.get("/S") if hasattr(action, "keys") else None
    return "/AA" in root or kind in ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")


def _picture_type(upload: File) -> FileType | None:
    """PNG or JPEG with nothing hanging behind the picture; None for all else."""
    from PIL import Image  # as above

    upload.seek(0)
    try:
        with Image.open(upload, formats=["PNG", "JPEG"]) as picture:
            found = {"PNG": PNG, "JPEG": JPEG}[picture.format or ""]
            picture.verify()
    except (OSError, SyntaxError, ValueError, KeyError, Image.DecompressionBombError):
        return None
    # 12 bytes: the empty IEND chunk that ends a PNG; a JPEG ends in its two of EOI.
    upload.seek(-12, 2)
    end = upload.read()
    is_whole = end.endswith(b"IEND\xaeB`\x82") if found is PNG else end.endswith(b"\xff\xd9")
    return found if is_whole else None

"""What all files have in common that people upload: a title, the file under a name of ours, and what it was called."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from .base import Stamped

OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileType:
    label: str
    content_type: str
    suffixes: tuple[str, ...]


PDF = FileType("PDF", "application/pdf", (".pdf",))
PNG = FileType("PNG", "image/png", (".png",))
JPEG = FileType("JPEG", "image/jpeg", (".jpg", ".jpeg"))
WORD = FileType("Word", f"{OFFICE}wordprocessingml.document", (".docx",))
EXCEL = FileType("Excel", f"{OFFICE}spreadsheetml.sheet", (".xlsx",))
POWERPOINT = FileType("PowerPoint", f"{OFFICE}presentationml.presentation", (".pptx",))
FILE_TYPES = (PDF, WORD, EXCEL, POWERPOINT, PNG, JPEG)
LABELS = {file_type.content_type: file_type.label for file_type in FILE_TYPES}


def stored_name(row: models.Model, filename: str) -> str:
    """A name of ours on the disk, so that nothing that was typed elsewhere becomes a path."""
    # The ending, too, was typed elsewhere: cut, since it may have any length and the column has not.
    return f"attachments/{secrets.token_hex(16)}{Path(filename).suffix.lower()[:6]}"


class StoredFile(Stamped):
    """A file that was uploaded. It leaves the house through a view that asks for rights."""

    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=stored_name)
    original_name = models.CharField(max_length=200, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False)  # bytes
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def file_text(self) -> str:
        """`PDF, 1,2 MB`: what kind of file, and how large."""
        return ", ".join(filter(None, [LABELS.get(self.content_type), filesizeformat(self.size)]))

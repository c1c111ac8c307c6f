"""An agenda that comes from a file or a pasted text: what is read of it, shown before anything is stored."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from ishoj_process.files import uploads
from ishoj_process.text.richtext import clean_html

from .blocks import read_blocks
from .items import ReadAgenda
from .sheet import read_sheet
from .word import LONGEST, read_word


def read_upload(upload: UploadedFile) -> ReadAgenda:
    """The agenda of a Word document or a spreadsheet; ValidationError with the reason where it cannot be read."""
    kind = uploads.recognise(upload)
    if kind is uploads.EXCEL:
        return _held(read_sheet(upload, [_name_of(upload)]))
    if kind is not uploads.WORD:
        raise ValidationError(_("The file must be a Word document (.docx) or a spreadsheet (.xlsx)."))
    html, remarks = read_word(upload)
    # What stands at the head of each page, or in a comment, may be said of all items.
    agenda = read_blocks(html, [_name_of(upload), *remarks])
    agenda.remarks += remarks
    return _held(agenda)


def read_text(html: str) -> ReadAgenda:
    """The agenda of a pasted text, as HTML or plain."""
    return _held(read_blocks(clean_html(html, longest=LONGEST, keeps_levels=True)))


def _name_of(upload: UploadedFile) -> str:
    return (upload.name or "").rpartition(".")[0]


def _held(agenda: ReadAgenda) -> ReadAgenda:
    if not agenda.items:
        raise ValidationError(
            _("No items were found. Their titles must be headings, or numbered as “1. Title” or “Item 1: Title”.")
        )
    return agenda

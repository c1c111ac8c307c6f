"""An agenda that comes from a file or a pasted text: what is read of it, shown before anything is stored."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from ishoj_process.files import uploads
from ishoj_process.output.read_ods import is_ods
from ishoj_process.output.read_sheets import Unreadable
from ishoj_process.output.spreadsheets import unreadable as unreadable_sheet
from ishoj_process.text.richtext import clean_html

from .beside import Beside, read_beside
from .blocks import read_blocks
from .items import ReadAgenda
from .marks import said_by_marks
from .sheet import read_sheet
from .tables import read_tables
from .word.reader import LONGEST, hidden_text, read_word, unreadable


def read_upload(upload: UploadedFile) -> ReadAgenda:
    """The agenda of a Word document or a spreadsheet; ValidationError with the reason where it cannot be read."""
    is_sheet = is_ods(upload)
    kind = None if is_sheet else uploads.recognise(upload)
    if is_sheet or kind is uploads.EXCEL:
        beside = _beside(upload, unreadable_sheet())
        agenda = read_sheet(upload, [_name_of(upload), *beside.heard])
        agenda.remarks += beside.remarks
        return _held(agenda)
    if kind is not uploads.WORD:
        raise ValidationError(_("The file must be a Word document (.docx) or a spreadsheet (.xlsx, .ods)."))
    html, remarks = read_word(upload)
    # What stands at the head of each page, or in a comment, may be said of all items.
    agenda = _read(html, [_name_of(upload), *remarks, *_beside(upload, unreadable()).heard])
    agenda.remarks += remarks
    return _held(agenda)


def read_text(html: str) -> ReadAgenda:
    """The agenda of a pasted text, as HTML or plain."""
    hidden: list[str] = []
    cleaned = clean_html(html, longest=LONGEST, keeps_levels=True, left_out=hidden)
    agenda = _read(cleaned, [*hidden, *said_by_marks(html)])
    agenda.remarks += hidden_text(hidden)
    return _held(agenda)


def _read(html: str, about: Iterable[str] = ()) -> ReadAgenda:
    agenda = _read_items(html, about)
    agenda.note_names(html)
    return agenda


def _read_items(html: str, about: Iterable[str]) -> ReadAgenda:
    agenda = read_blocks(html, about)
    # One title without a number is what the document is called: the agenda may be the table below it.
    if "<table" not in html or len(agenda.items) > 1 or any(item.number for item in agenda.items):
        return agenda
    found = read_tables(html, about)
    if not agenda.items and not (found and found.items):
        raise ValidationError(
            _(
                "No items were found in the tables of the text. The first row must name the columns, such as “Punkt”"
                " and “Titel”, or each item must begin with its number."
            )
        )
    return found if found and found.items else agenda


def _beside(upload: UploadedFile, refusal: ValidationError) -> Beside:
    try:
        return read_beside(upload)
    except Unreadable as error:
        raise refusal from error


def _name_of(upload: UploadedFile) -> str:
    return (upload.name or "").rpartition(".")[0]


def _held(agenda: ReadAgenda) -> ReadAgenda:
    if not agenda.items:
        raise ValidationError(
            _("No items were found. Their titles must be headings, or numbered as “1. Title” or “Item 1: Title”.")
        )
    return agenda

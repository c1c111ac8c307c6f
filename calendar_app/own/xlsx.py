"""What somebody wrote here as a spreadsheet: a sheet for each kind, with real days."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.output.workbooks import Column, add_table, new_book, packed

from .page import OwnPart

WIDE, MIDDLE, NARROW = 70, 44, 12


def workbook_of(parts: list[OwnPart]) -> bytes:
    """The bytes of the spreadsheet; of nothing a sheet that says so, since a book has at least one."""
    with override(LANGUAGE):
        book = new_book(_("What I have written here"))
        for part in parts or [OwnPart(_("You have written nothing here yet."), [])]:
            add_table(book, part.heading, _columns(), part.rows)
        return packed(book, timezone.now())


def _columns() -> list[Column]:
    return [
        Column(_("Day"), NARROW, attrgetter("day")),
        Column(_("About"), MIDDLE, attrgetter("about"), attrgetter("url")),
        Column(_("Words"), WIDE, attrgetter("text")),
        Column(_("More about it"), MIDDLE, attrgetter("detail")),
    ]

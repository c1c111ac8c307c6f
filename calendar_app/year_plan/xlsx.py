"""The meeting calendar of a year as a spreadsheet: each meeting with real days and hours, and the wall's sheet."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import Meeting
from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.output.workbooks import add_sheet, new_book, packed, write_row

from .calendar import Calendar

WIDE, MIDDLE, NARROW = 44, 24, 12


def workbook_of(calendar: Calendar, modified: datetime) -> bytes:
    """The bytes of the spreadsheet. `modified`: when its data last changed."""
    with override(LANGUAGE):
        book = new_book(calendar.title)
        _write_meetings(book, calendar)
        _write_wall(book, calendar)
        return packed(book, modified)


def _write_meetings(book: Workbook, calendar: Calendar) -> None:
    headings = [
        (_("Day"), NARROW),
        (_("Weekday"), NARROW),
        (_("Week"), NARROW),
        (_("Starts at"), NARROW),
        (_("The open part starts at"), NARROW),
        (_("Meeting"), WIDE),
        (_("Body"), WIDE),
        (_("Kind"), MIDDLE),
        (_("Place"), WIDE),
        (_("Note"), MIDDLE),
    ]
    sheet = add_sheet(book, _("Meetings"), [(words, "", width) for words, width in headings])
    for number, row in enumerate(calendar.rows, start=2):
        before = [
            row.day,
            danish_dates.WEEKDAYS[row.day.weekday()],
            row.day.isocalendar().week,
            row.start or "",
            row.open_part or "",
        ]
        after = [
            ", ".join(body.name for body in row.bodies),
            Meeting.Kind(row.kind).label,
            row.place,
            row.note,
        ]
        unlinked = [[(value, "") for value in values] for values in (before, after)]
        write_row(sheet, number, [*unlinked[0], (row.title, row.url), *unlinked[1]])


def _write_wall(book: Workbook, calendar: Calendar) -> None:
    """Bodies by months, as on the wall."""
    months = [(month, "", NARROW) for month in calendar.month_names]
    sheet = add_sheet(book, _("By body and month"), [(_("Body"), "", WIDE), (_("Usually"), "", MIDDLE), *months])
    for number, row in enumerate(calendar.body_years, start=2):
        cells = [("\n".join(lines), "") for lines in row.cells]
        write_row(sheet, number, [(row.body.name, ""), (row.usual_text, ""), *cells])

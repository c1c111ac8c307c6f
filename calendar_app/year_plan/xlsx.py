"""The meeting calendar of a year as a spreadsheet: each meeting with real days and hours, and the wall's sheet."""

from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import override

from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import Meeting
from ishoj_process.output.pdf import LANGUAGE
from ishoj_process.output.workbooks import Column, add_table, new_book, packed

from .calendar import Calendar

WIDE, MIDDLE, NARROW = 44, 24, 12


def workbook_of(calendar: Calendar, modified: datetime) -> bytes:
    """The bytes of the spreadsheet. `modified`: when its data last changed."""
    with override(LANGUAGE):
        book = new_book(calendar.title)
        add_table(book, _("Meetings"), _columns_of_meetings(), calendar.rows)
        add_table(book, _("By body and month"), _columns_of_the_wall(calendar), calendar.body_years)
        return packed(book, modified)


def _columns_of_meetings() -> list[Column]:
    return [
        Column(_("Day"), NARROW, attrgetter("day")),
        Column(_("Weekday"), NARROW, lambda row: danish_dates.WEEKDAYS[row.day.weekday()]),
        Column(_("Week"), NARROW, lambda row: row.day.isocalendar().week),
        Column(_("Starts at"), NARROW, lambda row: row.start or ""),
        Column(_("The open part starts at"), NARROW, lambda row: row.open_part or ""),
        Column(_("Meeting"), WIDE, attrgetter("title"), attrgetter("url")),
        Column(_("Body"), WIDE, lambda row: ", ".join(map(str, row.bodies))),
        Column(_("Kind"), MIDDLE, lambda row: str(Meeting.Kind(row.kind).label)),
        Column(_("Place"), WIDE, attrgetter("place")),
        Column(_("Note"), MIDDLE, attrgetter("note")),
    ]


def _columns_of_the_wall(calendar: Calendar) -> list[Column]:
    """Bodies by months, as on the wall."""
    return [
        Column(_("Body"), WIDE, lambda row: row.name),
        Column(_("Usually"), MIDDLE, attrgetter("usual_text")),
        *(_month(place, name) for place, name in enumerate(calendar.month_names)),
    ]


def _month(place: int, name: str) -> Column:
    # A function of its own, so that each column keeps its own month: in a loop all would show the last.
    return Column(name, NARROW, lambda row: "\n".join(row.cells[place]))

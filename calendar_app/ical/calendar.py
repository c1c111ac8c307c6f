"""A calendar around its entries: what stands at the head of feeds, files and invitations alike."""

from django.conf import settings
from icalendar import Calendar

from calendar_app.ical.text import clean_line
from calendar_app.ical.zone import copenhagen

CONTENT_TYPE = "text/calendar; charset=utf-8"


def new_calendar(**properties):
    """A calendar with its time zone and nothing made up: the library's own `new` invents a name each time."""
    calendar = Calendar()
    calendar.add("PRODID", f"-//{clean_line(settings.MUNICIPALITY)}//council meetings//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for name, value in properties.items():
        calendar.add(name, value)
    calendar.add_component(copenhagen())
    return calendar

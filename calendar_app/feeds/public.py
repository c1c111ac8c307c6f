"""Calendars that everybody may subscribe to, and the file of one meeting."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration, vText

from calendar_app.ical.event import copenhagen, entry, with_entry_facts
from calendar_app.ical.text import clean_line
from ishoj_process.models import Meeting

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)  # what we ask calendar programs to wait between two looks
COLOR = "teal"  # the CSS colour that is nearest the house's own


def all_meetings_feed():
    """Every meeting that the public may know of, past and coming: no window hides a part of the plan."""
    return _public_feed(
        Meeting.objects.all(),
        name=_("Meetings in %(municipality)s") % {"municipality": settings.MUNICIPALITY},
        key="calendar",
        feed=reverse("calendar_feed"),
        page=reverse("meeting_list"),
    )


def body_feed(body):
    """Every meeting of one body that the public may know of."""
    return _public_feed(
        Meeting.objects.of_body(body),
        name=f"{body.name}, {settings.MUNICIPALITY}",
        key=f"calendar-{body.pk}",
        feed=reverse("body_feed", args=[body.slug]),
        page=body.get_absolute_url(),
    )


def one_meeting(meeting):
    """The file of a meeting, to be put into a calendar once."""
    calendar = new_calendar()
    calendar.add_component(entry(meeting))
    return calendar.to_ical()


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


def new_feed(*, key, name, about, page):
    """A calendar to be looked at again: what it is called, where it is shown, and how often to look for news."""
    calendar = new_calendar(UID=f"{key}@{settings.ICAL_DOMAIN}", URL=settings.SITE_URL + page, COLOR=COLOR)
    # Each under the new and the old property; as text, since the library escapes neither.
    for names, text in ((("NAME", "X-WR-CALNAME"), clean_line(name)), (("DESCRIPTION", "X-WR-CALDESC"), about)):
        for each in names:
            calendar.add(each, vText(text))
    # RFC 7986 gives it no default type, so it must say its own; Outlook knows the other alone.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH).to_ical().decode())
    return calendar


def in_feed_order(meetings):
    """The meetings with what their entries are made of, in an order that does not change."""
    return with_entry_facts(meetings).order_by("start_date", "pk")


def _public_feed(meetings, *, name, key, feed, page):
    about = _("Public meetings with day, hour and place. Your calendar program looks for news by itself.")
    calendar = new_feed(key=key, name=name, about=about, page=page)
    calendar.add("SOURCE", settings.SITE_URL + feed, parameters={"VALUE": "URI"})
    for meeting in in_feed_order(meetings.visible_to(AnonymousUser())):
        calendar.add_component(entry(meeting))
    return calendar.to_ical()

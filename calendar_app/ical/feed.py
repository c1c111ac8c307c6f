"""Calendars that everybody may subscribe to, and the file of one meeting."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar

from ishoj_process.models import Meeting

from .event import entry, uid, with_entry_facts
from .text import clean_line
from .zone import copenhagen

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)  # what we ask calendar programs to wait between two looks
COLOR = "teal"  # the CSS colour that is nearest the house's own


def all_meetings_feed():
    """Every meeting that the public may know of, past and coming: no window hides a part of the plan."""
    return _feed(
        Meeting.objects.all(),
        name=_("Meetings in %(municipality)s") % {"municipality": settings.MUNICIPALITY},
        key="calendar",
        feed=reverse("calendar_feed"),
        page=reverse("meeting_list"),
    )


def body_feed(body):
    """Every meeting of one body that the public may know of."""
    return _feed(
        Meeting.objects.of_body(body),
        name=f"{body.name}, {settings.MUNICIPALITY}",
        key=f"calendar-{body.pk}",
        feed=reverse("body_feed", args=[body.slug]),
        page=body.get_absolute_url(),
    )


def one_meeting(meeting):
    """The file of a meeting, to be put into a calendar once."""
    calendar = new_calendar(f"single-{uid(meeting)}")
    calendar.add_component(entry(meeting))
    return calendar.to_ical()


def new_calendar(calendar_uid, **properties):
    """An empty calendar with its time zone. Its name is given, as the library would make up another each time."""
    calendar = Calendar.new(
        prodid=f"-//{clean_line(settings.MUNICIPALITY)}//council meetings//DA",
        uid=calendar_uid,
        calscale="GREGORIAN",
        **properties,
    )
    calendar.add_component(copenhagen())
    return calendar


def _feed(meetings, *, name, key, feed, page):
    calendar = new_calendar(
        f"{key}@{settings.ICAL_DOMAIN}",
        name=clean_line(name),
        description=_("Public meetings with day, hour and place. Your calendar program looks for news by itself."),
        color=COLOR,
        url=settings.SITE_URL + page,
    )
    # RFC 7986 gives neither a default type, so each must say its own; Outlook knows the third alone.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("SOURCE", settings.SITE_URL + feed, parameters={"VALUE": "URI"})
    calendar.add("X-PUBLISHED-TTL", REFRESH)
    for meeting in with_entry_facts(meetings.visible_to(AnonymousUser())).order_by("start_date", "pk"):
        calendar.add_component(entry(meeting))
    return calendar.to_ical()

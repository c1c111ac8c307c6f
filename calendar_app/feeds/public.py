"""Calendars that everybody may subscribe to, and the file of one meeting."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration, vText

from calendar_app.ical.calendar import new_calendar
from calendar_app.ical.event import entry, with_entry_facts
from calendar_app.ical.text import clean_line
from ishoj_process.dates.danish import joined
from ishoj_process.models import Body, Lineage, Meeting
from ishoj_process.models.meetings import MeetingQuerySet

from .endings import words_of_ended

REFRESH = timedelta(hours=6)  # what we ask calendar programs to wait between two looks
COLOR = "teal"  # the CSS colour that is nearest the house's own


def all_meetings_feed() -> bytes:
    """Every meeting that the public may know of, past and coming: no window hides a part of the plan."""
    return _public_feed(
        Meeting.objects.all(),
        name=_("Meetings in %(municipality)s") % {"municipality": settings.MUNICIPALITY},
        key="calendar",
        feed=reverse("calendar_feed"),
        page=reverse("meeting_list"),
    )


def body_feed(body: Body, today: date) -> bytes:
    """Every meeting of one body that the public may know of, and of those who carry on its work by today.

    Programs keep an address for years: that of a body that has ended would else fall silent without a word.
    """
    lineage = Lineage.read()
    heirs = [heir for heir in body.heirs_on(today, lineage) if heir.pk != body.pk]
    words = {"body": body, "heirs": joined([str(heir) for heir in heirs])}
    ended = " ".join(words_of_ended([body], today, lineage))
    name = str(body)
    if ended:
        name = (_("%(body)s (now: %(heirs)s)") if heirs else _("%(body)s (has ended)")) % words
    return _public_feed(
        Meeting.objects.for_bodies([body.pk], by=today, lineage=lineage),
        name=f"{name}, {settings.MUNICIPALITY}",
        key=f"calendar-{body.pk}",
        feed=reverse("body_feed", args=[body.slug]),
        page=body.get_absolute_url(),
        about=ended,
    )


def one_meeting(meeting: Meeting) -> bytes:
    """The file of a meeting, to be put into a calendar once."""
    calendar = new_calendar()
    calendar.add_component(entry(meeting))
    return calendar.to_ical()


def new_feed(*, key: str, name: str, about: str, page: str) -> Calendar:
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


def in_feed_order(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """The meetings with what their entries are made of, in an order that does not change."""
    # The ETag is of the bytes, so that their order has to be the same each time.
    return with_entry_facts(meetings).order_by("start_date", "pk")


def _public_feed(meetings: MeetingQuerySet, *, name: str, key: str, feed: str, page: str, about: str = "") -> bytes:
    holds = _("Public meetings with day, hour and place. Your calendar program looks for news by itself.")
    calendar = new_feed(key=key, name=name, about=" ".join(filter(None, [clean_line(about), holds])), page=page)
    calendar.add("SOURCE", settings.SITE_URL + feed, parameters={"VALUE": "URI"})
    # Cancelled ones stay: a program takes a missing entry out in silence, and nobody is told.
    for meeting in in_feed_order(meetings.visible_to(AnonymousUser())):
        calendar.add_component(entry(meeting))
    return calendar.to_ical()

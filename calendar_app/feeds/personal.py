"""The calendar of one person: the meetings that they may see and have chosen, with reminders where they want them.

It never tells its own address (SOURCE): calendars are exported and shared, and who has the address may read on.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Event

from calendar_app.ical.event import DAY, entry, is_cancelled, summary
from calendar_app.ical.text import clean_line
from calendar_app.models import Subscription
from ishoj_process.dates.clock import COPENHAGEN
from ishoj_process.models import Meeting

from .endings import last_entry, words_of_ended
from .public import in_feed_order, new_feed

# A whole day has no hour to count back from: those who want notice of days are told so many mornings before, at 9.00,
# the others in the morning itself, at 8.00, on the clock on the wall.
MORNING_BEFORE, SAME_MORNING = time(9), time(8)


def personal_feed(subscription: Subscription, *, today: date) -> bytes:
    """The subscription as a calendar, past and coming: no window hides a part of the plan."""
    key = f"subscription-{subscription.pk}"
    about = _("The meetings that you may see, also those that are not public. Do not pass the address on.")
    calendar = new_feed(
        key=key,
        name=_("My meetings, %(municipality)s") % {"municipality": settings.MUNICIPALITY},
        about=" ".join([about, *map(clean_line, words_of_ended(subscription.bodies.all(), today))]),
        page=reverse("subscriptions"),
    )
    for meeting in in_feed_order(subscription.meetings()):
        calendar.add_component(_entry(meeting, subscription.reminder, today))
    if end := last_entry(key, subscription.user, today):
        calendar.add_component(end)
    return calendar.to_ical()


def _entry(meeting: Meeting, minutes: int, today: date) -> Event:
    event = entry(meeting)
    if not meeting.is_published:
        event.add("CLASS", "PRIVATE")  # programs hide it from those with whom the calendar is shared
    if minutes and not is_cancelled(meeting) and meeting.end_date >= today:
        event.add_component(Alarm.new_display(description=summary(meeting), trigger=trigger(meeting, minutes)))
    return event


def trigger(meeting: Meeting, minutes: int) -> timedelta:
    """When to remind, counted from the start of the entry: the minutes before its hour, or a sensible morning."""
    notice = timedelta(minutes=minutes)
    starts_at = meeting.starts_at
    if starts_at and not meeting.is_multi_day:
        return -notice
    if not starts_at:
        hour = MORNING_BEFORE if notice.days else SAME_MORNING
        wanted = datetime.combine(meeting.start_date - notice.days * DAY, hour, COPENHAGEN)
    elif notice >= DAY:
        wanted = starts_at - notice  # the same hour on the wall
    else:
        wanted = (starts_at.astimezone(UTC) - notice).astimezone(COPENHAGEN)
    return _from_midnight(meeting.start_date, wanted)


def _from_midnight(day: date, wanted: datetime) -> timedelta:
    """How far a moment lies from the midnight at which an entry of whole days begins.

    Calendars count days by their dates, and hours as they pass (RFC 5545 § 3.3.6): on the two days of the year on which
    the clocks change, it matters.
    """
    days = max((day - wanted.date()).days - 1, 0) * DAY
    midnight = datetime.combine(day - days, time(), COPENHAGEN)
    return wanted.astimezone(UTC) - midnight.astimezone(UTC) - days

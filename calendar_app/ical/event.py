"""A meeting as one calendar entry: the same for feed, download and invitation, and the same for every reader.

It says when, where and what for, and never what stands on the agenda: people share their calendars.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from icalendar import Event, vText
from icalendar.enums import RELTYPE, STATUS, TRANSP

from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import Meeting
from ishoj_process.models.meetings import MeetingQuerySet
from ishoj_process.text.plain import visible_text

from .text import clean_line, clean_text

# What was decided about the meeting, whatever is known of its hour.
STATUSES: dict[str, STATUS] = {
    Meeting.State.PLANNED: STATUS.TENTATIVE,
    Meeting.State.CONVENED: STATUS.CONFIRMED,
    Meeting.State.CANCELLED: STATUS.CANCELLED,
}
DAY = timedelta(days=1)


def with_entry_facts(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """A set of meetings with all that their entries are made of, in a fixed number of queries."""
    return meetings.select_related("before__before__before").prefetch_related("bodies", "before__bodies")


def uid(meeting: Meeting) -> str:
    """The entry's name for ever and everywhere (RFC 5545 § 3.8.4.7): it holds nothing that may change."""
    # Feeds, downloads and mails share it: with two names for one meeting it would stand twice in a calendar.
    return f"meeting-{meeting.pk}@{settings.ICAL_DOMAIN}"


def page_url(meeting: Meeting) -> str:
    return settings.SITE_URL + meeting.get_absolute_url()


def changed_at(meeting: Meeting) -> datetime:
    """When the entry last changed: with the meeting, with one that it is held before and takes its hour from, or with
    its bodies, whose names stand in its title.

    By bodies alone while it was to come: a committee renamed in 2026 makes no entry of 2023 new. The same time and
    place is the same SEQUENCE, and programs show the new title by the newer DTSTAMP (RFC 5546 § 2.1.5).
    """
    renamed = [body.updated_at for body in meeting.bodies.all() if localdate(body.updated_at) <= meeting.end_date]
    latest, before = max([meeting.updated_at, *renamed]), meeting.before
    while before:
        latest, before = max(latest, before.updated_at), before.before
    return latest


def entry(meeting: Meeting, *, stamp: datetime | None = None) -> Event:
    """The VEVENT of a meeting. `stamp` is when a message was made; without one the entry is as old as its data."""
    start, end = span(meeting)
    event = Event.new(
        uid=uid(meeting),
        # Without METHOD, DTSTAMP is the last change (RFC 5545 § 3.8.7.2); now() would change the ETag at each fetch.
        stamp=stamp or changed_at(meeting),
        created=meeting.created_at,
        last_modified=changed_at(meeting),
        sequence=meeting.sequence,
        summary=summary(meeting),
        description=description(meeting),
        location=clean_line(meeting.place) or None,
        url=page_url(meeting),
        # One of the three legal values, whatever else is to be said: programs show anything else as held.
        # A state that this release does not know promises the least, and breaks no feed of all the others.
        status=STATUSES.get(meeting.state, STATUS.TENTATIVE),
        transparency=TRANSP.TRANSPARENT if leaves_time_free(meeting) else TRANSP.OPAQUE,
        start=start,
        end=end,
    )
    if leaves_time_free(meeting):
        # Exchange reads TRANSP only where this is absent, and would show the whole day as taken.
        event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE" if is_cancelled(meeting) else "TENTATIVE")
    if anchor := shown_before(meeting):
        event.add("RELATED-TO", vText(uid(anchor)), parameters={"RELTYPE": RELTYPE.FINISHTOSTART})
    return event


def span(meeting: Meeting) -> tuple[date, date | None]:
    """Start and end: whole days where it lasts several or the hour is unknown, else times.

    The end only if it is stated, or assumed by what the bodies' meetings usually take: `circumstances` then says so.
    """
    if meeting.is_multi_day or meeting.starts_at is None:
        return meeting.start_date, meeting.end_date + DAY  # DTEND is the first day after
    start, end = meeting.starts_at, meeting.ends_at or meeting.assumed_end
    # An hour that was derived may cross midnight; one wrong end must not break a feed of many meetings.
    return start, end if end and end > start else None


def leaves_time_free(meeting: Meeting) -> bool:
    """True where nobody's hours are taken: the meeting is cancelled, or its hour is not known."""
    return is_cancelled(meeting) or hour_is_unknown(meeting)


def is_cancelled(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.CANCELLED


def hour_is_unknown(meeting: Meeting) -> bool:
    """True for a meeting on one day without an hour; one of several days takes them whole."""
    return not meeting.is_multi_day and meeting.starts_at is None


def hour_is_to_follow(meeting: Meeting) -> bool:
    """True where there is an hour to wait for: a meeting that was held has none to come."""
    return hour_is_unknown(meeting) and not meeting.is_held


def summary(meeting: Meeting) -> str:
    """`AFLYST: Temamøde 2 for Byrådet (tidspunkt følger)`"""
    text = clean_line(meeting.display_title)
    if hour_is_to_follow(meeting):
        text = _("%(title)s (time to follow)") % {"title": text}
    # In words, too: many programs do not show STATUS, and keep the entry.
    return _("CANCELLED: %(title)s") % {"title": text} if is_cancelled(meeting) else text


def description(meeting: Meeting) -> str:
    """The circumstances, what the meeting is for, and where to read more."""
    blocks = ["\n".join(circumstances(meeting)), clean_text(visible_text(meeting.purpose)), link_text(meeting)]
    return "\n\n".join(block for block in blocks if block)


def circumstances(meeting: Meeting) -> list[str]:
    """What the dates alone do not say, a line for each."""
    lines = [_("Closed meeting.")] if meeting.behind_closed_doors else []
    if meeting.partner_names:
        names = danish_dates.joined(clean_line(name) for name in meeting.partner_names)
        lines.append(_("Together with %(names)s.") % {"names": names})
    if meeting.convened_by:
        lines.append(_("Convened by %(name)s.") % {"name": clean_line(meeting.convened_by)})
    if anchor := shown_before(meeting):
        lines.append(_("Held before %(meeting)s the same day.") % {"meeting": clean_line(anchor.name_in_sentence)})
    if meeting.assumed_end and meeting.assumed_minutes:
        length = danish_dates.length_text(meeting.assumed_minutes)
        lines.append(_("The end is not stated. It is assumed after %(length)s, as is usual.") % {"length": length})
    if meeting.is_multi_day and meeting.start_time:
        lines.append(_("The first day starts %(time)s.") % {"time": danish_dates.clock_text(meeting.start_time)})
    if meeting.is_multi_day and meeting.end_time:
        lines.append(_("The last day ends %(time)s.") % {"time": danish_dates.clock_text(meeting.end_time)})
    if meeting.open_part_time:
        lines.append(_("The open part starts %(time)s.") % {"time": danish_dates.clock_text(meeting.open_part_time)})
    return lines


def link_text(meeting: Meeting) -> str:
    """Where the agenda is to be read; before it is published, the meeting's page."""
    # A link to a document that is not there yet would be a dead one in everybody's calendar.
    if not meeting.agenda_is_published:
        return _("About the meeting: %(url)s") % {"url": page_url(meeting)}
    return _("Agenda: %(url)s") % {"url": settings.SITE_URL + reverse("agenda_pdf", args=[meeting.pk])}


def shown_before(meeting: Meeting) -> Meeting | None:
    """The meeting that this one is held before, where everybody may know of it."""
    anchor = meeting.before
    # Always as the public: one entry for all readers, since people share their calendars.
    return anchor if anchor and rights.can_see_meeting(AnonymousUser(), anchor) else None

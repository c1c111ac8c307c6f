"""An invitation to all members, for the secretariat to send from its own mail program (RFC 5546 § 3.2)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Parameters, vCalAddress, vInt, vUri

from calendar_app.ical.calendar import new_calendar
from calendar_app.ical.event import entry, is_cancelled
from calendar_app.ical.text import clean_line
from ishoj_process.models import Meeting, User
from ishoj_process.models.addresses import in_ascii


def method(meeting: Meeting) -> str:
    """What the message asks of a calendar: to hold the time, or to give it free again."""
    return "CANCEL" if is_cancelled(meeting) else "REQUEST"


def invitation(
    meeting: Meeting,
    members: Iterable[User],
    *,
    at: datetime,
    sequence: int | None = None,
    is_withdrawal: bool = False,
    **answer: str | None,
) -> bytes:
    """The iTIP message as bytes. `at` is when it is made: the later of two with the same SEQUENCE counts.

    `method`, `sequence` and `partstat` are those of a message to one person; without them they follow the meeting.
    A withdrawal takes these people alone off, and says nothing of the meeting's status (RFC 5546 § 3.2.5).
    """
    method_name = answer.get("method") or method(meeting)
    event = entry(meeting, stamp=at)
    if sequence is not None:
        event["SEQUENCE"] = vInt(sequence)
    if is_withdrawal:
        del event["STATUS"]
    # Here and in no feed: an invitation goes to one of the invited, while calendars are shared.
    if meeting.video_url and method_name == "REQUEST" and not is_withdrawal:
        event.add("CONFERENCE", vUri(meeting.video_url), parameters=_conference())
    event.add("ORGANIZER", vCalAddress.new(settings.ORGANIZER_EMAIL, cn=organizer_name()))
    for member in members:
        event.add("ATTENDEE", _attendee(member, method_name, answer.get("partstat") or "NEEDS-ACTION"))
    # On the calendar and not on the entry (RFC 5546 § 3.2). Mail programs want the same word in the Content-Type.
    calendar = new_calendar(METHOD=str(method_name))
    calendar.add_component(event)
    return calendar.to_ical()


def _conference() -> Parameters:
    """VALUE=URI must stand (RFC 7986 § 5.11); the label is what programs write on their button."""
    return Parameters({"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": _("Video meeting")})


def organizer_name() -> str:
    return clean_line(_("Council secretariat, %(municipality)s") % {"municipality": settings.MUNICIPALITY})


def mail_address(user: User) -> str:
    """The user's address in ASCII, as header fields and calendars must have it."""
    return in_ascii(user.email)


def _attendee(member: User, method_name: str, partstat: str) -> vCalAddress:
    """Asked to answer as long as no answer to this time is known; a cancellation asks nothing."""
    is_asked = method_name == "REQUEST"
    return vCalAddress.new(
        mail_address(member),
        cn=clean_line(member.name),
        cutype="INDIVIDUAL",
        role="REQ-PARTICIPANT",
        partstat=partstat if is_asked else None,
        rsvp=partstat == "NEEDS-ACTION" if is_asked else None,
    )

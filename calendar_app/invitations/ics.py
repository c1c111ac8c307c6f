"""An invitation to all members, for the secretariat to send from its own mail program (RFC 5546 § 3.2)."""

from django.conf import settings
from django.utils.encoding import punycode
from django.utils.translation import gettext as _
from icalendar import vCalAddress, vInt

from calendar_app.ical.calendar import new_calendar
from calendar_app.ical.event import entry, is_cancelled
from calendar_app.ical.text import clean_line


def method(meeting):
    """What the message asks of a calendar: to hold the time, or to give it free again."""
    return "CANCEL" if is_cancelled(meeting) else "REQUEST"


def invitation(meeting, members, *, at, sequence=None, is_withdrawal=False, **answer):
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
    event.add("ORGANIZER", vCalAddress.new(settings.ORGANIZER_EMAIL, cn=organizer_name()))
    for member in members:
        event.add("ATTENDEE", _attendee(member, method_name, answer.get("partstat") or "NEEDS-ACTION"))
    calendar = new_calendar(METHOD=str(method_name))
    calendar.add_component(event)
    return calendar.to_ical()


def organizer_name():
    return clean_line(_("Council secretariat, %(municipality)s") % {"municipality": settings.MUNICIPALITY})


def mail_address(user):
    """The user's address in ASCII, as header fields and calendars must have it."""
    local, _at, domain = user.email.rpartition("@")
    return f"{local}@{punycode(domain)}"


def _attendee(member, method_name, partstat):
    """Asked to answer as long as no answer to this time is known; a cancellation asks nothing."""
    answer = {}
    if method_name == "REQUEST":
        answer = {"partstat": partstat, "rsvp": partstat == "NEEDS-ACTION"}
    return vCalAddress.new(
        mail_address(member), cn=clean_line(member.name), cutype="INDIVIDUAL", role="REQ-PARTICIPANT", **answer
    )

"""The mail around an invitation, as a draft that a mail program opens ready to be read through and sent."""

from collections.abc import Iterable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendar_app.ical.event import circumstances, hour_is_to_follow, link_text, page_url
from calendar_app.ical.text import clean_line
from ishoj_process.dates.danish import clock_text, span_text
from ishoj_process.models import Meeting, User

from .ics import invitation, mail_address, method, organizer_name

CONTENT_TYPE = "message/rfc822"
SUBJECTS: dict[str, Promise] = {
    Meeting.State.PLANNED: _("Planned meeting: %(title)s, %(day)s"),
    Meeting.State.CONVENED: _("Notice of meeting: %(title)s, %(day)s"),
    Meeting.State.CANCELLED: _("Cancelled: %(title)s, %(day)s"),
}


def mail_draft(meeting: Meeting, members: Iterable[User], *, at: datetime) -> bytes:
    """The draft as bytes: plain text, the same as HTML, and last the calendar part (RFC 6047 § 2.4)."""
    # The standard library's and not Django's, which would add a Date and a Message-ID of its own to a draft.
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # Outlook then opens it as a draft
    mail["Subject"] = subject(meeting)
    mail["From"] = address(organizer_name(), settings.ORGANIZER_EMAIL)
    mail["To"] = [address(clean_line(member.name), mail_address(member)) for member in members]
    context = text_context(meeting)
    # Eight bits do not pass everywhere (RFC 6047 § 2.5).
    words, page = (render_to_string(f"calendar_app/invitations/mail.{ending}", context) for ending in ("txt", "html"))
    mail.set_content(words, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    mail.add_alternative(
        invitation(meeting, members, at=at).decode(),
        subtype="calendar",
        params={"method": method(meeting)},
        cte="base64",
    )
    mail.set_boundary(f"=_invitation-{meeting.pk}-{meeting.sequence}")  # a chance one would differ each time
    return mail.as_bytes()


def subject(meeting: Meeting) -> str:
    """`Indkaldelse: Temamøde 1 for Byrådet, 21. august 2023`"""
    words = {"title": clean_line(meeting.display_title), "day": span_text(meeting.start_date, meeting.end_date)}
    # A state that this release does not know promises the least, as the calendar's own does.
    return SUBJECTS.get(meeting.state, SUBJECTS[Meeting.State.PLANNED]) % words


def when_text(meeting: Meeting) -> str:
    """Day and hour; what else is to be said of them stands among the circumstances."""
    if hour_is_to_follow(meeting):
        return _("%(day)s (time to follow)") % {"day": meeting.date_text}
    if meeting.is_multi_day or not meeting.effective_start:
        return meeting.date_text
    return f"{meeting.date_text} {clock_text(meeting.effective_start, meeting.effective_end)}"


def text_context(meeting: Meeting) -> dict[str, Any]:
    """What the text of the mail is made of, in words that are ready."""
    return {
        "title": clean_line(meeting.display_title),
        "when": when_text(meeting),
        "place": clean_line(meeting.place),
        "circumstances": circumstances(meeting),
        "link": link_text(meeting),
        "video_url": "" if meeting.is_cancelled else meeting.video_url,
        "page_url": page_url(meeting),
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "is_convened": meeting.state == Meeting.State.CONVENED,
        "sender": organizer_name(),
    }


def address(name: str, email: str) -> Address:
    """A name with its address, as header fields have them."""
    return Address(display_name=name, addr_spec=email)

"""The mail that invites one person, tells them of a change, or that it is cancelled (iMIP, RFC 6047 § 2.4)."""

import re
from dataclasses import dataclass
from email import encoders
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calendar_app.ical.text import clean_line
from calendar_app.models import InvitationMail, MeetingInvitation
from ishoj_process.models import Meeting

from .answer_links import answer_url
from .draft import address, subject, text_context, when_text
from .ics import invitation, mail_address, organizer_name

SALT = "calendar_app.message_id"  # never change it: reports about mails that are out would name none
SEAL_LENGTH = 12  # enough for who may only guess by mail; a longer name is folded in the header
OUR_NAME = re.compile(
    r"<invitation-(?P<name>(?P<invitation>[0-9]{1,15})-(?P<revision>[0-9]{1,9})-(?:(?P<issue>[0-9]{1,4})-)?"
    r"(?P<method>request|cancel))(?:\.(?P<seal>[0-9a-f]{12}))?@(?P<domain>[^\s<>@]+)>",
    re.IGNORECASE | re.ASCII,
)


class CalendarMail(EmailMultiAlternatives):
    """A mail whose calendar part is in base64: not every way takes eight bits (RFC 6047 § 2.5)."""

    def message(self, **kwargs: Any) -> Any:
        message = super().message(**kwargs)
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                part.set_payload(part.get_payload(decode=True))
                del part["Content-Transfer-Encoding"]
                encoders.encode_base64(part)
        return message


def invitation_mail(mail: InvitationMail) -> CalendarMail:
    """The message: plain text, the same as HTML, and last the calendar part; the same each time it is made."""
    invited, meeting, user = mail.invitation, mail.invitation.meeting, mail.invitation.user
    context = {
        **text_context(meeting),
        "name": clean_line(user.name),
        "why": _why(mail, meeting),
        "is_withdrawal": mail.is_withdrawal,
        "words": mail.words,
        # Who is no longer invited has no business in the meeting's room.
        "video_url": "" if mail.is_withdrawal else text_context(meeting)["video_url"],
        "changes": _changes(invited, meeting) if mail.method == InvitationMail.Method.REQUEST else [],
        "answer_url": answer_url(invited) if mail.method == InvitationMail.Method.REQUEST else "",
    }
    message = CalendarMail(
        subject=_subject(mail, meeting, is_update=bool(context["changes"])),
        body=render_to_string("calendar_app/invitations/mail.txt", context),
        from_email=str(address(organizer_name(), settings.ORGANIZER_EMAIL)),
        to=[str(address(clean_line(user.name), mail_address(user)))],
        # Sent twice after a crash, it is still one mail to programs that know Message-IDs.
        headers={"Message-ID": message_id(mail)},
    )
    message.attach_alternative(render_to_string("calendar_app/invitations/mail.html", context), "text/html")
    calendar = invitation(
        meeting,
        # One ATTENDEE: the others' addresses are not theirs to have, and some programs expect just one in a CANCEL.
        [user],
        # DTSTAMP of the message, the same at each try (RFC 5546 § 2.1.5).
        at=mail.queued_at,
        method=mail.method,
        sequence=mail.revision,
        is_withdrawal=mail.is_withdrawal,
        partstat=invited.confirmed_answer.value,
    )
    # Last, inline, and with the method: Outlook and Gmail show their buttons for nothing else (RFC 6047 § 2.4).
    # No charset here, as Django adds one itself; and as text, since it cannot take bytes.
    message.attach_alternative(calendar.decode(), f"text/calendar; method={mail.method}")
    return message


def _why(mail: InvitationMail, meeting: Meeting) -> str:
    """Why the mail comes, and what is left to do."""
    if mail.is_withdrawal:
        return _(
            "You get this mail since you had been invited. You need do nothing; the meeting goes from your calendar."
        )
    if meeting.is_cancelled:
        return _("You get this mail since you are invited. You need do nothing; the meeting goes from your calendar.")
    return _("You get this mail since you are invited. If you have questions, write an answer to the mail.")


def message_id(mail: InvitationMail) -> str:
    """The same for the same message, whenever it is sent, and such that nobody can make it up."""
    name = f"{mail.invitation_id}-{mail.revision}-{mail.issue}-{mail.method.lower()}"
    return f"<invitation-{name}.{_seal(name)}@{settings.ICAL_DOMAIN}>"


def _seal(name: str) -> str:
    return salted_hmac(SALT, name).hexdigest()[:SEAL_LENGTH]


@dataclass(frozen=True)
class NamedMail:
    """One of our mails that a Message-ID names; certain where who says so has seen it."""

    row: InvitationMail
    is_certain: bool


def mail_named(name: str) -> NamedMail | None:
    """The mail with this Message-ID; None where it is none of ours."""
    found = OUR_NAME.fullmatch(name)
    if not found or found["domain"].lower() != settings.ICAL_DOMAIN.lower():
        return None
    facts = {"invitation": found["invitation"], "revision": found["revision"], "method": found["method"].upper()}
    # Before there were issues and seals, names had neither.
    rows = InvitationMail.objects.filter(**facts, issue=found["issue"] or 0).select_related("invitation__meeting")
    row = rows.first()
    seal = (found["seal"] or "").lower()
    return NamedMail(row, constant_time_compare(seal, _seal(found["name"].lower()))) if row else None


def facts_told(meeting: Meeting) -> dict[str, str]:
    """What a change of is told to the invited, in the words of the mail."""
    return {
        "title": clean_line(meeting.display_title),
        "when": when_text(meeting),
        "place": clean_line(meeting.place),
        "doors": _doors_text(meeting),
        "video": meeting.video_url,
    }


def _doors_text(meeting: Meeting) -> str:
    is_closed = meeting.behind_closed_doors
    return pgettext("the doors of a meeting", "closed") if is_closed else pgettext("the doors of a meeting", "open")


def is_told(told: dict[str, str], meeting: Meeting, earlier: Meeting) -> bool:
    """True where the newest mail said what stands now; of what mails did not tell yet, it said what stood `earlier`."""
    return {**facts_told(earlier), **told} == facts_told(meeting)


def _changes(invited: MeetingInvitation, meeting: Meeting) -> list[str]:
    """What differs from what this person was told before, in words; empty for the first mail."""
    now, told = facts_told(meeting), invited.told
    if not told:
        return []
    labels = {
        "title": _("Title"),
        "when": _("Time"),
        "place": _("Place"),
        "doors": _("Doors"),
        "video": _("Video meeting"),
    }
    nothing = _("not stated")
    return [
        _("%(label)s: was %(before)s, is now %(after)s")
        % {"label": labels[key], "before": told[key] or nothing, "after": now[key] or nothing}
        for key in labels
        # Mails of earlier releases told neither titles nor doors.
        if key in told and told[key] != now[key]
    ]


def _subject(mail: InvitationMail, meeting: Meeting, *, is_update: bool) -> str:
    if mail.is_withdrawal:
        return _("No longer invited: %(title)s") % {"title": clean_line(meeting.display_title)}
    text = subject(meeting)
    return _("Changed: %(subject)s") % {"subject": text} if is_update else text

"""Replies as mail programs send them."""

from email.message import EmailMessage

from django.utils import timezone

CALENDAR = """BEGIN:VCALENDAR
PRODID:-//Another program//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{revision}
DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}
DTSTART:20230821T150000Z
ORGANIZER:mailto:sekretariat@example.org
ATTENDEE;PARTSTAT={answer};CN=Medlem:{attendee}
{comment}SUMMARY:Svar
END:VEVENT
END:VCALENDAR
"""


def reply_mail(invitation, answer, **changes):
    """The bytes of a mail in which the invited person answers; `changes` are what is odd about it."""
    address = invitation.user.email
    comment = changes.get("comment", "")
    ics = CALENDAR.format(
        method=changes.get("method", "REPLY"),
        uid=changes.get("uid", f"meeting-{invitation.meeting_id}@ishoj-process.invalid"),
        revision=changes.get("revision", 0),
        stamp=changes.get("stamp") or timezone.now(),
        answer=answer,
        attendee=changes.get("attendee", f"mailto:{address}"),
        comment=f"COMMENT:{comment}\n" if comment else "",
    ).replace("\n", "\r\n")
    mail = EmailMessage()
    mail["From"] = changes.get("sender", address)
    mail["To"] = "sekretariat@example.org"
    mail["Subject"] = "Accepteret: Temamøde 1"
    mail.set_content("Svar paa indkaldelsen")
    mail.add_alternative(ics, subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()

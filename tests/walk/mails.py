"""What the house mails, to each of the readers: the words of a mail against the rights of who gets it."""

from email import message_from_bytes, policy

from django.conf import settings
from django.core import mail

from calendar_app.inbox.digest import letter_for, mail_of, send_digests
from calendar_app.invitations.mail import invitation_mail
from calendar_app.models import Digest, InvitationMail, MeetingInvitation
from ishoj_process.council.passwords import password_mail

from .house.fill import TODAY
from .may_read import OF_USER
from .reading import text_of_mail

FACTS = ("title", "place", "purpose", "partners", "convened_by", "video_url")


def walk_mails(walk, people):
    _digests(walk, people)
    _invitations(walk)
    for name, user in people.items():
        if name != "public":
            _note(walk, name, "mail: forgotten password", password_mail(user, settings.SITE_URL))


def _digests(walk, people):
    """The day's mail as it goes out, and as it is written after one that told nothing."""
    mail.outbox.clear()
    send_digests(today=TODAY)
    of_address = {user.email: name for name, user in people.items() if name != "public"}
    for sent in mail.outbox:
        _note(walk, of_address[sent.to[0]], "mail: digest", sent)
    Digest.objects.all().delete()
    for name, user in people.items():
        if name != "public":
            letter = letter_for(user, TODAY)
            if letter.tasks or letter.news:
                _note(walk, name, "mail: letter", mail_of(user, letter, TODAY))


def _invitations(walk):
    """Each mail of each invitation: called, called anew with what has changed, cancelled, taken off."""
    invitations = MeetingInvitation.objects.select_related("user", "meeting__before__before")
    for invitation in invitations.prefetch_related("meeting__bodies"):
        for method in InvitationMail.Method:
            for is_withdrawal in (False, method == InvitationMail.Method.CANCEL):
                now = invitation.invited_at
                row = InvitationMail(invitation=invitation, method=method, revision=0, queued_at=now)
                row.is_withdrawal = is_withdrawal
                # A mail to who was taken off tells which meeting; it is written as it goes out.
                known = " ".join(getattr(invitation.meeting, name) for name in FACTS)
                _note(walk, OF_USER[invitation.user_id], f"mail: {method}", invitation_mail(row), known=known)


def _note(walk, reader, what, message, known=""):
    walk.asked += 1
    content = message.message().as_bytes()
    walk.take(reader, what, text_of_mail(message_from_bytes(content, policy=policy.default)), known=known)

"""Acts on invitations: invite, take off, answer, place an answer that came by mail, send again what failed."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from calendar_app.models.invitations import InvitationMailQuerySet
from ishoj_process.editing.acts import refuse
from ishoj_process.meetings.shown import invited
from ishoj_process.models import Meeting, PublicStamp, User

from .ics import mail_address
from .queue import deliver_soon, queue_message, raise_revision, send_along, take_withdrawal_back

Answer = MeetingInvitation.Answer
Method = InvitationMail.Method
Trouble = ReceivedReply.Trouble
COMMENT_LENGTH = 500
NOT_DELIVERED = "NotDelivered"  # among the kinds of error, as `trouble_text` says them in words


def reasons_against_inviting(meeting: Meeting, *, today: date) -> list[str]:
    """Why nobody may be invited; an empty list where they may."""
    reasons = []
    if meeting.is_cancelled:
        reasons.append(_("The meeting is cancelled."))
    if meeting.end_date < today:
        reasons.append(_("The date has passed."))
    return reasons


@transaction.atomic
def invite(*, meeting: Meeting, users: Iterable[User] | None = None, by: User, today: date) -> int:
    """Invite these people, or else all who sit in the meeting's bodies that day; returns how many are newly invited.

    Who is invited already gets nothing again. Who was taken off is invited with a revision above their cancellation.
    Raises Refused with the reasons.
    """
    meeting = meeting.locked()
    refuse(reasons_against_inviting(meeting, today=today))
    found = {row.user_id: row for row in MeetingInvitation.objects.select_for_update().filter(meeting=meeting)}
    # Behind the lock: of two who press at once the second finds all invited.
    seated = set(invited(meeting).values_list("pk", flat=True))
    users = list(invited(meeting) if users is None else users)
    new = [user for user in users if user.pk not in found]
    off = [found[user.pk] for user in users if user.pk in found and found[user.pk].withdrawn_at]
    unaware = [row for row in off if take_withdrawal_back(row, meeting)]
    again = [row for row in off if row not in unaware]
    if again:
        _raise(meeting)
    # What they answered and were told belongs to the invitation that was cancelled.
    for row in again:
        row.withdrawn_at, row.answer, row.told = None, Answer.WAITING, {}
    rows = [*again, *(MeetingInvitation.objects.create(meeting=meeting, user=user) for user in new)]
    for row in rows:
        # Whoever is invited by name without a seat was chosen so, and is not asked about.
        row.stays = row.user_id not in seated
        queue_message(row, Method.REQUEST, meeting.sequence, asks=True)
    for row in unaware:
        row.withdrawn_at, row.stays = None, row.user_id not in seated
        row.save()
    return len(rows) + len(unaware)


def _raise(meeting: Meeting) -> None:
    raise_revision(meeting)
    PublicStamp.raise_value()  # feeds tell the revision, too


@transaction.atomic
def withdraw_invitation(*, invitation: MeetingInvitation, by: User, words: str = "") -> MeetingInvitation:
    """Take one person off: a CANCEL to that person alone (RFC 5546 § 3.2.5), which says `words`, too.

    Done twice it is done once.
    """
    meeting = invitation.meeting.locked()
    stored = invitation.locked()
    if stored.withdrawn_at:
        return stored
    # By the real clock: the process's day may be set to another.
    stored.withdrawn_at = timezone.now()
    stored.save()
    if not meeting.is_cancelled:  # else they have been told
        _raise(meeting)
        queue_message(stored, Method.CANCEL, meeting.sequence, asks=False, is_withdrawal=True)
        if words:
            send_along(meeting, words)  # the revision is this person's alone
    return stored


@transaction.atomic
def keep_invited(*, invitation: MeetingInvitation, by: User) -> MeetingInvitation:
    """Note that a person stays invited though they have no seat on the day, such as a substitute. Once is enough."""
    stored = invitation.locked()
    stored.stays = True
    stored.save()
    return stored


@transaction.atomic
def record_answer(
    *,
    invitation: MeetingInvitation,
    answer: str,
    via: MeetingInvitation.Via,
    revision: int | None = None,
    stamp: datetime | None = None,
    comment: str = "",
    mail_text: str = "",
    is_proven: bool = False,
) -> ReceivedReply.Trouble | None:
    """Record what a person answered, by mail, link or page: the newest counts. Returns why it does not, if so.

    `revision` and `stamp` are a mail's SEQUENCE and DTSTAMP (RFC 5546 § 2.1.5); link and page answer what stands now.
    An answer to an earlier time is kept and shown as such, unless the new time has been answered already.
    By mail it is unconfirmed until link or page says the same, unless the sender `is_proven`.
    """
    stored = invitation.locked()
    now = timezone.now()
    # No reply can answer what was not sent: a SEQUENCE that is made up must not shut out all later answers.
    revision = stored.revision if revision is None else min(revision, stored.revision)
    stamp = min(stamp, now) if stamp else now  # a clock that runs ahead must not shut out what comes later
    is_unconfirmed = via == MeetingInvitation.Via.MAIL and not is_proven
    if why_not := _why_not(
        stored, answer, (revision, stamp), is_unconfirmed=is_unconfirmed, words=comment or mail_text
    ):
        return why_not
    comment, mail_text = _words_with(stored, answer, comment, mail_text, via)
    if via != MeetingInvitation.Via.MAIL:
        # Whoever answers has the mails before them that say otherwise. Words beside the same answer are still read.
        _set_all_aside(_mails_after(stored).exclude(~Q(text=""), answer=answer), by=stored.user)
    _keep_words(stored, comment, mail_text, via)
    stored.answer, stored.answered_via, stored.comment = Answer(answer), via, comment[:COMMENT_LENGTH]
    stored.answered_revision, stored.answer_stamp, stored.answered_at = revision, stamp, now
    stored.is_unconfirmed, stored.mail_text = is_unconfirmed, mail_text
    stored.save()
    return None


def _words_with(
    stored: MeetingInvitation, answer: str, comment: str, mail_text: str, via: MeetingInvitation.Via
) -> tuple[str, str]:
    """The comment and the text of a mail that stand with an answer, which may be the same as before."""
    # Who says the same again has not taken back what they wrote in the mail.
    if stored.answer == answer:
        mail_text = mail_text or stored.mail_text
        comment = comment or (stored.comment if via == MeetingInvitation.Via.MAIL else "")
    if len(comment) > COMMENT_LENGTH:  # what does not fit stands whole beside it
        mail_text = "\n\n".join(filter(None, [comment, mail_text]))
    return comment, mail_text


def _keep_words(stored: MeetingInvitation, comment: str, mail_text: str, via: MeetingInvitation.Via) -> None:
    """Let the secretariat read what was written with an answer that no longer counts, and with none since.

    On link and page the person has their own comment before them and takes it back; of a mail nobody takes back words.
    """
    words = [stored.mail_text, *([stored.comment] if via == MeetingInvitation.Via.MAIL else [])]
    lost = [text for text in reversed(words) if text and text not in f"{comment}\n{mail_text}"]
    if lost:
        ReceivedReply.objects.create(
            digest=hashlib.sha256(f"answer {stored.pk} {stored.answered_at}".encode()).hexdigest(),
            trouble=Trouble.EARLIER,
            meeting_id=stored.meeting_id,
            sender=mail_address(stored.user)[:254],
            answer=stored.answer,
            text="\n\n".join(lost),
        )


def _mails_after(invitation: MeetingInvitation) -> QuerySet[ReceivedReply]:
    return ReceivedReply.objects.unconfirmed().filter(invitation=invitation)


def _set_all_aside(replies: QuerySet[ReceivedReply], *, by: User) -> None:
    # By their keys: an update may join no other table.
    rows = ReceivedReply.objects.filter(pk__in=list(replies.values_list("pk", flat=True)))
    rows.update(handled_at=timezone.now(), handled_by=by)


def _why_not(
    stored: MeetingInvitation, answer: str, age: tuple[int, datetime], *, is_unconfirmed: bool, words: str
) -> ReceivedReply.Trouble | None:
    """Why an answer does not take the place of the one that stands."""
    if not stored.answer_stamp:
        return None
    standing = (stored.answered_revision, stored.answer_stamp)
    is_same = stored.answer == answer
    if age < standing:
        return Trouble.EARLIER
    # Programs that copy the stamp of the invitation give each answer the same: a person sees which came last.
    if age == standing:
        return Trouble.EARLIER if is_same else Trouble.SAME_MOMENT
    # A From is easily made up: it must not undo what the person said for certain about the time that stands.
    if is_unconfirmed and stored.confirmed_answer != Answer.WAITING:
        return Trouble.UNCONFIRMED if words or not is_same else Trouble.EARLIER
    return None


@transaction.atomic
def set_aside(*, reply: ReceivedReply, by: User) -> ReceivedReply:
    """Note that a person has dealt with the message. Done twice it is done once."""
    stored = reply.locked()
    if stored.handled_at is None:
        stored.handled_at, stored.handled_by = timezone.now(), by
        stored.save()
    return stored


@transaction.atomic
def settle_mail(*, reply: ReceivedReply, is_own: bool, via: MeetingInvitation.Via, by: User) -> bool:
    """Confirm the mail that contradicts one's own answer, or drop it; False where it has been dealt with already.

    Mails before it are thereby dropped, too. Words of a mail that is confirmed go with the answer.
    """
    stored = reply.locked()
    if stored.invitation is None or not ReceivedReply.objects.contradicting().filter(pk=stored.pk).exists():
        return False
    _set_all_aside(_mails_after(stored.invitation).filter(pk__lte=stored.pk), by=by)
    if is_own:
        comment, mail_text = _words_of(stored)
        record_answer(invitation=stored.invitation, answer=stored.answer, via=via, comment=comment, mail_text=mail_text)
    return True


def _words_of(reply: ReceivedReply) -> tuple[str, str]:
    """What was written with the answer stands first; the mail's own words stay beside it."""
    comment, _blank, mail_text = reply.text.partition("\n\n")
    return comment, mail_text.strip()


@transaction.atomic
def assign_reply(*, reply: ReceivedReply, invitation: MeetingInvitation, answer: str, by: User) -> ReceivedReply:
    """Let the message be the answer of an invited person, as a person of the secretariat reads it.

    Raises Refused where it does not count: set aside in silence, it would pass for noted.
    """
    stored = set_aside(reply=reply, by=by)
    comment, mail_text = _words_of(stored)
    why_not = record_answer(
        invitation=invitation,
        answer=answer,
        via=MeetingInvitation.Via.MAIL,
        # What came later by link or page must go on counting, though this is placed afterwards.
        stamp=stored.received_at,
        comment=comment,
        mail_text=mail_text,
        # On the word of the person who placed it.
        is_proven=True,
    )
    if why_not:
        refuse([_("The person has answered since this message came. That answer stands; set the message aside.")])
    return stored


@transaction.atomic
def note_not_delivered(*, mail: InvitationMail, reason: str) -> InvitationMail:
    """Note that a mail server gave a mail back that it had taken, with the codes of why."""
    stored = mail.locked()
    # What is being sent again is a new try; the report is about the one before.
    if stored.sent_at:
        stored.dropped_at, stored.trouble = timezone.now(), f"{NOT_DELIVERED} {reason}".strip()[:60]
        stored.save()
    return stored


@transaction.atomic
def send_again(*, mail: InvitationMail, by: User) -> bool:
    """Queue a message anew that was given up; only while it is the newest to its person. True where it was."""
    return bool(_again(InvitationMail.objects.filter(pk=mail.pk)))


@transaction.atomic
def send_all_again(*, trouble: str, by: User, today: date) -> int:
    """Queue anew all that was given up for one reason, of all meetings that are not over; returns how many."""
    # PostgreSQL takes no NUL, not even in a question.
    return _again(InvitationMail.objects.given_up(today).filter(trouble=trouble)) if trouble.isprintable() else 0


def _again(mails: InvitationMailQuerySet) -> int:
    """Queue anew those of these messages that were given up and are the newest to their person."""
    now = timezone.now()
    # An older message would put the meeting back to where it was in the person's calendar.
    pks = list(mails.newest().exclude(trouble="").filter(dropped_at__isnull=False).values_list("pk", flat=True))
    # The conditions once more, on the rows themselves: of two who press at once the second finds none.
    waiting = InvitationMail.objects.filter(pk__in=pks, dropped_at__isnull=False)
    count = waiting.update(dropped_at=None, claimed_at=None, sent_at=None, trouble="", attempts=0, next_try_at=now)
    if count:
        # After the commit, or a worker that is quick finds nothing.
        transaction.on_commit(deliver_soon)
    return count

"""Who was invited to a meeting by mail, what was sent to whom, what they answered, and what could not be placed.

Personal rows: none raises the stamp, and none is changed in the database's own pages.
"""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.models import Meeting, Seat
from ishoj_process.models.base import Lockable


class MeetingInvitationQuerySet(models.QuerySet["MeetingInvitation"]):
    def without_seat(self) -> Self:
        """Those who sit in none of the meeting's bodies on its day, and of whom nobody said that they stay."""
        # The twin of `Meeting.seats_day`; and the rule of a day serves for the day of a row.
        begins, first = F("meeting__term__starts"), F("meeting__start_date")
        seats_day = Case(When(meeting__term__starts__gt=first, then=begins), default=first)
        day: Any = OuterRef("seats_day")
        seats = Seat.objects.on(day).filled().exclude(role=Seat.Role.SUBSTITUTE)
        seats = seats.filter(user=OuterRef("user"), body__meetings=OuterRef("meeting"))
        return self.alias(seats_day=seats_day).filter(~Exists(seats), withdrawn_at=None, stays=False)

    def standing(self) -> Self:
        """Those by which somebody is told of the meeting and answers: not taken off, and with a seat or kept."""
        without = MeetingInvitation.objects.without_seat().order_by().values("pk")
        return self.filter(withdrawn_at=None).exclude(pk__in=without)


class MeetingInvitation(Lockable):
    """One person invited to one meeting, with the answer that counts."""

    class Answer(models.TextChoices):
        """The PARTSTAT of RFC 5545 § 3.2.12, as far as a person can choose it."""

        WAITING = "NEEDS-ACTION", pgettext_lazy("an invitation", "has not answered")
        ACCEPTED = "ACCEPTED", pgettext_lazy("an invitation", "comes")
        TENTATIVE = "TENTATIVE", pgettext_lazy("an invitation", "comes perhaps")
        DECLINED = "DECLINED", pgettext_lazy("an invitation", "does not come")

    class Via(models.TextChoices):
        MAIL = "mail", pgettext_lazy("an answer", "by mail")
        LINK = "link", pgettext_lazy("an answer", "by the link in the mail")
        PAGE = "page", pgettext_lazy("an answer", "on the page")

    # Protected: a meeting that stands in people's calendars is cancelled, which they are told, and not deleted.
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    # Protected: who was asked and what they answered stays when their account is deleted.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    # The row is kept: invited again, the person must be sent a higher SEQUENCE than their cancellation had.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # SEQUENCE of the newest message to this person, and of the one that asked about the time that stands now.
    revision = models.PositiveIntegerField(default=0)
    asked_revision = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict)  # the words for time and place that were last sent: what is new is told
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    # RFC 5546 § 2.1.5: of two replies the one to the higher SEQUENCE counts, then the later DTSTAMP.
    answered_revision = models.PositiveIntegerField(default=0)
    answer_stamp = models.DateTimeField(null=True, blank=True)  # DTSTAMP of the reply, never later than it came
    answered_via = models.CharField(max_length=4, choices=Via, blank=True)
    # The secretariat has said that this person stays invited, with or without a seat on the day of the meeting.
    stays = models.BooleanField(default=False)
    # By a mail whose sender nobody has proven: it counts when link or page says the same.
    is_unconfirmed = models.BooleanField(default=False)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    mail_text = models.TextField(blank=True)  # what the mail with the answer says beside it

    objects = MeetingInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meeting_invitation_once")]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("meeting_invitations", args=[self.meeting_id])

    @property
    def is_answered(self) -> bool:
        return self.answer != self.Answer.WAITING

    @property
    def is_about_earlier_time(self) -> bool:
        """True of an answer that was given before the meeting moved."""
        # Not `revision`: that rises also with news that asks nothing anew, such as that the meeting is convened.
        return self.is_answered and self.answered_revision < self.asked_revision

    @property
    def standing_answer(self) -> Answer:
        """The answer to the time that stands now."""
        return self.Answer.WAITING if self.is_about_earlier_time else self.Answer(self.answer)

    @property
    def confirmed_answer(self) -> Answer:
        """The answer that counts: to the time that stands, and the person's own for certain."""
        return self.Answer.WAITING if self.is_unconfirmed else self.standing_answer

    @property
    def awaits_confirmation(self) -> bool:
        return self.is_unconfirmed and self.standing_answer != self.Answer.WAITING


class InvitationMailQuerySet(models.QuerySet["InvitationMail"]):
    def waiting(self) -> Self:
        """To be sent, now or later."""
        return self.filter(sent_at__isnull=True, dropped_at__isnull=True)

    def newest(self) -> Self:
        """Those that none to the same person has followed."""
        later = InvitationMail.objects.filter(invitation=OuterRef("invitation"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later), revision=F("invitation__revision"))

    def given_up(self, today: date) -> Self:
        """The newest to their person that did not arrive, as long as the meeting is not over."""
        # Replaced by a newer one, a message is dropped as well, and has no trouble.
        rows = self.newest().filter(dropped_at__isnull=False, invitation__meeting__end_date__gte=today)
        return rows.exclude(trouble="")


class InvitationMail(Lockable):
    """One message to one person: the revision of a meeting, sent once."""

    class Method(models.TextChoices):
        REQUEST = "REQUEST", pgettext_lazy("a message", "invitation")
        CANCEL = "CANCEL", pgettext_lazy("a message", "cancellation")

    invitation = models.ForeignKey(MeetingInvitation, on_delete=models.CASCADE, related_name="mails")
    method = models.CharField(max_length=8, choices=Method)
    revision = models.PositiveIntegerField()
    issue = models.PositiveSmallIntegerField(default=0)  # of one revision: new words about the same time and place
    is_withdrawal = models.BooleanField(default=False)  # the meeting stands, this person alone is taken off
    words = models.TextField(_("message to those invited"), blank=True)  # of who made the change, sent along with it
    queued_at = models.DateTimeField()  # also its DTSTAMP: a message that is sent again is the same message
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)  # a newer one took its place, or it was given up
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=60, blank=True)  # the kind of error; never an address

    objects = InvitationMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail of an invitation")
        verbose_name_plural = _("mails of invitations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "method", "revision", "issue"], name="invitation_mail_once_per_issue"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
                name="invitation_mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.revision}"

    @property
    def is_given_up(self) -> bool:
        # One that a newer message replaced is dropped, too, and has no trouble.
        return self.dropped_at is not None and bool(self.trouble)


class ReceivedReplyQuerySet(models.QuerySet["ReceivedReply"]):
    def unconfirmed(self) -> Self:
        """Those after an answer that was given for certain, which nobody has confirmed or dropped."""
        return self.filter(
            trouble=ReceivedReply.Trouble.UNCONFIRMED, handled_at=None, received_at__gt=F("invitation__answered_at")
        )

    def contradicting(self) -> Self:
        """Those of them that say another answer than the one that stands."""
        # What was said of an earlier time is asked about with the new one.
        is_past = Q(invitation__answered_revision__lt=F("invitation__asked_revision"))
        return self.unconfirmed().exclude(answer=F("invitation__answer")).exclude(is_past)


class ReceivedReply(Lockable):
    """A message that came to the secretariat's mailbox: taken once, and kept where it could not be placed."""

    class Trouble(models.TextChoices):
        UNREADABLE = "unreadable", pgettext_lazy("a reply", "cannot be read")
        TOO_LARGE = "too_large", pgettext_lazy("a reply", "too large to be read")
        NO_REPLY = "no_reply", pgettext_lazy("a reply", "a mail without an answer for the calendar")
        UNKNOWN_MEETING = "unknown_meeting", pgettext_lazy("a reply", "about no meeting of ours")
        UNKNOWN_SENDER = "unknown_sender", pgettext_lazy("a reply", "from somebody who was not invited")
        OTHER_SENDER = "other_sender", pgettext_lazy("a reply", "sent from another address than it speaks for")
        DELEGATED = "delegated", pgettext_lazy("a reply", "wants to send somebody else")
        COUNTER = "counter", pgettext_lazy("a reply", "proposes another time")
        UNCLEAR_SENDER = "unclear_sender", pgettext_lazy("a reply", "does not say clearly who sent it")
        UNPROVEN = "unproven", pgettext_lazy("a reply", "our mail server does not vouch for the sender")
        UNCONFIRMED = (
            "unconfirmed",
            pgettext_lazy("a reply", "not confirmed, and after an answer that was given for certain"),
        )
        EARLIER = "earlier", pgettext_lazy("a reply", "an answer that a later one has taken the place of")
        SAME_MOMENT = (
            "same_moment",
            pgettext_lazy("a reply", "another answer of the same moment as the one that stands"),
        )
        SEVERAL = "several", pgettext_lazy("a reply", "several answers in one mail")
        ONE_DATE = "one_date", pgettext_lazy("a reply", "answers a single date of a series")
        BOUNCE = "bounce", pgettext_lazy("a reply", "a mail server's report of a mail that did not arrive")
        AUTOMATIC = "automatic", pgettext_lazy("a reply", "an automatic reply, such as of somebody who is away")
        TOO_LATE = "too_late", pgettext_lazy("a reply", "an answer to a meeting that is over or cancelled")

    digest = models.CharField(max_length=64, unique=True)  # of the whole message: the same is never taken twice
    received_at = models.DateTimeField(auto_now_add=True)
    trouble = models.CharField(_("trouble"), max_length=16, choices=Trouble, blank=True)  # empty: it was placed
    # NULL where the UID names no meeting of ours.
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Whose certain answer it comes after, where `trouble` says that it is unconfirmed: the invited person is asked.
    invitation = models.ForeignKey(
        MeetingInvitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="later_mails"
    )
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)  # the beginning of what it says, for the secretariat to read
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReceivedReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply that was received")
        verbose_name_plural = _("replies that were received")
        ordering = ["-received_at", "-id"]

    def __str__(self) -> str:
        return self.get_trouble_display() or str(_("placed"))

"""What meetings ask of a reader: to answer an invitation; and of the staff: what failed, what lies, what is late."""

from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from ishoj_process.models import AgendaItem, FollowUp, Meeting

TO_ANSWER = ngettext_lazy(
    "You have not answered the invitation to %(count)s meeting",
    "You have not answered the invitations to %(count)s meetings",
    "count",
)
NOT_SENT = ngettext_lazy("%(count)s invitation could not be sent", "%(count)s invitations could not be sent", "count")
REPLIES_NOT_PLACED = ngettext_lazy(
    "%(count)s answer to an invitation could not be placed",
    "%(count)s answers to invitations could not be placed",
    "count",
)
LATE_FOLLOW_UPS = ngettext_lazy(
    "%(count)s follow-up is past its day", "%(count)s follow-ups are past their day", "count"
)
WITH_NAME = ("meeting__bodies", "meeting__before__bodies")


def invitations_to_answer(user, today):
    """The meetings to which the reader is invited, and whose time they have not answered."""
    unanswered = Q(answer=MeetingInvitation.Answer.WAITING) | Q(answered_revision__lt=F("asked_revision"))
    coming = Meeting.objects.visible_to(user).exclude(state=Meeting.State.CANCELLED).filter(end_date__gte=today)
    rows = MeetingInvitation.objects.filter(unanswered, user=user, withdrawn_at=None, meeting__in=coming)
    rows = rows.select_related("meeting__before").prefetch_related(*WITH_NAME)
    return [row.meeting for row in rows.order_by("meeting__start_date", "pk")]


def invitations_not_sent(today):
    """The invitations whose newest message was given up, as long as the meeting is not over."""
    given_up = InvitationMail.objects.filter(dropped_at__isnull=False, revision=F("invitation__revision"))
    given_up = given_up.exclude(trouble="").filter(invitation__meeting__end_date__gte=today).order_by()
    rows = MeetingInvitation.objects.filter(pk__in=given_up.values("invitation"))
    return rows.select_related("user", "meeting__before").prefetch_related(*WITH_NAME).order_by("pk")


def replies_not_placed():
    """How many messages wait for a person, and the key that changes when another comes; their page."""
    waiting = ReceivedReply.objects.exclude(trouble="").filter(handled_at=None)
    found = waiting.aggregate(count=Count("pk"), newest=Max("pk"))
    return found["count"], f"replies-{found['newest']}", reverse("reply_list")


def late_follow_ups(user, today):
    """The open follow-ups whose day has passed; those of closed items for who may read the items."""
    rows = FollowUp.objects.open().filter(due__lt=today, item__in=AgendaItem.objects.read_whole_by(user).order_by())
    return rows.select_related("item__meeting").order_by("due", "pk")

"""What waits for one person: the tasks of every package in one list, and the calendar's own among them.

The first page, the person's own page and the mail read this same list.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from calendar_app.invitations.delivery import ACCOUNT_CLOSED
from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from calendar_app.new_term.tasks import new_term_tasks
from ishoj_process.dates.working_days import working_days_before
from ishoj_process.models import FollowUp, Meeting, ProcessPlan, User
from ishoj_process.tasks import Kind, Task, Waiting, about, waiting
from strategies import tasks as strategy_tasks
from vision import tasks as vision_tasks
from vision.track.shown import current_plan
from vision.track.way import Way, council_way

TO_ANSWER = ngettext_lazy(
    "You have not answered the invitation to %(count)s meeting",
    "You have not answered the invitations to %(count)s meetings",
    "count",
)
TO_CONFIRM = ngettext_lazy(
    "Your answer by mail to %(count)s invitation has to be confirmed",
    "Your answers by mail to %(count)s invitations have to be confirmed",
    "count",
)
TO_SETTLE = ngettext_lazy(
    "A mail says otherwise than your answer to %(count)s invitation: confirm or drop it",
    "Mails say otherwise than your answers to %(count)s invitations: confirm or drop them",
    "count",
)
NOT_SENT = ngettext_lazy("%(count)s invitation could not be sent", "%(count)s invitations could not be sent", "count")
REPLIES_NOT_PLACED = ngettext_lazy(
    "%(count)s answer to an invitation could not be placed",
    "%(count)s answers to invitations could not be placed",
    "count",
)
WITHOUT_SEAT = ngettext_lazy(
    "%(count)s invited person has no seat on the day of the meeting: take off, or let stay",
    "%(count)s invited people have no seat on the day of the meeting: take off, or let stay",
    "count",
)
LATE_FOLLOW_UPS = ngettext_lazy(
    "%(count)s follow-up is past its day", "%(count)s follow-ups are past their day", "count"
)
NO_AGENDA = ngettext_lazy(
    "%(count)s coming meeting has no published agenda", "%(count)s coming meetings have no published agenda", "count"
)
NO_TIME = ngettext_lazy(
    "%(count)s coming meeting has no clock time", "%(count)s coming meetings have no clock time", "count"
)
NOT_CONVENED = ngettext_lazy(
    "%(count)s coming meeting is planned and not yet convened",
    "%(count)s coming meetings are planned and not yet convened",
    "count",
)
NOT_RECORDED = ngettext_lazy(
    "The date of %(count)s planned meeting has passed: record whether it was held",
    "The dates of %(count)s planned meetings have passed: record whether they were held",
    "count",
)
# A mail server that takes nothing at all makes no mail given up: somebody is told all the same.
WAITING = MeetingInvitation.Answer.WAITING
LONG_WAIT = timedelta(hours=12)
WITH_NAME = ("meeting__bodies", "meeting__before__bodies")


def tasks_of(user: User | AnonymousUser, today: date, way: Way | None = None) -> list[Task]:
    """All that waits for the reader on a day, in the order of the kinds, in a fixed number of queries.

    `way` is the council's, from a page that has looked it up already.
    """
    # The public, for whom nothing can wait, costs the first page no query.
    if not Kind.that_may_wait_for(user):
        return []
    way = way or council_way(current_plan(today), user, today)
    own = _own_tasks(user, way.plan, today)
    found = [*vision_tasks.tasks_of(user, way), *strategy_tasks.tasks_of(user, today), *own]
    # By the kinds and not by package, which is no order that a reader knows; `sorted` keeps each kind's own.
    order = list(Kind)
    return sorted(found, key=lambda task: order.index(task.kind))


def waiting_for(user: User | AnonymousUser, today: date, way: Way | None = None) -> Waiting:
    """The same by when it is due, as every page and mail shows it."""
    return waiting(tasks_of(user, today, way), today)


def _own_tasks(user: User | AnonymousUser, plan: ProcessPlan | None, today: date) -> Iterator[Task]:
    """What meetings, their invitations and the plan ask for."""
    if Kind.INVITED.may_wait_for(user):
        rows = _invitations_to_answer(user, today)
        unanswered = [row.meeting for row in rows if row.confirmed_answer == WAITING and not row.awaits_confirmation]
        yield from about(Kind.INVITED, TO_ANSWER, unanswered, day="date_text", due=_meets_on)
        unconfirmed = [row.meeting for row in rows if row.awaits_confirmation]
        yield from about(Kind.INVITED, TO_CONFIRM, unconfirmed, day="date_text", due=_meets_on)
        # Of those that are asked for, what is answered for certain is asked about for a mail's sake.
        contradicted = [row.meeting for row in rows if row.confirmed_answer != WAITING]
        yield from about(Kind.INVITED, TO_SETTLE, contradicted, day="date_text", due=_meets_on)
    if Kind.MAILS.may_wait_for(user):
        to_look_at: list[Any] = list(_invitations_to_look_at(today))
        not_sent = [row for row in to_look_at if row.is_not_sent]
        yield from about(Kind.MAILS, NOT_SENT, not_sent, due=_invited_to)
        without_seat = [row for row in to_look_at if row.is_without_seat]
        yield from about(Kind.MAILS, WITHOUT_SEAT, without_seat, due=_invited_to)
        yield from _replies_not_placed()
    if Kind.FOLLOW_UP.may_wait_for(user):
        yield from about(Kind.FOLLOW_UP, LATE_FOLLOW_UPS, _late_follow_ups(user, today), day="due_text", due=_due)
    if Kind.MEETINGS.may_wait_for(user):
        yield from _plan_not_adopted(plan)
        yield from _gaps_of_meetings(today)
    if Kind.TERM.may_wait_for(user):
        yield from new_term_tasks(user, today)


def _replies_not_placed() -> Iterator[Task]:
    """How many messages wait for a person; told anew when another comes."""
    waiting = ReceivedReply.objects.exclude(trouble="").filter(handled_at=None)
    found = waiting.aggregate(count=Count("pk"), newest=Max("pk"))
    if found["count"]:
        # By the newest, since a count that falls is no news and one that stays may be another message.
        key = f"replies-{found['newest']}"
        yield Task(Kind.MAILS, REPLIES_NOT_PLACED % {"count": found["count"]}, reverse("reply_list"), key=key)


def _plan_not_adopted(plan: ProcessPlan | None) -> Iterator[Task]:
    if plan and not plan.is_adopted:
        yield Task(Kind.MEETINGS, _("The process plan has not been adopted by the council yet"), reverse("plan_adopt"))


def _gaps_of_meetings(today: date) -> Iterator[Task]:
    meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED).in_order()
    meetings = meetings.prefetch_related("bodies", "before__bodies")
    # One question for three gaps, which are then looked for in Python.
    coming = list(meetings.coming(today))
    gaps = (
        (NO_AGENDA, [row for row in coming if not row.agenda_is_published], agenda_due),
        (NO_TIME, [row for row in coming if row.effective_start is None], agenda_due),
        (NOT_CONVENED, [row for row in coming if row.state == Meeting.State.PLANNED], agenda_due),
        (NOT_RECORDED, meetings.filter(state=Meeting.State.PLANNED, is_held=False, end_date__lt=today), _meets_on),
    )
    for text, rows, due in gaps:
        url = reverse("meeting_list")
        yield from about(Kind.MEETINGS, text, rows, url=url, day="date_text", due=due, is_routine=True)


def agenda_due(meeting: Meeting) -> date:
    """When all that a meeting needs is to be out: by the strictest rule of its bodies, else before it begins."""
    days = max((body.agenda_days or 0 for body in meeting.bodies.all()), default=0)
    return working_days_before(meeting.start_date, days) if days else meeting.start_date


def _meets_on(meeting: Meeting) -> date:
    return meeting.start_date


def _invited_to(invitation: MeetingInvitation) -> date:
    return invitation.meeting.start_date


def _due(follow_up: FollowUp) -> date | None:
    return follow_up.due


def _invitations_to_answer(user: User | AnonymousUser, today: date) -> list[MeetingInvitation]:
    """The reader's invitations whose time they have not answered, or not for certain, or a mail otherwise."""
    # An answer to an earlier time counts as none; see `is_about_earlier_time`.
    unanswered = Q(answer=MeetingInvitation.Answer.WAITING) | Q(answered_revision__lt=F("asked_revision"))
    unanswered |= Q(is_unconfirmed=True)
    unanswered |= Q(Exists(ReceivedReply.objects.contradicting().filter(invitation=OuterRef("pk")).order_by()))
    coming = Meeting.objects.visible_to(user).exclude(state=Meeting.State.CANCELLED).filter(end_date__gte=today)
    rows = MeetingInvitation.objects.filter(unanswered, user=user.pk, withdrawn_at=None, meeting__in=coming)
    rows = rows.select_related("meeting__before").prefetch_related(*WITH_NAME)
    return list(rows.order_by("meeting__start_date", "pk"))


def _invitations_to_look_at(today: date) -> QuerySet[MeetingInvitation]:
    """Those of which the newest message did not go out (`is_not_sent`), and those without a seat (`is_without_seat`).

    Asked together, as they are shown by the same words. Only of meetings that are not over.
    """
    mails = InvitationMail.objects.filter(invitation=OuterRef("pk")).order_by()
    # Who is to hear no more, and has no account, misses nothing.
    given_up = mails.given_up(today).exclude(method=InvitationMail.Method.CANCEL, trouble=ACCOUNT_CLOSED)
    late = mails.waiting().filter(queued_at__lt=timezone.now() - LONG_WAIT, invitation__meeting__end_date__gte=today)
    coming = Meeting.objects.coming(today).order_by()
    without_seat = MeetingInvitation.objects.without_seat().filter(pk=OuterRef("pk"), meeting__in=coming).order_by()
    rows = MeetingInvitation.objects.annotate(
        is_not_sent=Exists(given_up) | Exists(late), is_without_seat=Exists(without_seat)
    ).filter(Q(is_not_sent=True) | Q(is_without_seat=True))
    return rows.select_related("user", "meeting__before").prefetch_related(*WITH_NAME).order_by("pk")


def _late_follow_ups(user: User | AnonymousUser, today: date) -> QuerySet[FollowUp]:
    """The open follow-ups whose day has passed, as far as the reader may know of them."""
    rows = FollowUp.objects.visible_to(user).open().filter(due__lt=today)
    return rows.select_related("item__meeting").order_by("due", "pk")

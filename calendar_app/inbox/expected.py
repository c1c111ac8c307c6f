"""What is expected of me: a council member's meetings and questions, and the gaps that the staff can fill."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from ishoj_process import rights
from ishoj_process.meetings import shown_items
from ishoj_process.models import MainPolicy, Meeting, Strategy
from strategies.tasks import asked_by_consultations, asked_by_strategies
from vision.models import Question, Round
from vision.rounds.page import open_round_for

from .from_meetings import (
    LATE_FOLLOW_UPS,
    NOT_SENT,
    REPLIES_NOT_PLACED,
    TO_ANSWER,
    invitations_not_sent,
    invitations_to_answer,
    late_follow_ups,
    replies_not_placed,
)

MOST_MEETINGS = 5
MOST_ROWS = 5


@dataclass(frozen=True)
class Finding:
    """Something that somebody can fill in or decide: how many, and which."""

    text: str
    rows: list = field(default_factory=list)
    url: str = ""
    kind: str = ""  # by which its mail may be declined
    note: str = ""
    key: str = ""  # of one without rows, where its text counts

    @property
    def shown(self):
        return self.listed[:MOST_ROWS]

    @property
    def listed(self):
        """All of its rows, each with where it leads and the day that it is about."""
        return [{"title": str(row), "url": row.get_absolute_url(), "day": _day_of(row)} for row in self.rows]

    @property
    def keys(self):
        """What tells one thing that waits from another, whatever their number and order."""
        return [f"{self.kind}:{row._meta.label}:{row.pk}" for row in self.rows] or [
            f"{self.kind}:{self.key or self.text}"
        ]

    @property
    def more_text(self):
        more = len(self.rows) - MOST_ROWS
        return _("and %(count)s more") % {"count": more} if more > 0 else ""


def _day_of(row):
    """The day that the row is about: a meeting's own, a deadline, a review, or when something was to be done."""
    names = ("date_text", "deadline_text", "review_text", "due_text")
    return next((text for name in names if (text := getattr(row, name, ""))), "")


@dataclass(frozen=True)
class Awaiting:
    """What the page says to one reader. The public has nothing to do and is invited to follow."""

    meetings: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    question_meeting: Meeting | None = None
    findings: list[Finding] = field(default_factory=list)
    round: Round | None = None
    is_personal: bool = True

    @property
    def is_empty(self):
        return not (self.meetings or self.questions or self.findings or self.round)


def awaiting(*, user, plan, next_step, today):
    if rights.is_council_member(user):
        meeting = next_step.meeting if next_step else None
        round_ = open_round_for(user, today)
        findings = findings_for(user, plan, today)
        return Awaiting(_my_meetings(user, today), _questions(user, meeting), meeting, findings, round_)
    if rights.is_staff_side(user):
        return Awaiting(findings=findings_for(user, plan, today))
    return Awaiting(is_personal=False)


def findings_for(user, plan, today):
    """What rounds, strategies, meetings and the plan ask of the reader's role."""
    invited = _finding("invited", invitations_to_answer(user, today), TO_ANSWER)
    if rights.is_secretariat(user):
        return [
            *invited,
            *_mail_findings(today),
            *_follow_ups(user, today),
            *_plan_findings(plan),
            *_meeting_findings(today),
        ]
    if rights.is_administration(user):
        asked = [*_consultation_findings(user, today), *_strategy_findings(user, today), *_follow_ups(user, today)]
        return [*invited, *asked, *_hierarchy_findings()]
    return [*invited, *_consultation_findings(user, today)]


def _mail_findings(today):
    count, key, url = replies_not_placed()
    replies = [Finding(REPLIES_NOT_PLACED % {"count": count}, url=url, kind="mails", key=key)] if count else []
    return [*_finding("mails", invitations_not_sent(today), NOT_SENT), *replies]


def _follow_ups(user, today):
    return _finding("follow_up", late_follow_ups(user, today), LATE_FOLLOW_UPS)


def _my_meetings(user, today):
    """The next meetings of the bodies in which the member sits."""
    meetings = Meeting.objects.visible_to(user).filter(bodies__in=rights.body_ids_of(user)).distinct()
    return list(meetings.coming(today).in_order().prefetch_related("bodies", "before__bodies")[:MOST_MEETINGS])


def _questions(user, meeting):
    """What the council is to discuss at its next meeting on the track, of items that the member may read."""
    if meeting is None:
        return []
    readable = [item.pk for item in shown_items.shown_agenda(user, meeting) if not item.is_withheld]
    return list(Question.objects.filter(item__in=readable))


def _finding(kind, rows, text, url=""):
    """A finding about so many rows; none where there are none."""
    rows = list(rows)
    return [Finding(text % {"count": len(rows)}, rows, url, kind)] if rows else []


NO_STATUS = ngettext_lazy(
    "The status of %(count)s strategy is not known", "The status of %(count)s strategies is not known", "count"
)
NO_OWNER = ngettext_lazy("%(count)s strategy has no owner", "%(count)s strategies have no owner", "count")
NOT_PLACED = ngettext_lazy(
    "%(count)s strategy is not placed under a main policy",
    "%(count)s strategies are not placed under a main policy",
    "count",
)
NO_NAME = ngettext_lazy(
    "The name of %(count)s main policy is not known", "The names of %(count)s main policies are not known", "count"
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


def _hierarchy_findings():
    gaps = Q(status="") | Q(owner=None) | Q(main_policy=None)
    strategies = list(Strategy.objects.latest_editions().filter(gaps))
    nameless = MainPolicy.objects.latest_editions().filter(title="")
    url = reverse("strategy_list")
    return [
        *_finding("gaps", [row for row in strategies if not row.status], NO_STATUS, url),
        *_finding("gaps", [row for row in strategies if not row.owner_id], NO_OWNER, url),
        *_finding("gaps", [row for row in strategies if not row.is_placed], NOT_PLACED, url),
        *_finding("gaps", nameless, NO_NAME, reverse("cascade")),
    ]


def _consultation_findings(user, today):
    url = reverse("consultation_list")
    asked = asked_by_consultations(user, today)
    return [found for kind, text, rows in asked for found in _finding(kind, rows, text, url)]


def _strategy_findings(user, today):
    asked = asked_by_strategies(user, today)
    return [found for kind, text, rows in asked for found in _finding(kind, rows, text, reverse("strategy_list"))]


def _plan_findings(plan):
    if plan is None or plan.is_adopted:
        return []
    return [
        Finding(_("The process plan has not been adopted by the council yet"), [], reverse("plan_adopt"), "meetings")
    ]


def _meeting_findings(today):
    meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED).in_order()
    meetings = meetings.prefetch_related("bodies", "before__bodies")
    coming = list(meetings.coming(today))
    passed = meetings.filter(state=Meeting.State.PLANNED, is_held=False, end_date__lt=today)
    return [
        *_finding("meetings", [row for row in coming if not row.agenda_is_published], NO_AGENDA),
        *_finding("meetings", [row for row in coming if row.effective_start is None], NO_TIME),
        *_finding("meetings", [row for row in coming if row.state == Meeting.State.PLANNED], NOT_CONVENED),
        *_finding("meetings", passed, NOT_RECORDED),
    ]

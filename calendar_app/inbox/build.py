"""What waits for one person, of all kinds: what is asked by role, and what has happened to what they take part in.

The page, the overview and the mail say the same; each kind has a key, by which a mail of it may be declined.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendar_app.timeline.build import current_plan
from ishoj_process import rights
from strategies.models import Consultation, ConsultationStep
from vision.document.tasks import asked_of_me
from vision.track.shown import working_vision
from vision.track.way import way_of

from .changes import meetings_changed_since
from .expected import Finding, findings_for

Step = ConsultationStep.Kind


class Kind(models.TextChoices):
    """The kinds of what waits, in the order in which they are shown."""

    VISION = "vision", gettext_lazy("what the work on the vision asks of me")
    INVITED = "invited", gettext_lazy("invitations to meetings that I have not answered")
    ANSWER = "answer", gettext_lazy("consultations that my committee is to answer")
    TREAT = "treat", gettext_lazy("answers to consultations that are to be treated")
    MOVED = "moved", gettext_lazy("deadlines of consultations that no longer fit a meeting")
    SEND = "send", gettext_lazy("consultations that have been prepared and not sent")
    UPDATE = "update", gettext_lazy("strategies whose status has not been updated for long")
    REVIEW = "review", gettext_lazy("strategies that are to be reviewed")
    MAILS = "mails", gettext_lazy("invitations that could not be sent, and answers that could not be placed")
    FOLLOW_UP = "follow_up", gettext_lazy("follow-ups that are past their day")
    MEETINGS = "meetings", gettext_lazy("meetings without an hour or an agenda")
    GAPS = "gaps", gettext_lazy("strategies and policies without a name, an owner, a status or a place")
    NEWS = "news", gettext_lazy("what has happened to consultations and meetings")


MEMBER = (Kind.VISION, Kind.INVITED, Kind.ANSWER, Kind.NEWS)
ADMINISTRATION = (
    *(Kind.VISION, Kind.INVITED, Kind.TREAT, Kind.MOVED, Kind.SEND, Kind.UPDATE, Kind.REVIEW),
    *(Kind.FOLLOW_UP, Kind.GAPS),
)
SECRETARIAT = (Kind.VISION, Kind.INVITED, Kind.MAILS, Kind.FOLLOW_UP, Kind.MEETINGS)


def kinds_for(user):
    """The kinds that may wait for somebody of this role; none for the public."""
    roles = (
        (rights.is_council_member, MEMBER),
        (rights.is_administration, ADMINISTRATION),
        (rights.is_secretariat, SECRETARIAT),
    )
    return next((kinds for has_role, kinds in roles if has_role(user)), ())


@dataclass(frozen=True)
class News:
    """Something that happened, to be told once."""

    text: str
    title: str
    url: str
    note: str = ""


def inbox_of(user, today):
    """All that waits for the reader: Findings in the order of their kinds, in a fixed number of queries."""
    if not kinds_for(user):
        return []
    plan = current_plan(today)
    found = [*_vision_findings(user, plan, today), *findings_for(user, plan, today)]
    order = list(Kind.values)
    return sorted(found, key=lambda finding: order.index(finding.kind))


def _vision_findings(user, plan, today):
    """What the council's track asks of the reader now."""
    vision = working_vision(user, plan)
    asked = vision and asked_of_me(user=user, vision=vision, way=way_of(plan, vision, user, today), today=today)
    rows = asked.rows if asked else []
    return [Finding(row.text, url=row.url, kind=Kind.VISION, note=row.due_text, key=row.key) for row in rows]


def news_of(user, since: datetime, today):
    """What has happened since a moment to the rounds that the member's bodies are part of, and to their meetings."""
    if not rights.is_council_member(user):
        return []
    return [*_round_news(user, since), *_meeting_news(user, since, today)]


def _round_news(user, since):
    own = rights.body_ids_of(user)
    asked_or_owned = Q(invitations__body__in=own) | Q(strategy__owner__in=own)
    rounds = Consultation.objects.visible_to(user).filter(asked_or_owned)
    steps = ConsultationStep.objects.filter(at__gt=since, consultation__in=rounds.order_by().values("pk"))
    steps = steps.select_related("consultation__strategy").order_by("at", "id")
    return [
        News(_step_text(step), step.consultation.title, step.consultation.get_absolute_url(), step.reason)
        for step in steps
    ]


def _step_text(step):
    texts = {
        Step.SENT: _("The consultation has been sent. The deadline is %(day)s."),
        Step.INVITED: _("More have been asked. The deadline is %(day)s."),
        Step.EXTENDED: _("The deadline has been extended to %(day)s."),
        Step.CLOSED: _("The consultation has been closed before its deadline."),
        Step.WITHDRAWN: _("The consultation has been withdrawn."),
        Step.REPORTED: _("The consultation report is finished."),
    }
    return texts[step.kind] % {"day": step.deadline_text or step.consultation.deadline_text}


def _meeting_news(user, since, today):
    changes = meetings_changed_since(user, since, today, rights.body_ids_of(user))
    return [News(change.text, change.title, change.url) for change, _meeting in changes]

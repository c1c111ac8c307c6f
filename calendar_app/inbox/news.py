"""What has happened to what a member takes part in: told once, by the mail."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.tasks import Kind
from strategies.models import Consultation, ConsultationStep

from .changes import meetings_changed_since

Step = ConsultationStep.Kind


@dataclass(frozen=True)
class News:
    """Something that happened, to be told once."""

    text: str
    title: str
    url: str
    note: str = ""


def news_of(user, since: datetime, today):
    """What has happened since a moment to the rounds that the member's bodies are part of, and to their meetings."""
    if not Kind.NEWS.may_wait_for(user):
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

"""The mail that gathers what waits for one person: what it tells, when it is worth sending, and how it reads."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.models import Digest, MailChoice
from calendar_app.outbox.mail import Mail
from calendar_app.outbox.sending import send_mails
from ishoj_process import rights
from ishoj_process.models import User
from ishoj_process.models.addresses import in_ascii
from ishoj_process.tasks import Kind, Task, Waiting, waiting
from strategies.models import Consultation, ConsultationStep
from strategies.rights import any_document

from .body_news import body_news
from .changes import meetings_changed_since, process_day
from .tasks import tasks_of

Step = ConsultationStep.Kind


@dataclass(frozen=True)
class News:
    """Something that happened, to be told once."""

    text: str
    title: str
    url: str
    note: str = ""


def news_of(user: User, since: datetime, today: date) -> list[News]:
    """What has happened since a moment to the member's bodies, their consultations, and their meetings."""
    if not Kind.NEWS.may_wait_for(user):
        return []
    return [*_body_news(user, since, today), *_consultation_news(user, since), *_meeting_news(user, since, today)]


def _body_news(user: User, since: datetime, today: date) -> list[News]:
    # By the process's day of the last letter: what becomes of a body on a day is in that day's.
    found = body_news(user, process_day(since, today), today)
    return [News(news.text, str(news.body), news.body.get_absolute_url()) for news in found]


def _consultation_news(user: User, since: datetime) -> list[News]:
    own = rights.body_ids_of(user)
    asked_or_owned = Q(consultees__body__in=own) | any_document(lambda _name, owner: Q(**{f"{owner}__in": own}))
    consultations = Consultation.objects.visible_to(user).filter(asked_or_owned)
    steps = ConsultationStep.objects.filter(at__gt=since, consultation__in=consultations.order_by().values("pk"))
    steps = steps.select_related("consultation__main_policy", "consultation__strategy").order_by("at", "id")
    return [
        News(_step_text(step), step.consultation.title, step.consultation.get_absolute_url(), step.reason)
        for step in steps
    ]


def _step_text(step: ConsultationStep) -> str:
    texts = {
        Step.SENT: _("The consultation has been sent. The deadline is %(day)s."),
        Step.ASKED: _("More have been asked. The deadline is %(day)s."),
        Step.EXTENDED: _("The deadline has been extended to %(day)s."),
        Step.CLOSED: _("The consultation has been closed before its deadline."),
        Step.WITHDRAWN: _("The consultation has been withdrawn."),
        Step.REPORTED: _("The consultation report is finished."),
    }
    # The deadline as it was set by that step: a later one has a line of its own.
    return texts[Step(step.kind)] % {"day": step.deadline_text or step.consultation.deadline_text}


def _meeting_news(user: User, since: datetime, today: date) -> list[News]:
    changes = meetings_changed_since(user, since, today, is_own=True)
    return [News(change.text, change.title, change.url) for change, _meeting in changes]


# Without it the first mail would tell the whole past.
FIRST_LOOKS_BACK = timedelta(days=7)
MONDAY = 0


@dataclass(frozen=True)
class Letter:
    """What is told to one person: what waits, what has happened, and which of it has not been told before."""

    tasks: list[Task]
    waiting: Waiting  # the same, by when
    news: list[News]
    has_new: bool
    as_of: datetime  # what happens after it is the next letter's

    @property
    def keys(self) -> list[str]:
        return self.waiting.keys

    def is_worth_sending(self, today: date) -> bool:
        """When there is something new, and on Mondays as long as anything waits that is not far off."""
        return self.has_new or (today.weekday() == MONDAY and bool(self.keys))


def letter_for(user: User, today: date) -> Letter:
    """The letter to a person as of now, without the kinds that they declined."""
    as_of = timezone.now()
    declined = set(MailChoice.objects.filter(user=user).values_list("declined", flat=True).first() or [])
    tasks = [task for task in tasks_of(user, today) if task.kind not in declined]
    # Only what was sent: a mail that failed has told nobody anything.
    last = Digest.objects.filter(user=user, sent_at__isnull=False).order_by("sent_at").last()
    # Claimed, and not sent: what happened between the two is in no letter yet.
    since = last.claimed_at if last else timezone.now() - FIRST_LOOKS_BACK
    news = [] if Kind.NEWS in declined else news_of(user, since, today)
    by_time = waiting(tasks, today)
    # Against the last that was sent alone: what was solved and comes back is told anew.
    known = set(last.keys) if last else set()
    return Letter(tasks, by_time, news, bool(news) or not known.issuperset(by_time.keys), as_of)


def mail_of(user: User, letter: Letter, today: date) -> EmailMultiAlternatives:
    """The letter as a mail, plain text and HTML; the same person's mail of a day has one Message-ID."""
    choices = f"{settings.SITE_URL}{reverse('mail_choices')}"
    context = {
        "name": user.name,
        "groups": letter.waiting.groups,
        "news": letter.news,
        "site_url": settings.SITE_URL,
        "inbox_url": f"{settings.SITE_URL}{reverse('inbox')}",
        "choices_url": choices,
        "municipality": settings.MUNICIPALITY,
    }
    mail = EmailMultiAlternatives(
        subject=_subject(letter),
        body=render_to_string("calendar_app/inbox/digest.txt", context),
        to=[in_ascii(user.email)],
        headers={
            "Message-ID": f"<digest-{user.pk}-{today.isoformat()}@{settings.ICAL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no absence notes in answer
            "List-Unsubscribe": f"<{choices}>",  # RFC 2369
        },
    )
    mail.attach_alternative(render_to_string("calendar_app/inbox/digest.html", context), "text/html")
    return mail


def _subject(letter: Letter) -> str:
    """The first thing, since a subject is what is read on a telephone."""
    # News first: what waits may have stood there for weeks.
    first = letter.news[0].title if letter.news else letter.waiting.groups[0].tasks[0].text
    return _("The council's policy work: %(first)s") % {"first": " ".join(first.split())[:120]}


BY_NOBODY_YET = datetime(1970, 1, 1, tzinfo=UTC)  # earlier than any claim that a sender may still be at


class DailyDigest(Mail):
    """The day's mail to one person. Its row is made when there is something to tell."""

    kind = "a digest"
    # A digest is tried again by the next run of the day; it has no queue of its own.
    is_released = Q(failed_at__isnull=False)

    def __init__(self, user: User, today: date) -> None:
        self.user, self.today = user, today
        self.rows = Digest.objects.filter(user=user, on=today)

    @cached_property
    def letter(self) -> Letter:
        return letter_for(self.user, self.today)

    def is_wanted(self) -> bool:
        return self.letter.is_worth_sending(self.today)

    def waiting(self) -> QuerySet[Digest]:
        # Here and not at the start: a person with nothing to be told has no row.
        Digest.objects.get_or_create(user=self.user, on=self.today, defaults={"claimed_at": BY_NOBODY_YET})
        return self.rows.filter(sent_at=None)

    def claim(self, now: datetime) -> dict[str, Any]:
        # What happens after the letter was written is the next one's to tell.
        return {"claimed_at": self.letter.as_of, "failed_at": None, "keys": self.letter.keys}

    def message(self) -> EmailMultiAlternatives:
        return mail_of(self.user, self.letter, self.today)

    def note_sent(self, now: datetime) -> None:
        self.rows.update(sent_at=now)

    def note_refused(self, error: Exception, now: datetime) -> str:
        # Beside the claim, which stays: `failed_at` is what lets go of it.
        self.rows.update(failed_at=now)
        return "failed"


def send_digests(*, today: date) -> Counter[str]:
    """Send to everybody who has something to be told; returns how many were sent, failed, or had nothing."""
    # A generator: each letter is written when its turn comes, so that the last is as fresh as the first.
    return send_mails(DailyDigest(user, today) for user in User.objects.mailable().order_by("pk"))


def send_digest(*, user: User, today: date) -> str:
    """Send the day's mail to one person: `sent`, `failed` or `nothing`."""
    (outcome,) = send_mails([DailyDigest(user, today)])
    return outcome

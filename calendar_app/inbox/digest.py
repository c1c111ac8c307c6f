"""The mail that gathers what waits for one person: what it tells, when it is worth sending, and how it reads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.models import Digest, MailChoice
from ishoj_process.models import User
from ishoj_process.tasks import Kind, Task

from .news import News, news_of
from .tasks import tasks_of

FIRST_LOOKS_BACK = timedelta(days=7)
MONDAY = 0


@dataclass(frozen=True)
class Letter:
    """What is told to one person: what waits, what has happened, and which of it has not been told before."""

    tasks: list[Task]
    news: list[News]
    keys: list[str]
    has_new: bool
    as_of: datetime  # what happens after it is the next letter's

    def is_worth_sending(self, today):
        """When there is something new, and on Mondays as long as anything waits."""
        return self.has_new or (today.weekday() == MONDAY and bool(self.tasks))


def letter_for(user: User, today: date) -> Letter:
    """The letter to a person as of now, without the kinds that they declined."""
    as_of = timezone.now()
    declined = set(MailChoice.objects.filter(user=user).values_list("declined", flat=True).first() or [])
    tasks = [task for task in tasks_of(user, today) if task.kind not in declined]
    last = Digest.objects.filter(user=user, sent_at__isnull=False).order_by("sent_at").last()
    since = last.claimed_at if last else timezone.now() - FIRST_LOOKS_BACK
    news = [] if Kind.NEWS in declined else news_of(user, since, today)
    keys = [key for task in tasks for key in task.keys]
    known = set(last.keys) if last else set()
    return Letter(tasks, news, keys, bool(news) or not known.issuperset(keys), as_of)


def mail_of(user, letter, today):
    """The letter as a mail, plain text and HTML; the same person's mail of a day has one Message-ID."""
    choices = f"{settings.SITE_URL}{reverse('mail_choices')}"
    context = {
        "tasks": letter.tasks,
        "news": letter.news,
        "site_url": settings.SITE_URL,
        "inbox_url": f"{settings.SITE_URL}{reverse('inbox')}",
        "choices_url": choices,
        "municipality": settings.MUNICIPALITY,
    }
    mail = EmailMultiAlternatives(
        subject=_subject(letter),
        body=render_to_string("calendar_app/inbox/digest.txt", context),
        to=[user.email],
        headers={
            "Message-ID": f"<digest-{user.pk}-{today.isoformat()}@{settings.ICAL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no absence notes in answer
            "List-Unsubscribe": f"<{choices}>",  # RFC 2369
        },
    )
    mail.attach_alternative(render_to_string("calendar_app/inbox/digest.html", context), "text/html")
    return mail


def _subject(letter):
    """The first thing, since a subject is what is read on a telephone."""
    first = letter.news[0].title if letter.news else letter.tasks[0].text
    return _("The council's policy work: %(first)s") % {"first": " ".join(first.split())[:120]}

"""What changed lately, as one reader may see it: statuses, hearings, meetings and agendas, themes and documents.

The same kind on the same day is one line, and what matters goes before what was merely edited. What a plan file laid
down is not news; what people did since is. Rows without a name behind the change are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.dates import danish as danish_dates
from ishoj_process.models import LEVELS, Meeting, ProcessPlan, StatusChange
from ishoj_process.readers import reader_of
from ishoj_process.rights import sits_in
from ishoj_process.rules import select
from strategies.models import Consultation, ConsultationStep
from vision.models import Theme

from .body_news import body_news

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

WINDOW_DAYS = 30
PUBLISHED = Meeting.AgendaState.PUBLISHED
MOST = 10
MOST_NAMED = 3  # of what happened to several on one day
MOST_ROWS = 100  # of history that is looked through


@dataclass(frozen=True)
class Change:
    """One piece of news: the day, what happened to what, and where to read it."""

    on: date
    text: str
    title: str
    url: str
    note: str = ""
    together: str = ""  # what several of its kind on one day are called, where each says something of its own
    is_minor: bool = False  # somebody worked on it, and nothing was decided

    @property
    def day_text(self) -> str:
        return danish_dates.date_text(self.on)


@dataclass(frozen=True)
class Headline:
    """What happened on a day to one thing, or the same to several."""

    changes: list[Change]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def text(self) -> str:
        return self.first.together or self.first.text if self.is_of_several else self.first.text

    @property
    def is_of_several(self) -> bool:
        return len(self.changes) > 1

    @property
    def shown(self) -> list[Change]:
        return self.changes[:MOST_NAMED]

    @property
    def more_text(self) -> str:
        more = len(self.changes) - MOST_NAMED
        return _("and %(count)s more") % {"count": more} if more > 0 else ""


def headlines(*, user: AnyUser, today: date) -> list[Headline]:
    """The latest news in a few lines, newest first; what was merely edited fills the room that is left."""
    found: dict[tuple[date, str], list[Change]] = defaultdict(list)
    for change in changes_lately(user=user, today=today):
        found[change.on, change.together or change.text].append(change)
    lines = [Headline(changes) for changes in found.values()]
    # Stable: within each part the newest stay first.
    chosen = sorted(lines, key=lambda line: line.first.is_minor)[:MOST]
    return sorted(chosen, key=lambda line: line.first.on, reverse=True)


def changes_lately(*, user: AnyUser, today: date) -> list[Change]:
    """All changes within the window, newest first. What says the most of a thing is kept of each day."""
    found, seen = [], set()
    for change in _all_changes(user, today):
        # The first that is told of a page is kept: the order below is from what says the most to what says the least.
        if (change.on, change.url) not in seen:
            seen.add((change.on, change.url))
            found.append(change)
    return sorted(found, key=lambda change: change.on, reverse=True)


def _all_changes(user: AnyUser, today: date) -> Iterator[Change]:
    for news in body_news(user, today - timedelta(days=WINDOW_DAYS), today):
        yield Change(news.on, news.text, str(news.body), news.body.get_absolute_url())
    yield from _plans(today)
    yield from _statuses(user, today)
    yield from _consultations(user, today)
    yield from _meetings(user, today)
    yield from _themes(user, today)
    yield from _documents(user, today)


def process_day(at: datetime, today: date) -> date:
    """The process's day of a moment on the real clock: as many days back from today as it really was."""
    # The process's day may be set to another than the clock's; what is stored by the clock is moved along.
    return today - (timezone.localdate() - timezone.localdate(at))


def _since() -> datetime:
    return timezone.now() - timedelta(days=WINDOW_DAYS)


def _plans(today: date) -> Iterator[Change]:
    """That the council adopted the plan; told while it stands."""
    plans = ProcessPlan.objects.filter(state=ProcessPlan.State.ADOPTED)
    for plan in plans.filter(updated_at__gte=_since(), updated_by__isnull=False):
        text = _("The council has adopted the plan")
        yield Change(process_day(plan.updated_at, today), text, plan.title, reverse("overview"))


def _statuses(user: AnyUser, today: date) -> Iterator[Change]:
    # Until today: with the process's day set back, later changes have not happened yet.
    changes = StatusChange.objects.filter(on__gt=today - timedelta(days=WINDOW_DAYS), on__lte=today)
    visible = Q()
    for model in LEVELS:
        visible |= Q(**{f"{StatusChange.LEVEL_FIELDS[model]}__in": model.objects.visible_to(user)})
    changes = changes.filter(visible).select_related("vision", "main_policy", "strategy")
    for change in changes[: 2 * MOST]:
        text = _("Status: %(status)s") % {"status": change.get_to_status_display()}
        yield Change(change.on, text, change.level.called, change.level.get_absolute_url(), change.note)


def _consultations(user: AnyUser, today: date) -> Iterator[Change]:
    """What was sent in consultation, and which reports are finished, as far as the reader may know of it."""
    told = {
        ConsultationStep.Kind.SENT: (_("Sent in consultation, deadline %(day)s"), _("Sent in consultation")),
        ConsultationStep.Kind.REPORTED: (_("The consultation report is finished"), ""),
    }
    # One that was withdrawn since is no news to act on.
    standing = Consultation.objects.visible_to(user).exclude(state=Consultation.State.WITHDRAWN)
    steps = ConsultationStep.objects.filter(on__gt=today - timedelta(days=WINDOW_DAYS), on__lte=today)
    steps = steps.filter(kind__in=list(told), consultation__in=standing.order_by().values("pk"))
    steps = steps.select_related("consultation__main_policy", "consultation__strategy").order_by("-on", "-id")
    for step in steps[: 2 * MOST]:
        text, together = told[ConsultationStep.Kind(step.kind)]
        words = {"day": step.deadline_text or step.consultation.deadline_text}
        consultation = step.consultation
        yield Change(step.on, text % words, consultation.title, consultation.get_absolute_url(), together=together)


def _meetings(user: AnyUser, today: date) -> Iterator[Change]:
    """What was decided about meetings; told only while it still holds."""
    for change, _meeting in meetings_changed_since(user, _since(), today):
        yield change


def meetings_changed_since(
    user: AnyUser, moment: datetime, today: date, *, is_own: bool = False
) -> Iterator[tuple[Change, Meeting]]:
    """What was decided since a moment about meetings that the reader may see: (Change, Meeting), the newest first.

    With `is_own` of the meetings in which the reader sits only.
    """
    rows = _meeting_history(user, moment)
    if is_own:
        # By the bodies of today, since history keeps no bodies.
        own = select(Meeting.objects.all(), sits_in(reader_of(user, today)))
        rows = rows.filter(id__in=own.order_by().values("pk"))
    newest = list(rows[:MOST_ROWS])
    meetings = Meeting.objects.prefetch_related("bodies").select_related("before").in_bulk({row.id for row in newest})
    for row in newest:
        meeting = meetings[row.id]
        text, together = _meeting_news(row, meeting)
        if text:
            day = process_day(row.history_date, today)
            yield Change(day, text, meeting.display_title, meeting.get_absolute_url(), together=together), meeting


def _meeting_history(user: AnyUser, moment: datetime) -> QuerySet[Any]:
    """What people stored about meetings since a moment, beside what stood there before; the newest first."""
    # Without a user: what a plan file or an adopted year made, which is not told meeting by meeting.
    rows = Meeting.history.model.objects.filter(history_date__gt=moment, history_user__isnull=False)
    # By a subquery for each column: a row of history for each change would be a query for each.
    before = Meeting.history.model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    earlier = {
        f"{name}_before": Subquery(before.order_by("-history_id").values(name)[:1])
        for name in ("state", "agenda_state", "start_date", "start_time", "place")
    }
    # By today's rights: what was hidden since is told no more.
    return rows.filter(id__in=Meeting.objects.visible_to(user)).annotate(**earlier).order_by("-history_id")


def _meeting_news(row: Any, meeting: Meeting) -> tuple[str, str]:
    """What the stored row brought that was not so before, in words and in those for several; nothing else is news."""
    if row.agenda_state == PUBLISHED != row.agenda_state_before and meeting.agenda_is_published:
        return _("Agenda published"), ""
    # NULL has only the first row of a meeting: nothing stood there before.
    if row.state_before is None:
        return _("New meeting, %(day)s") % {"day": meeting.date_text}, _("New meetings")
    # Only while it still holds: what was taken back since is no news to act on.
    if row.state != row.state_before and row.state == meeting.state:
        return capfirst(meeting.get_state_display()), ""
    if row.start_date != row.start_date_before and row.start_date == meeting.start_date:
        return _("Moved to %(day)s") % {"day": meeting.date_text}, _("Meetings moved")
    if row.start_time != row.start_time_before and row.start_time == meeting.start_time:
        return _("New time: %(when)s") % {"when": meeting.when_text}, _("New time")
    if row.place != row.place_before and row.place == meeting.place:
        return _("New place: %(place)s") % {"place": meeting.place or _("not stated")}, _("New place")
    return "", ""


def _themes(user: AnyUser, today: date) -> Iterator[Change]:
    themes = Theme.objects.visible_to(user).current().filter(updated_at__gte=_since(), updated_by__isnull=False)
    return _edited(themes, today)


def _documents(user: AnyUser, today: date) -> Iterator[Change]:
    for model in LEVELS:
        levels = model.objects.visible_to(user).filter(updated_at__gte=_since(), updated_by__isnull=False)
        yield from _edited(levels, today)


def _edited(rows: QuerySet[Any], today: date) -> Iterator[Change]:
    """News of rows that people stored: newly entered ones, and others."""
    kind = {"kind": capfirst(rows.model._meta.verbose_name)}
    for row in rows.order_by("-updated_at")[:MOST]:
        text = (_("%(kind)s entered") if row.version == 1 else _("%(kind)s edited")) % kind
        yield Change(process_day(row.updated_at, today), text, str(row), row.get_absolute_url(), is_minor=True)

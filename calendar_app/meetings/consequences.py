"""What hangs on a meeting: what moves with it when it is moved or cancelled, and what stays and may no longer fit.

The act itself is carried out and rolled back. What is shown beforehand is therefore what will be stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.ical.revision import is_significant_change
from calendar_app.models import InvitationMail
from ishoj_process.dates.danish import date_text, span_text
from ishoj_process.models import Meeting, WorkPeriod
from strategies.consultations.calendar import rules_on_each, schedule_of, what_has_moved
from strategies.models import Consultation


@dataclass(frozen=True)
class Fact:
    """Something that hangs on the meeting, as it stands."""

    title: str
    url: str
    text: str


Facts = dict[tuple[str, int], Fact]  # by what it is, and its number


@dataclass(frozen=True)
class Moved:
    """Something that moves with the meeting: as it was and as it will be."""

    title: str
    url: str
    before: str
    after: str


@dataclass(frozen=True)
class Staying:
    """What stays though it hangs on the meeting; `findings` say what it then no longer fits."""

    title: str
    url: str
    text: str
    findings: list[str]


@dataclass(frozen=True)
class Consequences:
    """What an act on a meeting brings about elsewhere."""

    moved: list[Moved]
    staying: list[Staying]  # confirmed deadlines
    left: list[Staying]  # meetings and working periods that hang on a meeting which is cancelled
    mailed: int = 0  # people who are invited and are written to at once

    def __bool__(self) -> bool:
        return bool(self.moved or self.staying or self.left or self.mailed)

    @property
    def lead(self) -> str:
        """`2 ting flytter med. 1 høringsfrist bliver stående.`"""
        moved = ngettext("%(count)s thing moves with it.", "%(count)s things move with it.", len(self.moved))
        staying = ngettext(
            "%(count)s confirmed deadline stays.", "%(count)s confirmed deadlines stay.", len(self.staying)
        )
        left = ngettext(
            "%(count)s thing hangs on a meeting that is cancelled.",
            "%(count)s things hang on a meeting that is cancelled.",
            len(self.left),
        )
        mailed = ngettext(
            "%(count)s person who is invited gets a mail at once.",
            "%(count)s people who are invited get a mail at once.",
            self.mailed,
        )
        counts = [(moved, len(self.moved)), (staying, len(self.staying)), (left, len(self.left)), (mailed, self.mailed)]
        return " ".join(text % {"count": count} for text, count in counts if count)


def consequences_of(meeting: Meeting, act: Callable[[], Meeting | None], *, today: date) -> Consequences:
    """What `act()` on the meeting would bring about; but for mails nothing where no day, hour, place or state changes.

    `meeting` is as it is stored, and `act` returns it as it will be, or None where nothing changed. Raises what the
    act raises.
    """
    before = facts_about(meeting, today)
    queued = last_mail()
    with transaction.atomic():
        later = act() or meeting
        mailed = mailed_since(queued)  # mails are sent after a commit, so none goes out of this trial
        if not is_significant_change(meeting, later):
            found = Consequences([], [], [], mailed)  # a new title moves nothing, and is told
        else:
            found = Consequences(
                _moved(before, facts_about(later, today)),
                staying_deadlines(meeting.pk, today),
                _left_by(later) if later.is_cancelled else [],
                mailed,
            )
        # All that the act stored goes, mails and history too: nothing in here may be done outside of the database.
        transaction.set_rollback(True)
    return found


def last_mail() -> int:
    """The number of the newest mail; what an act queues has a higher one."""
    return InvitationMail.objects.aggregate(last=Max("pk"))["last"] or 0


def mailed_since(last: int) -> int:
    """How many people a mail was queued to since. Not mails: who is invited to a follower, too, is counted once."""
    return InvitationMail.objects.filter(pk__gt=last).values("invitation__user").distinct().count()


def _moved(before: Facts, after: Facts) -> list[Moved]:
    return [
        Moved(fact.title, fact.url, fact.text, after[key].text if key in after else "")
        for key, fact in before.items()
        # What is gone is told, too: an item whose day the meeting no longer has is left without one.
        if key not in after or after[key].text != fact.text
    ]


def facts_about(meeting: Meeting, today: date) -> Facts:
    """{key: Fact} of all that follows the meeting: other meetings, working periods, its programme, proposals."""
    return {**_followers(meeting.pk), **_periods(meeting.pk), **_programme(meeting), **_proposals(meeting, today)}


def _followers(pk: int) -> Facts:
    """The meetings held before it the same day, and before those."""
    found = {}
    # Ends, since the model refuses meetings that are held before each other in a ring.
    for meeting in Meeting.objects.filter(before=pk).select_related("before__before").prefetch_related("bodies"):
        found["meeting", meeting.pk] = Fact(meeting.display_title, meeting.get_absolute_url(), meeting.when_text)
        found |= _followers(meeting.pk)
    return found


def _left_by(meeting: Meeting) -> list[Staying]:
    """What hangs on a meeting that is cancelled keeps its days, and is to be looked at."""
    hanging = {**_followers(meeting.pk), **_periods(meeting.pk)}
    return [Staying(fact.title, fact.url, fact.text, []) for fact in hanging.values()]


def _periods(pk: int) -> Facts:
    periods = WorkPeriod.objects.filter(Q(after=pk) | Q(until=pk)).select_related("after", "until", "track__plan")
    # A working period has no page of its own: the timeline is where it is seen.
    return {("period", row.pk): Fact(row.title, "/tidslinje/", _days_text(row)) for row in periods}


def _days_text(period: WorkPeriod) -> str:
    if period.first_day and period.last_day:
        return span_text(period.first_day, period.last_day)
    return " – ".join(date_text(day) if day else "?" for day in (period.first_day, period.last_day))


def _programme(meeting: Meeting) -> Facts:
    """The items that have a day of their own, which follows the meeting's or falls away."""
    items = meeting.items.filter(day__isnull=False)
    return {
        ("item", row.pk): Fact(str(row), f"{meeting.get_absolute_url()}#punkt-{row.pk}", date_text(cast(date, row.day)))
        for row in items
    }


def _proposals(meeting: Meeting, today: date) -> Facts:
    """The deadlines that are proposed for consultations which are being prepared, and have not been confirmed."""
    hangs = Q(decides_at=meeting) | Q(consultees__body__in=meeting.bodies.all())
    # distinct: many are asked, and the bodies of a joint meeting find the consultation once for each.
    consultations = Consultation.objects.filter(hangs, state=Consultation.State.PREPARED).distinct()
    return {
        ("consultation", row.pk): Fact(
            _("Proposed deadline: %(title)s") % {"title": row.title},
            row.get_absolute_url(),
            schedule_of(row, today).deadline_text,
        )
        for row in consultations.with_documents().select_related("decides_at")
    }


def staying_deadlines(pk: int, today: date) -> list[Staying]:
    """The running consultations to be answered or decided at the meeting, and what their deadline no longer fits."""
    running = Consultation.objects.running(today).filter(Q(decides_at=pk) | Q(consultees__meeting=pk)).distinct()
    consultations = (
        running.with_documents()
        .select_related("decides_at")
        .prefetch_related("consultees__body", "consultees__meeting", "consultees__response")
    )
    opened = {row: cast(date, row.opened_on) for row in consultations}  # what runs was sent on a day
    # By the rules of the day on which each was sent, and asked once for each such day: a rule that the term changed
    # later does not bind what runs already.
    rules = rules_on_each(set(opened.values()))
    return [
        Staying(row.title, row.get_absolute_url(), _("The deadline stays: %(day)s") % {"day": row.deadline_text}, found)
        for row, day in opened.items()
        for found in [what_has_moved(row, rules[day])]
    ]

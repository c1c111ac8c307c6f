"""What waits for whom: a task, and the kinds of tasks. Each package yields its own; the inbox gathers them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ishoj_process.dates.danish import date_text, joined, relative_day_text, weekday_date_text
from ishoj_process.models import User
from ishoj_process.rights import (
    can_edit_council,
    can_edit_follow_ups,
    can_edit_hierarchy,
    can_edit_meetings,
    can_prepare_strategies,
    can_speak_for_body,
    can_work_on_policy,
)

MOST_ROWS = 5  # where not all of a task's rows are listed


class Kind(TextChoices):
    """The kinds in the order in which they are shown: whom they may wait for, and what stands in the choice of mails.

    The values are stored, in what somebody declined and in what a mail told of.
    """

    VISION = "vision", can_work_on_policy, gettext_lazy("what the work on the vision asks of me")
    INVITED = "invited", can_work_on_policy, gettext_lazy("invitations to meetings that I have not answered")
    ANSWER = "answer", can_speak_for_body, gettext_lazy("consultations that my committee is to answer")
    TREAT = "treat", can_prepare_strategies, gettext_lazy("answers to consultations that are to be treated")
    MOVED = "moved", can_prepare_strategies, gettext_lazy("deadlines of consultations that no longer fit a meeting")
    SEND = "send", can_prepare_strategies, gettext_lazy("consultations that have been prepared and not sent")
    UPDATE = (
        "update",
        can_prepare_strategies,
        gettext_lazy("main policies and strategies whose status has not been updated for long"),
    )
    REVIEW = "review", can_prepare_strategies, gettext_lazy("strategies that are to be reviewed")
    MAILS = (
        *("mails", can_edit_meetings),
        gettext_lazy("invitations that could not be sent, and answers that could not be placed"),
    )
    EXTRA = "extra", can_edit_meetings, gettext_lazy("extra meetings at which consultations are to be answered")
    FOLLOW_UP = "follow_up", can_edit_follow_ups, gettext_lazy("follow-ups that are past their day")
    MEETINGS = "meetings", can_edit_meetings, gettext_lazy("meetings without an hour or an agenda")
    GAPS = (
        *("gaps", can_edit_hierarchy),
        gettext_lazy("strategies and policies without a name, an owner, a status or a place"),
    )
    TERM = "term", can_edit_council, gettext_lazy("a new council term that is to be begun or made ready")
    # No task: what the same mail tells once, and may be declined like the others.
    NEWS = "news", can_speak_for_body, gettext_lazy("what has happened to consultations and meetings")

    whom: Callable[[User | AnonymousUser], bool]

    def __new__(cls, value: str, whom: Callable[[User | AnonymousUser], bool]) -> Self:
        kind = str.__new__(cls, value)
        # An enum of strings keeps one value; whom it waits for would otherwise be stored with it.
        kind._value_, kind.whom = value, whom
        return kind

    def may_wait_for(self, user: User | AnonymousUser) -> bool:
        return self.whom(user)

    @classmethod
    def that_may_wait_for(cls, user: User | AnonymousUser) -> list["Kind"]:
        """Those of the user's role; none for the public."""
        return [kind for kind in cls if kind.may_wait_for(user)]


@dataclass(frozen=True)
class Deadline:
    """By which day something is to be done; a day of None is one that nobody has set yet."""

    day: date | None
    today: date

    @property
    def is_late(self) -> bool:
        return self.day is not None and self.day < self.today

    @property
    def day_text(self) -> str:
        """The day alone: a mail is read on another day than it was written."""
        if self.day is None:
            return _("No deadline has been set yet")
        text = _("The deadline was %(day)s") if self.is_late else _("The deadline is %(day)s")
        return text % {"day": weekday_date_text(self.day)}

    @property
    def text(self) -> str:
        """`Frist: mandag den 21. august 2023, om 7 dage`."""
        if self.day is None:
            return _("No deadline has been set yet")
        words = {"day": weekday_date_text(self.day), "relative": relative_day_text(self.day, self.today)}
        if self.is_late:
            return _("The deadline was %(day)s, %(relative)s") % words
        return _("Deadline: %(day)s, %(relative)s") % words


class When(TextChoices):
    """By when something is to be done, in the order in which it is told."""

    NOW = "nu", gettext_lazy("Right now")  # others wait for it
    LATE = "for-sent", gettext_lazy("Overdue")
    THIS_WEEK = "denne-uge", gettext_lazy("This week")
    NEXT_WEEK = "naeste-uge", gettext_lazy("Next week")
    LATER = "senere", gettext_lazy("Later")
    UNDATED = "uden-frist", gettext_lazy("Without a deadline")

    @classmethod
    def of(cls, day: date | None, today: date) -> "When":
        if day is None:
            return cls.UNDATED
        if day < today:
            return cls.LATE
        # Weeks as people count them, from Monday on. The next one apart: on a Friday, Monday is near.
        monday = today - timedelta(days=today.weekday())
        weeks = (day - monday).days // 7
        return (cls.THIS_WEEK, cls.NEXT_WEEK)[weeks] if weeks < 2 else cls.LATER


@dataclass(frozen=True)
class Row:
    """One of those that a task is about: where it leads, the day that it is about, and what tells it from others."""

    title: str
    url: str
    day: str
    key: str
    due: date | None = None  # by which it is to be done

    @property
    def due_text(self) -> str:
        """By when, where that is another day than the one that it is about."""
        # Without the year, which stands once where a meeting lasts several days.
        if self.due is None or date_text(self.due).rpartition(" ")[0] in self.day:
            return ""
        return _("deadline %(day)s") % {"day": weekday_date_text(self.due)}


@dataclass(frozen=True)
class Task:
    """What a reader is to do, on which page, and by when where that is known; or of many, which they are."""

    kind: Kind
    text: str
    url: str = ""  # of many, where they all stand
    deadline: Deadline | None = None
    rows: tuple[Row, ...] = ()
    detail: str = ""
    is_urgent: bool = False  # the others wait for it
    key: str = ""  # of one without rows, what stays the same though its text counts
    counted: Promise | None = None  # the words of one with rows, for any number of them
    is_routine: bool = False  # comes with each meeting of a year: no news until it is due

    @property
    def shown(self) -> tuple[Row, ...]:
        return self.rows[:MOST_ROWS]

    @property
    def rest(self) -> tuple[Row, ...]:
        return self.rows[MOST_ROWS:]

    @property
    def first_due(self) -> date:
        """Of its rows the earliest; what has no day stands behind what has one."""
        own = self.deadline.day if self.deadline else None
        return min((day for day in (own, *(row.due for row in self.rows)) if day), default=date.max)

    def by_time(self, today: date) -> dict[When, "Task"]:
        """Cut up by when its rows are due, each part with the words for its number."""
        if self.is_urgent:
            return {When.NOW: self}
        if not self.rows:
            return {When.of(self.deadline.day if self.deadline else None, today): self}
        found: dict[When, list[Row]] = defaultdict(list)
        for row in sorted(self.rows, key=lambda row: row.due or date.max):
            found[When.of(row.due, today)].append(row)
        return {when: self._about(rows) for when, rows in found.items()}

    def _about(self, rows: list[Row]) -> "Task":
        text = self.counted % {"count": len(rows)} if self.counted else self.text
        return replace(self, text=str(text), rows=tuple(rows))

    @property
    def more_text(self) -> str:
        more = len(self.rows) - MOST_ROWS
        return _("and %(count)s more") % {"count": more} if more > 0 else ""

    @property
    def keys(self) -> list[str]:
        """What tells one thing that waits from another, whatever their number and order."""
        return [f"{self.kind}:{key}" for key in [row.key for row in self.rows] or [self.key or self.text]]


def about(
    kind: Kind,
    text: Promise,
    rows: Iterable[Any],
    *,
    url: str = "",
    day: str = "",
    due: Callable[[Any], date | None] = lambda _row: None,
    is_routine: bool = False,
) -> Iterator[Task]:
    """A task about so many rows, each with the day that the attribute `day` tells; none where there are none.

    `due` says of a row by when it is to be done.
    """
    found = tuple(
        Row(str(row), row.get_absolute_url(), getattr(row, day) if day else "", f"{row._meta.label}:{row.pk}", due(row))
        for row in rows
    )
    if found:
        words = text % {"count": len(found)}
        yield Task(kind, words, url, rows=found, counted=text, is_routine=is_routine)


@dataclass(frozen=True)
class Group:
    """What is to be done by the same time, the most urgent first."""

    when: When
    tasks: list[Task]

    @property
    def count(self) -> int:
        """How many things it is about: a meeting that lacks both agenda and hour is one."""
        return len({key.partition(":")[2] for task in self.tasks for key in task.keys})

    @property
    def count_text(self) -> str:
        """What the number counts, where the lines below it are more."""
        lines = sum(len(task.keys) for task in self.tasks)
        return _("What lacks more than one thing is counted once.") if lines > self.count else ""

    @property
    def heading(self) -> str:
        return f"{self.when.label} ({self.count})"

    @property
    def is_folded(self) -> bool:
        """What is far off and more than a few."""
        return self.when == When.LATER and self.count > MOST_ROWS

    @property
    def is_near(self) -> bool:
        return self.when in (When.NOW, When.LATE, When.THIS_WEEK, When.NEXT_WEEK)


@dataclass(frozen=True)
class Waiting:
    """What waits for one reader, by when. The front page, the reader's own page and the mail show this same list."""

    groups: list[Group]

    @property
    def near(self) -> int:
        """How many things are overdue or due by the end of next week."""
        return sum(group.count for group in self.groups if group.is_near)

    @property
    def summary(self) -> str:
        """`2 for sent, 3 denne uge og 98 senere`."""
        return joined([f"{group.count} {str(group.when.label).lower()}" for group in self.groups])

    @property
    def keys(self) -> list[str]:
        """What is news when it comes: of what each meeting of a year asks, only what is due soon."""
        return [
            key
            for group in self.groups
            for task in group.tasks
            if not (task.is_routine and group.when == When.LATER)
            for key in task.keys
        ]


def waiting(tasks: Iterable[Task], today: date) -> Waiting:
    """The tasks by when they are due: what is late first, then by their deadlines, then as the kinds stand."""
    found: dict[When, list[Task]] = defaultdict(list)
    for task in tasks:
        for when, part in task.by_time(today).items():
            found[when].append(part)
    return Waiting([Group(when, sorted(found[when], key=lambda task: task.first_due)) for when in When if found[when]])

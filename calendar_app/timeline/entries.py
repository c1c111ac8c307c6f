"""One dated thing on the timeline, as exactly as its source says: from meetings, working periods and activities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import MainPolicy, Meeting, Strategy, Vision, WorkPeriod
from strategies.models import Activity, Consultation, EarlyInvolvement, Milestone

if TYPE_CHECKING:
    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser
    from vision.track.ties import Tie


class Shape(Enum):
    """How an entry is drawn; each shape says how well its time is known."""

    MEETING = auto()
    CANCELLED = auto()
    SMALL = auto()  # a committee's meeting: a mark without words
    DAY = auto()  # work of one known day
    BAR = auto()
    ROUGH = auto()  # somewhere within these days
    OPEN_END = auto()  # from a known day; no source says to when
    OPEN_START = auto()  # to a known day; no source says from when
    ADOPTION = auto()
    TIE = auto()  # from here a track may begin, since another is adopted
    MILESTONE = auto()


@dataclass(frozen=True)
class Entry:
    """One dated thing, in words and with the days that it touches."""

    shape: Shape
    first: date
    last: date
    label: str
    when: str  # in full, for table and list
    short_when: str  # for the drawing
    url: str = ""
    note: str = ""

    @property
    def when_and_note(self) -> str:
        return ", ".join(part for part in (self.when, self.note) if part)

    @property
    def short_words(self) -> str:
        """The line under the name in the drawing; how a meeting stands is said by its page and the table."""
        is_meeting = self.shape is Shape.MEETING
        return self.short_when if is_meeting or not self.note else f"{self.short_when} · {self.note}"

    @property
    def sentence(self) -> str:
        """All of it in one line, as the drawing says it to those who point or listen."""
        return f"{self.label}, {self.when_and_note}"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.first, entry.last, entry.label))


def meeting_entry(meeting: Meeting, today: date, *, is_small: bool = False) -> Entry:
    """A meeting as a mark with its name; a committee's ordinary meetings as small marks without words."""
    standing = meeting.standing(today)
    shape = Shape.SMALL if is_small else Shape.MEETING
    if standing == Meeting.Standing.CANCELLED:
        # Also a committee's: that a meeting falls away must be seen, and not be a small mark among others.
        shape = Shape.CANCELLED
    # Not `display_title`, which is the body's name: the lane says it already.
    label = meeting.title or capfirst(meeting.get_kind_display())
    return Entry(
        shape,
        meeting.start_date,
        meeting.end_date,
        label,
        meeting.when_text,
        _short_when(meeting),
        meeting.get_absolute_url(),
        str(standing.label),
    )


def _short_when(meeting: Meeting) -> str:
    """`21. august kl. 17.00–19.00`: the quarter above says the year, and the weekday is said elsewhere."""
    days = danish_dates.span_text(meeting.start_date, meeting.end_date)
    # The last day's year: a span over a new year's eve keeps the first, which differs.
    return f"{days.removesuffix(f' {meeting.end_date.year}')} {meeting.time_text}".strip()


def work_entry(work: WorkPeriod, user: AnyUser) -> Entry | None:
    """A working period; None where no source gives a day, or where a day comes from a meeting that is not shown."""
    # All or nothing: the day of a period would tell the day of a meeting that is not shown.
    if not all(rights.can_see_meeting(user, meeting) for meeting in (work.after, work.until) if meeting):
        return None
    first, last = work.first_day, work.last_day
    if not (first or last):
        return None
    # A day that comes from a meeting is exact; only what is typed may be rough.
    rough = any(end and not end.is_exact for end in (work.starts, work.ends))
    shape = Shape.ROUGH if rough else Shape.BAR
    if not (first and last):
        # Drawn open and not as long as is likely: the other end is stated by nobody.
        shape = Shape.OPEN_END if first else Shape.OPEN_START
    first = first or cast(date, last)
    last = max(last or first, first)  # meetings are moved; a period between them never runs backwards
    return Entry(shape, first, last, work.title, work.when_text, work.when_text, note=work.actor)


def tie_entry(tie: Tie) -> Entry | None:
    """The day from which a track may begin, as it waits for another; it moves with that one. None without a day."""
    if tie.day is None:
        return None
    label = _("%(track)s may begin") % {"track": tie.track}
    return Entry(Shape.TIE, tie.day, tie.day, label, tie.when, tie.when, note=tie.warning or tie.words)


def strategy_entries(strategy: Strategy, *, with_involvement: bool) -> list[Entry]:
    """What is done about a strategy, its milestones, its adoption, and which committees were involved early."""
    found = [entry for activity in strategy.activities.all() if (entry := activity_entry(activity, strategy))]
    if with_involvement:
        found += [involvement_entry(row, strategy) for row in strategy.early_involvements.all()]
    return found + document_entries(strategy)


def document_entries(document: Document) -> list[Entry]:
    """The consultations about a policy or a strategy, its milestones and its adoption."""
    found = [consultation_entry(consultation, document) for consultation in document.consultations.all()]
    found += [milestone_entry(milestone, document) for milestone in document.milestones.all()]
    return found + adoption_entries(document)


def involvement_entry(row: EarlyInvolvement, strategy: Strategy) -> Entry:
    """A committee that was involved on a day, before any consultation."""
    label = f"{strategy.display_title}: {row.get_kind_display()}, {row.body}"
    return Entry(Shape.DAY, row.on, row.on, label, row.on_text, row.on_text, row.get_absolute_url())


def consultation_entry(consultation: Consultation, document: Document) -> Entry:
    """A consultation from the day it was sent to its last day."""
    # NULL until it is sent, and only those that were are asked for.
    opened, last = cast(date, consultation.opened_on), cast(date, consultation.last_day_of(document))
    when = danish_dates.span_text(opened, last)
    label = _("%(document)s: consultation") % {"document": consultation.title}
    return Entry(Shape.BAR, opened, last, label, when, when, consultation.get_absolute_url())


def milestone_entry(milestone: Milestone, document: Document) -> Entry:
    """What is to be reached, within the days in which it is planned."""
    when, label = str(milestone.due), f"{document.display_title}: {milestone}"
    due = cast(RoughDate, milestone.due)  # the one rough date that is never NULL
    first, last = due.first_day, due.last_day
    url = f"{document.get_absolute_url()}#milepael-{milestone.pk}"
    return Entry(Shape.MILESTONE, first, last, label, when, when, url, milestone.reached_text)


def activity_entry(activity: Activity, strategy: Strategy) -> Entry | None:
    """What is done about a strategy, as exactly as its source says; None where no day is known."""
    # An end alone is no time at which anything can be said to have happened.
    if not activity.starts:
        return None
    # Of one with no end its own start, as long as that is known: “spring 2023” is drawn as the whole spring.
    first, last = activity.starts.first_day, (activity.last_known or activity.starts).last_day
    return Entry(
        _activity_shape(activity),
        first,
        last,
        f"{strategy.display_title}: {activity}",
        activity.when_text,
        activity.when_text,
        strategy.get_absolute_url(),
        _("unconfirmed") if activity.is_unconfirmed else "",
    )


def _activity_shape(activity: Activity) -> Shape:
    if activity.is_open_ended:
        return Shape.OPEN_END
    if not (activity.starts and activity.starts.is_exact) or (activity.ends and not activity.ends.is_exact):
        return Shape.ROUGH
    # Ended with its strategy, and nobody knows when: as rough as that.
    if activity.is_cut_short and not (activity.last_known and activity.last_known.is_exact):
        return Shape.ROUGH
    # Exact on both ends here: only then may a figure look as sharp.
    return Shape.BAR if activity.last_known else Shape.DAY


def adoption_entries(level: Vision | MainPolicy | Strategy) -> list[Entry]:
    """The adoption of a document, where it is known when; at most one."""
    if not level.adopted_on:
        return []
    when = str(level.adopted_on)
    note = _("unconfirmed") if level.is_unconfirmed else ""
    label = _("%(document)s: adopted") % {"document": level.display_title}
    first, last = level.adopted_on.first_day, level.adopted_on.last_day
    return [Entry(Shape.ADOPTION, first, last, label, when, when, level.get_absolute_url(), note)]

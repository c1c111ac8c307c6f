"""An agenda as one reader may see it: by day, with attachments and the questions that belong to its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.models import PrivateNote
from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.danish import clock_text, weekday_date_text
from ishoj_process.dates.working_days import working_days_before
from ishoj_process.meetings import shown
from ishoj_process.meetings.shown import ShownItem, attendance_lines, for_page, visible_before
from ishoj_process.models import Attachment, Level, Meeting
from vision.models import Question
from vision.rights import can_read_answers

if TYPE_CHECKING:
    from calendar_app.meetings.page import EffectLine
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class AgendaFile:
    attachment: Attachment
    text: str  # `PDF, 1,2 MB`


@dataclass(frozen=True)
class AgendaLine:
    """An item with what stands beside it. `item` is a ShownItem: what this reader may see, and no more."""

    item: ShownItem
    files: list[AgendaFile]
    questions: list[Question]
    is_first: bool  # of its day
    is_last: bool
    note: str = ""  # the reader's own
    note_mark: str = ""
    news: str = ""  # new or changed since the reader read it
    effects: list[EffectLine] = field(default_factory=list)  # what the decision does, and whether it is carried out


@dataclass(frozen=True)
class Beside:
    """What stands beside the items on the page and not on paper, each by the item's key."""

    notes: dict[int, str] = field(default_factory=dict)
    news: dict[int, str] = field(default_factory=dict)
    effects: dict[int, list[EffectLine]] = field(default_factory=dict)


@dataclass(frozen=True)
class AgendaDay:
    """The items of one day; the label is empty where the meeting has only one."""

    label: str
    lines: list[AgendaLine]


ITEMS_WITH_INDEX = 4


@dataclass(frozen=True)
class Agenda:
    days: list[AgendaDay]
    is_visible: bool
    is_draft: bool
    is_by_day: bool
    is_undivided: bool  # several days, and nothing said about what belongs to which
    is_cancelled: bool = False  # the meeting: nothing more comes
    hides_minutes: bool = False  # decisions stand here that the public does not see yet

    @property
    def is_draft_shown(self) -> bool:
        """True where the reader sees what the public does not."""
        return self.is_visible and self.is_draft

    @property
    def lines(self) -> list[AgendaLine]:
        return [line for day in self.days for line in day.lines]

    @property
    def nothing_text(self) -> str:
        """Why no item stands here; of a cancelled meeting without “endnu”, as nothing more is to come."""
        if not self.is_visible:
            return _("The agenda was not published.") if self.is_cancelled else _("The agenda is not published yet.")
        if not self.lines:
            return _("The agenda has no items.") if self.is_cancelled else _("The agenda has no items yet.")
        return ""

    @property
    def has_index(self) -> bool:
        """True where the items are more than one sees at once."""
        return self.is_visible and len(self.lines) >= ITEMS_WITH_INDEX

    @property
    def has_files(self) -> bool:
        return any(line.files for line in self.lines)

    @property
    def levels(self) -> list[Level]:
        """The documents that the items treat, each once."""
        return list(dict.fromkeys(level for line in self.lines for level in line.item.levels))

    @property
    def shows_closed_items(self) -> bool:
        """True where something stands here that the public may not see."""
        return any(line.item.is_closed and not line.item.is_withheld for line in self.lines)

    @property
    def item_heading(self) -> str:
        """The level of an item's heading: one below its day's, where there are days."""
        return "h4" if self.is_by_day else "h3"

    @property
    def section_heading(self) -> str:
        return "h5" if self.is_by_day else "h4"


def read_agenda(
    user: AnyUser,
    meeting: Meeting,
    questions: Iterable[Question] = (),
    items: list[ShownItem] | None = None,
    beside: Beside | None = None,
) -> Agenda:
    """The agenda of the meeting for this reader; `questions` are rows with an `item_id`.

    `items` is what `shown_agenda` gave the reader, where it has been asked already.
    """
    # Not `or`: an agenda of which the reader sees nothing is an empty list, and is not to be asked for again.
    items = shown.shown_agenda(user, meeting) if items is None else items
    by_item: dict[int | None, list[Question]] = defaultdict(list)
    for question in questions:
        by_item[question.item_id].append(question)
    days = [AgendaDay(label, _lines(on_day, by_item, beside or Beside())) for label, on_day in _by_day(meeting, items)]
    is_by_day = any(day.label for day in days)
    return Agenda(
        days=days,
        is_visible=rights.can_see_agenda(user, meeting),
        is_draft=not meeting.agenda_is_published,
        is_by_day=is_by_day,
        is_cancelled=meeting.is_cancelled,
        hides_minutes=not meeting.minutes_are_published
        and rights.can_see_minutes(user, meeting)
        and _has_decisions(items),
        is_undivided=bool(meeting.is_multi_day and days and not is_by_day),
    )


def _has_decisions(items: list[ShownItem]) -> bool:
    return any(item.has_decision for item in items)


def _by_day(meeting: Meeting, items: list[ShownItem]) -> list[tuple[str, list[ShownItem]]]:
    if not (meeting.is_multi_day and any(item.day for item in items)):
        # Undivided as long as no item says its day, however many days the meeting has.
        return [("", items)] if items else []
    labels = {day: danish_dates.weekday_date_text(day).capitalize() for day in meeting.days}
    found = [(label, [item for item in items if item.day == day]) for day, label in labels.items()]
    # Also those whose day the meeting lost when it was shortened: an item must never vanish from the page.
    found.append((_("Items without a day"), [item for item in items if item.day not in labels]))
    return [(label, on_day) for label, on_day in found if on_day]


def _lines(items: list[ShownItem], questions: dict[int | None, list[Question]], beside: Beside) -> list[AgendaLine]:
    return [
        AgendaLine(
            item=item,
            files=[AgendaFile(attachment, attachment.file_text) for attachment in item.attachments],
            questions=_questions(item, questions[item.pk]),
            is_first=item is items[0],
            is_last=item is items[-1],
            note=beside.notes.get(item.pk, ""),
            note_mark=PrivateNote.mark_of(beside.notes.get(item.pk, "")),
            news=beside.news.get(item.pk, ""),
            # The name of a document would tell what a closed item is about.
            effects=[] if item.is_withheld else beside.effects.get(item.pk, []),
        )
        for item in items
    ]


def _questions(item: ShownItem, questions: list[Question]) -> list[Question]:
    """The questions that belong to the item, as far as its title does not ask them already."""
    if item.is_withheld:
        return []
    return [
        question
        for question in questions
        # Items are often called by their question, which would stand there twice.
        if question.text not in item.title or question.shown_answer  # type: ignore[attr-defined]  # see `questions_at`
    ]


def agenda_context(user: AnyUser, meeting: Meeting) -> dict[str, Any]:
    """What page and document share: the meeting, what is held the same day, and the agenda for this reader."""
    return {**meeting_facts(user, meeting), "agenda": read_agenda(user, meeting, questions_at(meeting, user))}


def meeting_facts(user: AnyUser, meeting: Meeting) -> dict[str, Any]:
    """The meeting, what is held the same day, and who was there, as far as this reader may see it."""
    return {
        "meeting": meeting,
        "open_part_text": clock_text(meeting.open_part_time) if meeting.open_part_time else "",
        # As the reader may see them: one that is not published must not be named on another's page.
        "held_first": list(for_page(meeting.preceded_by.visible_to(user)).in_order()),
        "shown_before": visible_before(user, meeting),
        "attendance": attendance_lines(meeting) if rights.can_see_minutes(user, meeting) else [],
    }


@dataclass(frozen=True)
class AgendaTiming:
    """The last day on which the agenda may go out, and the day on which it did, or would today."""

    days: int
    last_day: date
    out_on: date
    is_out: bool

    @property
    def is_late(self) -> bool:
        return self.out_on > self.last_day

    @property
    def text(self) -> str:
        """`Dagsordenen skal ud senest onsdag den 30. august 2023, 4 hverdage før mødet.`"""
        rule = ngettext("%(count)s working day", "%(count)s working days", self.days) % {"count": self.days}
        words = {"day": weekday_date_text(self.last_day), "rule": rule, "out": weekday_date_text(self.out_on)}
        if self.is_out and self.is_late:
            return _("The agenda went out on %(out)s. It should have been out by %(day)s, %(rule)s before.") % words
        if self.is_out:
            return _("The agenda went out on %(out)s, in time (%(rule)s before).") % words
        if self.is_late:
            return _("The agenda goes out late: it should have been out by %(day)s, %(rule)s before.") % words
        return _("The agenda is to be out by %(day)s, %(rule)s before.") % words


def agenda_timing(meeting: Meeting, today: date) -> AgendaTiming | None:
    """The strictest rule of the meeting's bodies; None where none has one, or it is not known when the agenda went out.

    The count is Danish working days, without Saturdays, holidays and the days on which offices are closed.
    """
    rules = [body.agenda_days for body in meeting.bodies.all() if body.agenda_days]
    # NULL is the day of an agenda whose publishing nobody recorded: neither in time nor late.
    if not rules or (meeting.agenda_is_published and meeting.agenda_published_on is None):
        return None
    # A warning and never a refusal: an urgent case may come late, and then says why.
    return timing(max(rules), meeting.start_date, meeting.agenda_published_on or today, meeting.agenda_is_published)


def timing(days: int, meets_on: date, out_on: date, is_out: bool) -> AgendaTiming:
    """An agenda beside a rule of so many working days."""
    # Before the first day of the meeting: it is what members prepare for.
    return AgendaTiming(days, working_days_before(meets_on, days), out_on, is_out)


def questions_at(meeting: Meeting, user: AnyUser) -> list[Question]:
    """The questions that a meeting takes up, each with the council's answer as far as the reader may read it."""
    questions = list(Question.objects.visible_to(user).filter(item__meeting=meeting).select_related("paper"))
    for question in questions:
        answer = question.answer if can_read_answers(user, question.paper) else ""
        question.shown_answer = answer  # type: ignore[attr-defined]  # for the template, which knows no rights
    return questions

"""An agenda as one reader may see it: by day, with attachments and the questions that belong to its items."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ishoj_process import danish_dates, rights
from ishoj_process.uploads import file_text


@dataclass(frozen=True)
class AgendaFile:
    attachment: object
    text: str  # `PDF, 1,2 MB`


@dataclass(frozen=True)
class AgendaLine:
    """An item with what stands beside it. `item` is a ShownItem: what this reader may see, and no more."""

    item: object
    files: list
    questions: list
    is_first: bool  # of its day
    is_last: bool


@dataclass(frozen=True)
class AgendaDay:
    """The items of one day; the label is empty where the meeting has only one."""

    label: str
    lines: list


@dataclass(frozen=True)
class Agenda:
    days: list
    is_visible: bool
    is_draft: bool
    is_by_day: bool
    is_undivided: bool  # several days, and nothing said about what belongs to which

    @property
    def is_draft_shown(self):
        """True where the reader sees what the public does not."""
        return self.is_visible and self.is_draft

    @property
    def lines(self):
        return [line for day in self.days for line in day.lines]

    @property
    def levels(self):
        """The documents that the items treat, each once."""
        return list(dict.fromkeys(level for line in self.lines for level in line.item.levels))

    @property
    def shows_closed_items(self):
        """True where something stands here that the public may not see."""
        return any(line.item.is_closed and not line.item.is_withheld for line in self.lines)

    @property
    def item_heading(self):
        """The level of an item's heading: one below its day's, where there are days."""
        return "h4" if self.is_by_day else "h3"

    @property
    def section_heading(self):
        return "h5" if self.is_by_day else "h4"


def read_agenda(user, meeting, questions=()):
    """The agenda of the meeting for this reader; `questions` are rows with an `item_id`."""
    by_item = defaultdict(list)
    for question in questions:
        by_item[question.item_id].append(question)
    days = [
        AgendaDay(label, _lines(items, by_item))
        for label, items in _by_day(meeting, rights.shown_agenda(user, meeting))
    ]
    is_by_day = any(day.label for day in days)
    return Agenda(
        days=days,
        is_visible=rights.can_see_agenda(user, meeting),
        is_draft=not meeting.agenda_is_published,
        is_by_day=is_by_day,
        is_undivided=bool(meeting.is_multi_day and days and not is_by_day),
    )


def _by_day(meeting, items):
    if not (meeting.is_multi_day and any(item.day for item in items)):
        return [("", items)] if items else []
    labels = {day: danish_dates.weekday_date_text(day).capitalize() for day in meeting.days}
    found = [(label, [item for item in items if item.day == day]) for day, label in labels.items()]
    found.append((_("Items without a day"), [item for item in items if item.day not in labels]))
    return [(label, on_day) for label, on_day in found if on_day]


def _lines(items, questions):
    return [
        AgendaLine(
            item=item,
            files=[AgendaFile(attachment, file_text(attachment)) for attachment in item.attachments],
            questions=_questions(item, questions[item.pk]),
            is_first=item is items[0],
            is_last=item is items[-1],
        )
        for item in items
    ]


def _questions(item, questions):
    """The questions that belong to the item, as far as its title does not ask them already."""
    if item.is_withheld:
        return []
    return [question for question in questions if question.text not in item.title or question.shown_answer]

"""What is new on an agenda since one reader read it last: what they are shown now beside what they were shown then."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import pgettext

from calendar_app.models import AgendaReading
from ishoj_process.dates.danish import date_text
from ishoj_process.meetings.shown import ShownItem
from ishoj_process.models import Meeting, User


@dataclass(frozen=True)
class AgendaNews:
    """What one reader has not read. `words` says of an item that it is new or changed, `mark` names what is shown."""

    mark: str
    read_on: str = ""  # empty for who never said that they had read it: then nothing is marked
    words: dict[int, str] = field(default_factory=dict)
    removed_count: int = 0

    @property
    def is_all_read(self) -> bool:
        return bool(self.read_on) and not self.words and not self.removed_count


def agenda_news(user: User, meeting: Meeting, items: list[ShownItem]) -> AgendaNews | None:
    """The news of an agenda, of which `items` is what this reader is shown; None where that is nothing."""
    if not items:
        return None
    now = fingerprints(items)
    reading = AgendaReading.objects.filter(user=user, meeting=meeting).first()
    if reading is None:
        return AgendaNews(mark_of(now))
    new, changed = pgettext("an agenda item", "new"), pgettext("an agenda item", "changed")
    # JSON has strings for keys.
    words = {int(key): changed if key in reading.seen else new for key in now if reading.seen.get(key) != now[key]}
    return AgendaNews(mark_of(now), date_text(reading.on), words, len(reading.seen.keys() - now.keys()))


def fingerprints(items: Iterable[ShownItem]) -> dict[str, str]:
    """{key of an item: a short text that differs where what is shown of it does}. Its number is no part of it."""
    return {str(item.pk): _short(_shown(item)) for item in items}


def mark_of(prints: dict[str, str]) -> str:
    """One short text for all that is shown of an agenda."""
    return _short(sorted(prints.items()))


def _shown(item: ShownItem) -> tuple[Any, ...]:
    sections = [(section.label, section.html) for section in item.sections]  # readers' marks are stored made of these
    files = [(file.pk, file.number, file.title) for file in item.attachments]
    effects = [(effect.level.pk, effect.text) for effect in item.effects]
    corrections = [row.pk for row in item.corrections]
    return (item.title, sections, files, effects, corrections, item.late_reason, item.is_withdrawn)


def _short(shown: Any) -> str:
    # Stored marks are compared with these: another way of making them would mark everything as changed.
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:20]

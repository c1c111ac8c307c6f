"""What happens to each body on a term's first day, as it stands in the house and as somebody wants it.

It is read from the bodies themselves, and kept nowhere else: what is changed on their own pages counts here, too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.dates.danish import joined
from ishoj_process.models import Body, Succession
from ishoj_process.models.names import DAY, Name

NEW = "ny"  # before the number of a body that is to begin, where an heir is named


class What(StrEnum):
    """What becomes of a body on the day."""

    GOES_ON = "goes_on"
    RENAMED = "renamed"
    ENDS = "ends"
    PASSES_ON = "passes_on"

    @property
    def label(self) -> str:
        return {
            What.GOES_ON: _("goes on"),
            What.RENAMED: _("goes on under another name"),
            What.ENDS: _("ends, and nobody takes over"),
            What.PASSES_ON: _("ends, and others take over"),
        }[self]


@dataclass(frozen=True)
class Change:
    """What becomes of one body. `heirs` are keys of bodies, or `ny1`, `ny2` … of those that are to begin."""

    what: What = What.GOES_ON
    name: str = ""
    abbreviation: str = ""
    heirs: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewBody:
    """A body that begins on the day."""

    key: str
    name: str
    abbreviation: str
    kind: str


@dataclass
class Bodies:
    """The bodies before the day and after it, in a fixed number of queries."""

    day: date
    before: list[Body]  # those that there are on the last day before
    begun: list[Body]  # those that begin on the day
    changes: dict[int, Change] = field(default_factory=dict)
    successions: dict[int, list[Succession]] = field(default_factory=dict)

    @classmethod
    def read(cls, day: date) -> Bodies:
        rows = Body.objects.all().by_name()
        found = cls(day, [], [row for row in rows if row.begins == day])
        earlier: set[int] = set()
        for row in Succession.objects.select_related("heir", "body"):
            if row.on == day:
                found.successions.setdefault(row.body_id, []).append(row)
            elif row.on is None or row.on < day:
                earlier.add(row.body_id)
        found.before = [row for row in rows if row.is_within_its_days(day - DAY) and row.pk not in earlier]
        found.changes = {row.pk: found._change_of(row) for row in found.before}
        return found

    def _change_of(self, body: Body) -> Change:
        heirs = self.successions.get(body.pk)
        if heirs:
            return Change(What.PASSES_ON, heirs=tuple(sorted(str(row.heir_id) for row in heirs)))
        if body.ends == self.day - DAY:
            return Change(What.ENDS)
        if body.former_names and body.former_names[-1].last_day == self.day - DAY:
            return Change(What.RENAMED, body.name, body.abbreviation)
        return Change()

    @property
    def changed(self) -> int:
        return sum(change != Change() for change in self.changes.values()) + len(self.begun)

    @property
    def after(self) -> list[Body]:
        """Those that there are on the day, under its names."""
        gone = (What.ENDS, What.PASSES_ON)
        living = [body for body in self.before if self.changes[body.pk].what not in gone]
        return [body.as_of(self.day) for body in [*living, *self.begun]]

    @property
    def seen(self) -> str:
        """What tells that nobody has changed any of it since it was shown."""
        told = [(body.pk, body.version, str(self.changes.get(body.pk))) for body in [*self.before, *self.begun]]
        return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()

    def called_before(self, body: Body) -> Name:
        return body.name_on(self.day - DAY)


def in_words(body: str, change: Change, heirs: list[str]) -> str:
    """What becomes of a body, in a sentence."""
    if change.what is What.RENAMED:
        name = f"{change.name} ({change.abbreviation})" if change.abbreviation else change.name
        return _("%(body)s is called %(name)s.") % {"body": body, "name": name}
    if change.what is What.ENDS:
        return _("%(body)s ends, and nobody takes over.") % {"body": body}
    if change.what is What.PASSES_ON:
        return _("%(body)s ends. %(heirs)s takes over.") % {"body": body, "heirs": joined(heirs)}
    return pgettext("a body", "%(body)s goes on.") % {"body": body}

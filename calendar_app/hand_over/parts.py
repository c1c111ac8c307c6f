"""What the hand-over is made of: parts, their groups, and in them what is left, each with its heir."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _

from ishoj_process.dates.danish import joined

if TYPE_CHECKING:
    from ishoj_process.models import Body


@dataclass(frozen=True)
class Heir:
    """Who had something on the last day, and who carries it on from the first day of the next term."""

    owners: tuple[Body, ...] = ()
    bodies: tuple[Body, ...] = ()

    @property
    def is_missing(self) -> bool:
        return not self.bodies

    @property
    def is_another(self) -> bool:
        """True where those who had it do not simply go on with it."""
        return {body.pk for body in self.owners} != {body.pk for body in self.bodies}


@dataclass(frozen=True)
class Facet:
    """What hangs on something that is left, under a small heading: its promises, its milestones."""

    heading: str
    rows: list[str]


class Kind(StrEnum):
    """What it may be said of why nobody carries it on; the value is what is stored."""

    STRATEGY = "strategy"
    POLICY = "policy"
    CONSULTATION = "consultation"
    FOLLOW_UP = "follow_up"


Ref: TypeAlias = tuple[str, int]


@dataclass(frozen=True)
class Entry:
    """One thing that the council leaves."""

    title: str
    url: str
    lines: list[str] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    heir: Heir | None = None  # None: nobody needs to carry it on
    place: str = ""  # the meeting to which it belongs
    place_url: str = ""
    ref: Ref | None = None  # what it is and its number, by which somebody may say why it has no heir
    reason: str = ""  # why it has none

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def heir_text(self) -> str:
        """Who had it, where that is another than who has it next."""
        if self.heir is None:
            return ""
        if not self.heir.owners:
            return _("No owner is stated.") if self.heir.is_missing else _("Who had it before is not stated.")
        if not self.heir.is_another:
            return ""
        return _("After %(bodies)s.") % {"bodies": joined(map(str, self.heir.owners))}

    @property
    def has_no_heir(self) -> bool:
        return self.heir is not None and self.heir.is_missing


@dataclass(frozen=True)
class Group:
    """Things of one part that stand together, under a heading where there is more than one group."""

    heading: str
    entries: list[Entry]
    most: int | None = None  # as many as are shown
    url: str = ""  # where all of them are listed

    @property
    def shown(self) -> list[Entry]:
        return self.entries[: self.most]

    @property
    def left_out(self) -> int:
        return len(self.entries) - len(self.shown)


@dataclass(frozen=True)
class Part:
    """All of one kind."""

    key: str  # where it stands on the page
    heading: str
    nothing: str  # what is said where there is none
    groups: list[Group]
    note: str = ""  # what the house cannot know of that day

    @property
    def entries(self) -> Iterator[Entry]:
        for group in self.groups:
            yield from group.entries

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)

    @property
    def count_text(self) -> str:
        return str(self.count) if self.count else _("none")


def with_reasons(parts: Iterable[Part], reasons: Mapping[Ref, str]) -> list[Part]:
    """The parts with why something has no heir, where somebody said so."""
    if not reasons:
        return list(parts)

    def told(entry: Entry) -> Entry:
        reason = reasons.get(entry.ref, "") if entry.ref and entry.has_no_heir else ""
        return replace(entry, reason=reason) if reason else entry

    def told_group(group: Group) -> Group:
        return replace(group, entries=[told(entry) for entry in group.entries])

    return [replace(part, groups=[told_group(group) for group in part.groups]) for part in parts]


def heirs_kept_back(part: Part) -> Part:
    """The part as it is told until the day from which the heirs carry it on."""
    groups = [replace(group, entries=[replace(entry, heir=None) for entry in group.entries]) for group in part.groups]
    return replace(part, groups=groups)


def one_group(entries: list[Entry]) -> list[Group]:
    return [Group("", entries)] if entries else []


def without_heir(parts: Iterable[Part]) -> Part:
    """What nobody carries on, told before all else: each thing by what it is, and where it is told in full."""
    groups = [Group(part.heading, [_bare(entry) for entry in part.entries if entry.has_no_heir]) for part in parts]
    groups = [group for group in groups if group.entries]
    nothing = _("Somebody carries on all that is left.")
    return Part("uden-arving", _("Without an heir"), nothing, groups)


def _bare(entry: Entry) -> Entry:
    return replace(entry, lines=[], facets=[])

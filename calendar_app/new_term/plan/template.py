"""A template of a plan: tracks, meetings so many weeks after an anchor, and work between them; read from a file.

It is written like a plan file, and its faults are told as those: each with its place, all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from calendar_app.plan_file.problems import PlanRefused, Problem, did_you_mean
from calendar_app.plan_file.reading import KEY, parse_content
from calendar_app.plan_file.values import WrongValue, read_value
from ishoj_process.models import Meeting, ProcessPlan, Track, Vision, WorkPeriod

BUILT_IN = Path(settings.BASE_DIR) / "ishoj_process" / "plans" / "top-down.toml"
MOST_WEEKS, MOST_MONTHS, MOST_DAYS = 260, 48, 5
MOST_MEETINGS = 60


class Anchor(StrEnum):
    """The legal days that a meeting may be counted from; else it is another meeting of the template."""

    ELECTION = "election"
    CONSTITUTING = "constituting"
    TERM = "term"
    BUDGET = "budget"  # the second reading of the first budget


class Of(StrEnum):
    """Whose meeting it is; of the committees each has its own."""

    COUNCIL = "council"
    COMMITTEES = "committees"


@dataclass(frozen=True)
class MeetingOf:
    """A meeting of the template."""

    key: str
    track: str
    kind: str
    title: str = ""
    of: str = Of.COUNCIL
    anchor: str = Anchor.TERM
    weeks: int = 0
    weekday: int | None = None  # 1 is Monday; of a council's or committee's own meeting the rule says it
    days: int = 1
    start_time: time | None = None
    purpose: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class WorkOf:
    """Work between two meetings of the template."""

    title: str
    actor: str = ""
    description: str = ""
    after: str = ""
    until: str = ""


@dataclass(frozen=True)
class TrackOf:
    """A track of the template."""

    key: str
    kind: str
    title: str
    lead_actor: str
    purpose: str = ""
    after: str = ""
    meetings: tuple[MeetingOf, ...] = ()
    work: tuple[WorkOf, ...] = ()


@dataclass(frozen=True)
class Template:
    """A plan without days."""

    title: str
    months: int
    tracks: tuple[TrackOf, ...]
    background: str = ""
    framework: str = ""
    vision: str = ""  # the title that is proposed for the vision, where the term's is not begun

    @property
    def meetings(self) -> list[MeetingOf]:
        return [meeting for track in self.tracks for meeting in track.meetings]

    @property
    def in_order(self) -> list[MeetingOf]:
        """The meetings, each after the one that it is counted from."""
        by_key = {meeting.key: meeting for meeting in self.meetings}
        found: dict[str, MeetingOf] = {}

        def visit(meeting: MeetingOf) -> None:
            if meeting.key not in found:
                if meeting.anchor in by_key:
                    visit(by_key[meeting.anchor])
                found[meeting.key] = meeting

        for meeting in self.meetings:
            visit(meeting)
        return list(found.values())


@cache
def built_in_text() -> str:
    return BUILT_IN.read_text()


def read_template(content: bytes) -> Template:
    """The template of a file; PlanRefused with all that is wrong, each fault with its place."""
    reader = _Reader()
    template = reader.template(parse_content(content))
    if reader.problems:
        raise PlanRefused(reader.problems)
    return template


Read = Callable[[Any], Any]


def _field(model: type, name: str) -> Read:
    """Read a value as the model's field wants it, as plan files do."""
    return lambda value: read_value(model._meta.get_field(name), value)  # type: ignore[attr-defined]


def _one_of(*allowed: str) -> Read:
    def read(value: Any) -> str:
        if value not in allowed:
            raise WrongValue(_("Must be one of: %(allowed)s.") % {"allowed": ", ".join(allowed)})
        return str(value)

    return read


def _whole(least: int, most: int) -> Read:
    def read(value: Any) -> int:
        # True is a whole number to Python, and to nobody else.
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            words = {"least": least, "most": most}
            raise WrongValue(_("Must be a whole number from %(least)s to %(most)s.") % words)
        return value

    return read


def _key(value: Any) -> str:
    if not isinstance(value, str) or not KEY.fullmatch(value):
        raise WrongValue(_("Must be the key of an entry of this file."))
    return value


PLAN: dict[str, Read] = {
    "title": _field(ProcessPlan, "title"),
    "months": _whole(1, MOST_MONTHS),
    "background": _field(ProcessPlan, "background"),
    "framework": _field(ProcessPlan, "framework"),
    "vision": _field(Vision, "title"),
}
TRACK: dict[str, Read] = {
    "kind": _one_of(*Track.Kind.values),
    "title": _field(Track, "title"),
    "lead_actor": _field(Track, "lead_actor"),
    "purpose": _field(Track, "purpose"),
    "after": _key,
}
MEETING: dict[str, Read] = {
    "kind": _one_of(*Meeting.Kind.values),
    "title": _field(Meeting, "title"),
    "of": _one_of(*Of),
    "from": _key,
    "weeks": _whole(-MOST_WEEKS, MOST_WEEKS),
    "weekday": _whole(1, 5),
    "days": _whole(1, MOST_DAYS),
    "start_time": _field(Meeting, "start_time"),
    "purpose": _field(Meeting, "purpose"),
    "outcome": _field(Meeting, "outcome"),
}
WORK: dict[str, Read] = {
    "title": _field(WorkPeriod, "title"),
    "actor": _field(WorkPeriod, "actor"),
    "description": _field(WorkPeriod, "description"),
    "after": _key,
    "until": _key,
}
MUST = {"plan": ("title",), "track": ("kind", "title", "lead_actor"), "meeting": ("kind",), "work": ("title",)}


@dataclass
class _Reader:
    """Reads the tables and gathers what is wrong."""

    problems: list[Problem] = field(default_factory=list)

    def template(self, content: Mapping[str, Any]) -> Template:
        told = self._values("", content, PLAN, MUST["plan"], parts=("tracks",))
        tracks = tuple(self._track(path, key, table) for path, key, table in self._entries("tracks", content))
        if not tracks and not self.problems:
            self._wrong("tracks", _("The template has no tracks."))
        template = Template(**{"title": "", "months": MOST_MONTHS, **told}, tracks=tracks)
        self._check(template)
        return template

    def _track(self, path: str, key: str, table: Mapping[str, Any]) -> TrackOf:
        told = self._values(path, table, TRACK, MUST["track"], parts=("meetings", "work_periods"))
        meetings = tuple(
            self._meeting(place, name, key, part) for place, name, part in self._entries("meetings", table, path)
        )
        work = tuple(
            WorkOf(**{"title": "", **self._values(place, part, WORK, MUST["work"])})
            for place, _name, part in self._entries("work_periods", table, path)
        )
        return TrackOf(**{"key": key, "kind": "", "title": "", "lead_actor": "", **told}, meetings=meetings, work=work)

    def _meeting(self, path: str, key: str, track: str, table: Mapping[str, Any]) -> MeetingOf:
        told = self._values(path, table, MEETING, MUST["meeting"])
        # The word that people write is one of Python's own.
        told["anchor"] = told.pop("from", Anchor.TERM)
        return MeetingOf(**{"key": key, "track": track, "kind": "", **told})

    def _entries(
        self, name: str, table: Mapping[str, Any], above: str = ""
    ) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        path = ".".join(filter(None, [above, name]))
        part = table.get(name, {})
        if not isinstance(part, dict):
            self._wrong(path, _("Must be a table of entries, each with a key of its own."))
            return
        for key, entry in part.items():
            place = f"{path}.{key}"
            if not KEY.fullmatch(key):
                self._wrong(place, _("A key is made of a–z, 0–9 and -."))
            elif not isinstance(entry, dict):
                self._wrong(place, _("Must be a table."))
            else:
                yield place, key, entry

    def _values(
        self,
        path: str,
        table: Mapping[str, Any],
        readers: Mapping[str, Read],
        must: tuple[str, ...],
        parts: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        told = {}
        for name, value in table.items():
            place = ".".join(filter(None, [path, name]))
            if name in parts:
                continue
            if name not in readers:
                self._wrong(place, _("There is no such key here.") + did_you_mean(name, [*readers, *parts]))
                continue
            try:
                told[name] = readers[name](value)
            except WrongValue as wrong:
                self._wrong(place, str(wrong))
        for name in must:
            if name not in table:
                self._wrong(".".join(filter(None, [path, name])), _("Is missing."))
            elif told.get(name) == "":
                self._wrong(".".join(filter(None, [path, name])), _("Is empty."))
        return told

    def _wrong(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, reason))

    def _check(self, template: Template) -> None:
        """What no value says by itself: that keys lead somewhere, that a kind stands once, that there is no ring."""
        meetings = [meeting.key for meeting in template.meetings]
        if len(meetings) > MOST_MEETINGS:
            self._wrong("tracks", _("More than %(most)s meetings.") % {"most": MOST_MEETINGS})
        for key in {key for key in meetings if meetings.count(key) > 1}:
            self._wrong(f"tracks.….meetings.{key}", _("The key stands twice."))
        kinds = [track.kind for track in template.tracks]
        for track in template.tracks:
            path = f"tracks.{track.key}"
            if track.kind and kinds.count(track.kind) > 1:
                self._wrong(f"{path}.kind", _("The plan already has a track of this kind."))
            self._leads(f"{path}.after", track.after, [one.key for one in template.tracks if one is not track])
            for meeting in track.meetings:
                others = [key for key in meetings if key != meeting.key]
                self._leads(f"{path}.meetings.{meeting.key}.from", meeting.anchor, [*Anchor, *others])
                self._check_kind(f"{path}.meetings.{meeting.key}", meeting)
            for work in track.work:
                for name in ("after", "until"):
                    self._leads(f"{path}.work_periods.{name}", getattr(work, name), meetings)
        self._check_rings("tracks.{key}.after", {track.key: track.after for track in template.tracks})
        self._check_rings("meetings.{key}.from", {one.key: one.anchor for one in template.meetings})

    def _check_kind(self, path: str, meeting: MeetingOf) -> None:
        """A council's own meeting is the council's, and a committee's a committee's."""
        own = {Meeting.Kind.COUNCIL: Of.COUNCIL, Meeting.Kind.COMMITTEE: Of.COMMITTEES}.get(meeting.kind)  # type: ignore[call-overload]
        if own and meeting.of != own:
            self._wrong(f"{path}.of", _("Must be “%(of)s” for this kind of meeting.") % {"of": own.value})

    def _leads(self, path: str, key: str, known: list[str]) -> None:
        if key and key not in known:
            self._wrong(path, _("There is no “%(key)s”.") % {"key": key} + did_you_mean(key, known))

    def _check_rings(self, path: str, leads: Mapping[str, str]) -> None:
        for key in leads:
            seen, at = [key], leads[key]
            while at in leads and at not in seen:
                seen.append(at)
                at = leads[at]
            if at == key:
                self._wrong(path.format(key=key), _("The entries wait for each other in a ring."))

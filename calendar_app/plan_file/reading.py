"""Open a plan file and make entries of its tables, each value read, and every fault found on the way."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .problems import PlanRefused, Problem, did_you_mean
from .schema import TABLES_BY_NAME, Table
from .values import Link, UserLink, WrongValue, read_value

MAX_BYTES = 1_000_000  # the plan of 2023 is a twentieth of it
MAX_LINE = 4_000  # characters; a key of many thousand dots in one line would keep the reader busy for minutes
MAX_MISWRITTEN = 50  # dates that are mended, to be named by their keys, before the reader gives up

HEADER = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?$")
PAIR = re.compile(r"(\s*([\w.-]+)\s*=\s*)(\d[\w:.+ -]*?)(\s*(?:#.*)?)$")
KEY_OF_LINE = re.compile(r"\s*([\w.\"'-]+)\s*=")
PLACE = re.compile(r"at line (\d+), column \d+")


def open_plan(path: str | Path) -> dict[str, Any]:
    """The tables of the file; PlanRefused where it cannot be read."""
    return parse(_decoded(_content(Path(path))))


def parse_content(content: bytes) -> dict[str, Any]:
    """The tables of a file that came by another way than a path; PlanRefused where it cannot be read."""
    if len(content) > MAX_BYTES:
        raise _refused(_("The file is larger than %(size)s kB; a plan never is.") % {"size": MAX_BYTES // 1000})
    return parse(_decoded(content))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One more than is allowed, so that a file of any size is not read whole to be refused.
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(_("The file cannot be opened.")) from error
    if len(content) > MAX_BYTES:
        raise _refused(_("The file is larger than %(size)s kB; a plan never is.") % {"size": MAX_BYTES // 1000})
    return content


def _decoded(content: bytes) -> str:
    try:
        # With or without the mark that Windows editors put first.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(_("Line %(line)s is not UTF-8. Save the file as UTF-8.") % {"line": line}) from error
    for number, content_of_line in enumerate(text.splitlines(), start=1):
        if len(content_of_line) > MAX_LINE:
            reason = _("Line %(line)s is longer than %(length)s characters. Break it.")
            raise _refused(reason % {"line": number, "length": MAX_LINE})
    return text


def parse(text: str) -> dict[str, Any]:
    """The tables of a TOML text. A bare date that does not exist becomes a string, named later by its key."""
    for _attempt in range(MAX_MISWRITTEN + 1):  # the last reads what was mended
        try:
            return tomllib.loads(text)
        # tomllib goes down by calling itself, and a file may open as many brackets as it likes.
        except RecursionError as error:
            raise _refused(_("The file is nested too deeply.")) from error
        except tomllib.TOMLDecodeError as error:
            mended = _with_date_as_string(text, _line_of(error))
            if mended is None:
                raise _syntax_problem(text, error) from error
            text = mended
    raise _refused(_("More than %(count)s dates or times do not exist.") % {"count": MAX_MISWRITTEN})


def _line_of(error: tomllib.TOMLDecodeError) -> int | None:
    place = PLACE.search(str(error))
    return int(place.group(1)) if place else None


def _with_date_as_string(text: str, number: int | None) -> str | None:
    """The text with the bare date or time of a line in quotes; None where the line holds no such thing."""
    if number is None:
        return None
    lines = text.split("\n")
    pair = PAIR.match(lines[number - 1].rstrip("\r"))
    if not pair:
        return None
    lines[number - 1] = f'{pair[1]}"{pair[3]}"{pair[4]}'
    return "\n".join(lines)


def _syntax_problem(text: str, error: tomllib.TOMLDecodeError) -> PlanRefused:
    number = _line_of(error)
    # By its words: tomllib has one class for all faults.
    message = str(error)
    if "overwrite" in message or "twice" in message or "already" in message:
        reason = _("The key stands twice.")
    else:
        reason = _("This cannot be read as TOML; is a quotation mark or a bracket missing?")
    lines = text.split("\n")
    if number is None:
        return _refused(_("The file cannot be read to its end: %(reason)s") % {"reason": reason})
    where = _("Line %(line)s: %(reason)s") % {"line": number, "reason": reason}
    return PlanRefused([Problem(_path_at(lines[:number]), where)])


def _path_at(lines: list[str]) -> str:
    """The path of the key in the last of the lines: the nearest header above it, and its own name."""
    # The parser gives a line, and people look for a key.
    header = next((found[1] for line in reversed(lines) if (found := HEADER.match(line))), "")
    key = KEY_OF_LINE.match(lines[-1])
    return ".".join(part for part in (header, key[1] if key else "") if part)


def _refused(reason: str) -> PlanRefused:
    return PlanRefused([Problem("", reason)])


# No dots, which join keys to references.
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
COUNTED = ("position", "number")  # of parts: taken from the order in the file where it is not stated


@dataclass
class Entry:
    """One entry of a table: what becomes a row."""

    table: Table
    path: str  # `meetings.temamoede-1.agenda.kerneopgave`
    ref: str  # `temamoede-1.kerneopgave`, by which others refer to it
    values: dict[str, Any] = field(default_factory=dict)
    is_one_key: bool = False  # a part that older files write as a key of the entry above

    @property
    def link(self) -> Link:
        return Link(self.table.model, self.ref)

    def links(self) -> Iterator[tuple[str, Link]]:
        """Each reference with the key that it stands under."""
        for name, value in self.values.items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, Link):
                    yield name, each

    def user_links(self) -> list[tuple[str, UserLink]]:
        return [(name, value) for name, value in self.values.items() if isinstance(value, UserLink)]

    def path_of(self, name: str) -> str:
        """Where a fault in a value is found. One in the bond to the entry above is the entry's own."""
        is_own = self.is_one_key or name in ("__all__", self.table.parent)
        return self.path if is_own else f"{self.path}.{name}"


def read_entries(tables: dict[str, Any]) -> tuple[list[Entry], list[Problem]]:
    """All entries of the file and all problems in it: (entries, problems)."""
    reading = _Reading()
    if not tables:
        reading.refuse("", _("The file is empty."))
    reading.tables(tables)
    return reading.entries, reading.problems


class _Reading:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []

    def refuse(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, reason))

    def tables(self, content: dict[str, Any]) -> None:
        for name, entries in content.items():
            if table := TABLES_BY_NAME.get(name):
                self.table(table, entries, path=name, above=None)
            else:
                self.refuse(name[:100], _("Unknown table.") + did_you_mean(name, TABLES_BY_NAME))

    def table(self, table: Table, content: Any, *, path: str, above: Entry | None) -> None:
        if not isinstance(content, dict):
            self.refuse(path, _("Each entry must have a key of its own: [%(path)s.some-key].") % {"path": path})
            return
        # In the order of the file, which TOML's reader keeps: agendas and lists take their order from it.
        for place, (key, values) in enumerate(content.items(), start=1):
            here = f"{path}.{key[:100]}"
            if not KEY.fullmatch(key):
                self.refuse(here, _("A key is made of small letters a–z, digits and hyphens, at most 80 of them."))
            elif not isinstance(values, dict):
                self.refuse(here, _("Must be a table: [%(path)s].") % {"path": here})
            else:
                ref = f"{above.ref}.{key}" if above else key
                self.entry(Entry(table, here, ref), values, key=key, place=place, above=above)

    def entry(self, entry: Entry, values: dict[str, Any], *, key: str, place: int, above: Entry | None) -> None:
        self.entries.append(entry)
        parts = entry.table.parts_by_name
        for name, value in values.items():
            if name in parts:
                self.table(parts[name], value, path=f"{entry.path}.{name}", above=entry)
            elif name in entry.table.older:
                self.older(entry, name, value)
            else:
                self.value(entry, name, value)
        if above:
            entry.values[entry.table.parent] = above.link
        _fill_in(entry, key, place)
        # After the rest is filled in: what follows from key or place is not missing.
        self.missing(entry, given=values)

    def older(self, above: Entry, name: str, value: Any) -> None:
        """A key of an older file, as the part that says the same today."""
        part, key = above.table.older[name]
        table = above.table.parts_by_name[part]
        entry = Entry(table, f"{above.path}.{name}", f"{above.ref}.{name}", is_one_key=True)
        self.entry(entry, {key: value}, key=name, place=1, above=above)

    def value(self, entry: Entry, name: str, value: Any) -> None:
        fields = entry.table.fields
        if name not in fields:
            known = [*fields, *entry.table.parts_by_name]
            self.refuse(f"{entry.path}.{name[:100]}", _("Unknown key.") + did_you_mean(name, known))
            return
        try:
            entry.values[name] = read_value(fields[name], value)
        except WrongValue as wrong:
            self.refuse(entry.path_of(name), str(wrong))

    def missing(self, entry: Entry, given: dict[str, Any]) -> None:
        """Name each key that must be there. One whose value was wrong is named already."""
        for name, model_field in entry.table.fields.items():
            may_lack = model_field.blank or model_field.has_default()
            if (
                not may_lack
                and entry.values.get(name) in (None, "", [])
                and (name not in given or name in entry.values)
            ):
                self.refuse(f"{entry.path}.{name}", _("Is missing."))


def _fill_in(entry: Entry, key: str, place: int) -> None:
    """What the file may leave unsaid: the order from the file's own, the address from the key, and the like."""
    fields = entry.table.fields
    for name in COUNTED if entry.table.parent else ():
        if name in fields:
            entry.values.setdefault(name, place)
    if "slug" in fields:
        entry.values.setdefault("slug", key)
    for name, other in entry.table.same_as.items():
        if other in entry.values:
            entry.values.setdefault(name, entry.values[other])

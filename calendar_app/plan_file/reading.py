"""Make entries of a plan file's tables, each value read, and every fault found on the way."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .problems import Problem, did_you_mean
from .schema import TABLES_BY_NAME, Table
from .values import Link, UserLink, WrongValue, read_value

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
COUNTED = ("position", "number")  # of parts: taken from the order in the file where it is not stated


@dataclass
class Entry:
    """One entry of a table: what becomes a row."""

    table: Table
    path: str  # `meetings.temamoede-1.agenda.kerneopgave`
    ref: str  # `temamoede-1.kerneopgave`, by which others refer to it
    values: dict = field(default_factory=dict)

    @property
    def link(self):
        return Link(self.table.model, self.ref)

    def links(self):
        """Each reference with the key that it stands under."""
        for name, value in self.values.items():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, Link):
                    yield name, each

    def user_links(self):
        return [(name, value) for name, value in self.values.items() if isinstance(value, UserLink)]

    def path_of(self, name):
        """Where a fault in a value is found. One in the bond to the entry above is the entry's own."""
        return self.path if name in ("__all__", self.table.parent) else f"{self.path}.{name}"


def read_entries(tables):
    """All entries of the file and all problems in it: (entries, problems)."""
    reading = _Reading()
    if not tables:
        reading.refuse("", _("The file is empty."))
    reading.tables(tables)
    return reading.entries, reading.problems


class _Reading:
    def __init__(self):
        self.entries = []
        self.problems = []

    def refuse(self, path, reason):
        self.problems.append(Problem(path, reason))

    def tables(self, content):
        for name, entries in content.items():
            if table := TABLES_BY_NAME.get(name):
                self.table(table, entries, path=name, above=None)
            else:
                self.refuse(name[:100], _("Unknown table.") + did_you_mean(name, TABLES_BY_NAME))

    def table(self, table, content, *, path, above):
        if not isinstance(content, dict):
            self.refuse(path, _("Each entry must have a key of its own: [%(path)s.some-key].") % {"path": path})
            return
        for place, (key, values) in enumerate(content.items(), start=1):
            here = f"{path}.{key[:100]}"
            if not KEY.fullmatch(key):
                self.refuse(here, _("A key is made of small letters a–z, digits and hyphens, at most 80 of them."))
            elif not isinstance(values, dict):
                self.refuse(here, _("Must be a table: [%(path)s].") % {"path": here})
            else:
                ref = f"{above.ref}.{key}" if above else key
                self.entry(Entry(table, here, ref), values, key=key, place=place, above=above)

    def entry(self, entry, values, *, key, place, above):
        self.entries.append(entry)
        parts = entry.table.parts_by_name
        for name, value in values.items():
            if name in parts:
                self.table(parts[name], value, path=f"{entry.path}.{name}", above=entry)
            else:
                self.value(entry, name, value)
        if above:
            entry.values[entry.table.parent] = above.link
        _fill_in(entry, key, place)
        self.missing(entry, given=values)

    def value(self, entry, name, value):
        fields = entry.table.fields
        if name not in fields:
            known = [*fields, *entry.table.parts_by_name]
            self.refuse(f"{entry.path}.{name[:100]}", _("Unknown key.") + did_you_mean(name, known))
            return
        try:
            entry.values[name] = read_value(fields[name], value)
        except WrongValue as wrong:
            self.refuse(f"{entry.path}.{name}", str(wrong))

    def missing(self, entry, given):
        """Name each key that must be there. One whose value was wrong is named already."""
        for name, model_field in entry.table.fields.items():
            may_lack = model_field.blank or model_field.has_default()
            if (
                not may_lack
                and entry.values.get(name) in (None, "", [])
                and (name not in given or name in entry.values)
            ):
                self.refuse(f"{entry.path}.{name}", _("Is missing."))


def _fill_in(entry, key, place):
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

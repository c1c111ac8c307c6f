"""Make rows of a plan file's entries in one transaction, and leave alone what staff have had in hand since."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from calendar_app.meetings.acts import carry_along, count_revision
from calendar_app.models import LoadedFact
from calendar_app.process_plan.changes import facts_of, note_change
from ishoj_process.dates import clock
from ishoj_process.models import Level, Meeting, ProcessPlan, StatusChange, User
from ishoj_process.models.base import Edited
from ishoj_process.models.bodies import usual_minutes_of

from .problems import PlanRefused, Problem
from .reading import Entry
from .rules import in_order
from .schema import Table
from .values import Link, UserLink


@dataclass
class Report:
    """What became of the entries, by their paths."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # edited by staff since, and therefore left
    not_made_again: list[str] = field(default_factory=list)  # deleted by staff, or part of what was deleted
    without_user: list[str] = field(default_factory=list)  # nobody logs in with that e-mail


@transaction.atomic
def store_plan(*, entries: Sequence[Entry], overwrite: bool = False, problems: Iterable[Problem] = ()) -> Report:
    """Store the entries and return a Report; PlanRefused with every problem, and then nothing is stored.

    `problems` are those that reading found: the rest of the file is still tried, so that all are named at once.
    """
    _wait_for_another_load()
    ordered, rings = in_order(entries)
    storing = _Storing(ordered, overwrite, {problem.path for problem in problems})
    # A plan that the council has adopted changes with a reason; that a file was loaded is one.
    adopted = [(plan, facts_of(plan)) for plan in ProcessPlan.objects.filter(state=ProcessPlan.State.ADOPTED)]
    for entry in ordered:
        storing.store(entry)
    storing.store_late_values()
    if found := [*problems, *rings, *storing.problems]:
        raise PlanRefused(list(dict.fromkeys(found)))  # a rule and a model may both have seen the same
    storing.store_facts()
    for plan, before in adopted:
        if ProcessPlan.objects.filter(pk=plan.pk).exists():
            note_change(plan, before, reason=_("Read from a plan file."), by=None, on=clock.today())
    return storing.report


def _wait_for_another_load() -> None:
    """SQLite lets one write at a time; on PostgreSQL two loads would each make the rows that the other makes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{LoadedFact._meta.db_table}" IN EXCLUSIVE MODE')


class _Storing:
    """One load: the rows found and made so far, by the links that refer to them."""

    def __init__(self, entries: Sequence[Entry], overwrite: bool, faulty_paths: set[str]) -> None:
        self.overwrite = overwrite
        self.faulty_paths = faulty_paths
        self.report = Report()
        self.problems: list[Problem] = []
        self.rows: dict[Link, models.Model] = {}
        self.gone: set[Link] = set()
        self.written: dict[
            str, tuple[Entry, models.Model, str]
        ] = {}  # entries whose rows were stored, with the fingerprint of what they asked for
        self.facts = {fact.key: fact for fact in LoadedFact.objects.all()}
        self.stored_rows = _stored_rows(self.facts.values())
        self.users = _users_of(entries)

    def store(self, entry: Entry) -> None:
        """Make or change the entry's row, unless it is as it was, or in staff's hands."""
        fact = self.facts.get(entry.path)
        stored = self.stored_rows[fact.model].get(fact.object_pk) if fact else self._known(entry)
        if stored:
            self.rows[entry.link] = stored
        if self._is_gone(entry, fact, stored):
            self._leave(entry, stored)
        elif unsound := self._unsound(entry):
            self._check_the_rest(entry, unsound)
        else:
            self._store_row(entry, fact, stored)

    def _known(self, entry: Entry) -> models.Model | None:
        """The row that no file made and that says the same, where the table tells by what that is known."""
        known_by = entry.table.known_by
        if not known_by or self._unsound(entry):
            return None
        values = self._resolved(entry, {name: entry.values[name] for name in known_by})
        return entry.table.model._base_manager.filter(**values).first()

    def _is_gone(self, entry: Entry, fact: LoadedFact | None, stored: models.Model | None) -> bool:
        """True for a row that staff deleted, and for one that refers to such a row."""
        was_deleted = fact and not stored and not self.overwrite
        # What staff removed stays removed: a part of it made anew would hang in the air.
        return was_deleted or any(link in self.gone for _name, link in entry.links())

    def _leave(self, entry: Entry, stored: models.Model | None) -> None:
        if stored:
            self.report.kept.append(entry.path)
        else:
            self.report.not_made_again.append(entry.path)
            self.gone.add(entry.link)

    def _unsound(self, entry: Entry) -> set[str]:
        """The keys whose values are wrong, or refer to what could not be stored. What is late is checked late."""
        # What it refers to was refused, and is named there: this one is not to be told of for it.
        missing = {name for name, link in entry.links() if link not in self.rows and name not in entry.table.late}
        return missing | {name for name in entry.table.fields if entry.path_of(name) in self.faulty_paths}

    def _check_the_rest(self, entry: Entry, unsound: set[str]) -> None:
        """The plan is refused already: find what else is wrong with this entry."""
        sound = {name: value for name, value in entry.values.items() if name not in unsound}
        values = self._resolved(entry, sound)
        row = self._with_values(entry, entry.table.model(), values)
        self._is_valid(entry, row, exclude=unsound)

    def _store_row(self, entry: Entry, fact: LoadedFact | None, stored: models.Model | None) -> None:
        values = self._resolved(entry, entry.values)
        asked = fingerprint_of_values(entry.table, values)
        # By what the row looked like then, not by its version: staff's edits may have been taken back by hand.
        is_edited = bool(stored and fact and fingerprint_of_row(entry.table, stored) != fact.stored)
        is_kept = is_edited and not self.overwrite
        if stored and fact and asked == fact.asked and (is_kept or not is_edited):
            (self.report.kept if is_kept else self.report.unchanged).append(entry.path)
            return
        # What is kept is checked, too: a wrong file is refused whoever has the row in hand.
        # A copy: the row as it was is needed to tell what moved, and to queue mails for it.
        row = self._with_values(entry, copy(stored) if stored else entry.table.model(), values)
        if not self._is_valid(entry, row):
            return
        if is_kept:
            self.report.kept.append(entry.path)
            return
        _save(row, stored, self._lists(entry, values))
        self.rows[entry.link] = row
        self.written[entry.path] = (entry, row, asked)
        (self.report.changed if stored else self.report.created).append(entry.path)

    def _resolved(self, entry: Entry, values: dict[str, Any]) -> dict[str, Any]:
        """The values with rows in place of references. What is late stays a reference until all rows exist."""
        return {name: self._resolve(name, value, entry) for name, value in values.items()}

    def _resolve(self, name: str, value: Any, entry: Entry) -> Any:
        if isinstance(value, UserLink):
            return self.users.get(value.email)
        if isinstance(value, list):
            return [self.rows[link] for link in value]
        return self.rows[value] if isinstance(value, Link) and name not in entry.table.late else value

    def _lists(self, entry: Entry, values: dict[str, Any]) -> dict[str, Any]:
        return {name: values[name] for name, each in entry.table.fields.items() if each.many_to_many and name in values}

    def _with_values(self, entry: Entry, row: models.Model, values: dict[str, Any]) -> models.Model:
        """The row with these values, and each other key of the table back at its default."""
        # Back at its default, as a key that was taken out of the file means that it no longer says so.
        for name, model_field in _columns(entry.table).items():
            if name not in entry.table.late:
                setattr(row, name, values.get(name, model_field.get_default()))
        if entry.table.parent in values:
            setattr(row, entry.table.parent, values[entry.table.parent])
        return row

    def _is_valid(self, entry: Entry, row: models.Model, exclude: set[str] | None = None) -> bool:
        try:
            row.full_clean(exclude=exclude)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.problems += [Problem(entry.path_of(name), message) for message in messages]
            return False
        return True

    def store_late_values(self) -> None:
        """Set the references that point the way round, now that every row exists."""
        for entry, row, _asked in self.written.values():
            late = {name: self._late_value(entry, name) for name in entry.table.late}
            # Only where it differs: a second save of every row would raise the stamp again for nothing.
            if any(getattr(row, name) != value for name, value in late.items()):
                for name, value in late.items():
                    setattr(row, name, value)
                if self._is_valid(entry, row):
                    row.save()

    def _late_value(self, entry: Entry, name: str) -> Any:
        value = entry.values.get(name, entry.table.fields[name].get_default())
        return self.rows.get(value) if isinstance(value, Link) else value

    def store_facts(self) -> None:
        """Remember how each row that was written looks now."""
        for path, (entry, row, asked) in self.written.items():
            # As the database has it: an hour or a text may be stored in another form than it was given.
            row.refresh_from_db()
            fact = self.facts.get(path) or LoadedFact(key=path)
            fact.model, fact.object_pk, fact.asked = row._meta.label, row.pk, asked
            fact.stored = fingerprint_of_row(entry.table, row)
            fact.save()
        # A seat is vacant then, and not refused: people get their log-ins later than the plan is loaded.
        self.report.without_user = [
            entry.path_of(name)
            for entry, _row, _asked in self.written.values()
            for name, link in entry.user_links()
            if link.email not in self.users
        ]


def _stored_rows(facts: Iterable[LoadedFact]) -> dict[str, dict[int, models.Model]]:
    """The rows that were loaded earlier and still exist, by their kind and number."""
    wanted = defaultdict(list)
    for fact in facts:
        wanted[fact.model].append(fact.object_pk)
    return {
        # By the base manager, as another may leave rows out; held, so that nobody edits one between the look and the
        # save.
        label: apps.get_model(label)._base_manager.select_for_update().in_bulk(numbers)
        for label, numbers in wanted.items()
    }


def _users_of(entries: Iterable[Entry]) -> dict[str, User]:
    emails = [link.email for entry in entries for _name, link in entry.user_links()]
    return {user.email: user for user in User.objects.filter(email__in=emails)}


def _columns(table: Table) -> dict[str, models.Field]:
    return {name: each for name, each in table.fields.items() if not each.many_to_many}


def _save(row: models.Model, stored: models.Model | None, lists: dict[str, Any]) -> None:
    """Save a new row, or the next version of one, with the traces that an edit by hand leaves, too."""
    if isinstance(row, Meeting):
        bodies = lists["bodies"] if "bodies" in lists else row.bodies.all() if stored else ()
        row.assumed_minutes = usual_minutes_of(bodies)
    if isinstance(row, Meeting) and isinstance(stored, Meeting):
        count_revision(stored, row)
    if stored and isinstance(row, Edited):
        # By nobody: it is the file that speaks, and what it lays down is no news.
        row.next_version(by=None)
    row.save()
    for name, rows in lists.items():
        getattr(row, name).set(rows)
    if isinstance(row, Meeting) and isinstance(stored, Meeting):
        carry_along(stored, row, by=None)
    if isinstance(row, Level) and isinstance(stored, Level) and row.status and row.status != stored.status:
        StatusChange.objects.create(
            from_status=stored.status,
            to_status=row.status,
            note=_("Read from the plan file."),
            on=clock.today(),
            **{StatusChange.field_for(row): row},
        )


# Fingerprints tell later which has changed since: what the file asks for, or what stands in the row.
def fingerprint_of_values(table: Table, values: dict[str, Any]) -> str:
    """Of an entry's values, with rows in place of references."""
    return _digest(_comparable(table, values))


def fingerprint_of_row(table: Table, row: models.Model) -> str:
    """Of what stands in the row under the table's keys."""
    values = {
        name: list(getattr(row, name).all()) if each.many_to_many else getattr(row, each.attname)
        for name, each in table.fields.items()
    }
    return _digest(_comparable(table, values))


def _comparable(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Values as the database keeps them, without the empty and the usual: a new key in the schema changes nothing."""
    found = {}
    for name, each in table.fields.items():
        value = values.get(name)
        if each.many_to_many:
            # Sorted, since neither a file's list nor the table of a relation promises an order.
            found[name] = sorted(row.pk for row in value or [])
        elif value not in (None, "") and value != each.get_default():
            found[name] = _as_stored(each, value)
    return found


def _as_stored(model_field: models.Field, value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    # A reference that is stored late is compared by its keys.
    return str(value) if isinstance(value, tuple) else model_field.get_prep_value(value)


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()

"""All that the house holds at a moment, to be compared with what it held before: rows, versions, files, mails."""

from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection

# What a refused form may write: who is logged in, what was guessed, and what follows from being asked at all.
BESIDE = {"django_session"}


@dataclass
class Stored:
    tables: dict[str, dict]  # {table: {row's number: row}}
    files: set[str]
    mails: int
    columns: dict[str, list[str]] = field(default_factory=dict)

    def changed_from(self, before):
        """The names of what is other than before."""
        found = {name for name, rows in self.tables.items() if rows != before.tables[name]}
        if self.files != before.files:
            found.add("files")
        if self.mails != before.mails:
            found.add("mails")
        return found - BESIDE

    def leaps_from(self, before):
        """The rows whose version is more than one higher, or lower, than before."""
        for name, rows in self.tables.items():
            if "version" in self.columns[name]:
                place = self.columns[name].index("version")
                for key, row in rows.items():
                    old = before.tables[name].get(key)
                    if old and row[place] - old[place] not in (0, 1):
                        yield f"{name} {key}: version {old[place]} became {row[place]}"

    def new_in(self, before):
        """How many rows each table of the house has got."""
        return {name: more for name in self.tables if (more := len(rows_new(self, before, name)))}


def rows_new(now, before, name):
    return now.tables[name].keys() - before.tables[name].keys()


def stored():
    tables, columns = {}, {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.managed and table not in BESIDE and table not in tables:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names are those of our own models
                columns[table] = [column[0] for column in cursor.description]
                key = columns[table].index(model._meta.pk.column)
                tables[table] = {row[key]: row for row in cursor.fetchall()}
    return Stored(tables, *beside(), columns)


def beside():
    """What no database takes back: the files that lie there, and how many mails went out."""
    return {str(path) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}, len(mail.outbox)


def put_back(files):
    """The files as they lay there before: what is rolled back in the database is not on the disk."""
    there, _mails = beside()
    for path in there - files.keys():
        Path(path).unlink()
    for path in files.keys() - there:
        Path(path).write_bytes(files[path])


def writes():
    """How many rows were written since the connection was opened, those that were rolled back, too."""
    return connection.connection.total_changes

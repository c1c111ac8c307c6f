"""Bring the database to where this release needs it; safe to run again and again."""

import fcntl
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ishoj_process.models import CouncilTerm
from ishoj_process.search.index import is_behind, readdress, rebuild


class Command(BaseCommand):
    help = "Migrate, make the table that workers share, set SQLite to write-ahead logging, complete the search."

    def add_arguments(self, parser):
        help_text = "also load the plan into an empty house, and make the demonstration users"
        parser.add_argument("--demo", action="store_true", help=help_text)

    def handle(self, *args, **options):
        with one_at_a_time():
            if connection.vendor == "sqlite":
                use_write_ahead_log()
            is_carried_over = has_migrations_to_run()
            call_command("migrate", verbosity=0, interactive=False)
            # What is kept, and how often somebody has guessed, is shared by all workers: it lies in a table.
            call_command("createcachetable", verbosity=0)
            if is_behind():
                rebuild()
            elif is_carried_over:
                # What is found may be read elsewhere in this release, as visions are.
                readdress()
            if options["demo"]:
                if not CouncilTerm.objects.exists():
                    call_command("load_plan", stdout=self.stdout)
                call_command("make_demo_users", stdout=self.stdout)


def has_migrations_to_run():
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def one_at_a_time():
    """Wait for another who sets up the same house: two that migrate together trip over each other's tables."""
    try:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        lock = (settings.VAR_DIR / "set-up.lock").open("w")
    except OSError as error:
        raise CommandError(f"Nothing can be stored in VAR_DIR: {error}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use_write_ahead_log():
    """Once, for the file remembers: done by each connection, workers that start together lock each other out."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")

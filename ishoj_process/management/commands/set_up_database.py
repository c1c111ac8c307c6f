"""Bring the database to where this release needs it; safe to run again and again."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from ishoj_process.models import CouncilTerm


class Command(BaseCommand):
    help = "Migrate, make the table that workers share, and set SQLite to write-ahead logging."

    def add_arguments(self, parser):
        help_text = "also load the plan into an empty house, and make the demonstration users"
        parser.add_argument("--demo", action="store_true", help=help_text)

    def handle(self, *args, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        if connection.vendor == "sqlite":
            use_write_ahead_log()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if options["demo"]:
            if not CouncilTerm.objects.exists():
                call_command("load_plan", stdout=self.stdout)
            call_command("make_demo_users", stdout=self.stdout)


def use_write_ahead_log():
    """Once, for the file remembers: done by each connection, workers that start together lock each other out."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")

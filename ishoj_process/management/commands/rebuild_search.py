"""Make the search's entries anew, after rows were written past the application."""

from django.core.management.base import BaseCommand

from ishoj_process.search.index import rebuild


class Command(BaseCommand):
    help = "Make all that the search finds anew from the rows; safe to run at any time."

    def handle(self, *args, **options):
        self.stdout.write(f"{rebuild()} entries can be found.")

"""Send each person one mail about what waits for them; for a timer to run once a day."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from calendar_app.agenda_import.acts import forget_agendas
from calendar_app.inbox.digest import send_digests
from ishoj_process.dates import clock


class Command(BaseCommand):
    help = "Send the day's digests. Running it twice sends once; what failed is tried again."

    def handle(self, *args, **options):
        forget_agendas(now=timezone.now())  # what was read of files and not confirmed outlives no night
        count = send_digests(today=clock.today())
        failed = count["failed"] + count["stopped"]
        self.stdout.write(f"sent: {count['sent']}; failed: {failed}; nothing to tell: {count['nothing']}")
        # As an error, so that the timer tells whoever keeps the server; what could be sent is sent.
        if count["stopped"]:
            raise CommandError("The mail server took nothing more. The others are tried at the next run.")
        if failed:
            raise CommandError(f"{failed} could not be sent. They are tried again at the next run.")

"""Send the invitations that are due: beside the worker of the queue, and in the place of one that was killed."""

from django.core.management.base import BaseCommand, CommandError

from calendar_app.invitations.delivery import deliver_due


class Command(BaseCommand):
    help = "Send what is due. Several may run at once; each message goes out once."

    def handle(self, *args, **options):
        counts = deliver_due()
        told = {"sent": counts["sent"], "failed": counts["failed"] + counts["stopped"], "given up": counts["given up"]}
        self.stdout.write("; ".join(f"{name}: {count}" for name, count in told.items()))
        # Also what is tried again by itself: a server that refuses everything is first seen here.
        if counts["stopped"]:
            raise CommandError("The mail server took nothing more. What waits is tried again in a few minutes.")
        if counts["failed"] or counts["given up"]:
            raise CommandError("Some could not be sent. The meeting's page of invitations says which.")

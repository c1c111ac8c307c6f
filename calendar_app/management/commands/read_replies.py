"""Read the answers to invitations out of the secretariat's mailbox; for a timer to run every few minutes."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from imap_tools import ImapToolsError

from calendar_app.invitations.mailbox import MailboxError, read_mailbox


class Command(BaseCommand):
    help = "Take the answers to invitations from the mailbox. Running it twice takes each message once."

    def handle(self, *args, **options):
        if not settings.REPLY_MAILBOX_URL:
            self.stdout.write("No mailbox is set up (REPLY_MAILBOX_URL). Answers come by link and page.")
            return
        try:
            counts = read_mailbox()
        except MailboxError as error:
            raise CommandError(str(error)) from error
        except (ImapToolsError, OSError) as error:  # the server's own words may hold an address
            raise CommandError(f"The mailbox could not be read: {type(error).__name__}.") from error
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts.items()))

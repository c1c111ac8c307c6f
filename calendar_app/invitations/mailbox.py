"""The mailbox to which answers to invitations come: read over IMAP, and each message marked when it is stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from django.conf import settings
from imap_tools import AND, BaseMailBox, MailBox, MailBoxUnencrypted, MailMessage, MailMessageFlags

from calendar_app.models import ReceivedReply

from .read_reply import LARGEST
from .replies import take_reply, take_unread


class MailboxError(Exception):
    """The mailbox cannot be opened as it is set up."""


class FetchedMail(MailMessage):
    """A message as its bytes: the library would read it without bounds, and write it out otherwise than it came."""

    def __init__(self, fetch_data: list[Any]) -> None:
        # Not the library's own, which reads the mail at once and falls over parts that lie some hundred deep.
        self.raw, self._raw_uid_data, self._raw_flag_data = self._get_message_data_parts(fetch_data)


def read_mailbox() -> dict[str, int]:
    """Take every message that is not marked as read; returns how many were placed, kept for a person, or known.

    A message is marked after it is stored: one whose reader was killed in between is fetched again, and known.
    """
    counts = {"placed": 0, "kept": 0, "known": 0}
    with _opened() as mailbox:
        # Headers first, for the size; `list`, since flags are set on the same connection meanwhile.
        for headers in list(_fetched(mailbox, AND(seen=False), headers_only=True, bulk=50)):
            row = _take(mailbox, headers)
            counts["known" if row is None else "kept" if row.trouble else "placed"] += 1
            mailbox.flag(headers.uid or "", MailMessageFlags.SEEN, True)
    return counts


def _fetched(mailbox: BaseMailBox, criteria: AND, **options: Any) -> Iterator[FetchedMail]:
    return cast("Iterator[FetchedMail]", mailbox.fetch(criteria, mark_seen=False, **options))


def _take(mailbox: BaseMailBox, headers: FetchedMail) -> ReceivedReply | None:
    """Fetch and take one message; one that is too large is never fetched whole."""
    if headers.size_rfc822 > LARGEST:
        return take_unread(headers.raw)
    message = next(_fetched(mailbox, AND(uid=headers.uid)), None)
    return take_reply(message.raw) if message else None


def _opened() -> BaseMailBox:
    url = urlsplit(settings.REPLY_MAILBOX_URL)
    kinds = {"imaps": (MailBox, 993), "imap": (MailBoxUnencrypted, 143)}
    if url.scheme not in kinds or not (url.hostname and url.username):
        raise MailboxError("REPLY_MAILBOX_URL must be like imaps://name:password@mail.example.org/INBOX.")
    kind, port = kinds[url.scheme]
    # A server that hangs must not hold the timer's command for ever.
    mailbox = kind(url.hostname, url.port or port, timeout=30)
    mailbox.email_message_class = FetchedMail
    # A password in an address may hold @, / and : in their % form alone.
    name, folder = unquote(url.username), unquote(url.path.strip("/")) or "INBOX"
    if settings.REPLY_MAILBOX_TOKEN_FILE:
        token = Path(settings.REPLY_MAILBOX_TOKEN_FILE).read_text().strip()
        return mailbox.xoauth2(name, token, initial_folder=folder)
    return mailbox.login(name, unquote(url.password or ""), initial_folder=folder)

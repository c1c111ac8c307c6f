"""What each kind of mail gives the outbox: its row, its letter, and what follows when it is sent or refused."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any, ClassVar

from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet


class Mail(ABC):
    """One mail that may be due. Its row holds `claimed_at`, and there is one row to a mail."""

    kind: ClassVar[str]  # as the log calls it
    is_released: ClassVar[Q]  # of a row that no sender holds; one that is sent must not be among them

    def is_wanted(self) -> bool:
        """True where there is something to tell; asked before the mail is claimed."""
        return True

    @abstractmethod
    def waiting(self) -> QuerySet:
        """The mail's own row as a set, empty where it is not to be sent; by conditions on the row itself."""

    def claim(self, now: datetime) -> dict[str, Any]:
        """What is stored with the claim."""
        return {"claimed_at": now}

    def is_overtaken(self) -> bool:
        """True of a mail that is held, and must not go out any more, such as one that a newer one has made wrong."""
        return False

    @abstractmethod
    def message(self) -> EmailMessage:
        """The letter; with the same Message-ID each time it is made."""

    @abstractmethod
    def note_sent(self, now: datetime) -> None: ...

    @abstractmethod
    def note_refused(self, error: Exception, now: datetime) -> str:
        """Note that it could not be sent, and let go of it; returns what is to become of it, in one word."""

    def note_stopped(self, error: Exception, now: datetime) -> None:
        """Note that the server takes nothing at all, and let go of the mail, which is not given up for it."""
        self.note_refused(error, now)

    def note_overtaken(self, now: datetime) -> None:
        """Only for kinds that can be overtaken."""
        raise NotImplementedError

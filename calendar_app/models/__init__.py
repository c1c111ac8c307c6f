"""The tables of what is dated, shown and sent, gathered here so that the app imports them from one place."""

from .agenda_imports import AgendaImport
from .digests import Digest, MailChoice
from .loaded import LoadedFact
from .reading import AgendaReading, PrivateNote

__all__ = ["AgendaImport", "AgendaReading", "Digest", "LoadedFact", "MailChoice", "PrivateNote"]

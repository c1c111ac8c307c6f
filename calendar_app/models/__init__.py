"""The tables of what is dated, shown and sent, gathered here so that the app imports them from one place."""

from .digests import Digest, MailChoice
from .loaded import LoadedFact
from .subscriptions import Subscription

__all__ = ["Digest", "LoadedFact", "MailChoice", "Subscription"]

"""The tables of what is dated, shown and sent, gathered here so that the app imports them from one place."""

from .agenda_imports import AgendaImport
from .digests import Digest, MailChoice
from .invitations import InvitationMail, MeetingInvitation, ReceivedReply
from .loaded import LoadedFact
from .new_terms import ElectedList, HandedOver, SettledStep, Unheired
from .reading import AgendaReading, PrivateNote
from .subscriptions import Subscription
from .year_plans import MeetingRule, PlannedMeeting, YearPlan

__all__ = [
    "AgendaImport",
    "AgendaReading",
    "Digest",
    "ElectedList",
    "HandedOver",
    "InvitationMail",
    "LoadedFact",
    "MailChoice",
    "MeetingInvitation",
    "MeetingRule",
    "PlannedMeeting",
    "PrivateNote",
    "ReceivedReply",
    "SettledStep",
    "Subscription",
    "Unheired",
    "YearPlan",
]

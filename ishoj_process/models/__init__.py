"""The ground floor's tables, gathered here so that the rest of the house imports them from one place."""

from .agendas import AgendaItem, Attachment, Treatment
from .base import PublicStamp, Submission
from .bodies import Body, BodyKey, Lineage, Succession
from .cases import Case, ItemCorrection, RunningNumber, StandingItem
from .council import CouncilTerm, KnownNetwork, PartyGroup, Seat, User
from .hierarchy import LEVELS, GuidingLine, Level, MainPolicy, Strategy, Vision, VisionAim
from .meetings import Meeting
from .minutes import Attendance, FollowUp, MinorityStatement
from .process import PlanChange, ProcessPlan, StatusChange, Track, WorkPeriod
from .search import SearchedQuerySet, SearchEntry
from .ties import DOCUMENTS, Alignment, Document, OneDocument, of_documents, tie_to

__all__ = [
    "DOCUMENTS",
    "LEVELS",
    "AgendaItem",
    "Alignment",
    "Attachment",
    "Attendance",
    "Body",
    "BodyKey",
    "Case",
    "CouncilTerm",
    "Document",
    "FollowUp",
    "GuidingLine",
    "ItemCorrection",
    "KnownNetwork",
    "Level",
    "Lineage",
    "MainPolicy",
    "Meeting",
    "MinorityStatement",
    "OneDocument",
    "PartyGroup",
    "PlanChange",
    "ProcessPlan",
    "PublicStamp",
    "RunningNumber",
    "SearchEntry",
    "SearchedQuerySet",
    "Seat",
    "StandingItem",
    "StatusChange",
    "Strategy",
    "Submission",
    "Succession",
    "Track",
    "Treatment",
    "User",
    "Vision",
    "VisionAim",
    "WorkPeriod",
    "of_documents",
    "tie_to",
]

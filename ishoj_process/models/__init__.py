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
from .ties import Alignment

__all__ = [
    "LEVELS",
    "AgendaItem",
    "Alignment",
    "Attachment",
    "Attendance",
    "Body",
    "BodyKey",
    "Case",
    "CouncilTerm",
    "FollowUp",
    "GuidingLine",
    "ItemCorrection",
    "KnownNetwork",
    "Level",
    "Lineage",
    "MainPolicy",
    "Meeting",
    "MinorityStatement",
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
]

"""The ground floor's tables, gathered here so that the rest of the house imports them from one place."""

from .agendas import AgendaItem, Attachment, Treatment
from .base import PublicStamp, Submission
from .cases import Case, ItemCorrection, RunningNumber, StandingItem
from .council import Body, CouncilTerm, KnownNetwork, PartyGroup, Seat, User
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
    "Case",
    "CouncilTerm",
    "FollowUp",
    "GuidingLine",
    "ItemCorrection",
    "KnownNetwork",
    "Level",
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
    "Track",
    "Treatment",
    "User",
    "Vision",
    "VisionAim",
    "WorkPeriod",
]

"""The committees' track: what is done about strategies, and the consultation rounds about them."""

from .activities import Activity
from .consultations import Consultation, ConsultationStep, Invitation, LeftOut
from .documents import StrategyDocument
from .involvement import CitizenInvolvement, EarlyInvolvement
from .milestones import Milestone
from .responses import Response, ResponsePoint, ResponseSheet
from .solutions import ConcreteSolution

__all__ = [
    "Activity",
    "CitizenInvolvement",
    "ConcreteSolution",
    "Consultation",
    "ConsultationStep",
    "EarlyInvolvement",
    "Invitation",
    "LeftOut",
    "Milestone",
    "Response",
    "ResponsePoint",
    "ResponseSheet",
    "StrategyDocument",
]

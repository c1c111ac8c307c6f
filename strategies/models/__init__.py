"""The committees' track: what is done about strategies, and the consultations about them."""

from .activities import Activity
from .consultations import Consultation, ConsultationStep, Consultee, LeftOut
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
    "Consultee",
    "EarlyInvolvement",
    "LeftOut",
    "Milestone",
    "Response",
    "ResponsePoint",
    "ResponseSheet",
    "StrategyDocument",
]

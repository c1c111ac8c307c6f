"""The committees' track: what is done about strategies, and the consultation rounds about them."""

from .activities import Activity
from .consultations import Consultation, ConsultationStep, Invitation, LeftOut
from .involvement import EarlyInvolvement
from .responses import Response, ResponsePoint

__all__ = [
    "Activity",
    "Consultation",
    "ConsultationStep",
    "EarlyInvolvement",
    "Invitation",
    "LeftOut",
    "Response",
    "ResponsePoint",
]

"""The committees' track: what is done about strategies, and the consultation rounds about them."""

from .activities import Activity
from .consultations import Consultation, ConsultationStep, Invitation, LeftOut
from .responses import Response, ResponsePoint

__all__ = [
    "Activity",
    "Consultation",
    "ConsultationStep",
    "Invitation",
    "LeftOut",
    "Response",
    "ResponsePoint",
]

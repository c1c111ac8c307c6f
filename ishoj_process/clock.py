"""What day it is: the process's own day, which a demonstration may set, and nothing else."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today():
    """The day that the process stands on, in Copenhagen. Technical stamps use the real clock instead."""
    if settings.PROCESS_TODAY == "now":
        return timezone.localdate()
    return date.fromisoformat(settings.PROCESS_TODAY)


def is_set_by_hand():
    """True where the day is chosen for a demonstration; every page then says so."""
    return settings.PROCESS_TODAY != "now"

"""What day it is: the process's own day, which a demonstration may set, and nothing else."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

COPENHAGEN = ZoneInfo("Europe/Copenhagen")  # the settings read it here: while they load, they have no zone yet
CLOCK = "now"  # the setting that follows the real clock
YEARS = range(1900, 2201)  # that a day may lie in, wherever one is typed: calendars count on from it


def today() -> date:
    """The day that the process stands on, in Copenhagen. Technical stamps use the real clock instead."""
    if settings.PROCESS_TODAY == CLOCK:
        # By the zone of Copenhagen: until one or two in the morning UTC still says yesterday.
        return timezone.localdate()
    return date.fromisoformat(settings.PROCESS_TODAY)


def is_set_by_hand() -> bool:
    """True where the day is chosen for a demonstration; every page then says so."""
    return settings.PROCESS_TODAY != CLOCK


def checked_day(value: str) -> str:
    """What the environment says that today is, refused before anything is served where it is no day of ours."""
    if value != CLOCK and not _is_day(value):
        raise ImproperlyConfigured(f"TODAY must be “now” or a date like 2023-08-14, not “{value}”.")
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).year in YEARS
    except ValueError:
        return False

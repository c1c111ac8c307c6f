"""Form fields for days, hours and months as Danes type them, kept as typed where they cannot be read; and meetings."""

import re
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .clock import COPENHAGEN
from .danish import time_text
from .rough import read_rough_date


class DanishDateField(forms.Field):
    """A day: `21-08-2023`, `21.8.2023`, `21. august 2023` or `2023-08-21`."""

    default_error_messages = {"invalid": _("Write a day that exists, such as 21-08-2023.")}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            rough = read_rough_date(value)
        except ValueError:
            rough = None
        if not (rough and rough.is_exact):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return rough.first_day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            # As days: `21.8.2023` in the place of `21-08-2023` changes nothing.
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DanishTimeField(DanishDateField):
    """An hour: `17.00`, `17:00`, `17` or `kl. 17`, and which time it is in, as in `02.30 sommertid`."""

    default_error_messages = {"invalid": _("Write an hour that exists, such as 17.00.")}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return None if value in self.empty_values else value
        found = re.fullmatch(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2}))?", _without_season(value).strip().casefold())
        hour, minute = found.groups(default="0") if found else ("", "")
        try:
            return time(int(hour), int(minute))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return time_text(value) if isinstance(value, time) else value


class MonthField(forms.Field):
    """A month: `2023-08` or `august 2023`. Gives its first day."""

    default_error_messages = {"invalid": _("Write a month that exists, such as august 2023 or 2023-08.")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            rough = read_rough_date(value)
        except ValueError:
            rough = None
        if not (rough and rough.month):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return date(rough.year, rough.month, 1)


class Season(Enum):
    """Which time an hour is said to be in, where that was written behind it."""

    SUMMER = ("sommertid",)
    NORMAL = ("normaltid", "vintertid")


def season_of(typed: Any) -> Season | None:
    """What was written behind an hour; None where nothing was."""
    words = str(typed or "").casefold().split()
    return next((season for season in Season if words and words[-1] in season.value), None)


def _without_season(typed: str) -> str:
    return typed.rsplit(maxsplit=1)[0] if season_of(typed) and len(typed.split()) > 1 else typed


def is_double_hour(day: date, hour: time) -> bool:
    """True for an hour that comes twice, since the clocks go back to normal time."""
    there = datetime.combine(day, hour, COPENHAGEN)
    # Where it is skipped the two differ, too, in the other direction: summer time then comes second.
    return there.utcoffset() != there.replace(fold=1).utcoffset() and not is_skipped_hour(day, hour)


def is_in_summer_time(day: date, hour: time) -> bool:
    """Whether summer time holds; of an hour that comes twice, the first time it comes."""
    return bool(datetime.combine(day, hour, COPENHAGEN).dst())


def is_skipped_hour(day: date, hour: time) -> bool:
    """True for an hour that the clocks jump over when summer time begins."""
    # An hour that the wall clock never shows does not survive the way to UTC and back; zoneinfo refuses none itself.
    there = datetime.combine(day, hour, COPENHAGEN)
    back = there.astimezone(UTC).astimezone(COPENHAGEN)
    return back.time() != hour

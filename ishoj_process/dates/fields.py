"""Form fields for days, hours and months as Danes type them, kept as typed where they cannot be read; and meetings."""

from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import clock
from .clock import COPENHAGEN
from .danish import time_text
from .rough import RoughDate
from .typed import nearest_year, read_day, read_hour, read_month


class PickedInput(forms.TextInput):
    """A text field beside which `forms.js` puts a button that opens the browser's own picker.

    No native field: one of those refuses “24. december”, and looks American in a browser that is. The numbers of a
    phone's keyboard are enough, since `24122023` and `1730` are read, too.
    """

    def __init__(self, kind: str, *, is_numeric: bool = True) -> None:
        super().__init__(
            {"data-picker": kind, "autocomplete": "off"} | ({"inputmode": "numeric"} if is_numeric else {})
        )


class TypedField(forms.Field):
    """What is typed is kept as typed where it cannot be read. Subclasses say how it is read, and give an example."""

    example: Any  # a sentence, shown below the field

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = format_lazy("{} {}", self.example, self.help_text) if self.help_text else self.example

    def read(self, value: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or not isinstance(value, str):
            return None if value in self.empty_values else value
        if not value.strip():
            return None
        try:
            return self.read(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            # As days: `21.8.2023` in the place of `21-08-2023` changes nothing.
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class DanishDateField(TypedField):
    """A day: `21-08-2023`, `21.8.23`, `21. august 2023`, `21082023` or `2023-08-21`; `21/8` is the nearest one."""

    example = _("Such as 21-08-2023.")
    default_error_messages = {"invalid": _("Write a day that exists, such as 21-08-2023.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": PickedInput("date"), **kwargs})

    def read(self, value: str) -> date:
        year, month, day = read_day(value)
        # The edge of the house: nobody above a field knows what was typed.
        year = year or nearest_year(month, cast(int, day), clock.today())
        return RoughDate.parse(f"{year}-{month}-{day}").first_day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


class DanishTimeField(TypedField):
    """An hour: `17.00`, `17:00`, `17`, `1730` or `kl. 17`, and which time it is in, as in `02.30 sommertid`."""

    example = _("Such as 17.00.")
    default_error_messages = {"invalid": _("Write an hour that exists, such as 17.00.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": PickedInput("time"), **kwargs})

    def read(self, value: str) -> time:
        return read_hour(_without_season(value))

    def prepare_value(self, value: Any) -> Any:
        return time_text(value) if isinstance(value, time) else value


class MonthField(TypedField):
    """A month: `2023-08`, `8/2023` or `august 2023`. Gives its first day; `august` is the nearest one."""

    example = _("Such as august 2023 or 08-2023.")
    default_error_messages = {"invalid": _("Write a month that exists, such as august 2023 or 2023-08.")}

    def __init__(self, **kwargs: Any) -> None:
        # Its name is what people type, so that the keyboard keeps its letters.
        super().__init__(**{"widget": PickedInput("month", is_numeric=False), **kwargs})

    def read(self, value: str) -> date:
        try:
            year, month, _day = read_month(value, is_short=True)
        except ValueError:  # a day lies in its month
            year, month, _day = read_day(value)
        return RoughDate.parse(f"{year or nearest_year(month, 15, clock.today())}-{month}").first_day


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

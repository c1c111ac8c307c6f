"""Dates that are known only roughly: a day, a month, a season or a year, stored as such and never made exact."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from .clock import YEARS
from .danish import MONTHS, date_text, span_text
from .typed import read_day, read_month

# First and last month of each season; the winter that is named by a year is the one in which the year begins.
SEASONS = {"winter": (1, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
SEASON_NAMES = {"winter": _("winter"), "spring": _("spring"), "summer": _("summer"), "autumn": _("autumn")}
DEFINITE_SEASONS = {"winter": "vinteren", "spring": "foråret", "summer": "sommeren", "autumn": "efteråret"}
DANISH_SEASONS = {
    "vinter": "winter",
    "vinteren": "winter",
    "forår": "spring",
    "foråret": "spring",
    "sommer": "summer",
    "sommeren": "summer",
    "efterår": "autumn",
    "efteråret": "autumn",
}


@dataclass(frozen=True)
class RoughDate:
    """A year with, where known, a season, or a month, or a month and a day."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2023`, `2023-06`, `2023-06-20` or `2023-spring`; ValueError on anything else."""
        parts = str(text).split("-")
        if len(parts) == 2 and parts[1] in SEASONS:
            return cls(cls._year(parts[0]), season=parts[1])
        if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
            raise ValueError(f"not a date: {text}")
        year, numbers = cls._year(parts[0]), [int(part) for part in parts[1:]]
        # `date` refuses the 31st of June, and 0: a number that was typed, and no day or month that is not known.
        date(year, *numbers, *[1] * (2 - len(numbers)))
        month, day = [*numbers, None, None][:2]
        return cls(year, month, day)

    @staticmethod
    def _year(year: str) -> int:
        if int(year) not in YEARS:
            raise ValueError(f"not a year: {year}")
        return int(year)

    @property
    def first_day(self) -> date:
        """The earliest day that the words can mean."""
        month = SEASONS[self.season][0] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that the words can mean."""
        month = SEASONS[self.season][1] if self.season else self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def is_exact(self) -> bool:
        return self.day is not None

    @property
    def code(self) -> str:
        """The form that `parse` reads and the database keeps."""
        if self.season:
            return f"{self.year}-{self.season}"
        return "-".join([f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part])

    @property
    def named(self) -> str:
        """`den 20. juni 2023`, `juni 2023`, `foråret 2023`, `2023`: as it stands after “fra” in a sentence."""
        if self.day:
            return f"den {self}"
        return f"{DEFINITE_SEASONS[self.season]} {self.year}" if self.season else str(self)

    @property
    def when(self) -> str:
        """`den 20. juni 2023`, `i juni 2023`, `i foråret 2023`, `i 2023`: as it stands after a verb."""
        return self.named if self.day else f"i {self.named}"

    def __str__(self) -> str:
        if self.day:
            return date_text(self.first_day)
        if self.season:
            return f"{SEASON_NAMES[self.season]} {self.year}"
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)


def rough_span_text(first: RoughDate | None, last: RoughDate | None) -> str:
    """`23. januar – 21. februar 2023`; `juni 2023 – efterår 2023` where a day is not known."""
    if first and last and first.is_exact and last.is_exact:
        return span_text(first.first_day, last.first_day)
    return " – ".join(str(end) for end in (first, last) if end)


def read_rough_date(text: str) -> RoughDate:
    """Read what a Dane types: `20-06-2023`, `20.6.23`, `juni 2023`, `6/2023`, `forår 2023`, `2023`; else ValueError.

    Nothing is read without its year: what is known roughly may lie in any.
    """
    words = text.strip().casefold()
    if (season := re.fullmatch(r"([a-zæøå]+) (\d{4})", words)) and season[1] in DANISH_SEASONS:
        return RoughDate.parse(f"{season[2]}-{DANISH_SEASONS[season[1]]}")
    for read in (read_month, read_day):
        try:
            year, month, day = read(words)
        except ValueError:
            continue
        # Six digits are a day to some, and a year with its month to others.
        if year and not re.fullmatch(r"\d{6}", words):
            return RoughDate.parse("-".join(f"{part:02d}" for part in (year, month, day) if part))
    return RoughDate.parse(words)


def clean_rough_date(value: RoughDate | str | None) -> RoughDate | None:
    """A RoughDate from what was typed or stored; None for nothing; ValidationError with what may be typed."""
    if not value or isinstance(value, RoughDate):
        return value or None
    try:
        return read_rough_date(str(value))
    except ValueError as error:
        raise ValidationError(
            _("Write a day (20-06-2023), a month (juni 2023), a season (forår 2023) or a year (2023)."),
            code="rough_date",
        ) from error


class RoughDateFormField(forms.CharField):
    """A field that reads a RoughDate as Danes type it, and says how."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = self.help_text or _(
            "A day (20-06-2023), a month (juni 2023), a season (forår 2023) or a year (2023)."
        )

    def to_python(self, value: Any) -> RoughDate | None:  # type: ignore[override]  # no text, as a CharField's
        return clean_rough_date(super().to_python(value))

    def run_validators(self, value: Any) -> None:
        """What it may be is decided in to_python."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return clean_rough_date(initial) != clean_rough_date(data)
        except ValidationError:
            return True


class RoughDateField(models.CharField):
    """A column that holds a RoughDate as its code; empty means not known."""

    # What the type checker is to read and write in a row: no text of a CharField's, and perhaps nothing.
    _pyi_private_get_type: RoughDate | None  # type: ignore[assignment]
    _pyi_private_set_type: RoughDate | str | None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # `2023-autumn` is the longest code.
        kwargs.setdefault("max_length", 11)
        kwargs.setdefault("blank", True)
        # NULL and not an empty text: constraints ask by isnull whether a day is known.
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """All that a migration needs: Django leaves out what is False, which here is not what is meant by silence."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"blank": self.blank, "null": self.null}

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> RoughDate | None:
        return RoughDate.parse(value) if value else None

    def to_python(self, value: Any) -> RoughDate | None:
        return clean_rough_date(value)

    def get_prep_value(self, value: Any) -> str | None:
        rough = self.to_python(value)
        return rough.code if rough else None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def value_from_object(self, obj: models.Model) -> Any:
        # For a form: the words, which the form's field reads again.
        value = super().value_from_object(obj)
        return str(value) if value and not isinstance(value, str) else value

    def run_validators(self, value: Any) -> None:
        """The value is no string; what it may be is decided in to_python."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": RoughDateFormField, "max_length": 40, **kwargs})

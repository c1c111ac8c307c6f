"""Names with their days: what somebody or something was called until when, and what it is called on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.danish import date_text
from ishoj_process.text.plain import is_blank

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Name:
    """A name, with the abbreviation that goes with it where one is used."""

    name: str
    abbreviation: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        return self.abbreviation or self.name


@dataclass(frozen=True)
class FormerName(Name):
    """A name that is borne no longer after a day."""

    last_day: date = date.max
    # What follows it begins with a council term: until then it is told to those who prepare that term alone.
    holds_back: bool = False

    def __str__(self) -> str:
        return str(_("%(name)s until %(day)s")) % {"name": self.name, "day": date_text(self.last_day)}


@dataclass(frozen=True)
class Span:
    """A name with the days on which it is borne; None where that end is open, or not known."""

    name: Name
    first: date | None
    last: date | None

    def overlaps(self, other: Span) -> bool:
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def read_names(value: Any) -> tuple[FormerName, ...]:
    """Former names from what is stored or loaded: rows of name, abbreviation and last day; ValueError on all else."""
    if not isinstance(value, Iterable) or isinstance(value, (str, bytes, dict)):
        raise ValueError("not a list of names")
    return tuple(row if isinstance(row, FormerName) else _read_name(row) for row in value)


def _read_name(row: Any) -> FormerName:
    if not isinstance(row, dict) or not row.keys() >= {"name", "last_day"} or row.keys() - _KEYS:
        raise ValueError("not a name with its last day")
    name, abbreviation, day = row["name"], row.get("abbreviation", ""), row["last_day"]
    if not isinstance(name, str) or not isinstance(abbreviation, str):
        raise ValueError("a name is a text")
    # A file of TOML gives days as such, the database as text.
    day = day if type(day) is date else date.fromisoformat(day)
    return FormerName(name, abbreviation, day, row.get("holds_back", False) is True)


_KEYS = {"name", "abbreviation", "last_day", "holds_back"}


class FormerNamesField(models.JSONField):
    """The names that a row had before the one that it has, the oldest first.

    In the row itself and not in a table: a body is joined on every page, and its names come along without a question.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": tuple, "blank": True, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for given in ("default", "blank", "editable"):
            kwargs.pop(given, None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return read_names(super().from_db_value(value, expression, connection) or ())

    def to_python(self, value: Any) -> Any:
        try:
            return read_names(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Give each former name with its last day."), code="names") from error

    def get_prep_value(self, value: Any) -> Any:
        return [_stored(row) for row in read_names(value)] if isinstance(value, (list, tuple)) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if reasons := reasons_against_names(value):
            raise ValidationError(reasons)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.get_prep_value(self.value_from_object(obj))


def _stored(row: FormerName) -> dict[str, str | bool]:
    stored: dict[str, str | bool] = {
        "name": row.name,
        "abbreviation": row.abbreviation,
        "last_day": row.last_day.isoformat(),
    }
    return {**stored, "holds_back": True} if row.holds_back else stored


def reasons_against_names(names: Sequence[FormerName]) -> list[str | Promise]:
    """Why these cannot be the names that something had, the oldest first."""
    reasons: list[str | Promise] = []
    if any(is_blank(row.name) for row in names):
        reasons.append(_("A former name cannot be empty."))
    days = [row.last_day for row in names]
    if any(later <= earlier for earlier, later in pairwise(days)):
        reasons.append(_("Each former name must end after the one before it."))
    return reasons


def name_on(day: date, newest: Name, former: Iterable[FormerName]) -> Name:
    """What is borne on a day: the first of those that had not ended, else the newest."""
    return next((row for row in former if day <= row.last_day), newest)


def name_told_on(day: date, today: date, newest: Name, former: Iterable[FormerName]) -> Name:
    """What everybody may know today that is borne on a day: of a term that has not begun no name is told."""
    return next((row for row in former if day <= row.last_day or (row.holds_back and today <= row.last_day)), newest)


def spans_of(newest: Name, former: Sequence[FormerName], begins: date | None, ends: date | None) -> list[Span]:
    """Each name with its days, the oldest first, within the days from one to the other."""
    spans, first = [], begins
    for row in former:
        spans.append(Span(row, first, _earlier(row.last_day, ends)))
        # What it was called before it began is no name of its days.
        first = max(row.last_day + DAY, begins) if begins else row.last_day + DAY
    spans.append(Span(newest, first, ends))
    # Of a name that ended before its body began, or began after its body ended, there was no day.
    return [span for span in spans if _not_after(span.first, span.last)]


def _earlier(one: date, other: date | None) -> date:
    return min(one, other) if other else one

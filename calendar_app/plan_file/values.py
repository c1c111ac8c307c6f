"""One value of a plan file, read as the model's field wants it. What it may be follows from the field."""

import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from ishoj_process.dates.clock import YEARS
from ishoj_process.dates.rough import RoughDate, RoughDateField
from ishoj_process.models import User
from ishoj_process.models.addresses import small
from ishoj_process.models.names import FormerName, FormerNamesField, read_names
from ishoj_process.text.incoming import incoming
from ishoj_process.text.richtext import RichTextField, clean_html

CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?::00)?")


class WrongValue(Exception):
    """A value that cannot stand where it stands; the reason in words."""


class Link(NamedTuple):
    """A reference to an entry of the file: what it must be, and its keys joined by dots."""

    model: type[models.Model]
    ref: str


class UserLink(NamedTuple):
    """A reference to somebody who logs in, by e-mail. A plan file makes no people."""

    email: str


def read_value(field: models.Field, value: Any) -> Any:
    """The value as the field wants it; WrongValue with the reason."""
    # No default: a field of another kind is a fault in the schema, and shows when it is first loaded.
    read = next(read for kind, read in READERS if isinstance(field, kind))
    return read(field, value)


def _text(field: models.Field, value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue(_("Must be text in quotation marks."))
    # PostgreSQL stores no NUL, and the others come out in PDF and calendars as what nobody typed.
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in value.replace("\r\n", "\n")):
        raise WrongValue(_("Holds a control character."))
    value = incoming(value).strip()
    if field.max_length and len(value) > field.max_length:
        raise WrongValue(_("Is longer than %(count)s characters.") % {"count": field.max_length})
    if field.choices and not (value == "" and field.blank):
        allowed = [choice for choice, _label in field.flatchoices]
        if value not in allowed:
            raise WrongValue(_("Must be one of: %(allowed)s.") % {"allowed": ", ".join(allowed)})
    return value


def _rich_text(field: models.Field, value: Any) -> str:
    try:
        return clean_html(_text(field, value))
    except ValidationError as error:
        raise WrongValue(" ".join(error.messages)) from error


def _yes_or_no(field: models.Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValue(_("Must be true or false."))
    return value


def _whole_number(field: models.Field, value: Any) -> int:
    # In Python True is an int.
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongValue(_("Must be a whole number."))
    return value


def _day(field: models.Field, value: Any) -> date:
    # A date that does not exist comes as text, see `reading.parse`.
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise WrongValue(_("The date %(date)s does not exist.") % {"date": value}) from error
    # A datetime is a date, too, and its hour would be lost without a word.
    if isinstance(value, datetime) or not isinstance(value, date):
        raise WrongValue(_("Must be a date like 2023-08-21."))
    if value.year not in YEARS:
        raise WrongValue(
            _("The year must lie between %(first)s and %(last)s.") % {"first": YEARS[0], "last": YEARS[-1]}
        )
    return value


def _clock(field: models.Field, value: Any) -> time:
    # A bare time of TOML; in quotation marks it is Danish, with a dot as well.
    if isinstance(value, time):
        return value
    clock = CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not clock:
        raise WrongValue(_("Must be a time like “17.00”."))
    try:
        return time(int(clock[1]), int(clock[2]))
    except ValueError as error:
        raise WrongValue(_("The time %(time)s does not exist.") % {"time": value}) from error


def _rough_date(field: models.Field, value: Any) -> RoughDate:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    if not isinstance(value, str):
        raise WrongValue(_("Must be a date like “2023”, “2023-06”, “2023-06-20” or “2023-spring”."))
    try:
        return RoughDate.parse(value)
    except ValueError as error:
        reason = _("“%(value)s” is no date. Write it like “2023”, “2023-06”, “2023-06-20” or “2023-spring”.")
        raise WrongValue(reason % {"value": value[:40]}) from error


def _link(field: Any, value: Any) -> Link | UserLink:
    if not isinstance(value, str) or not value.strip():
        raise WrongValue(_("Must be the key of another entry, in quotation marks."))
    if field.related_model is User:
        return UserLink(small(value))
    return Link(field.related_model, value.strip())


def _links(field: Any, value: Any) -> list[Link | UserLink]:
    if not isinstance(value, list):
        raise WrongValue(_("Must be a list of keys, in square brackets."))
    links = [_link(field, each) for each in value]
    if len(set(links)) < len(links):
        raise WrongValue(_("The same key stands twice."))
    return links


def _names(field: models.Field, value: Any) -> tuple[FormerName, ...]:
    try:
        names = read_names(value)
    except (TypeError, ValueError) as error:
        raise WrongValue(_("Must be a list of { name = “…”, last_day = 2023-12-31 }.")) from error
    return tuple(replace(row, name=incoming(row.name).strip()) for row in names)


# The first that fits: a rough date is stored as characters, and rich text as text.
READERS = (
    (FormerNamesField, _names),
    (models.ManyToManyField, _links),
    (models.ForeignKey, _link),
    (RichTextField, _rich_text),
    (RoughDateField, _rough_date),
    (models.BooleanField, _yes_or_no),
    (models.DateField, _day),
    (models.TimeField, _clock),
    (models.IntegerField, _whole_number),
    ((models.CharField, models.TextField), _text),
)

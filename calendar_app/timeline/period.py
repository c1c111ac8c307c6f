"""The stretch of whole quarters that the timeline shows, and the form in which a reader chooses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.missing import Form
from ishoj_process.models import ProcessPlan

MAX_QUARTERS = 16  # a council term; with more the columns have no room for words
# Wide enough for any plan, and far from the edges of what a date can be, where adding a quarter fails.
FIRST_YEAR, LAST_YEAR = 1990, 2100


def quarters_on(day: date, number: int) -> date:
    """The first day of the quarter that lies so many quarters after (or before) the day's own."""
    start = danish_dates.first_of_quarter(day)
    # Months from 0, or December would be month 0 of the year after; `divmod` goes backwards, too.
    years, month = divmod(start.month - 1 + 3 * number, 12)
    return date(start.year + years, month + 1, 1)


@dataclass(frozen=True)
class Quarter:
    """Three months, named as the memo names them."""

    first: date
    last: date

    @property
    def label(self) -> str:
        return danish_dates.quarter_text(self.first)

    def touches(self, first: date, last: date) -> bool:
        return first <= self.last and last >= self.first


@dataclass(frozen=True)
class Period:
    """Whole quarters from one day to another."""

    first: date
    last: date

    @classmethod
    def around(cls, first: date, last: date) -> Self:
        """The smallest period of whole quarters that both days lie in."""
        return cls(quarters_on(first, 0), quarters_on(last, 1) - timedelta(days=1))

    @cached_property
    def quarters(self) -> list[Quarter]:
        starts: list[date] = []
        # At least one, also of a period that is shorter than its quarter.
        while not starts or starts[-1] < quarters_on(self.last, 0):
            starts.append(quarters_on(self.first, len(starts)))
        return [Quarter(start, quarters_on(start, 1) - timedelta(days=1)) for start in starts]

    @property
    def day_count(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def query(self) -> str:
        return f"fra={self.first}&til={self.last}"

    def nearest_to(self, day: date) -> date:
        return min(max(day, self.first), self.last)

    @property
    def label(self) -> str:
        return danish_dates.quarter_span_text(self.quarters[0].first, self.quarters[-1].first)

    def touches(self, first: date, last: date) -> bool:
        return first <= self.last and last >= self.first

    def moved(self, start: int = 0, end: int = 0) -> Period | None:
        """The period with its ends moved by quarters; None where it would be empty, too long or out of bounds."""
        first, last = quarters_on(self.first, start), quarters_on(self.last, end + 1) - timedelta(days=1)
        if first > last or first.year < FIRST_YEAR or last.year > LAST_YEAR:
            return None
        period = Period(first, last)
        return period if len(period.quarters) <= MAX_QUARTERS else None


def default_period(plan: ProcessPlan | None, today: date) -> Period:
    """What the timeline opens on: the plan's quarters as long as it runs, else those around today."""
    if plan is None:
        return Period(quarters_on(today, 0), quarters_on(today, 3) - timedelta(days=1))
    whole = own_period(plan)
    # After the plan's last day its quarters hold nothing any more of what is and what comes.
    if today > plan.ends or whole.last < today:
        return Period(quarters_on(today, -1), quarters_on(today, 3) - timedelta(days=1))
    return whole


def own_period(plan: ProcessPlan) -> Period:
    """The plan's own quarters, on which its own page opens for ever."""
    whole = Period.around(plan.starts, plan.ends)
    # Cut here, where nobody has asked: a plan of many years opens on its beginning.
    return Period(whole.first, whole.quarters[:MAX_QUARTERS][-1].last)


class PeriodForm(Form):
    """From and to, as days; the timeline shows the whole quarters around them."""

    fra = DanishDateField(label=pgettext_lazy("from a day", "From"), required=False)
    til = DanishDateField(label=pgettext_lazy("to a day", "To"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, default: Period) -> None:
        super().__init__(data or None, initial={"fra": default.first, "til": default.last})
        self.default = default
        for field in self.fields.values():
            field.widget.attrs |= {"class": "form-control", "size": 12}

    @property
    def period(self) -> Period:
        """The period asked for; the default one where nothing, or something wrong, was asked."""
        return self.cleaned_data["period"] if self.is_bound and self.is_valid() else self.default

    def clean_fra(self) -> date | None:
        return self._within_bounds("fra")

    def clean_til(self) -> date | None:
        return self._within_bounds("til")

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        first = self.cleaned_data["fra"] or self.default.first
        # With a first day after the plan's end alone, the last must not lie before it.
        last = self.cleaned_data["til"] or max(self.default.last, first)
        if last < first:
            self.add_error("til", _("The last day cannot lie before the first."))
            return self.cleaned_data
        period = Period.around(first, last)
        # Refused and not cut: a shorter period than was asked for would pass for the whole.
        if len(period.quarters) > MAX_QUARTERS:
            self.add_error("til", _("Choose at most %(number)s quarters.") % {"number": MAX_QUARTERS})
        return {**self.cleaned_data, "period": period}

    def _within_bounds(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Choose a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day

"""The days that the law gives a council's term, for any year: pure functions of the year.

Election: the third Tuesday of November in every fourth year, and the term from 1 January after it, four years (lov om
kommunale og regionale valg). The constituting meeting: 1 to 15 December, convened by the elected member who has sat
longest (kommunestyrelsesloven § 6). The budget's second reading: at the latest 15 October (§ 38 and the rules by it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .danish import date_text
from .working_days import is_working_day

A_TERM = 4  # years
AN_ELECTION = 2025  # any year of one: the others lie so many terms from it
NOVEMBER, TUESDAY = 11, 1
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class TermDays:
    """The legal days of the term whose council is elected in a year."""

    year: int

    @property
    def election(self) -> date:
        first = date(self.year, NOVEMBER, 1)
        return first + (TUESDAY - first.weekday()) % 7 * DAY + 2 * WEEK

    @property
    def constituting_from(self) -> date:
        return date(self.year, 12, 1)

    @property
    def constituting_until(self) -> date:
        return date(self.year, 12, 15)

    @property
    def constituting_days(self) -> list[date]:
        """The working days on which the council may constitute itself."""
        days = [self.constituting_from + number * DAY for number in range(15)]
        return [day for day in days if is_working_day(day)]

    @property
    def starts(self) -> date:
        return date(self.year + 1, 1, 1)

    @property
    def ends(self) -> date:
        return date(self.year + A_TERM, 12, 31)

    @property
    def name(self) -> str:
        return f"{self.starts.year}–{self.ends.year}"

    @property
    def election_text(self) -> str:
        return date_text(self.election)


def budget_by(year: int) -> date:
    """The last day of the second reading of the next year's budget."""
    return date(year, 10, 15)


def is_election_year(year: int) -> bool:
    return (year - AN_ELECTION) % A_TERM == 0


def elected_by(day: date) -> TermDays:
    """The term of the latest election that has been held by a day, the day itself counted."""
    year = day.year - (day.year - AN_ELECTION) % A_TERM
    days = TermDays(year)
    return days if days.election <= day else TermDays(year - A_TERM)


def term_days_of(starts: date) -> TermDays:
    """The legal days of a term by its first day."""
    return TermDays(starts.year - 1)

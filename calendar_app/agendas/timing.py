"""Whether an agenda goes out in time, by its body's rule in working days. It warns and refuses nothing."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.dates.danish import weekday_date_text
from ishoj_process.dates.working_days import working_days_before


@dataclass(frozen=True)
class AgendaTiming:
    """The last day on which the agenda may go out, and the day on which it did, or would today."""

    days: int
    last_day: date
    out_on: date
    is_out: bool

    @property
    def is_late(self):
        return self.out_on > self.last_day

    @property
    def text(self):
        """`Dagsordenen skal ud senest onsdag den 30. august 2023, 4 hverdage før mødet.`"""
        rule = ngettext("%(count)s working day", "%(count)s working days", self.days) % {"count": self.days}
        words = {"day": weekday_date_text(self.last_day), "rule": rule, "out": weekday_date_text(self.out_on)}
        if self.is_out and self.is_late:
            return _("The agenda went out on %(out)s. It should have been out by %(day)s, %(rule)s before.") % words
        if self.is_out:
            return _("The agenda went out on %(out)s, in time (%(rule)s before).") % words
        if self.is_late:
            return _("The agenda goes out late: it should have been out by %(day)s, %(rule)s before.") % words
        return _("The agenda is to be out by %(day)s, %(rule)s before.") % words


def agenda_timing(meeting, today):
    """The strictest rule of the meeting's bodies; None where none has one, or it is not known when the agenda went out.

    The count is Danish working days, without Saturdays, holidays and the days on which offices are closed.
    """
    rules = [body.agenda_days for body in meeting.bodies.all() if body.agenda_days]
    if not rules or (meeting.agenda_is_published and meeting.agenda_published_on is None):
        return None
    return timing(max(rules), meeting.start_date, meeting.agenda_published_on or today, meeting.agenda_is_published)


def timing(days, meets_on, out_on, is_out):
    """An agenda beside a rule of so many working days."""
    return AgendaTiming(days, working_days_before(meets_on, days), out_on, is_out)

"""What stands in the calendar beside the meetings: deadlines, citizens' part, involvement, decisions, milestones.

What is known to the day stands on its day. What is known only roughly is never made exact: it stands beside the sheet.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.models import LEVELS, Meeting, Strategy
from strategies.models import Activity, Consultation, EarlyInvolvement, Milestone
from strategies.rights import can_see_hearing_matrix


@dataclass(frozen=True)
class Mark:
    """One line on a day, or beside the sheet where only the time around is known; `kind` is its style."""

    kind: str
    text: str
    url: str
    first: date
    last: date
    when: str = ""  # as roughly as it is known, where it has no day of its own

    @property
    def is_exact(self):
        return not self.when


@dataclass(frozen=True)
class Marks:
    """The marks of some weeks: by day, and those without a day."""

    by_day: dict
    rough: list


def marks_between(user, first, last):
    """What the reader may see between two days, in a fixed number of queries."""
    kinds = (_deadlines, _activities, _milestones, _involvements, _to_decide, _decisions)
    found = [mark for marks_of_kind in kinds for mark in marks_of_kind(user, (first, last))]
    by_day = defaultdict(list)
    for mark in found:
        if mark.is_exact:
            by_day[mark.first].append(mark)
    return Marks(dict(by_day), [mark for mark in found if not mark.is_exact])


def _deadlines(user, days):
    sent = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT).select_related("strategy")
    ending = sent.filter(Q(closed_on__range=days) | Q(closed_on=None, deadline__range=days)).order_by("id")
    for row in ending:
        text = _("Consultation deadline: %(title)s") % {"title": row.title}
        yield Mark("deadline", text, row.get_absolute_url(), row.last_day, row.last_day)


def _strategies(user):
    return Strategy.objects.visible_to(user).latest_editions()


def _in_years(name, days):
    """Rough days are stored as text that begins with the year; a winter begins in the year before."""
    within = Q()
    for year in range(days[0].year - 1, days[1].year + 1):
        within |= Q(**{f"{name}__startswith": str(year)})
    return within


def _activities(user, days):
    """The citizens' part: the first and the last day of what lasts, the day of what does not."""
    rows = Activity.objects.filter(strategy__in=_strategies(user), kind__in=Activity.CITIZEN_KINDS)
    rows = rows.filter(_in_years("starts", days) | _in_years("ends", days))
    for row in rows.select_related("strategy"):
        title = f"{row.strategy.display_title}: {row}"
        if row.starts and row.ends and row.starts.is_exact and row.ends.is_exact:
            yield from _ends(title, row, days)
        elif row.is_open_ended:
            begins = _("%(title)s begins") % {"title": title}
            yield from _around("involvement", begins, row, (row.starts, None), "", days)
        elif row.starts:
            yield from _around("involvement", title, row, (row.starts, row.ends), row.when_text, days)


def _ends(title, row, days):
    texts = ((row.starts, _("%(title)s begins")), (row.ends, _("%(title)s ends")))
    if row.starts == row.ends:
        texts = ((row.starts, "%(title)s"),)
    for end, text in texts:
        if days[0] <= end.first_day <= days[1]:
            words = text % {"title": title}
            yield Mark("involvement", words, row.get_absolute_url(), end.first_day, end.first_day)


def _around(kind, title, row, around, when, days):
    """A mark on its day, or beside the sheet where the time around touches it; `around` is its rough start and end."""
    starts, until = around[0], around[1] or around[0]
    if starts.first_day > days[1] or until.last_day < days[0]:
        return
    if not (starts.is_exact and (around[1] is None or until.is_exact)):
        yield Mark(kind, title, row.get_absolute_url(), starts.first_day, until.last_day, str(when))
    elif days[0] <= starts.first_day:
        yield Mark(kind, title, row.get_absolute_url(), starts.first_day, starts.first_day)


def _milestones(user, days):
    rows = Milestone.objects.filter(_in_years("due", days), strategy__in=_strategies(user))
    for row in rows.select_related("strategy"):
        title = _("%(strategy)s: milestone “%(title)s”") % {"strategy": row.strategy.display_title, "title": row}
        yield from _around("milestone", title, row, (row.due, None), row.due, days)


def _involvements(user, days):
    """Committees that were involved early: the council's and the staff's, as on the strategy's page."""
    if not can_see_hearing_matrix(user):
        return
    rows = EarlyInvolvement.objects.filter(on__range=days, strategy__in=_strategies(user))
    for row in rows.select_related("strategy", "body"):
        text = f"{row.strategy.display_title}: {row.get_kind_display()}, {row.body}"
        yield Mark("involvement", text, row.get_absolute_url(), row.on, row.on)


def _to_decide(user, days):
    """The days on which owners are to decide after a consultation, at meetings that the reader may know of."""
    meetings = Meeting.objects.visible_to(user).filter(start_date__range=days).exclude(state=Meeting.State.CANCELLED)
    rounds = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT, decides_at__in=meetings)
    for row in rounds.select_related("strategy", "decides_at").order_by("id"):
        text = _("%(title)s: the owner decides") % {"title": row.title}
        day = row.decides_at.start_date
        yield Mark("decision", text, row.get_absolute_url(), day, day)


def _decisions(user, days):
    for model in LEVELS:
        rows = model.objects.visible_to(user).latest_editions().defer("text")
        for row in rows.filter(_in_years("adopted_on", days)):
            title = _("%(document)s: adopted") % {"document": row.display_title}
            yield from _around("decision", capfirst(title), row, (row.adopted_on, None), row.adopted_on, days)

"""What stands in the calendar beside the meetings: deadlines, citizens' part, committees involved, decisions, milestones.

What is known to the day stands on its day. What is known only roughly is never made exact: it stands beside the sheet.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.models import LEVELS, Strategy
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
    found = [
        *_deadlines(user, first, last),
        *_activities(user, first, last),
        *_milestones(user, first, last),
        *_involvements(user, first, last),
        *_decisions(user, first, last),
    ]
    by_day = defaultdict(list)
    for mark in found:
        if mark.is_exact:
            by_day[mark.first].append(mark)
    return Marks(dict(by_day), [mark for mark in found if not mark.is_exact])


def _deadlines(user, first, last):
    days = (first, last)
    sent = Consultation.objects.visible_to(user).filter(state=Consultation.State.SENT).select_related("strategy")
    ending = sent.filter(Q(closed_on__range=days) | Q(closed_on=None, deadline__range=days)).order_by("id")
    for row in ending:
        text = _("Consultation deadline: %(title)s") % {"title": row.title}
        yield Mark("deadline", text, row.get_absolute_url(), row.last_day, row.last_day)


def _strategies(user):
    return Strategy.objects.visible_to(user).latest_editions()


def _in_years(name, first, last):
    """Rough days are stored as text that begins with the year."""
    within = Q()
    for year in range(first.year, last.year + 1):
        within |= Q(**{f"{name}__startswith": str(year)})
    return within


def _activities(user, first, last):
    """The citizens' part: the first and the last day of what lasts, the day of what does not."""
    rows = Activity.objects.filter(strategy__in=_strategies(user), kind__in=Activity.CITIZEN_KINDS)
    for row in rows.filter(_in_years("starts", first, last) | _in_years("ends", first, last)).select_related(
        "strategy"
    ):
        title = f"{row.strategy.display_title}: {row}"
        if row.starts and row.ends and row.starts.is_exact and row.ends.is_exact:
            yield from _ends(title, row, first, last)
        elif row.starts:
            yield from _rough(
                "involvement", title, row.get_absolute_url(), (row.starts, row.ends), row.when_text, first, last
            )


def _ends(title, row, first, last):
    texts = ((row.starts, _("%(title)s begins")), (row.ends, _("%(title)s ends")))
    if row.starts == row.ends:
        texts = ((row.starts, "%(title)s"),)
    for day, text in texts:
        if first <= day.first_day <= last:
            words = text % {"title": title}
            yield Mark("involvement", words, row.get_absolute_url(), day.first_day, day.first_day)


def _rough(kind, title, url, ends, when, first, last):
    """A mark on its day, or beside the sheet where the time around touches it."""
    starts = ends[0]
    until = ends[1] or starts
    if starts.first_day > last or until.last_day < first:
        return
    is_one_day = starts.is_exact and starts.first_day == until.last_day
    is_open = starts.is_exact and ends[1] is None
    if (is_one_day or is_open) and first <= starts.first_day <= last:
        yield Mark(kind, title, url, starts.first_day, starts.first_day)
    elif not is_open:
        yield Mark(kind, title, url, starts.first_day, until.last_day, str(when))


def _milestones(user, first, last):
    rows = Milestone.objects.filter(_in_years("due", first, last), strategy__in=_strategies(user))
    for row in rows.select_related("strategy"):
        title = _("%(strategy)s: milestone “%(title)s”") % {"strategy": row.strategy.display_title, "title": row}
        yield from _rough("milestone", title, row.get_absolute_url(), (row.due, None), row.due, first, last)


def _involvements(user, first, last):
    """Committees that were involved early: the council's and the staff's, as on the strategy's page."""
    if not can_see_hearing_matrix(user):
        return
    rows = EarlyInvolvement.objects.filter(on__range=(first, last), strategy__in=_strategies(user))
    for row in rows.select_related("strategy", "body"):
        text = f"{row.strategy.display_title}: {row.get_kind_display()}, {row.body}"
        yield Mark("involvement", text, row.get_absolute_url(), row.on, row.on)


def _decisions(user, first, last):
    for model in LEVELS:
        rows = model.objects.visible_to(user).latest_editions().defer("text")
        for row in rows.filter(_in_years("adopted_on", first, last)):
            title = capfirst(_("%(document)s: adopted") % {"document": row.display_title})
            yield from _rough(
                "decision", title, row.get_absolute_url(), (row.adopted_on, None), row.adopted_on, first, last
            )

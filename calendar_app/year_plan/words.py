"""What a rule and its days are called: `den første tirsdag i måneden`, `uge 20`, what became of a meeting."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.models import MeetingRule
from ishoj_process.dates import danish as danish_dates

from .rhythm import Fate, OnHoliday, Pattern


def rule_text(rule):
    """The rule in one sentence, the way it is counted, what is left out, and what happens on a holiday."""
    return " ".join([_pattern_text(rule), *filter(None, [_months_text(rule), _holiday_text(rule)])])


def _pattern_text(rule):
    weekday = danish_dates.WEEKDAYS[rule.weekday - 1]
    if rule.pattern == Pattern.MONTHLY:
        ordinal = MeetingRule.Ordinal(rule.ordinal).label
        return _("%(ordinal)s %(weekday)s of the month.") % {"ordinal": ordinal.capitalize(), "weekday": weekday}
    words = {"weekday": weekday.capitalize()}
    if rule.pattern == Pattern.WEEKS:
        return _("%(weekday)s in week %(weeks)s.") % {**words, "weeks": weeks_text(rule.weeks)}
    if rule.pattern == Pattern.EVERY:
        words |= {"first": rule.first_week, "every": rule.every}
        return _("%(weekday)s every %(every)s weeks, from week %(first)s.") % words
    return _following_text(rule, words | {"body": rule.follows.name if rule.follows else ""})


def _following_text(rule, words):
    count = abs(rule.weeks_from)
    words = {**words, "count": count}
    if rule.weeks_from < 0:
        text = ngettext(
            "%(weekday)s in the week before the meetings of %(body)s.",
            "%(weekday)s %(count)s weeks before the week of the meetings of %(body)s.",
            count,
        )
    elif count:
        text = ngettext(
            "%(weekday)s in the week after the meetings of %(body)s.",
            "%(weekday)s %(count)s weeks after the week of the meetings of %(body)s.",
            count,
        )
    else:
        text = _("%(weekday)s in the same week as the meetings of %(body)s.")
    return text % words


def _months_text(rule):
    names = [danish_dates.MONTHS[month - 1] for month in sorted(rule.months_left_out)]
    return _("Not in %(months)s.") % {"months": joined(names)} if names else ""


def _holiday_text(rule):
    return {
        OnHoliday.LEFT_OUT: _("Left out on a holiday."),
        OnHoliday.NEXT: _("On a holiday the next working day of the week."),
        OnHoliday.PREVIOUS: _("On a holiday the working day before in the week."),
    }[rule.on_holiday]


def joined(words):
    """`juni, juli og december`"""
    words = [str(word) for word in words]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def weeks_text(weeks):
    """`3, 7–9 og 20` is typed and shown as `3, 7-9, 20`."""
    spans = []
    for week in sorted(weeks):
        if spans and week == spans[-1][1] + 1:
            spans[-1][1] = week
        else:
            spans.append([week, week])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def fate_text(given):
    """Why a day that the rule names is left out or moved; empty where it stands."""
    if given.fate == Fate.MONTH:
        return _("%(month)s is without meetings") % {"month": danish_dates.MONTHS[given.named.month - 1]}
    return given.holiday


def days_apart_text(days):
    """`7 dage senere`, `1 dag tidligere`; empty for the same day."""
    if not days:
        return ""
    later = ngettext("%(count)s day later", "%(count)s days later", abs(days))
    earlier = ngettext("%(count)s day earlier", "%(count)s days earlier", abs(days))
    return (later if days > 0 else earlier) % {"count": abs(days)}

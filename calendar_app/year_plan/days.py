"""The days that the rules of a year give, rule by rule: those that follow another body's meetings after the others."""

from collections import defaultdict

from ishoj_process.dates.rhythm import Pattern, days_of
from ishoj_process.models import Meeting


def rule_days(rules, year, held=None):
    """{body's key: its RuleDays}. A rule that follows another counts from what that body's own rule gives.

    `held(body's key, its RuleDays)` may say what the other body's meetings of the year are instead, as (slot, day).
    The years around are always as the rules give them: a week before a meeting in January may lie in December.
    """
    by_body = {rule.body_id: rule for rule in rules}
    found = {rule.body_id: days_of(rule.rhythm, year) for rule in rules if rule.pattern != Pattern.FOLLOWS}
    followers = [rule for rule in rules if rule.pattern == Pattern.FOLLOWS]
    for rule in followers:
        given = found.get(rule.follows_id, [])
        anchors = held(rule.follows_id, given) if held else given_days(given)
        around = _years_around(by_body.get(rule.follows_id), year)
        found[rule.body_id] = days_of(rule.rhythm, year, [*anchors, *around])
    return found


def given_days(days):
    """The days that a rule gives, as (slot, day), without those that are left out."""
    return [(row.slot, row.day) for row in days if row.day]


def _years_around(rule, year):
    if rule is None or rule.pattern == Pattern.FOLLOWS:
        return []
    return [pair for other in (year - 1, year + 1) for pair in given_days(days_of(rule.rhythm, other))]


def meetings_of_year(year):
    """What stands in the calendar of a year already, without what was cancelled, with bodies and plan."""
    meetings = Meeting.objects.filter(start_date__year=year).exclude(state=Meeting.State.CANCELLED)
    return (
        meetings.in_order().select_related("before__before", "planned_as").prefetch_related("bodies", "before__bodies")
    )


def by_body(meetings):
    """{body's key: its meetings}; a joint meeting is each body's."""
    found = defaultdict(list)
    for meeting in meetings:
        for body in meeting.bodies.all():
            found[body.pk].append(meeting)
    return found


def is_taken(rule, given, meetings):
    """Whether a meeting that exists is the one that the rule's day means: the same month, or the same week."""
    return any(meeting.kind == rule.kind and _same_period(rule, given.day, meeting.start_date) for meeting in meetings)


def _same_period(rule, day, other):
    if rule.pattern == Pattern.MONTHLY:
        return (day.year, day.month) == (other.year, other.month)
    return day.isocalendar()[:2] == other.isocalendar()[:2]

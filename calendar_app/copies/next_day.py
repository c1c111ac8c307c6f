"""The next day on which a body meets by its rule, as the calendars of the years have it."""

from __future__ import annotations

from datetime import date, timedelta

from calendar_app.models import YearPlan
from calendar_app.year_plan.days import by_body, is_taken, meetings_of_year, rule_days
from ishoj_process.models import Meeting

FOUR_WEEKS = timedelta(weeks=4)


def same_weekday(meeting: Meeting, today: date) -> date:
    """Where no rule says when: four weeks on, as most bodies meet once a month, and again until it is to come."""
    day = meeting.start_date + FOUR_WEEKS
    while day <= today:
        day += FOUR_WEEKS
    return day


def next_day(meeting: Meeting, today: date) -> date | None:
    """The first free day of the rule after the meeting, and after today; None where the body has no rule.

    Of a joint meeting the rule of the first body that has one. A year without a calendar goes by the one before.
    """
    after = max(meeting.end_date, today)
    keys = [body.pk for body in meeting.hosts]
    for year in (after.year, after.year + 1):
        plan = YearPlan.objects.filter(year__lte=year, rules__body__in=keys).order_by("-year").first()
        if plan is None:
            return None
        rules = list(plan.rules.select_related("body", "follows"))
        rule = next(rule for key in keys for rule in rules if rule.body_id == key)
        held = by_body(meetings_of_year(year))[rule.body_id]
        for given in rule_days(rules, year)[rule.body_id]:
            if given.day and given.day > after and not is_taken(rule, given, held):
                return given.day
    return None

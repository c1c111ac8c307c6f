"""Whether a strategy keeps to its own plan: the sign, its boundary days, and who sees it."""

from datetime import date, timedelta

import pytest

from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import StatusChange
from strategies.models import Milestone
from strategies.portfolio.pace import Sign, Thresholds, pace_of, paces_of

TODAY = date(2023, 8, 14)
RULES = Thresholds(late=14, update=180)
DETAIL = "/strategier/biodiversitetsstrategi/"


def milestone(due, reached_on=None):
    return Milestone(title="Udkast", due=RoughDate.parse(due), reached_on=reached_on)


def sign(status="in_preparation", milestones=(), updated_on=TODAY, today=TODAY):
    pace = pace_of(status, list(milestones), updated_on, today=today, thresholds=RULES)
    return pace and pace.sign


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2023-08-15", Sign.ON_TIME),
        ("2023-08-14", Sign.ON_TIME),
        ("2023-08-13", Sign.ON_TIME),  # over, and within the days that the term leaves
        ("2023-07-31", Sign.ON_TIME),  # the last of them
        ("2023-07-30", Sign.LATE),
        ("2023-07", Sign.ON_TIME),  # somewhere in July: all of July counts
        ("2023-spring", Sign.LATE),
        ("2023", Sign.ON_TIME),
    ],
)
def test_sign_follows_the_next_milestone(due, expected):
    assert sign(milestones=[milestone(due)]) == expected


def test_milestone_that_was_reached_makes_nothing_late():
    reached = milestone("2023-03-01", reached_on=date(2023, 6, 1))

    assert sign(milestones=[reached]) is None
    assert sign(milestones=[reached, milestone("2023-10-01")]) == Sign.ON_TIME


@pytest.mark.parametrize(("days", "expected"), [(180, None), (181, Sign.NOT_UPDATED)])
def test_status_is_not_updated_after_the_days_of_the_term(days, expected):
    assert sign(updated_on=TODAY - timedelta(days=days)) == expected


def test_what_nobody_has_looked_at_is_not_called_late():
    old = TODAY - timedelta(days=200)

    assert sign(milestones=[milestone("2023-03-01")], updated_on=old) == Sign.NOT_UPDATED


@pytest.mark.parametrize("status", ["", "dropped", "superseded"])
def test_what_is_not_worked_on_has_no_sign(status):
    late = milestone("2023-01-01")

    assert sign(status, [late], updated_on=date(2020, 1, 1)) is None


def test_adopted_strategy_keeps_its_days_and_needs_no_update():
    assert sign("adopted", [milestone("2023-01-01")], updated_on=date(2020, 1, 1)) == Sign.LATE
    assert sign("adopted", [], updated_on=date(2020, 1, 1)) is None


def test_sign_says_why():
    late = pace_of("chosen", [milestone("2023-06-01")], TODAY, today=TODAY, thresholds=RULES)
    old = pace_of("chosen", [], date(2023, 1, 2), today=TODAY, thresholds=RULES)
    ahead = pace_of("chosen", [milestone("2023-autumn")], TODAY, today=TODAY, thresholds=RULES)

    assert [pace.why for pace in (late, old, ahead)] == [
        "Milepælen ”Udkast” skulle være nået den 1. juni 2023.",
        "Senest opdateret den 2. januar 2023.",
        "Næste milepæl: ”Udkast” i efteråret 2023.",
    ]


def test_latest_line_about_the_status_is_what_counts(strategy, term):
    for day in (date(2022, 1, 1), date(2023, 8, 1)):
        StatusChange.objects.create(strategy=strategy, to_status="in_preparation", note="Skrives.", on=day)
    assert paces_of([strategy], TODAY) == {}

    StatusChange.objects.filter(on__year=2023).delete()

    assert paces_of([strategy], TODAY)[strategy].sign == Sign.NOT_UPDATED


def test_term_sets_the_days(strategy, term):
    StatusChange.objects.create(strategy=strategy, to_status="chosen", note="Valgt.", on=TODAY - timedelta(days=30))
    term.update_after_days = 29
    term.save()

    assert paces_of([strategy], TODAY)[strategy].sign == Sign.NOT_UPDATED


@pytest.mark.parametrize("path", [DETAIL, "/strategier/", "/udvalg/klima-og-miljoeudvalget/"])
@pytest.mark.parametrize(("role", "shown"), [(None, False), ("member", True), ("administration", True)])
def test_sign_is_the_councils_and_the_staffs(request, client_of, term, strategy, path, role, shown):
    strategy.milestones.create(title="Udkast", due="2023-01-01")

    page = client_of(request.getfixturevalue(role) if role else None).get(path).content.decode()

    assert ("Forsinket" in page) is shown


@pytest.mark.parametrize("count", [1, 3, 30])
def test_signs_of_many_cost_the_same(make_strategies, django_assert_num_queries, count):
    strategies = make_strategies(count)

    with django_assert_num_queries(3):
        assert len(paces_of(strategies, TODAY)) == count

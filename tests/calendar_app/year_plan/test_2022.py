"""The real rule of 2022 beside the real meetings of 2022 and 2023: what it says right, and where reality differs.

The rule, as the council's own calendar states it: “Første tirsdag i måneden (uge 1); uge 2 mødefri; uge 3 stående
udvalg; uge 4 ØPU. Lukket del kl. 17.00, åben del kl. 19.00.” Weekdays of committees are those seen on their agendas.
Source: https://ishoj.dk/borger/demokrati/dagsordener-og-referater/ishoej-byraad-04-01-2022-17-00
"""

from datetime import date, time

import pytest

from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import make_proposal
from calendar_app.year_plan.days import rule_days
from calendar_app.year_plan.reality import compare
from ishoj_process.models import Body, Meeting

COUNCIL_2022 = [
    date(2022, 1, 4), date(2022, 2, 1), date(2022, 3, 1), date(2022, 4, 5), date(2022, 5, 3), date(2022, 6, 7),
    date(2022, 6, 28), date(2022, 8, 9), date(2022, 9, 6), date(2022, 10, 4), date(2022, 11, 1), date(2022, 12, 6),
]  # fmt: skip
# The meetings of committees in the sources: body, weekday observed, hour observed, days.
COMMITTEES = {
    "Klima- og Miljøudvalget": (2, time(19), [date(2022, 1, 18), date(2022, 2, 15), date(2023, 6, 20)]),
    "Kultur- og Fritidsudvalget": (3, time(16, 30), [date(2022, 11, 16)]),
    "Erhvervs- og Beskæftigelsesudvalget": (3, time(19), [date(2022, 10, 12)]),
    "Børne- og Undervisningsudvalget": (4, time(16, 30), [date(2022, 5, 19), date(2022, 6, 23), date(2023, 5, 16)]),
    "Social- og Sundhedsudvalget": (
        4, time(19), [date(2023, 4, 20), date(2023, 5, 15), date(2023, 8, 17)],
    ),
}  # fmt: skip
SECOND_OF_AUGUST, NINTH_OF_AUGUST, EXTRA = date(2022, 8, 2), date(2022, 8, 9), date(2022, 6, 28)
FINANCE = [date(2023, 8, 28), date(2023, 9, 25)]


@pytest.fixture
def rules_of(council):
    """The rule of 2022, laid on a year: the council, and the committees in the third and fourth week."""

    def make(year):
        plan = YearPlan.objects.create(year=year)
        rules = [
            MeetingRule.objects.create(
                plan=plan,
                body=council,
                kind="council",
                pattern="monthly",
                ordinal=1,
                weekday=2,
                start_time=time(17),
                open_part_time=time(19),
                place="Rådhuset, Byrådssalen, Ishøj Store Torv 20, etage 2, 2635 Ishøj",
            )
        ]
        for name, (weekday, hour, _days) in COMMITTEES.items():
            rules.append(_following(plan, council, name, weekday, weeks_from=2, start_time=hour))
        rules.append(_following(plan, council, "Økonomi- og Planudvalget", 1, weeks_from=3, start_time=time(17)))
        return rules

    return make


def _following(plan, council, name, weekday, **fields):
    body, _made = Body.objects.get_or_create(name=name, defaults={"slug": f"udvalg-{Body.objects.count()}"})
    fields = {"kind": "committee", "pattern": "follows", "follows": council, **fields}
    return MeetingRule.objects.create(plan=plan, body=body, weekday=weekday, **fields)


def differences(rules, name, real):
    """(the rule's day, the real day, how many days later, what the page says) where the two are not the same."""
    rule = next(rule for rule in rules if rule.body.name == name)
    year = rule.plan.year
    meetings = [Meeting(start_date=day, end_date=day) for day in real if day.year == year]
    rows = compare(rule_days(rules, year)[rule.body_id], meetings)
    return [
        (row.rule_day, row.meeting.start_date, row.days_apart, row.words)
        for row in rows
        if row.meeting and not row.is_same
    ]


def test_council_of_2022_kept_to_its_rule_ten_times_of_twelve(rules_of):
    assert differences(rules_of(2022), "Ishøj Byråd", COUNCIL_2022) == [
        (
            date(2022, 7, 5),
            date(2022, 6, 28),
            -7,
            "Afholdt eller planlagt 7 dage tidligere. Reglens 5. juli 2022: juli er mødefri.",
        ),
        (date(2022, 8, 2), date(2022, 8, 9), 7, "Afholdt eller planlagt 7 dage senere. Ingen helligdag forklarer det."),
    ]


def test_page_of_2022_shows_where_the_council_differed(rules_of, council, make_meeting, client_of, secretariat):
    rules_of(2022)
    for day in COUNCIL_2022:
        make_meeting(council, kind="council", start_date=day)

    page = " ".join(client_of(secretariat).get("/moeder/aarsplan/2022/virkelighed/").content.decode().split())

    assert "10 af 12 møder ligger, hvor reglen siger." in page
    assert [part.split("</strong>")[0] for part in page.split("<td><strong>")[1:]] == [
        "Afholdt eller planlagt 7 dage tidligere. Reglens 5. juli 2022: juli er mødefri.",
        "Afholdt eller planlagt 7 dage senere. Ingen helligdag forklarer det.",
    ]


def test_committees_of_2022_met_in_the_third_week_but_for_the_autumn_holidays(rules_of):
    rules = rules_of(2022)
    found = {name: differences(rules, name, days) for name, (_weekday, _hour, days) in COMMITTEES.items()}

    assert {name: rows for name, rows in found.items() if rows} == {
        "Erhvervs- og Beskæftigelsesudvalget": [
            (
                date(2022, 10, 19),
                date(2022, 10, 12),
                -7,
                "Afholdt eller planlagt 7 dage tidligere. "
                "Reglens dag ligger i uge 42, hvor skolerne ofte har efterårsferie.",
            )
        ]
    }


def test_rule_of_2022_laid_on_2023_differs_on_ascension_day_alone(rules_of):
    rules = rules_of(2023)
    found = {name: differences(rules, name, days) for name, (_weekday, _hour, days) in COMMITTEES.items()}
    why = "Reglens 18. maj 2023: Kristi himmelfartsdag."

    assert {name: rows for name, rows in found.items() if rows} == {
        "Børne- og Undervisningsudvalget": [
            (date(2023, 5, 18), date(2023, 5, 16), -2, f"Afholdt eller planlagt 2 dage tidligere. {why}")
        ],
        "Social- og Sundhedsudvalget": [
            (date(2023, 5, 18), date(2023, 5, 15), -3, f"Afholdt eller planlagt 3 dage tidligere. {why}")
        ],
    }


def test_finance_committee_of_2023_met_in_the_week_before_the_council(rules_of):
    """Eight days before it, as observed; counted from the meeting before, that is the fourth week, or the fifth."""
    rules = rules_of(2023)
    by_fourth_week = differences(rules, "Økonomi- og Planudvalget", FINANCE)
    rules[-1].weeks_from = -1
    by_week_before = differences(rules, "Økonomi- og Planudvalget", FINANCE)

    assert [(rule, real) for rule, real, _apart, _words in by_fourth_week] == [(date(2023, 8, 21), date(2023, 8, 28))]
    assert by_week_before == []


def test_rules_make_the_year_of_2022(rules_of, secretariat, council):
    rules = rules_of(2022)

    make_proposal(plan=rules[0].plan, by=secretariat)

    made = PlannedMeeting.objects.filter(body=council)
    assert [row.date for row in made] == [
        SECOND_OF_AUGUST if day == NINTH_OF_AUGUST else day for day in COUNCIL_2022 if day != EXTRA
    ]
    assert {(row.start_time, row.open_part_time) for row in made} == {(time(17), time(19))}

"""The proposal of a year: made by the rules, adjusted by hand, made again without undoing what was adjusted."""

from datetime import date, time

import pytest

from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import leave_out, make_proposal
from calendar_app.year_plan.forms import MeetingRuleForm, PlannedMeetingForm
from ishoj_process.dates.rhythm import Pattern
from ishoj_process.editing.acts import Refused
from ishoj_process.models import Body, Meeting

TUESDAY, THURSDAY = 2, 4


@pytest.fixture
def plan(db):
    return YearPlan.objects.create(year=2024)


@pytest.fixture
def council_rule(plan, council):
    """The first Tuesday of each month but July, at an hour and place."""
    return MeetingRule.objects.create(
        plan=plan,
        body=council,
        kind="council",
        pattern=Pattern.MONTHLY,
        weekday=TUESDAY,
        start_time=time(17),
        open_part_time=time(19),
        place="Byrådssalen",
    )


@pytest.fixture
def committee_rule(plan, committee, council):
    """The Thursday of the week after the council's meeting."""
    return MeetingRule.objects.create(
        plan=plan, body=committee, kind="committee", pattern="follows", follows=council, weeks_from=1, weekday=THURSDAY
    )


def days(body):
    return [row.date for row in PlannedMeeting.objects.filter(body=body, is_left_out=False)]


def adjusted(row, **fields):
    for name, value in {**fields, "is_adjusted": True}.items():
        setattr(row, name, value)
    row.save()


def test_proposal_has_a_meeting_of_each_month_with_the_rules_hours_and_place(plan, council_rule, council, secretariat):
    done = make_proposal(plan=plan, by=secretariat)

    row = PlannedMeeting.objects.first()
    assert (done["made"], [day.month for day in days(council)]) == (11, [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12])
    assert (row.date, row.rule_date, row.slot) == (date(2024, 1, 2), date(2024, 1, 2), "2024-01")
    assert (row.start_time, row.open_part_time, row.place, row.kind) == (time(17), time(19), "Byrådssalen", "council")
    assert row.history.get().history_user == secretariat


def test_proposal_made_twice_changes_nothing(plan, council_rule, committee_rule, secretariat):
    make_proposal(plan=plan, by=secretariat)
    before = list(PlannedMeeting.objects.values())

    done = make_proposal(plan=plan, by=secretariat)

    assert (done["made"], done["changed"], done["removed"]) == (0, 0, 0)
    assert list(PlannedMeeting.objects.values()) == before


def test_rule_that_was_changed_moves_what_nobody_touched_and_keeps_what_was_adjusted(
    plan, council_rule, council, secretariat
):
    make_proposal(plan=plan, by=secretariat)
    may, june, august = PlannedMeeting.objects.filter(date__month__in=(5, 6, 8))
    adjusted(may, date=date(2024, 5, 14))
    leave_out(planned=june, is_left_out=True, by=secretariat)
    by_hand = PlannedMeeting.objects.create(plan=plan, body=council, kind="council", date=date(2024, 6, 25))
    council_rule.weekday = THURSDAY
    council_rule.save()

    done = make_proposal(plan=plan, by=secretariat)

    assert (done["made"], done["changed"], done["removed"], done["kept"]) == (0, 9, 0, 3)
    assert [day for day in days(council) if day.month in (5, 6, 8)] == [
        date(2024, 5, 14),
        by_hand.date,
        date(2024, 8, 1),
    ]
    august.refresh_from_db()
    assert (august.rule_date, august.version) == (date(2024, 8, 1), 2)


def test_meeting_taken_in_again_follows_the_rule_again(plan, council_rule, secretariat):
    make_proposal(plan=plan, by=secretariat)
    row = PlannedMeeting.objects.first()

    leave_out(planned=row, is_left_out=True, by=secretariat)
    leave_out(planned=row, is_left_out=False, by=secretariat)

    row.refresh_from_db()
    assert (row.is_left_out, row.is_adjusted, row.version) == (False, False, 3)


def test_rule_that_was_removed_takes_its_meetings_with_it_but_for_the_adjusted(
    plan, council_rule, council, secretariat
):
    make_proposal(plan=plan, by=secretariat)
    adjusted(PlannedMeeting.objects.first(), place="Foyeren")
    council_rule.delete()

    assert make_proposal(plan=plan, by=secretariat)["removed"] == 10
    assert days(council) == [date(2024, 1, 2)]


def test_following_body_follows_what_was_moved_left_out_and_entered_by_hand(
    plan, council_rule, committee_rule, committee, council, secretariat
):
    make_proposal(plan=plan, by=secretariat)
    assert days(committee)[:3] == [date(2024, 1, 11), date(2024, 2, 15), date(2024, 3, 14)]
    january, february = PlannedMeeting.objects.filter(body=council)[:2]
    adjusted(january, date=date(2024, 1, 16))
    leave_out(planned=february, is_left_out=True, by=secretariat)
    PlannedMeeting.objects.create(plan=plan, body=council, kind="council", date=date(2024, 2, 27))

    make_proposal(plan=plan, by=secretariat)

    assert days(committee)[:3] == [date(2024, 1, 25), date(2024, 3, 7), date(2024, 3, 14)]


def test_meeting_that_exists_is_not_proposed_twice_and_is_followed(
    plan, council_rule, committee_rule, committee, council, make_meeting, secretariat
):
    make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2024, 1, 9))
    make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2024, 2, 13), state=Meeting.State.CANCELLED)
    make_meeting(council, kind=Meeting.Kind.THEME, start_date=date(2024, 3, 5))

    make_proposal(plan=plan, by=secretariat)

    assert [day.month for day in days(council)][:2] == [2, 3]
    assert days(committee)[0] == date(2024, 1, 18)


def test_week_before_a_meeting_of_next_january_may_lie_in_december(plan, council_rule, committee_rule, secretariat):
    """2025's first Tuesday is 7 January; three weeks before it is the week of Thursday 19 December."""
    committee_rule.weeks_from = -3
    committee_rule.save()

    make_proposal(plan=plan, by=secretariat)

    found = PlannedMeeting.objects.filter(body=committee_rule.body).last()
    assert (found.date, found.slot) == (date(2024, 12, 19), "2025-01")


def test_adopted_plan_takes_no_new_proposal(plan, council_rule, secretariat):
    YearPlan.objects.update(state="adopted", adopted_on=date(2023, 12, 1))

    with pytest.raises(Refused):
        make_proposal(plan=plan, by=secretariat)

    assert not PlannedMeeting.objects.exists()


def test_no_meeting_is_proposed_before_the_body_begins_or_after_it_has_ended(plan, council_rule, council, secretariat):
    Body.objects.filter(pk=council.pk).update(begins=date(2024, 2, 6), ends=date(2024, 4, 1))
    make_proposal(plan=plan, by=secretariat)

    assert [day.month for day in days(council)] == [2, 3]


def test_rule_and_plan_offer_who_is_there_in_the_year(plan, council, committee, other_committee):
    Body.objects.filter(pk=committee.pk).update(ends=date(2023, 12, 31))
    Body.objects.filter(pk=other_committee.pk).update(begins=date(2024, 6, 1))

    rule, planned = MeetingRule(plan=plan), PlannedMeeting(plan=plan)
    for form in (MeetingRuleForm(instance=rule), PlannedMeetingForm(instance=planned)):
        assert list(form.fields["body"].queryset) == [council, other_committee]
    early = {"body": other_committee.pk, "kind": "committee", "date": "31-05-2024"}
    form = PlannedMeetingForm(early, instance=PlannedMeeting(plan=plan))
    assert form.errors == {"body": ["Klima- og Miljøudvalget findes ikke den dag."]}

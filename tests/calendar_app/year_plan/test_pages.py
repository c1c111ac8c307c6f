"""The pages of a year's meetings: rules typed, a proposal made, adjusted, adopted, taken back; rule and reality."""

from datetime import date, time

import pytest

from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from ishoj_process.models import Body, Meeting, Seat

URL = "/moeder/aarsplan/"
RULE = {
    "kind": "council",
    "pattern": "monthly",
    "weekday": "2",
    "ordinal": "1",
    "first_week": "1",
    "every": "4",
    "weeks_from": "-1",
    "on_holiday": "left_out",
    "months_left_out": ["7"],
    "start_time": "17.00",
    "open_part_time": "19",
    "place": "Byrådssalen",
}


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def plan(db):
    return YearPlan.objects.create(year=2024)


@pytest.fixture
def proposed(plan, council, browser):
    """The council's first Tuesdays of 2024, proposed."""
    browser.post(f"{URL}2024/regler/ny/", {**RULE, "body": council.pk})
    browser.post(f"{URL}2024/forslag/")
    return plan


def words(response):
    return " ".join(response.content.decode().split())


def test_year_is_planned_from_its_beginning_to_its_adoption(browser, council):
    assert browser.post(URL, {"year": "2024"})["Location"] == f"{URL}2024/"
    assert browser.post(f"{URL}2024/regler/ny/", {**RULE, "body": council.pk})["Location"] == f"{URL}2024/#regler"
    page = browser.post(f"{URL}2024/forslag/", follow=True)

    assert "11 møder er tilføjet, 0 ændret og 0 fjernet" in words(page)
    assert "Den første tirsdag i måneden. Ikke i juli. Falder mødet på en helligdag, udelades det." in words(page)
    browser.post(f"{URL}2024/vedtag/")
    assert Meeting.objects.filter(start_time=time(17), open_part_time=time(19), place="Byrådssalen").count() == 11
    browser.post(f"{URL}2024/vedtag/fortryd/")
    assert (Meeting.objects.count(), PlannedMeeting.objects.count()) == (0, 11)


def test_next_year_begins_with_the_rules_of_this_one(browser, proposed, committee):
    form = browser.get(URL).context["form"]
    MeetingRule.objects.create(plan=proposed, body=committee, kind="committee", weekday=3)

    browser.post(URL, {"year": "2025"})

    assert form.initial["year"] == 2025
    assert list(MeetingRule.objects.filter(plan__year=2025).values_list("body", "weekday").order_by("weekday")) == [
        (Body.objects.get(kind="council").pk, 2),
        (committee.pk, 3),
    ]


@pytest.mark.parametrize("year", ["1900", "2200", "99999999999999999999", "x", ""])
def test_year_that_cannot_be_planned_is_refused_at_its_field(browser, db, year):
    response = browser.post(URL, {"year": year})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["year"])
    assert not YearPlan.objects.exists()


def test_year_that_nobody_planned_is_absent(browser, db):
    assert [browser.get(f"{URL}{year}/").status_code for year in (2024, 10**30)] == [404, 404]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"weeks": "", "pattern": "weeks"}, "weeks"),
        ({"weeks": "54", "pattern": "weeks"}, "weeks"),
        ({"weeks": "9-3", "pattern": "weeks"}, "weeks"),
        ({"weeks": "²", "pattern": "weeks"}, "weeks"),
        ({"pattern": "every", "every": "0", "first_week": "1"}, "every"),
        ({"pattern": "every", "every": "", "first_week": "1"}, "every"),
        ({"pattern": "follows", "weeks_from": "1"}, "follows"),
        ({"pattern": "monthly", "ordinal": "5"}, "ordinal"),
        ({"pattern": "monthly", "ordinal": ""}, "ordinal"),
        ({"months_left_out": ["13"]}, "months_left_out"),
        ({"start_time": "", "open_part_time": "19.00"}, "open_part_time"),
        ({"weekday": "7"}, "weekday"),
    ],
)
def test_rule_that_says_too_little_or_nonsense_is_refused_at_its_field(browser, plan, council, typed, field):
    response = browser.post(f"{URL}2024/regler/ny/", {**RULE, "body": council.pk, **typed})

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert not MeetingRule.objects.exists()


@pytest.mark.parametrize("name", ["ordinal", "first_week", "every", "weeks_from"])
def test_what_the_chosen_way_of_counting_does_not_need_may_be_empty_and_keeps_its_value(browser, plan, council, name):
    rule = plan.rules.create(body=council, kind="council", weekday=2, ordinal=3, first_week=4, every=5, weeks_from=6)
    typed = {**RULE, "pattern": "weeks", "weeks": "3", name: "", "version": "1"}

    assert browser.post(f"{URL}2024/regler/{council.slug}/", typed).status_code == 302
    assert getattr(MeetingRule.objects.get(), name) == getattr(rule, name)


def test_weeks_are_typed_as_spans_and_shown_so(browser, plan, council):
    browser.post(f"{URL}2024/regler/ny/", {**RULE, "body": council.pk, "pattern": "weeks", "weeks": "20; 3,7 - 9"})

    rule = MeetingRule.objects.get()
    assert (rule.weeks, rule.text.split(".")[0]) == ([3, 7, 8, 9, 20], "Tirsdag i uge 3, 7-9, 20")
    assert browser.get(f"{URL}2024/regler/{council.slug}/").context["form"]["weeks"].value() == "3, 7-9, 20"


def test_rules_do_not_follow_each_other_in_a_ring(browser, proposed, council, committee):
    follows = {**RULE, "kind": "committee", "pattern": "follows", "weeks_from": "1"}
    browser.post(f"{URL}2024/regler/ny/", {**follows, "body": committee.pk, "follows": council.pk})

    ring = browser.post(f"{URL}2024/regler/{council.slug}/", {**follows, "follows": committee.pk, "version": "1"})
    own = browser.post(f"{URL}2024/regler/{council.slug}/", {**follows, "follows": council.pk, "version": "1"})

    assert [list(answer.context["form"].errors) for answer in (ring, own)] == [["follows"], ["follows"]]
    assert MeetingRule.objects.get(body=committee).follows == council


def test_meeting_is_adjusted_left_out_and_entered_by_hand(browser, proposed, council):
    first = PlannedMeeting.objects.first()
    url = f"{URL}2024/moeder/{first.pk}/"
    moved = {"kind": "council", "date": "9-1-2024", "start_time": "17.00", "place": "Foyeren", "note": "Flyttet"}

    assert browser.post(url, {**moved, "version": "1"})["Location"] == f"{URL}2024/#m{first.pk}"
    browser.post(f"{url}udelad/", {"udelad": "1"})
    browser.post(f"{URL}2024/moeder/nyt/", {**moved, "body": council.pk, "date": "28-6-2024"})

    first.refresh_from_db()
    assert (first.date, first.place, first.is_adjusted, first.is_left_out) == (date(2024, 1, 9), "Foyeren", True, True)
    by_hand = PlannedMeeting.objects.get(date=date(2024, 6, 28))
    page = words(browser.get(f"{URL}2024/"))
    assert page.count("Tilføjet manuelt") == 1
    assert "to gange på en uge" not in page
    assert browser.get(f"{url}fjern/").status_code == 302
    browser.post(f"{URL}2024/moeder/{by_hand.pk}/fjern/", {"version": "1"})
    assert not PlannedMeeting.objects.filter(pk=by_hand.pk).exists()


def test_who_follows_a_meeting_is_said_where_it_is_moved(browser, proposed, council, committee):
    MeetingRule.objects.create(
        plan=proposed, body=committee, kind="committee", pattern="follows", follows=council, weekday=4
    )

    page = words(browser.get(f"{URL}2024/moeder/{PlannedMeeting.objects.first().pk}/"))

    assert "Disse følger mødet og flyttes med: Kultur- og Fritidsudvalget." in page


def test_meeting_moved_into_another_year_is_refused(browser, proposed):
    first = PlannedMeeting.objects.first()

    response = browser.post(f"{URL}2024/moeder/{first.pk}/", {"kind": "council", "date": "2-1-2025", "version": "1"})

    assert response.context["form"].errors == {"date": ["Dagen skal ligge i 2024."]}


def test_rule_changed_by_two_at_once_shows_both(browser, proposed, council):
    url = f"{URL}2024/regler/{council.slug}/"
    browser.post(url, {**RULE, "months_left_out": ["7", "12"], "version": "1"})

    mine = browser.post(url, {**RULE, "place": "Foyeren", "version": "1"})

    assert (mine.status_code, [(one.label, one.theirs, one.mine) for one in mine.context["conflict"]]) == (
        409,
        [("Mødefri måneder", "juli, december", "juli"), ("Sted", "Byrådssalen", "Foyeren")],
    )
    assert MeetingRule.objects.get().months_left_out == [7, 12]


def test_plan_begun_by_mistake_is_removed_and_an_adopted_one_is_not(browser, proposed):
    browser.post(f"{URL}2024/vedtag/")
    browser.post(f"{URL}2024/fjern/", {"version": "2"})
    assert YearPlan.objects.exists()
    browser.post(f"{URL}2024/vedtag/fortryd/")

    browser.post(f"{URL}2024/fjern/", {"version": "3"})

    assert (YearPlan.objects.count(), PlannedMeeting.objects.count()) == (0, 0)


def test_meeting_of_another_year_is_absent(browser, proposed):
    YearPlan.objects.create(year=2025)
    pk = PlannedMeeting.objects.first().pk

    assert browser.get(f"{URL}2025/moeder/{pk}/").status_code == 404


def test_adopted_calendar_says_what_became_of_each_and_is_not_edited(browser, proposed, council):
    browser.post(f"{URL}2024/vedtag/")
    first, second, third = Meeting.objects.order_by("start_date")[:3]
    Meeting.objects.filter(pk=first.pk).update(start_date=date(2024, 1, 9), end_date=date(2024, 1, 9), version=2)
    Meeting.objects.filter(pk=second.pk).update(state="cancelled")
    third.delete()

    page = words(browser.get(f"{URL}2024/"))

    assert [page.count(said) for said in ("Flyttet til tirsdag den 9. januar 2024", "Aflyst", "Fjernet siden")] == [
        1, 1, 1,
    ]  # fmt: skip
    assert page.count("Som planlagt") == 8
    for url in ("regler/ny/", f"regler/{council.slug}/", "moeder/nyt/"):
        assert browser.get(f"{URL}2024/{url}")["Location"] == f"{URL}2024/"
    refused = words(browser.post(f"{URL}2024/vedtag/fortryd/", follow=True))
    assert "Ishøj Byråd tirsdag den 9. januar 2024 er rettet" in refused
    assert YearPlan.objects.get().is_adopted


def test_existing_meeting_stands_beside_and_collisions_are_named(
    browser, proposed, make_meeting, council, committee, member
):
    """The member sits in both; the roles are named."""
    Seat.objects.filter(body=committee).update(role="chair")
    make_meeting(committee, kind="committee", start_date=date(2024, 2, 6), start_time=time(16, 30))

    page = words(browser.get(f"{URL}2024/"))

    assert "Står i kalenderen" in page
    assert "1 medlem sidder i begge" in page
    assert "Demo: byrådsmedlem: medlem i Ishøj Byråd, formand i Kultur- og Fritidsudvalget" in page


def test_page_of_rule_and_reality_shows_where_they_differ(browser, proposed, make_meeting, council):
    for day in (date(2024, 1, 2), date(2024, 6, 25), date(2024, 8, 13)):
        make_meeting(council, kind="council", start_date=day)

    page = words(browser.get(f"{URL}2024/virkelighed/"))

    assert "1 af 3 møder ligger, hvor reglen siger." in page
    assert "<strong>Afholdt eller planlagt 7 dage senere. Ingen helligdag forklarer det.</strong>" in page


def test_page_asks_as_often_for_a_full_year(browser, plan, council, member, make_meeting, django_assert_num_queries):
    fill_year(plan, bodies=1)
    make_meeting(council, start_date=date(2024, 5, 1))
    browser.get(f"{URL}2024/")
    with django_assert_num_queries(8):
        browser.get(f"{URL}2024/")

    fill_year(plan, bodies=11)

    assert PlannedMeeting.objects.count() == 132
    with django_assert_num_queries(8):
        browser.get(f"{URL}2024/")


def fill_year(plan, *, bodies):
    """Rules and eleven meetings for each of so many bodies more, all with the council's one member."""
    first = Body.objects.count()
    seat = Seat.objects.first()
    for number in range(first, first + bodies):
        body = Body.objects.create(name=f"Udvalg {number}", slug=f"udvalg-{number}", kind="standing")
        Seat.objects.create(body=body, user=seat.user, term=seat.term)
        MeetingRule.objects.create(plan=plan, body=body, kind="committee", weekday=2)
        PlannedMeeting.objects.bulk_create(
            PlannedMeeting(plan=plan, body=body, kind="committee", date=date(2024, month, number), start_time=time(17))
            for month in range(1, 13)
            if month != 7
        )

"""The month as a calendar sheet."""

from datetime import date, time

import pytest

from calendar_app.month.page import month_sheet, neighbour_months
from ishoj_process.models import Meeting


def days_of(weeks):
    return {day.date: day for week in weeks for day in week.days}


def test_sheet_has_whole_weeks_from_monday_with_iso_numbers():
    weeks = month_sheet(date(2023, 10, 1), [], today=date(2023, 8, 14))

    assert [week.number for week in weeks] == [39, 40, 41, 42, 43, 44]
    assert {week.days[0].date.isoweekday() for week in weeks} == {1}
    assert (weeks[0].days[0].date, weeks[-1].days[-1].date) == (date(2023, 9, 25), date(2023, 11, 5))


def test_sheet_numbers_the_week_around_new_year_by_iso():
    weeks = month_sheet(date(2023, 1, 1), [], today=date(2023, 8, 14))

    assert [week.number for week in weeks] == [52, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("month", [date(2023, 10, 1), date(2023, 11, 1)])
def test_seminar_across_two_months_stands_in_both(month):
    seminar = Meeting(title="Seminar", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))

    days = days_of(month_sheet(month, [seminar], today=date(2023, 8, 14)))

    assert [shown.part for shown in days[date(2023, 10, 31)].meetings] == ["dag 1 af 2"]
    assert [shown.part for shown in days[date(2023, 11, 1)].meetings] == ["dag 2 af 2"]
    assert days[date(2023, 11, 2)].meetings == []


def test_sheet_marks_today_and_the_days_of_other_months():
    days = days_of(month_sheet(date(2023, 8, 1), [], today=date(2023, 8, 14)))

    assert [day for day, square in days.items() if square.is_today] == [date(2023, 8, 14)]
    assert [day.day for day, square in days.items() if not square.is_in_month] == [31, 1, 2, 3]


def test_neighbour_months_cross_the_year():
    assert neighbour_months(date(2023, 12, 1)) == (date(2023, 11, 1), date(2024, 1, 1))
    assert neighbour_months(date(2024, 1, 1)) == (date(2023, 12, 1), date(2024, 2, 1))


def test_page_shows_the_month_of_today_and_says_so(client, theme_meeting):
    response = client.get("/kalender/")

    assert response.context["month"] == "august 2023"
    assert response.text.count("i dag</strong>") == 1
    assert "Temamøde 1 for Byrådet" in response.text


@pytest.mark.parametrize("typed", ["2023-10", "oktober 2023", "2023-10-31", "31-10-2023"])
def test_page_reads_a_month_as_danes_write_it(client, db, typed):
    assert client.get("/kalender/", {"maaned": typed}).context["month"] == "oktober 2023"


@pytest.mark.parametrize("typed", ["2023-13", "2023", "engang", "0000-01"])
def test_page_answers_a_wrong_month_at_its_field(client, db, typed):
    response = client.get("/kalender/", {"maaned": typed})

    assert response.context["form"].errors == {"maaned": ["Skriv en måned, der findes, fx august 2023 eller 2023-08."]}
    assert f'value="{typed}"' in response.text
    assert response.context["month"] == "august 2023"


def test_page_says_where_a_month_is_empty(client, theme_meeting):
    assert "Der er ingen møder i denne måned." in client.get("/kalender/?maaned=2023-07").text
    assert "Der er ingen møder i denne måned." not in client.get("/kalender/?maaned=2023-08").text


def test_page_leaves_out_what_is_not_public(client_of, make_meeting, council, secretariat):
    make_meeting(council, title="Hemmeligt møde", is_published=False)

    assert "Hemmeligt møde" not in client_of().get("/kalender/").text
    assert "Hemmeligt møde" in client_of(secretariat).get("/kalender/").text


def test_page_says_that_a_meeting_is_cancelled(client, make_meeting, council):
    make_meeting(council, title="Temamøde", state=Meeting.State.CANCELLED)

    assert '<strong class="day-time">aflyst</strong>' in client.get("/kalender/").text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_asks_the_same_number_of_queries_at_any_size(
    client, make_meeting, council, count, django_assert_num_queries
):
    anchor = make_meeting(council, start_time=time(17))
    for _ in range(count):
        make_meeting(council, before=anchor)

    with django_assert_num_queries(10):
        client.get("/kalender/")


def marks_of(client, month="2023-09"):
    """{day of the month: what stands there beside the meetings}"""
    weeks = client.get(f"/kalender/?maaned={month}").context["weeks"]
    return {day.date.day: [mark.text for mark in day.marks] for day in days_of(weeks).values() if day.marks}


def rough_of(client, month="2023-09"):
    return [(mark.text, mark.when) for mark in client.get(f"/kalender/?maaned={month}").context["rough"]]


def test_citizens_part_stands_on_its_first_and_last_day(client, strategy):
    strategy.activities.create(kind="consultation", starts="2023-09-11", ends="2023-10-09")
    strategy.activities.create(kind="workshop", starts="2023-09-20", ends="2023-09-20")
    strategy.activities.create(kind="meeting", starts="2023-09-21")
    strategy.activities.create(kind="survey", starts="2023-09-19")  # no source says for how long
    strategy.activities.create(kind="preparation", starts="2023-09-22")  # nobody's but the owner's

    assert marks_of(client) == {
        11: ["Biodiversitetsstrategi: offentlig høring begynder"],
        20: ["Biodiversitetsstrategi: workshop"],
        21: ["Biodiversitetsstrategi: borgermøde"],
        19: ["Biodiversitetsstrategi: spørgeskema begynder"],
    }
    assert marks_of(client, "2023-10") == {9: ["Biodiversitetsstrategi: offentlig høring slutter"]}


@pytest.mark.parametrize(
    ("month", "found"),
    [("2023-02", False), ("2023-03", True), ("2023-05", True), ("2023-06", False), ("2022-04", False)],
)
def test_rough_date_stands_beside_the_sheet_and_on_no_day(client, strategy, month, found):
    strategy.activities.create(kind="consultation", starts="2023-spring", weeks=8)

    expected = [("Biodiversitetsstrategi: offentlig høring", "8 uger, forår 2023")] if found else []
    assert (rough_of(client, month), marks_of(client, month)) == (expected, {})


def test_decisions_and_milestones_stand_in_the_calendar(client, strategy, main_policy):
    strategy.milestones.create(title="Udkast", due="2023-09-05")
    strategy.milestones.create(title="Evaluering", due="2023-09")
    main_policy.status, main_policy.adopted_on = "adopted", "2023-09-06"
    main_policy.save()

    assert marks_of(client) == {
        5: ["Biodiversitetsstrategi: milepælen ”Udkast”"],
        6: ["Miljøpolitik: vedtaget"],
    }
    assert rough_of(client) == [("Biodiversitetsstrategi: milepælen ”Evaluering”", "september 2023")]


@pytest.mark.parametrize(("role", "found"), [(None, False), ("member", True), ("administration", True)])
def test_early_involvement_is_the_councils_and_the_staffs(request, client_of, term, strategy, committee, role, found):
    strategy.early_involvements.create(kind="orientation", body=committee, on=date(2023, 9, 7))
    client = client_of(request.getfixturevalue(role) if role else None)

    expected = {7: ["Biodiversitetsstrategi: orientering, Kultur- og Fritidsudvalget"]} if found else {}
    assert marks_of(client) == expected


def test_what_is_not_shown_to_the_public_stands_in_no_calendar_of_theirs(client, strategy):
    strategy.is_published, strategy.status, strategy.adopted_on = False, "adopted", "2023-09-06"
    strategy.save()
    strategy.activities.create(kind="meeting", starts="2023-09-21")
    strategy.milestones.create(title="Udkast", due="2023-09")

    assert (marks_of(client), rough_of(client)) == ({}, [])


def test_meetings_may_be_shown_alone(client, strategy, theme_meeting):
    strategy.activities.create(kind="meeting", starts="2023-08-21")

    page = client.get("/kalender/?maaned=2023-08&vis=moeder")

    assert ("Temamøde 1 for Byrådet" in page.text, "borgermøde" in page.text) == (True, False)
    assert 'href="?maaned=2023-07&amp;vis=moeder"' in page.text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_marks_cost_the_same_at_any_size(client, strategy, count, django_assert_num_queries):
    for _number in range(count):
        strategy.activities.create(kind="meeting", starts="2023-08-21")

    with django_assert_num_queries(8):
        client.get("/kalender/")


@pytest.mark.parametrize(("is_published", "shown"), [(True, True), (False, False)])
def test_day_on_which_the_owner_decides_stands_there_for_who_may_know_of_the_meeting(
    client, strategy, other_committee, make_meeting, is_published, shown
):
    meeting = make_meeting(other_committee, start_date=date(2023, 9, 26), is_published=is_published)
    days = {"opened_on": date(2023, 8, 1), "deadline": date(2023, 9, 11)}
    strategy.consultations.create(number=1, state="sent", is_public=True, decides_at=meeting, **days)

    marks = marks_of(client)

    assert marks[11] == ["Høringsfrist: Biodiversitetsstrategi"]
    assert marks.get(26) == (["Biodiversitetsstrategi: ejeren beslutter"] if shown else None)

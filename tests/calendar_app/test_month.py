"""The month as a calendar sheet."""

from datetime import date, time

import pytest

from calendar_app.month import month_sheet, neighbour_months
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


@pytest.mark.parametrize("count", [1, 3, 300])
def test_page_asks_the_same_number_of_queries_at_any_size(
    client, make_meeting, council, count, django_assert_num_queries
):
    anchor = make_meeting(council, start_time=time(17))
    for _ in range(count):
        make_meeting(council, before=anchor)

    with django_assert_num_queries(4):
        client.get("/kalender/")

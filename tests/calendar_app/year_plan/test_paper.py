"""The meetings of a year by their days on paper: months whole, pages filled evenly, no rest on a page of its own."""

import subprocess
from datetime import date, time

import pytest

from calendar_app.models import PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import adopt_year_plan
from calendar_app.year_plan.calendar import calendar_of
from calendar_app.year_plan.paper import HEIGHT
from ishoj_process.models import Body
from tests.conftest import TODAY

NAMES = ("Erhvervs- og Beskæftigelsesudvalget", "Børne- og Undervisningsudvalget", *(f"Udvalg {n}" for n in range(7)))
HOUR = "17.00"  # of each meeting


def year_of(secretariat, months):
    """An adopted year with so many meetings in its months, each on another day or of another body."""
    plan = YearPlan.objects.create(year=2024)
    bodies = [Body.objects.create(name=name, slug=f"udvalg-{n}", kind="standing") for n, name in enumerate(NAMES)]
    for month, count in months.items():
        for number in range(count):
            day, body = date(2024, month, number % 28 + 1), bodies[number % 9]
            PlannedMeeting.objects.create(plan=plan, body=body, kind="committee", date=day, start_time=time(17))
    return adopt_year_plan(plan=plan, by=secretariat, today=TODAY)


def printed(client):
    """The pages of the list, as words; the wall comes before them."""
    content = client.get("/moeder/aarsplan/2024.pdf").content
    text = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")[:-1]
    first = next(number for number, page in enumerate(pages) if "Møderne dag for dag" in page)
    return pages[first:]


EVERY_MONTH_BUT_JULY = {month: 9 for month in range(1, 13) if month != 7}


def test_year_of_99_meetings_stands_on_one_page_with_each_month_whole(client, secretariat):
    year_of(secretariat, EVERY_MONTH_BUT_JULY)

    [page] = printed(client)

    assert (page.count(" 2024\n"), page.count("(fortsat)"), page.count(HOUR)) == (12, 0, 99)  # with the page's head


def test_month_that_is_longer_than_a_column_is_continued_by_name(client, secretariat):
    year_of(secretariat, {4: 56})

    [page] = printed(client)

    assert ("April 2024\n" in page, page.count("April 2024 (fortsat)\n"), page.count(HOUR)) == (True, 1, 56)


@pytest.mark.parametrize(
    ("months", "pages"),
    [({1: 1}, 1), (dict.fromkeys(range(1, 13), 16), 2), (dict.fromkeys(range(1, 13), 28), 3)],
)
def test_what_is_reckoned_is_what_is_printed_and_pages_are_filled_evenly(client, secretariat, months, pages):
    plan = year_of(secretariat, months)

    reckoned, found = calendar_of(plan, TODAY).pages, printed(client)

    shown = [
        [row.title for column in page.columns for part in column for row, _place in part.rows] for page in reckoned
    ]
    assert len(reckoned) == pages
    assert [page.count(HOUR) for page in found] == [len(page) for page in shown]
    columns = [len(page.columns) for page in reckoned]
    assert max(columns) - min(columns) <= 1
    assert max(sum(part.height for part in column) for page in reckoned for column in page.columns) <= HEIGHT

"""The meeting calendar on paper and as a spreadsheet: who may read it, what it says, and that formulas stay text."""

from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pikepdf
import pytest

from calendar_app.models import PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import adopt_year_plan
from calendar_app.year_plan.calendar import calendar_of
from ishoj_process.models import Body, Meeting
from tests.conftest import TODAY

PDF, XLSX = "/moeder/aarsplan/2024.pdf", "/moeder/aarsplan/2024.xlsx"


@pytest.fixture
def plan(db, council, committee):
    plan = YearPlan.objects.create(year=2024)
    for body, kind, days in (
        (council, "council", [date(2024, 1, 2), date(2024, 2, 6), date(2024, 3, 5)]),
        (committee, "committee", [date(2024, 1, 18)]),
    ):
        for day in days:
            PlannedMeeting.objects.create(
                plan=plan, body=body, kind=kind, date=day, start_time=time(17), place="Byrådssalen"
            )
    return plan


@pytest.fixture
def adopted(plan, secretariat):
    return adopt_year_plan(plan=plan, by=secretariat, today=TODAY)


def wall(plan):
    return [(row.body.name, row.usual_text, row.cells[:3]) for row in calendar_of(plan, TODAY).body_years]


def test_wall_has_the_council_first_and_each_bodys_days_by_month(plan):
    assert wall(plan) == [
        ("Ishøj Byråd", "kl. 17.00, Byrådssalen", [["ti 2."], ["ti 6."], ["ti 5."]]),
        ("Kultur- og Fritidsudvalget", "kl. 17.00, Byrådssalen", [["to 18."], [], []]),
    ]


def test_wall_says_hours_kinds_and_days_that_are_out_of_the_usual(plan, make_meeting, council):
    make_meeting(council, title="Tema", start_date=date(2024, 1, 9), start_time=time(16), end_time=time(18))
    make_meeting(council, kind="seminar", start_date=date(2024, 2, 8), end_date=date(2024, 2, 9))
    make_meeting(council, kind="council", start_date=date(2024, 3, 12))

    assert wall(plan)[0][2] == [
        ["ti 2.", "ti 9. 16.00, temamøde"],
        ["ti 6.", "to 8.–fr 9., byrådsseminar"],
        ["ti 5.", "ti 12. uden tid"],
    ]


def test_adopted_calendar_is_what_the_public_sees_today(adopted):
    first, second, third, _fourth = Meeting.objects.order_by("start_date")
    Meeting.objects.filter(pk=first.pk).update(start_date=date(2024, 1, 9), end_date=date(2024, 1, 9))
    Meeting.objects.filter(pk=second.pk).update(is_published=False)
    Meeting.objects.filter(pk=third.pk).update(state="cancelled")
    rows = calendar_of(adopted, TODAY).rows

    assert [(row.day, row.note) for row in rows] == [
        (date(2024, 1, 9), "flyttet fra den 2. januar 2024"),
        (third.start_date, "aflyst"),
        (date(2024, 3, 5), ""),
    ]


def test_proposal_is_the_staffs_and_the_adopted_calendar_everybodys(
    client_of, plan, member, administration, secretariat
):
    readers = [None, member, administration, secretariat]
    before = [client_of(user).get(XLSX) for user in readers]
    adopt_year_plan(plan=plan, by=secretariat, today=TODAY)
    after = [client_of(user).get(XLSX) for user in readers]

    assert [answer.status_code for answer in before] == [404, 404, 200, 200]
    assert [answer.status_code for answer in after] == [200] * 4
    assert (before[2]["Cache-Control"], after[0]["Cache-Control"]) == ("private, no-store", "public, no-cache")


def test_list_of_meetings_leads_to_the_adopted_calendars(client, page, plan, secretariat):
    assert "Mødekalender 2024 (PDF)" not in page("/moeder/")
    adopt_year_plan(plan=plan, by=secretariat, today=TODAY)

    assert "Mødekalender 2024 (PDF)" in page("/moeder/")


def test_adopted_calendar_answers_304_to_who_has_it(client, adopted):
    etag = client.get(XLSX)["ETag"]

    assert client.get(XLSX, headers={"if-none-match": etag}).status_code == 304


def test_document_is_danish_tagged_and_names_its_year(client, adopted):
    content = client.get(PDF).content
    document = pikepdf.open(BytesIO(content))

    assert (str(document.Root.Lang), document.Root.MarkInfo.Marked) == ("da", True)
    assert str(document.docinfo["/Title"]) == "Mødekalender 2024"
    assert len(document.pages) == 2


def test_spreadsheet_has_real_days_and_hours(client, adopted):
    book = openpyxl.load_workbook(BytesIO(client.get(XLSX).content))
    rows = list(book["Møder"].iter_rows(values_only=True))

    assert rows[1][:6] == (datetime(2024, 1, 2), "tirsdag", 1, time(17), None, "Ishøj Byråd")  # noqa: DTZ001
    assert book["Møder"]["A2"].number_format == "dd-mm-yyyy"
    assert [row[0] for row in book["Udvalg og måneder"].iter_rows(min_row=2, values_only=True)] == [
        "Ishøj Byråd",
        "Kultur- og Fritidsudvalget",
    ]


def test_formula_in_a_name_or_a_place_stays_text(client, plan, secretariat):
    Body.objects.filter(kind="council").update(name="=1+1")
    PlannedMeeting.objects.update(place="=HYPERLINK(0)")
    adopt_year_plan(plan=plan, by=secretariat, today=TODAY)

    book = openpyxl.load_workbook(BytesIO(client.get(XLSX).content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]

    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.quotePrefix for cell in cells} == {True}
    assert len(cells) == 11  # three titles, three bodies and four places of meetings, and the body on the wall


def test_calendar_of_a_year_without_meetings_says_so(client_of, secretariat, db):
    YearPlan.objects.create(year=2024)

    assert client_of(secretariat).get(PDF).status_code == 200
    assert client_of(secretariat).get(XLSX).status_code == 200

"""The three meetings of the memo, as they are stored, shown, printed and put into calendars."""

import subprocess
from datetime import time

import pytest

from ishoj_process.models import Meeting
from vision.models import Question

from .memo import QUESTIONS, SEMINAR, THEME_MEETING_1, THEME_MEETING_2, address, at, missing

pytestmark = pytest.mark.usefixtures("plan_of_2023", "db")


# Theme meeting 1.


def test_first_theme_meeting_presents_the_debate_paper_and_asks_three_questions():
    meeting = at(THEME_MEETING_1)

    assert (meeting.start_time, meeting.end_time) == (time(17), time(19))
    assert [item.title for item in meeting.items.all()] == ["Præsentation af direktionens debatoplæg", *QUESTIONS]
    assert [question.item.title for question in Question.objects.all()] == QUESTIONS


def test_first_theme_meeting_is_shown_with_its_agenda(page):
    words = ["mandag den 21. august 2023 kl. 17.00–19.00", "partnerskaber mellem kommune, erhvervsliv og civilsamfund"]

    assert missing([*words, *QUESTIONS], page(address(THEME_MEETING_1))) == []


def test_first_theme_meeting_is_printed_with_its_agenda(client):
    response = client.get(f"{address(THEME_MEETING_1)}dagsorden.pdf")

    printed = subprocess.run(["pdftotext", "-", "-"], input=b"".join(response), capture_output=True, check=True)

    text = " ".join(printed.stdout.decode().split())
    assert missing(["21. august 2023", "17.00–19.00", "kerneopgave", *QUESTIONS], text) == []


def test_first_theme_meeting_is_in_its_calendar_file(client):
    lines = client.get(f"/moeder/{at(THEME_MEETING_1).pk}.ics").content.decode().split("\r\n")

    assert "DTSTART;TZID=Europe/Copenhagen:20230821T170000" in lines
    assert "DTEND;TZID=Europe/Copenhagen:20230821T190000" in lines


# Theme meeting 2, before the council meeting the same day.


def test_second_theme_meeting_has_no_hour_but_a_meeting_that_it_is_before():
    meeting = at(THEME_MEETING_2)

    assert (meeting.start_time, meeting.end_time, meeting.effective_start) == (None, None, None)
    assert (meeting.before.kind, meeting.before.start_date) == (Meeting.Kind.COUNCIL, THEME_MEETING_2)


@pytest.mark.parametrize(("url", "between"), [("/", ","), ("/moeder/", ""), ("/tidslinje/", ",")])
def test_second_theme_meeting_is_shown_as_before_the_council_meeting(page, url, between):
    assert missing([f"tirsdag den 5. september 2023{between} inden byrådsmødet samme dag"], page(url)) == []


def test_second_theme_meeting_goes_on_with_the_themes_from_august(page):
    words = ["inden byrådsmødet samme dag", "fortsat at drøfte de temaer", "temamødet i august"]

    assert missing(words, page(address(THEME_MEETING_2))) == []


def test_second_theme_meeting_is_an_honest_day_in_calendars(client):
    lines = client.get(f"/moeder/{at(THEME_MEETING_2).pk}.ics").content.decode().split("\r\n")

    assert [line for line in lines if line.startswith(("DTSTART;", "TRANSP", "STATUS", "SUMMARY"))] == [
        "SUMMARY:Temamøde 2 for Byrådet (tidspunkt følger)",
        "DTSTART;VALUE=DATE:20230905",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
    ]


# The seminar over two days.


def test_seminar_is_two_days_with_what_it_is_to_end_in(page):
    words = [
        "tirsdag den 31. oktober – onsdag den 1. november 2023",
        "Den endelige formulering af en vision og sigtelinjer",
        "Hvad er Byrådets prioritering?",
        "strukturerer administrationen de temaer",
    ]

    assert missing(words, page(address(SEMINAR))) == []


def test_seminar_has_no_invented_division_into_days():
    assert {item.day for item in at(SEMINAR).items.all()} == {None}


def test_seminar_is_two_days_in_calendars(client):
    lines = client.get(f"/moeder/{at(SEMINAR).pk}.ics").content.decode().split("\r\n")

    assert [line for line in lines if line.startswith(("DTSTART;", "DTEND"))] == [
        "DTSTART;VALUE=DATE:20231031",
        "DTEND;VALUE=DATE:20231102",
    ]

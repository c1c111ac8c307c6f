"""Any text that can be typed reaches a calendar whole, and nothing that is typed becomes a line of its own."""

import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event

from calendar_app.ical.calendar import new_calendar
from calendar_app.ical.text import clean_line, clean_text, file_name

from .lines import unfolded

ANY_TEXT = st.text(st.characters(), max_size=300)  # every code point, controls and halves of pairs too


def read_back(text):
    """What another library than the one that wrote it reads of a description."""
    calendar = new_calendar()
    calendar.add_component(Event.new(uid="1", summary=clean_line(text) or "-", description=clean_text(text) or "-"))
    ics = calendar.to_ical()
    return ics, vobject.readOne(ics.decode()).vevent


@given(ANY_TEXT)
@example(r"Mappen C:\Noter")
def test_a_text_comes_back_as_it_was_sent(text):
    ics, event = read_back(text)

    assert event.description.value == (clean_text(text) or "-")
    assert event.summary.value == (clean_line(text) or "-")
    assert max(len(line) for line in ics.split(b"\r\n")) <= 75


@given(ANY_TEXT)
def test_no_text_becomes_a_line_of_its_own(text):
    ics, _event = read_back(f"{text}\r\nATTENDEE:mailto:nobody@example.org\nEND:VEVENT\r{text}")

    starts = [line.partition(":")[0].partition(";")[0] for line in unfolded(ics)]
    assert starts.count("ATTENDEE") == 0
    assert starts.count("END") == 5  # calendar, zone, its two changes, event


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


def test_lines_are_kept_in_a_text_and_joined_in_a_line():
    assert clean_text("Første\r\nanden\x0btredje\x00\x07 \n") == "Første\nanden\ntredje"
    assert clean_line("Sal\r\n 1\u2028 æøå\x00") == "Sal 1 æøå"


def test_a_file_name_is_safe_everywhere():
    assert file_name('2023-08-21 Temamøde 1: "a/b\\c" <..>\r\nX: y') == "2023-08-21 Temamøde 1 a b c X y"

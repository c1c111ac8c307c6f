"""The sections of an agenda item: found by their names, whatever they are called on the page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from calendar_app.reading.news import fingerprints
from ishoj_process.meetings.shown import shown_agenda, shown_item
from ishoj_process.models import AgendaItem, Meeting

Section = AgendaItem.Section


@pytest.fixture
def decided(theme_meeting, make_item):
    Meeting.objects.update(agenda_state="published", minutes_state="published")
    theme_meeting.refresh_from_db()
    texts = {section.value: f"<p>{section.value}</p>" for section in Section if section is not Section.PUBLIC_DECISION}
    return make_item(**texts, title="Budget")


def test_sections_are_the_columns_in_the_order_of_print(decided):
    assert [row.section for row in shown_item(AnonymousUser(), decided).sections] == list(Section)[:-1]
    assert all(section.label for section in Section)


@pytest.mark.parametrize("language", ["da", "en"])
def test_decision_is_found_whatever_its_heading(decided, language):
    with override(language):
        assert shown_item(AnonymousUser(), decided).decision == "<p>decision</p>"


def test_decision_of_a_closed_item_is_the_public_one(decided):
    decided.is_closed, decided.public_title, decided.public_decision = True, "Ejendom", "<p>Solgt</p>"
    assert shown_item(AnonymousUser(), decided).decision == "<p>Solgt</p>"


def test_item_without_a_decision_has_none(decided):
    decided.decision = ""
    assert shown_item(AnonymousUser(), decided).decision == ""


def test_marks_of_readers_that_are_stored_stay(decided, theme_meeting):
    """They are made of headings and texts, as they always were: else all would be new to everybody."""
    AgendaItem.objects.filter(pk=decided.pk).update(legal_basis="", economy="", recommendation="")

    (mark,) = fingerprints(shown_agenda(AnonymousUser(), theme_meeting)).values()

    assert mark == "95c7109a6a148715fb5f"

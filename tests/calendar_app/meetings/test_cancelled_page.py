"""The page of a cancelled meeting offers nothing to begin, and promises nothing more."""

from datetime import date

import pytest

from calendar_app.agenda_rules.acts import missing_standing_items
from calendar_app.meetings.acts import reasons_against_held
from ishoj_process.models import StandingItem

from .test_words import text_of

TODAY = date(2023, 8, 14)
TO_BEGIN = ("Nyt punkt", "Offentliggør dagsordenen", "Registrer som afholdt")


@pytest.fixture
def coming(make_meeting, council):
    StandingItem.objects.create(body=council, title="Godkendelse af dagsordenen", position=1)
    return make_meeting(council, start_date=date(2023, 9, 5), is_published=True)


def test_nothing_is_begun_on_a_cancelled_meeting(client_of, secretariat, coming):
    browser, url = client_of(secretariat), coming.get_absolute_url()
    assert missing_standing_items(coming).exists()
    assert "Nyt punkt" in text_of(browser.get(url))
    assert "Offentliggør dagsordenen" in text_of(browser.get(url))

    type(coming).objects.update(state="cancelled")
    page = browser.get(url)

    assert [words for words in TO_BEGIN if words in text_of(page)] == []
    acts = page.context["acts"]
    assert (acts["agenda_choice"], acts["held_choice"], acts["missing_standing"], acts["may_begin"]) == (
        None,
        None,
        0,
        False,
    )


def test_what_is_published_of_a_cancelled_meeting_is_still_taken_back(client_of, secretariat, coming):
    type(coming).objects.update(state="cancelled", agenda_state="published", agenda_published_on=TODAY)

    acts = client_of(secretariat).get(coming.get_absolute_url()).context["acts"]

    assert (acts["agenda_choice"].value, acts["minutes_choices"]) == ("draft", [])


@pytest.mark.parametrize(
    ("state", "words", "never"),
    [
        ("planned", "Dagsordenen er ikke offentliggjort endnu.", "blev ikke"),
        ("cancelled", "Dagsordenen blev ikke offentliggjort.", "offentliggjort endnu"),
    ],
)
def test_of_an_agenda_that_will_not_come_nothing_is_promised(client, coming, state, words, never):
    type(coming).objects.update(state=state)

    page = text_of(client.get(coming.get_absolute_url()))

    assert (words in page, never in page) == (True, False)


def test_a_reason_stands_once(client_of, secretariat, coming):
    type(coming).objects.update(agenda_state="published", agenda_published_on=TODAY)
    page = text_of(client_of(secretariat).get(coming.get_absolute_url()))
    assert page.count("Mødet ligger i fremtiden.") == 1

    coming.state = "cancelled"
    assert reasons_against_held(coming, today=TODAY) == ["Mødet er aflyst."]

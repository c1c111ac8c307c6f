"""The first line of each page, before, during and after the plan."""

from datetime import date

import pytest

from ishoj_process.dates.rough import RoughDate
from vision.models import DebatePaper
from vision.track.way import Way
from vision.track.words import paper_text, themes_text, vision_text

AUGUST = "Temamøde 1 for Byrådet, mandag den 21. august 2023 kl. 17.00–19.00"


@pytest.fixture
def seminar(make_meeting, council):
    return make_meeting(council, title="Byrådsseminar", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))


def way(meetings, today):
    return Way(None, None, meetings, [], today)


NOT_WORDED = "Visionen er ikke formuleret endnu."
SEMINAR = "Byrådsseminar, tirsdag den 31. oktober – onsdag den 1. november 2023"


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2023, 8, 20), f"{NOT_WORDED} Byrådet begynder med {AUGUST}."),
        (
            date(2023, 8, 21),
            f"{NOT_WORDED} Temamøde 1 for Byrådet finder sted nu: mandag den 21. august 2023 kl. 17.00–19.00.",
        ),
        (date(2023, 8, 22), f"{NOT_WORDED} Næste skridt er {SEMINAR}."),
        (
            date(2023, 11, 1),
            f"{NOT_WORDED} Byrådsseminar finder sted nu: tirsdag den 31. oktober – onsdag den 1. november 2023.",
        ),
        (
            date(2023, 11, 2),
            f"{NOT_WORDED} De planlagte møder er forbi, og der er ikke registreret en vedtagelse.",
        ),
    ],
)
def test_vision_says_where_it_stands_on_each_day(vision, theme_meeting, seminar, today, text):
    assert vision_text(vision, way([theme_meeting, seminar], today), 0) == text


def test_vision_passes_over_a_cancelled_meeting(vision, theme_meeting, seminar):
    theme_meeting.state = "cancelled"

    text = vision_text(vision, way([theme_meeting, seminar], date(2023, 8, 14)), 0)

    assert text == f"{NOT_WORDED} Næste skridt er {SEMINAR}."


@pytest.mark.parametrize(
    ("fields", "lines", "text"),
    [
        ({}, 0, "Visionen er ikke formuleret endnu. Der er ikke planlagt møder om visionen."),
        ({"text": "<p>Vi vil</p>"}, 0, "Visionen er ved at blive formuleret. Der er ikke planlagt møder om visionen."),
        (
            {},
            1,
            "Visionen er ved at blive formuleret. Indtil nu er der 1 sigtelinje."
            " Der er ikke planlagt møder om visionen.",
        ),
        (
            {"line_words": "pejlemærker"},
            3,
            "Visionen er ved at blive formuleret. Indtil nu er der 3 pejlemærker."
            " Der er ikke planlagt møder om visionen.",
        ),
        (
            {"status": "before_decision"},
            3,
            "Visionen er formuleret og afventer beslutning. Der er ikke planlagt møder om visionen.",
        ),
        ({"status": "dropped"}, 0, "Arbejdet med visionen er opgivet."),
        ({"status": "superseded"}, 0, "Visionen er afløst af en nyere."),
        ({"status": "adopted"}, 0, "Visionen er vedtaget."),
        ({"status": "adopted", "adopted_on": RoughDate(2023, 12, 12)}, 0, "Visionen er vedtaget (12. december 2023)."),
    ],
)
def test_vision_says_how_far_its_wording_is(vision, fields, lines, text):
    for name, value in fields.items():
        setattr(vision, name, value)

    assert vision_text(vision, way([], date(2023, 8, 14)), lines) == text


def test_adopted_vision_says_by_whom(vision, council):
    vision.status, vision.adopted_by, vision.adopted_on = "adopted", council, RoughDate(2023, 12)

    assert vision_text(vision, way([], date(2024, 1, 1)), 4) == "Visionen er vedtaget (Ishøj Byråd, december 2023)."


@pytest.mark.parametrize(
    ("state", "today", "text"),
    [
        ("planned", date(2023, 8, 21), f"Debatoplægget er ikke skrevet endnu. Det skal præsenteres på {AUGUST}."),
        ("planned", date(2023, 8, 22), f"Debatoplægget er ikke skrevet endnu. Det skulle præsenteres på {AUGUST}."),
        ("draft", date(2023, 8, 14), f"Debatoplægget er et udkast. Det skal præsenteres på {AUGUST}."),
        ("published", date(2023, 8, 14), f"Debatoplægget er offentliggjort. Det skal præsenteres på {AUGUST}."),
    ],
)
def test_paper_says_whether_it_is_there(theme_meeting, state, today, text):
    assert paper_text(DebatePaper(state=state), theme_meeting, today) == text


def test_paper_names_no_meeting_that_is_unknown_or_cancelled(theme_meeting):
    theme_meeting.state = "cancelled"

    for meeting in (None, theme_meeting):
        assert paper_text(DebatePaper(), meeting, date(2023, 8, 14)) == "Debatoplægget er ikke skrevet endnu."


@pytest.mark.parametrize(
    ("count", "today", "text"),
    [
        (0, date(2023, 8, 21), f"Der er ingen temaer endnu. De første kommer frem på {AUGUST}."),
        (0, date(2023, 8, 22), "Der er ikke offentliggjort temaer."),
        (1, date(2023, 8, 22), "Der er kommet 1 tema frem indtil nu."),
        (7, date(2023, 8, 22), "Der er kommet 7 temaer frem indtil nu."),
    ],
)
def test_themes_are_counted_or_awaited(theme_meeting, count, today, text):
    assert themes_text(count, way([theme_meeting], today)) == text


def test_council_meeting_that_is_to_decide_is_the_next_step_when_the_way_is_gone(vision, theme_meeting, seminar):
    meetings, today = [theme_meeting], date(2023, 10, 1)

    assert vision_text(vision, way(meetings, today), 0, seminar) == f"{NOT_WORDED} Næste skridt er {SEMINAR}."
    assert vision_text(vision, way(meetings, date(2023, 11, 2)), 0, seminar) == (
        f"{NOT_WORDED} De planlagte møder er forbi, og der er ikke registreret en vedtagelse."
    )

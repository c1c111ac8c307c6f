"""What is asked of the administration and the secretariat on each day of the way, and nothing else."""

from datetime import date

import pytest

from ishoj_process.models import AgendaItem, GuidingLine, Meeting, Vision
from vision.models import Question, Round
from vision.rounds.acts import close_round

LONG_BEFORE = date(2023, 5, 1)
BEFORE = date(2023, 8, 14)
FIRST = date(2023, 8, 21)
BETWEEN = date(2023, 9, 1)
SEMINAR_DAY = date(2023, 10, 31)
SEMINAR_DAY_2 = date(2023, 11, 1)
AFTER_SEMINAR = date(2023, 11, 2)
COUNCIL_DAY = date(2023, 12, 5)
AFTER_COUNCIL = date(2023, 12, 6)

ADOPTION = "Registrér, om Byrådet vedtog visionen"


# The administration


@pytest.mark.parametrize(
    ("today", "due_text"),
    [
        (LONG_BEFORE, "Frist: mandag den 21. august 2023, om 112 dage"),
        (date(2023, 8, 20), "Frist: mandag den 21. august 2023, i morgen"),
        (FIRST, "Frist: mandag den 21. august 2023, i dag"),
        (BETWEEN, "Fristen var mandag den 21. august 2023, for 11 dage siden"),
    ],
)
def test_administration_sends_the_paper_before_theme_meeting_1(ask, meetings, paper, administration, today, due_text):
    rows = ask(administration, today).tasks

    assert [(row.text, row.url, row.deadline.text) for row in rows] == [
        ("Send debatoplægget til Byrådet inden Temamøde 1 for Byrådet", "/vision/debatoplaeg/", due_text)
    ]


@pytest.mark.parametrize("today", [AFTER_SEMINAR, AFTER_COUNCIL])
def test_paper_is_not_asked_for_after_the_last_meeting(texts, meetings, paper, administration, today):
    assert texts(administration, today) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (BEFORE, []),
        (FIRST, []),
        (BETWEEN, ["Skriv Byrådets svar på 1 spørgsmål"]),
        (AFTER_SEMINAR, ["Skriv Byrådets svar på 1 spørgsmål"]),
        (COUNCIL_DAY, [ADOPTION, "Skriv Byrådets svar på 1 spørgsmål"]),
        (AFTER_COUNCIL, [ADOPTION, "Skriv Byrådets svar på 1 spørgsmål"]),
    ],
)
def test_administration_is_asked_day_by_day(texts, sent_paper, council_item, administration, today, expected):
    assert texts(administration, today) == expected


def test_answered_question_and_that_of_a_cancelled_meeting_are_not_asked_for(
    texts, meetings, sent_paper, question, administration
):
    Meeting.objects.filter(pk=meetings[0].pk).update(state="cancelled")
    cancelled = texts(administration, BETWEEN)
    Meeting.objects.update(state="planned")
    Question.objects.update(answer="Ja.")

    assert (cancelled, texts(administration, BETWEEN)) == ([], [])


def test_administration_sorts_and_gathers_what_was_said(ask, meetings, write, make_theme, administration):
    write()
    write()
    write(destination="vision")
    write(destination="aside", reason="Hører ikke til.")
    make_theme().contributions.add(write(destination="vision"))

    assert [(row.text, row.url, row.deadline.day) for row in ask(administration, BETWEEN).tasks] == [
        ("Fordel 2 indspil", "/vision/indspil/?til=unsorted", date(2023, 9, 5)),
        ("Saml 1 indspil under et tema", "/vision/temaer/tavle/", date(2023, 9, 5)),
    ]


def test_administration_ties_themes_and_lines_once_there_are_lines(texts, meetings, make_theme, aim, administration):
    make_theme("Alene")
    before = texts(administration, BETWEEN)
    line = GuidingLine.objects.create(aim=aim, title="En linje")
    loose = texts(administration, BETWEEN)
    make_theme("Bundet").guiding_lines.add(line)

    assert before == []
    assert loose == ["Knyt 1 tema til sigtelinjerne", "Angiv temaerne bag 1 sigtelinje"]
    assert texts(administration, BETWEEN) == ["Knyt 1 tema til sigtelinjerne"]


def test_ties_are_asked_for_in_the_visions_own_word(texts, meetings, make_theme, aim, administration):
    Vision.objects.update(line_word="pejlemærke", line_words="pejlemærker", line_words_the="pejlemærkerne")
    GuidingLine.objects.create(aim=aim, title="Et")
    make_theme("Alene")
    one = texts(administration, BETWEEN)
    GuidingLine.objects.create(aim=aim, title="To")

    assert one == ["Knyt 1 tema til pejlemærkerne", "Angiv temaerne bag 1 pejlemærke"]
    assert texts(administration, BETWEEN)[1] == "Angiv temaerne bag 2 pejlemærker"


# The secretariat


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (LONG_BEFORE, []),
        (BETWEEN, []),
        (date(2023, 9, 6), ["Forbered en prioritering til Byrådsseminar"]),
        (SEMINAR_DAY, ["Forbered en prioritering til Byrådsseminar"]),
        (SEMINAR_DAY_2, ["Forbered en prioritering til Byrådsseminar"]),
        (AFTER_SEMINAR, []),
        (AFTER_COUNCIL, ["Skriv Byrådets beslutning om visionen i referatet"]),
    ],
)
def test_secretariat_is_asked_day_by_day(texts, council_item, secretariat, today, expected):
    assert texts(secretariat, today) == expected


def test_secretariat_publishes_the_agenda_of_the_next_meeting(ask, meetings, secretariat):
    Meeting.objects.update(agenda_state="draft")

    assert [(row.text, row.url, row.deadline.day) for row in ask(secretariat, BETWEEN).tasks] == [
        ("Offentliggør dagsordenen for Temamøde 2 for Byrådet", f"/moeder/{meetings[1].pk}/", date(2023, 9, 5))
    ]


def test_secretariat_opens_the_prepared_round_and_closes_it_after_the_seminar(texts, meetings, make_round, secretariat):
    round_ = make_round(opened=False, meeting=meetings[2])
    prepared = texts(secretariat, SEMINAR_DAY)
    Round.objects.update(state="open")
    while_open = texts(secretariat, SEMINAR_DAY)
    after = texts(secretariat, AFTER_SEMINAR)
    close_round(round_=round_, by=secretariat)

    assert prepared == ["Åbn runden “Prioritering” på Byrådsseminar"]
    assert (while_open, after) == ([], ["Luk runden “Prioritering”"])
    assert texts(secretariat, AFTER_SEMINAR) == []


def test_secretariat_finds_a_council_meeting_for_a_vision_that_awaits_its_decision(
    ask, meetings, make_meeting, council, secretariat
):
    Vision.objects.update(status="before_decision")
    without = ask(secretariat, AFTER_SEMINAR).tasks
    meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=COUNCIL_DAY)
    found = ask(secretariat, AFTER_SEMINAR).tasks

    text = "Sæt visionen på dagsordenen for et byrådsmøde"
    assert [(row.text, row.url, row.deadline.text) for row in without] == [(text, "/moeder/nyt/", "Ingen frist endnu")]
    assert [(row.text, row.url, row.deadline.day) for row in found] == [(text, f"/moeder/{meeting.pk}/", COUNCIL_DAY)]


def test_decision_in_the_minutes_and_a_council_meeting_before_the_seminar_ask_for_nothing(
    texts, council_item, secretariat, administration
):
    AgendaItem.objects.filter(pk=council_item.pk).update(decision="<p>Vedtaget.</p>")
    written = texts(secretariat, AFTER_COUNCIL)
    Meeting.objects.filter(pk=council_item.meeting_id).update(start_date=BETWEEN, end_date=BETWEEN)

    assert written == []
    assert ADOPTION not in texts(administration, date(2023, 9, 2))

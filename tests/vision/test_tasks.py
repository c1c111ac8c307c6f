"""What the work on the vision asks of each role on each day of the way, and what all are told."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ishoj_process.models import AgendaItem, GuidingLine, Meeting, Vision
from vision.models import Challenge, Comment, Contribution, Draft, PaperReading, Question, Round, Solution
from vision.rounds.acts import cast_ballot, close_round
from vision.tasks import task_box
from vision.track.way import way_of

LONG_BEFORE = date(2023, 5, 1)
BEFORE = date(2023, 8, 14)
FIRST = date(2023, 8, 21)
BETWEEN = date(2023, 9, 1)
SEMINAR_DAY = date(2023, 10, 31)
SEMINAR_DAY_2 = date(2023, 11, 1)
AFTER_SEMINAR = date(2023, 11, 2)
COUNCIL_DAY = date(2023, 12, 5)
AFTER_COUNCIL = date(2023, 12, 6)

READ = "Læs debatoplægget"
WRITE = "Skriv indspil til spørgsmålene på Temamøde 1 for Byrådet"
ADOPTION = "Registrer, om Byrådet vedtog visionen"


# The public


def test_nothing_is_asked_of_the_public(ask, meetings, sent_paper):
    assert ask(AnonymousUser(), BEFORE) is None


# A member of the council


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (LONG_BEFORE, [READ, WRITE]),
        (FIRST, [READ, WRITE]),
        (BETWEEN, [READ]),
        (SEMINAR_DAY_2, [READ]),
        (AFTER_SEMINAR, []),
        (AFTER_COUNCIL, []),
    ],
)
def test_member_is_asked_day_by_day(texts, meetings, sent_paper, council_item, member, today, expected):
    assert texts(member, today) == expected


@pytest.mark.parametrize(("state", "is_asked"), [("planned", False), ("draft", False), ("published", True)])
def test_member_is_asked_to_read_only_what_is_with_the_council(texts, meetings, paper, member, state, is_asked):
    paper.state = state
    paper.save()

    assert (READ in texts(member, BEFORE)) == is_asked


def test_member_who_has_read_the_paper_is_asked_again_when_it_changes(texts, meetings, sent_paper, challenge, member):
    PaperReading.objects.create(paper=sent_paper, user=member)
    read = texts(member, BEFORE)
    Challenge.objects.update(updated_at=timezone.now() + timedelta(minutes=1))

    assert read == [WRITE]
    assert texts(member, BEFORE) == ["Læs, hvad der er ændret i debatoplægget", WRITE]


def test_new_solution_is_a_change_of_the_paper_and_an_answer_is_not(texts, meetings, sent_paper, member):
    PaperReading.objects.create(paper=sent_paper, user=member)
    Question.objects.get().save()
    answered = texts(member, BEFORE)
    Solution.objects.create(paper=sent_paper, title="Et partnerskab")

    assert answered == [WRITE]
    assert texts(member, BEFORE) == ["Læs, hvad der er ændret i debatoplægget", WRITE]


def test_member_writes_to_each_question_of_the_next_meeting(ask, meetings, sent_paper, question, write, member):
    item = AgendaItem.objects.create(meeting=meetings[0], number=3, title="Kerneopgaven")
    second = Question.objects.create(paper=sent_paper, text="Hvad er kerneopgaven?", item=item)
    none = next(row for row in ask(member, BEFORE).tasks if row.text == WRITE)
    write(question=question)
    one = next(row for row in ask(member, BEFORE).tasks if row.text == WRITE)
    write(question=second)

    assert (none.detail, none.url) == (
        "2 spørgsmål",
        f"/vision/vision-2035/indspil/nyt/?moede={meetings[0].pk}&spoergsmaal={question.pk}",
    )
    assert (one.detail, one.url) == (
        "Du har skrevet til 1 af 2 spørgsmål.",
        f"/vision/vision-2035/indspil/nyt/?moede={meetings[0].pk}&spoergsmaal={second.pk}",
    )
    assert [row.text for row in ask(member, BEFORE).tasks] == [READ]


def test_what_somebody_else_wrote_does_not_count_for_the_member(
    texts, meetings, sent_paper, question, write, member, administration
):
    write(question=question, written_by=administration)

    assert texts(member, BEFORE) == [READ, WRITE]


def test_questions_of_a_draft_agenda_are_not_told(texts, meetings, sent_paper, member):
    Meeting.objects.update(agenda_state="draft")

    assert texts(member, BEFORE) == [READ]


def test_member_is_asked_to_vote_until_the_points_are_sent(ask, meetings, make_round, seat, member):
    round_ = make_round(meeting=meetings[2])
    before = ask(member, SEMINAR_DAY).tasks
    candidate = round_.candidates.first()
    cast_ballot(round_=round_, seat=seat, points={candidate.pk: 5}, by=member, today=SEMINAR_DAY)

    assert [(row.text, row.url, row.deadline.day) for row in before] == [
        ("Giv dine point i ”Prioritering”", f"/vision/prioritering/{round_.pk}/", SEMINAR_DAY_2)
    ]
    assert ask(member, SEMINAR_DAY).tasks == []


def test_member_is_not_asked_to_vote_in_a_round_that_is_not_open(texts, meetings, make_round, seat, member):
    make_round(opened=False, meeting=meetings[2])

    assert texts(member, SEMINAR_DAY) == []


def test_member_is_asked_to_comment_on_the_latest_draft_until_the_adoption(ask, council_item, vision, member):
    Draft.objects.create(vision=vision, number=1, note="Første", made_on=SEMINAR_DAY, title="Vision 2035")
    Draft.objects.create(vision=vision, number=2, note="Anden", made_on=AFTER_SEMINAR, title="Vision 2035")
    Comment.objects.create(vision=vision, quote="Vi vil", text="Godt.", by=member, on=SEMINAR_DAY)
    before = ask(member, AFTER_SEMINAR).tasks
    Comment.objects.create(vision=vision, quote="Vi vil", text="Stadig godt.", by=member, on=AFTER_SEMINAR)

    assert [(row.text, row.url, row.deadline.day) for row in before] == [
        ("Læs udkast 2 til visionen, og skriv, hvad du mener om det", "/vision/vision-2035/kommentarer/", COUNCIL_DAY)
    ]
    assert ask(member, AFTER_SEMINAR).tasks == []


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
        ("Send debatoplægget til Byrådet inden Temamøde 1 for Byrådet", "/vision/vision-2035/debatoplaeg/", due_text)
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
        ("Fordel 2 indspil", "/vision/vision-2035/indspil/?til=unsorted", date(2023, 9, 5)),
        ("Læg 1 indspil under et tema", "/vision/vision-2035/temaer/tavle/", date(2023, 9, 5)),
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

    assert prepared == ["Åbn runden ”Prioritering” på Byrådsseminar"]
    assert (while_open, after) == ([], ["Luk runden ”Prioritering”"])
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


# All


@pytest.mark.parametrize("who", ["member", "administration", "secretariat"])
@pytest.mark.parametrize(
    ("status", "today", "text"),
    [
        ("adopted", AFTER_COUNCIL, "Du har ingen opgaver. Arbejdet med visionen er afsluttet."),
        ("dropped", BETWEEN, "Du har ingen opgaver. Arbejdet med visionen er afsluttet."),
        (
            "in_preparation",
            date(2024, 1, 1),
            "Du har ingen opgaver lige nu. Der er ikke planlagt flere møder om visionen.",
        ),
        (
            "in_preparation",
            BETWEEN,
            "Du har ingen opgaver lige nu. Det næste er Temamøde 2 for Byrådet,"
            " tirsdag den 5. september 2023, tidspunkt følger.",
        ),
    ],
)
def test_where_nothing_is_asked_it_says_when_the_next_thing_comes(
    request, ask, meetings, vision, who, status, today, text
):
    Vision.objects.update(status=status)
    asked = ask(request.getfixturevalue(who), today)

    assert (asked.tasks, asked.nothing_text) == ([], text)


def test_nothing_is_asked_after_the_adoption_whatever_was_left(texts, sent_paper, council_item, write, administration):
    write()
    before = texts(administration, AFTER_COUNCIL)
    Vision.objects.update(status="adopted")

    assert before == [ADOPTION, "Skriv Byrådets svar på 1 spørgsmål", "Fordel 1 indspil"]
    assert texts(administration, AFTER_COUNCIL) == []


@pytest.mark.parametrize(("who", "number"), [("member", 16), ("administration", 10), ("secretariat", 3)])
@pytest.mark.parametrize("count", [1, 3, 30])
def test_rules_cost_the_same_at_any_size(
    request, ask, plan, vision, sent_paper, council_item, aim, write, make_round, meetings, make_theme,
    django_assert_num_queries, who, number, count,
):  # fmt: skip
    user = request.getfixturevalue(who)
    make_round(meeting=meetings[2])
    item = Question.objects.get().item
    Question.objects.bulk_create(Question(paper=sent_paper, text=f"Spørgsmål {row}", item=item) for row in range(count))
    member = request.getfixturevalue("member")
    rows = {"vision": vision, "member": member, "written_by": member, "said_on": BEFORE, "text": "Sagt"}
    Contribution.objects.bulk_create(Contribution(**rows) for row in range(count))
    GuidingLine.objects.bulk_create(GuidingLine(aim=aim, title=f"Linje {row}") for row in range(count))
    make_theme()
    Draft.objects.create(vision=vision, number=1, note="Første", made_on=BETWEEN, title="Vision 2035")
    PaperReading.objects.create(paper=sent_paper, user=user)
    way = way_of(plan, vision, user, BEFORE)

    with django_assert_num_queries(number):
        task_box(user=user, vision=vision, way=way)

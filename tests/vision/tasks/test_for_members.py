"""What is asked of members of the council on each day of the way, and what all are told."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ishoj_process.models import AgendaItem, GuidingLine, Meeting, Vision
from vision.models import Challenge, Comment, Contribution, Draft, PaperReading, Question, Solution
from vision.rounds.acts import cast_ballot
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
ADOPTION = "Registrér, om Byrådet vedtog visionen"


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
        f"/vision/indspil/nyt/?moede={meetings[0].pk}&spoergsmaal={question.pk}",
    )
    assert (one.detail, one.url) == (
        "Du har skrevet til 1 af 2 spørgsmål.",
        f"/vision/indspil/nyt/?moede={meetings[0].pk}&spoergsmaal={second.pk}",
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
        ("Giv dine point i “Prioritering”", f"/vision/prioritering/{round_.pk}/", SEMINAR_DAY_2)
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
        ("Læs udkast 2 til visionen, og skriv, hvad du mener om det", "/vision/kommentarer/", COUNCIL_DAY)
    ]
    assert ask(member, AFTER_SEMINAR).tasks == []


# All


@pytest.mark.parametrize("who", ["member", "administration", "secretariat"])
@pytest.mark.parametrize(
    ("status", "today", "text"),
    [
        ("adopted", AFTER_COUNCIL, "Der er ikke noget, du skal gøre. Arbejdet med visionen er afsluttet."),
        ("dropped", BETWEEN, "Der er ikke noget, du skal gøre. Arbejdet med visionen er afsluttet."),
        (
            "in_preparation",
            date(2024, 1, 1),
            "Der er ikke noget, du skal gøre lige nu. Der er ikke planlagt flere møder om visionen.",
        ),
        (
            "in_preparation",
            BETWEEN,
            "Der er ikke noget, du skal gøre lige nu. Det næste er Temamøde 2 for Byrådet,"
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
@pytest.mark.parametrize("count", [1, 3, 300])
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

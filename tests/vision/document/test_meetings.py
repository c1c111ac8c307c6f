"""The meetings of the way as cards: what each is for, what came out of it, and what of that the reader may know."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.models import AgendaItem, Meeting
from vision.document.meetings import meeting_cards
from vision.models import Contribution, Question, Theme
from vision.paper.page import paper_of
from vision.rounds.acts import cast_ballot, close_round
from vision.track.way import way_of

TODAY = date(2023, 11, 2)


@pytest.fixture
def cards(plan, vision):
    def make(user=None, today=TODAY):
        user = user or AnonymousUser()
        return meeting_cards(vision, way_of(plan, vision, user, today), user, paper_of(vision))

    return make


@pytest.fixture
def results(cards):
    """By meeting, what came out of it: (text, address, detail)."""
    return lambda user=None: [[(row.text, row.url, row.detail) for row in card.results] for card in cards(user)]


def test_each_meeting_has_a_card_with_its_questions(cards, meetings, sent_paper, question, member):
    found = cards(member, date(2023, 9, 1))

    assert [card.meeting for card in found] == meetings
    assert [(card.is_over, card.is_next) for card in found] == [(True, False), (False, True), (False, False)]
    assert [card.questions for card in found] == [[question], [], []]


def test_what_came_out_is_told_to_the_council_and_not_to_the_public(
    results, meetings, sent_paper, question, write, make_theme, member
):
    write(meeting=meetings[0])
    write(meeting=meetings[0], destination="vision")
    write(meeting=meetings[1])
    write()
    make_theme("Delt", raised_at=meetings[0])
    make_theme("Offentligt", raised_at=meetings[0], is_published=True)
    make_theme("Samlet", raised_at=meetings[0], state="dropped", drop_reason="Dobbelt.")
    Question.objects.update(answer="Ja, men klimaet også.")

    assert results(member) == [
        [
            ("2 indspil", f"/vision/vision-2035/indspil/?moede={meetings[0].pk}", ""),
            ("Svar på 1 af 1 spørgsmål", f"/vision/vision-2035/debatoplaeg/#spoergsmaal-{question.pk}", ""),
            ("2 temaer", "/vision/vision-2035/temaer/", ""),
        ],
        [("1 indspil", f"/vision/vision-2035/indspil/?moede={meetings[1].pk}", "")],
        [],
    ]
    assert results() == [[("1 tema", "/vision/vision-2035/temaer/", "")], [], []]


def test_question_of_a_closed_item_is_not_told_to_those_outside(cards, meetings, sent_paper, question, administration):
    AgendaItem.objects.update(is_closed=True, public_title="Lukket punkt")

    assert [card.questions for card in cards(administration)] == [[], [], []]


def test_round_tells_who_got_the_most_points_when_it_is_closed(results, meetings, make_round, make_seat, seat, member):
    round_ = make_round("Foreningsliv", "Uddannelse", "Klima", meeting=meetings[2])
    first, second, _third = round_.candidates.all()
    cast_ballot(round_=round_, seat=seat, points={first.pk: 2, second.pk: 3}, by=member, today=TODAY)
    url = f"/vision/prioritering/{round_.pk}/"
    while_open = results(member)[2]
    close_round(round_=round_, by=member)

    assert while_open == [("Prioritering (åben)", url, "")]
    assert results(member)[2] == [("Prioritering (lukket)", url, "Flest point: Uddannelse (3), Foreningsliv (2)")]
    assert results()[2] == []


def test_secret_round_tells_only_what_its_page_tells(results, meetings, make_round, make_seat, seat, member):
    """With a single voter a sum would be a vote."""
    round_ = make_round("Foreningsliv", "Uddannelse", meeting=meetings[2], is_secret=True, is_live=False)
    candidate = round_.candidates.first()
    cast_ballot(round_=round_, seat=seat, points={candidate.pk: 2}, by=member, today=TODAY)
    close_round(round_=round_, by=member)

    assert [detail for _text, _url, detail in results(member)[2]] == [""]


def test_secret_round_of_several_tells_its_sums(results, meetings, make_round, make_seat, seat, member):
    round_ = make_round("Foreningsliv", "Uddannelse", meeting=meetings[2], is_secret=True, is_live=False)
    candidate = round_.candidates.last()
    for one in (seat, make_seat("A"), make_seat("B")):
        cast_ballot(round_=round_, seat=one, points={candidate.pk: 2}, by=one.user, today=TODAY)
    close_round(round_=round_, by=member)

    assert [detail for _text, _url, detail in results(member)[2]] == ["Flest point: Uddannelse (6)"]


def test_equals_of_the_last_named_are_named_as_well(results, meetings, make_round, seat, member):
    round_ = make_round("A", "B", "C", "D", meeting=meetings[2])
    points = dict(zip([row.pk for row in round_.candidates.all()], (2, 1, 1, 1), strict=True))
    cast_ballot(round_=round_, seat=seat, points=points, by=member, today=TODAY)
    close_round(round_=round_, by=member)

    assert [detail for _text, _url, detail in results(member)[2]] == ["Flest point: A (2), B (1), C (1), D (1)"]


def test_round_that_was_not_opened_came_to_nothing(results, meetings, make_round, secretariat):
    make_round(opened=False, meeting=meetings[2])

    assert results(secretariat)[2] == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_cards_cost_the_same_at_any_size(
    cards, vision, meetings, sent_paper, question, make_round, member, django_assert_num_queries, count
):
    rows = {"vision": vision, "member": member, "written_by": member, "said_on": TODAY, "text": "Sagt"}
    Contribution.objects.bulk_create(Contribution(meeting=meetings[0], **rows) for _row in range(count))
    Question.objects.bulk_create(
        Question(paper=sent_paper, text=f"Spørgsmål {row}", item=question.item) for row in range(count)
    )
    Theme.objects.bulk_create(Theme(vision=vision, title=f"Tema {row}", raised_at=meetings[1]) for row in range(count))
    make_round(*[f"Kandidat {row}" for row in range(count + 1)], meeting=meetings[2])

    with django_assert_num_queries(12):
        found = cards(member)

    assert [len(found[0].questions), len(found[0].shown_questions)] == [count + 1, min(count + 1, 5)]


def test_page_says_nothing_of_the_rest_to_the_public(client, client_of, meetings, sent_paper, member, settings):
    settings.PROCESS_TODAY = "2023-08-14"

    public, council = client.get("/vision/vision-2035/"), client_of(member).get("/vision/vision-2035/")

    assert (public.context["task_box"], 'aria-labelledby="venter"' in public.text) == (None, False)
    assert [row.text for row in council.context["task_box"].tasks] == [
        "Læs debatoplægget",
        "Skriv indspil til spørgsmålene på Temamøde 1 for Byrådet",
    ]
    assert "Frist: mandag den 21. august 2023, om 7 dage" in council.text


@pytest.mark.parametrize(("status", "meetings_first"), [("in_preparation", True), ("adopted", False)])
def test_adopted_vision_stands_before_the_meetings_that_led_to_it(client, meetings, vision, status, meetings_first):
    vision.status = status
    vision.save()

    page = client.get("/vision/vision-2035/").text

    assert (page.index('id="moederne"') < page.index('id="visionen"')) == meetings_first


def test_card_says_whether_the_agenda_is_there(client, meetings):
    Meeting.objects.filter(pk=meetings[1].pk).update(agenda_state="draft")

    page = client.get("/vision/vision-2035/").text

    assert page.count("Dagsordenen er ikke offentliggjort endnu.") == 1
    assert f'href="/moeder/{meetings[0].pk}/#dagsorden"' in page


def test_public_is_not_told_that_nothing_was_said(client, client_of, meetings, member, write, settings):
    """Only that nothing was published: what the council wrote down is not the public's to count."""
    settings.PROCESS_TODAY = "2023-09-01"
    write(meeting=meetings[1])

    public, council = client.get("/vision/vision-2035/").text, client_of(member).get("/vision/vision-2035/").text

    told = ["Der er ikke offentliggjort noget endnu.", "Der er ikke registreret noget endnu."]
    assert [text in public for text in told] == [True, False]
    assert [text in council for text in told] == [False, True]

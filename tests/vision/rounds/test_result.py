"""The result: a picture in which no labels meet, the same on page and paper, and who is led to an open round."""

from datetime import date
from itertools import combinations
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.output.drawing.measure import text_width
from tests.ishoj_process.output.test_pdf import opened, text_of, texts_of_figures
from vision.models import Round
from vision.rounds.acts import cast_ballot, close_round, set_substitute
from vision.rounds.count import CandidateCount, Count
from vision.rounds.drawing import WIDTH, draw_result

LIST = "/vision/vision-2035/prioritering/"
TODAY = date(2023, 8, 14)


def words(response):
    return " ".join(text_of(response.content).split())


def give(round_, seat, *points, by=None):
    keys = round_.candidates.values_list("pk", flat=True)
    given = dict(zip(keys, points, strict=False))
    cast_ballot(round_=round_, seat=seat, points=given, by=by or seat.user, today=TODAY)


def candidate_count(title, points, groups_from, groups_to):
    return CandidateCount(SimpleNamespace(title=title), points, groups_from, groups_to)


steps = st.integers(0, 12).flatmap(lambda low: st.tuples(st.just(low), st.integers(low, low + 3)))
titles = st.text(st.sampled_from("abcdefghijklmnopqrstuvwæøå -"), max_size=200)
rows = st.builds(
    lambda title, points, step: candidate_count(title, points, *step),
    titles,
    st.integers(0, 1900),
    steps | st.just((None, None)),
)


def box_of(text):
    width = text_width(text.text, text.size, "semibold" if text.weight == 600 else "regular")
    left = text.x - width / 2 if text.anchor == "middle" else text.x
    return left, text.y - 0.75 * text.size, left + width, text.y + 0.25 * text.size


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(st.lists(rows, min_size=1, max_size=12))
def test_no_labels_meet_and_none_leaves_the_picture(counted):
    drawing = draw_result(Count(counted, 19))

    boxes = [box_of(text) for text in drawing.texts]
    assert [pair for pair in combinations(boxes, 2) if meet(*pair)] == []
    assert [box for box in boxes if box[0] < 0 or box[2] > WIDTH or box[3] > drawing.height] == []


def test_broadest_support_stands_on_top():
    counted = [
        candidate_count("Mest", 9, 1, 1),
        candidate_count("Bredest", 3, 4, 4),
        candidate_count("Ukendt", 5, None, None),
    ]

    texts = [text.text for text in draw_result(Count(counted, 9)).texts]

    assert texts == ["4 grupper", "3", "Bredest", "1 gruppe", "9", "Mest", "–", "5", "Ukendt"]


def test_step_is_drawn_as_a_range():
    """Two groups are certain, the third is not."""
    drawing = draw_result(Count([candidate_count("Foreningsliv", 9, 2, 3)], 9))

    assert drawing.texts[0].text == "2–3 grupper"
    assert [box.fill for box in drawing.boxes if box.stroke != "none"] == ["#0b4f6c", "#0b4f6c", "#ffffff"]


@pytest.fixture
def closed(make_round, make_seat, secretariat):
    """A round in which two groups and a member outside them voted, closed."""

    def make(**fields):
        round_ = make_round(**fields)
        for letter, name in [("A", "Første"), ("A", "Anden"), ("B", "Tredje"), ("B", "Fjerde"), (None, "Femte")]:
            give(round_, make_seat(letter, name), 3, 2)
        return close_round(round_=round_, by=secretariat)

    return make


def test_result_of_an_open_round_names_groups_and_givers_on_page_and_paper(voter, closed):
    url = f"/vision/prioritering/{closed().pk}"

    page, paper = voter.get(f"{url}/").text, words(voter.get(f"{url}.pdf"))

    assert [word for word in ("round-map", "2 grupper (A, B)", "1 uden for grupperne") if word not in page] == []
    assert [word for word in ("2 grupper (A, B)", "Femte", "Foreningsliv: 3, Uddannelse: 2") if word not in paper] == []


def test_result_of_a_secret_round_says_what_the_steps_mean_and_names_nobody(voter, closed):
    url = f"/vision/prioritering/{closed(is_secret=True, is_live=False).pk}"

    texts = [voter.get(f"{url}/").text, words(voter.get(f"{url}.pdf"))]

    assert [text for text in texts if "Grupperne angives i trin" not in text or "15" not in text] == []
    assert [name for name in ("Første", "Femte", "(A, B)", "uden for") for text in texts if name in text] == []


def test_paper_has_no_loose_space_behind_the_groups_of_a_row(closed):
    (row,) = closed().candidates.all()[:1]
    count = {"rows": [{"candidate": row, "points": 3, "breadth_text": "2 grupper", "groups": [], "without_group": 0}]}

    table = render_to_string("vision/rounds/_table.html", {"count": count, "with_bars": False})

    cell = table.rpartition("<td>")[2].partition("</td>")[0]
    assert cell.lstrip() == "2 grupper"


def test_paper_is_tagged_and_kept_nowhere(voter, closed):
    response = voter.get(f"/vision/prioritering/{closed().pk}.pdf")

    pdf = opened(response.content)
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "da")
    assert len(texts_of_figures(pdf)) == 1
    assert response["Cache-Control"] == "private, no-store"


def test_paper_of_a_round_that_hides_its_count_says_so(voter, make_round, seat):
    round_ = make_round(is_live=False)
    give(round_, seat, 5)

    text = words(voter.get(f"/vision/prioritering/{round_.pk}.pdf"))

    assert ("1 af 1 har stemt." in text, "Foreningsliv" in text) == (True, False)


@pytest.mark.parametrize("below", ["", "skaerm/", "stilling/"])
def test_round_that_is_prepared_is_not_there_for_a_member(voter, secretary, make_round, below):
    url = f"/vision/prioritering/{make_round(opened=False).pk}/{below}"

    assert (voter.get(url).status_code, secretary.get(url).status_code) == (404, 200)


def test_member_is_led_to_the_round_until_they_have_voted(voter, make_round, theme_meeting, seat):
    round_ = make_round(meeting=theme_meeting)
    pages = ["/", "/vision/vision-2035/", theme_meeting.get_absolute_url()]

    before = [page for page in pages if "venter på dine point" in voter.get(page).text]
    give(round_, seat, 5)
    after = [page for page in pages if "venter på dine point" in voter.get(page).text]

    assert (before, after) == (pages, [])


@pytest.mark.parametrize("who", ["administration", "secretariat", None])
def test_nobody_else_is_led_to_the_round(request, client_of, make_round, theme_meeting, seat, who):
    make_round(meeting=theme_meeting)
    browser = client_of(request.getfixturevalue(who) if who else None)

    pages = ["/", "/vision/vision-2035/", theme_meeting.get_absolute_url()]

    assert [page for page in pages if "venter på dine point" in browser.get(page).text] == []


def test_rounds_stand_on_the_page_of_their_meeting_for_the_council(client, voter, make_round, theme_meeting):
    make_round(meeting=theme_meeting)
    link = 'id="runder"'

    assert link in voter.get(theme_meeting.get_absolute_url()).text
    assert link not in client.get(theme_meeting.get_absolute_url()).text


def test_substitute_of_the_council_is_told_why_they_give_no_points(client_of, make_round, make_seat):
    substitute = make_seat(role="substitute").user

    assert (
        "du ikke har en plads i Byrådet i dag"
        in client_of(substitute).get(f"/vision/prioritering/{make_round().pk}/").text
    )


def test_member_is_told_who_votes_on_their_seat(voter, make_round, make_seat, seat, secretariat):
    round_ = make_round()
    set_substitute(
        round_=round_,
        seat=seat,
        user=make_seat(role="substitute", name="Suppleanten").user,
        by=secretariat,
        today=TODAY,
    )

    assert "Suppleanten stemmer på din plads i denne runde." in voter.get(f"/vision/prioritering/{round_.pk}/").text


def test_vacant_seat_counts_when_a_substitute_votes_on_it(
    client_of, secretary, make_round, make_seat, seat, secretariat
):
    round_, substitute = make_round(), make_seat(role="substitute", name="Suppleanten").user
    vacant = make_seat()
    vacant.user = None
    vacant.save()
    before = secretary.get(f"/vision/prioritering/{round_.pk}/").context["seats"]

    set_substitute(round_=round_, seat=vacant, user=substitute, by=secretariat, today=TODAY)
    context = secretary.get(f"/vision/prioritering/{round_.pk}/").context

    assert (before, context["seats"]) == (1, 2)
    assert "ubesat (stedfortræder: Suppleanten)" in [row.who for row in context["by_vote"]["missing"]]
    assert "Point for den ubesatte plads" in client_of(substitute).get(f"/vision/prioritering/{round_.pk}/").text


@pytest.mark.parametrize("below", ["/", ".pdf"])
@pytest.mark.parametrize("count", [1, 3, 30])
def test_result_costs_the_same_with_many_voters_and_titles(
    voter, make_round, make_seat, secretariat, django_assert_num_queries, count, below
):
    round_ = make_round(*[f"Tema {number}" for number in range(max(count, 2))])
    for number in range(count):
        give(round_, make_seat("ABC"[number % 3], f"Medlem {number}"), 3, 2)
    close_round(round_=round_, by=secretariat)

    with django_assert_num_queries(9):
        voter.get(f"/vision/prioritering/{round_.pk}{below}")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_at_any_size(voter, vision, theme_meeting, django_assert_num_queries, count):
    for number in range(count):
        Round.objects.create(vision=vision, title=f"Runde {number}", state="closed", meeting=theme_meeting)

    with django_assert_num_queries(8):
        voter.get(LIST)


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "🙂" * 200, "\u202egnal", "{{ 7 }}", "a" * 200])
def test_strange_titles_are_shown_harmlessly_on_page_and_paper(voter, make_round, seat, secretariat, title):
    round_ = make_round(title, "Uddannelse")
    give(round_, seat, 3)
    open_page = voter.get(f"/vision/prioritering/{round_.pk}/").text
    close_round(round_=round_, by=secretariat)

    answers = [voter.get(f"/vision/prioritering/{round_.pk}{below}") for below in ("/", "/skaerm/", ".pdf")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [text for text in (open_page, answers[0].text, answers[1].text) if "<script>alert" in text] == []

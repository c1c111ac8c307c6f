"""Moving contributions on the board of themes: under one, under several, out of them, and back again."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from vision.models import Theme
from vision.themes.acts import gather, move_contributions, take_out
from vision.themes.moves import Move, MovedMeanwhile

from .board_cards import key, texts

BOARD, UNDO, TODAY = "/vision/vision-2035/temaer/tavle/", "/vision/vision-2035/temaer/tavle/fortryd/", date(2023, 8, 14)


def test_contribution_is_moved_from_one_theme_to_another(on_board, two, under):
    one, other = two
    row = under(one)

    response = on_board("flyt", key(row, one), target=other)

    assert response.url == f"{BOARD}#tema-{other.pk}"
    assert (texts(one), texts(other)) == ([], [row.text])


def test_contribution_serves_two_themes(on_board, two, under):
    one, other = two
    row = under(one)

    on_board("ogsaa", key(row, one), target=other)

    assert (texts(one), texts(other)) == ([row.text], [row.text])
    assert "Også under: Uddannelse" in on_board("ud").text


def test_several_are_moved_at_once_and_each_theme_gets_one_version(on_board, two, under, make_contribution):
    one, other = two
    first, second, loose = under(one, "a"), under(one, "b"), make_contribution("c")

    page = on_board("flyt", key(first, one), key(second, one), key(loose), target=other, follow=True)

    assert (texts(one), texts(other)) == ([], ["a", "b", "c"])
    assert list(Theme.objects.values_list("version", flat=True)) == [2, 2]
    assert "3 indspil står nu under ”Uddannelse”." in page.text


def test_contribution_is_taken_out_and_stays_with_the_vision(on_board, make_theme, under):
    theme = make_theme()
    row = under(theme)

    page = on_board("ud", key(row, theme), follow=True)

    row.refresh_from_db()
    assert (texts(theme), row.destination) == ([], "vision")
    assert [card.contribution for card in page.context["loose"]] == [row]


def test_gathering_sorts_it_to_the_vision(on_board, make_theme, make_contribution):
    row = make_contribution()

    on_board("flyt", key(row), target=make_theme())

    row.refresh_from_db()
    assert (row.destination, row.sorted_on, row.version) == ("vision", TODAY, 2)


@pytest.mark.parametrize("fields", [{"destination": "aside", "reason": "Budget."}, {"destination": "committee"}])
def test_what_went_elsewhere_is_not_gathered(
    on_board, administration, make_theme, make_contribution, committee, fields
):
    body = committee if fields["destination"] == "committee" else None
    theme, row = make_theme(), make_contribution(body=body, **fields)

    with pytest.raises(Refused) as refused:
        gather(theme=theme, contributions=[row], by=administration, on=TODAY)
    response = on_board("flyt", key(row), target=theme)

    reason = "Nogle af dem er sendt til et udvalg eller lagt til side. Fordel dem til visionen først."
    assert (refused.value.reasons, response.context["reasons"]) == ([reason], [reason])
    assert (response.status_code, texts(theme)) == (200, [])


def test_moved_twice_is_moved_once(on_board, two, under):
    one, other = two
    row = under(one)

    answers = [on_board("flyt", key(row, one), target=other).status_code for _click in range(2)]

    other.refresh_from_db()
    assert (answers, texts(one), texts(other), other.version) == ([302, 302], [], [row.text], 2)


def test_what_somebody_else_moved_is_looked_at_again(on_board, two, under, make_theme):
    one, other = two
    third, row = make_theme("Idræt"), under(one)
    on_board("flyt", key(row, one), target=third)

    response = on_board("flyt", key(row, one), target=other)

    assert response.status_code == 409
    assert response.context["reasons"] == [
        "En anden har flyttet det, siden du så det. Tavlen er vist, som den ser ud nu."
    ]
    assert (texts(other), texts(third)) == ([], [row.text])


def test_what_somebody_else_gathered_is_looked_at_again(administration, two, make_contribution):
    one, other = two
    row = make_contribution()
    gather(theme=one, contributions=[row], by=administration, on=TODAY)

    with pytest.raises(MovedMeanwhile):
        move_contributions(moves=[Move(row, None, other)], by=administration, on=TODAY)

    assert (texts(one), texts(other)) == ([row.text], [])


def test_one_that_cannot_be_moved_leaves_all_where_they_are(on_board, two, under, make_contribution):
    one, other = two
    row, aside = under(one), make_contribution(destination="aside", reason="Budget.")

    on_board("flyt", key(row, one), key(aside), target=other)

    assert (texts(one), texts(other)) == ([row.text], [])


def test_nothing_is_taken_out_of_a_dropped_theme(administration, make_theme, under):
    theme = make_theme(state="dropped", drop_reason="Dækket.")
    row = under(theme)

    with pytest.raises(Refused) as refused:
        take_out(theme=theme, contributions=[row], by=administration)

    assert refused.value.reasons == ["”Foreningsliv” er ikke længere gældende. Genoptag det først."]


@pytest.mark.parametrize(
    ("act", "cards", "said"),
    [
        ("flyt", ["x"], "Det kunne ikke læses. Se på tavlen igen."),
        ("flyt", ["999999:"], "Noget af det er fjernet i mellemtiden. Tavlen er vist, som den ser ud nu."),
        ("flyt", [], "Vælg først indspillene."),
        ("ogsaa", None, "Vælg temaet."),
        ("nyt", None, "Giv temaet en titel."),
    ],
)
def test_what_is_missing_or_nonsense_is_said_and_changes_nothing(on_board, make_contribution, act, cards, said):
    row = make_contribution()

    response = on_board(act, *([key(row)] if cards is None else cards), title="\u200b ")

    assert (response.status_code, said in response.context["reasons"]) == (200, True)
    assert (Theme.objects.count(), row.destination) == (0, "unsorted")


def test_refused_choice_is_chosen_still(on_board, make_theme, make_contribution):
    make_theme()
    row = make_contribution()

    page = on_board("flyt", key(row))

    assert [card.is_chosen for card in page.context["loose"]] == [True]


# Undoing.


def undo_of(page):
    return {"undo": page.context["done"]["undo"]}


def test_move_is_undone_once(browser, on_board, two, under):
    one, other = two
    row = under(one)
    undo = undo_of(on_board("flyt", key(row, one), target=other, follow=True))

    pages = [browser.post(UNDO, undo, follow=True) for _click in range(2)]

    assert (texts(one), texts(other)) == ([row.text], [])
    assert [page.context["done"]["text"] for page in pages] == ["Fortrudt. Alt er som før."] * 2


def test_undone_gathering_waits_to_be_sorted_again(browser, on_board, make_theme, make_contribution):
    theme, row = make_theme(), make_contribution()

    browser.post(UNDO, undo_of(on_board("flyt", key(row), target=theme, follow=True)))

    row.refresh_from_db()
    assert (texts(theme), row.destination, row.sorted_on) == ([], "unsorted", None)


def test_undone_move_leaves_it_where_it_stood_before(browser, on_board, two, under):
    one, other = two
    row = under(one)
    other.contributions.add(row)

    browser.post(UNDO, undo_of(on_board("flyt", key(row, one), target=other, follow=True)))

    assert (texts(one), texts(other)) == ([row.text], [row.text])


def test_undone_taking_out_stands_there_again(browser, on_board, make_theme, under):
    theme = make_theme()
    row = under(theme)

    browser.post(UNDO, undo_of(on_board("ud", key(row, theme), follow=True)))

    assert texts(theme) == [row.text]


def test_what_was_moved_on_is_not_undone(browser, on_board, two, under, make_theme):
    one, other = two
    third, row = make_theme("Idræt"), under(one)
    undo = undo_of(on_board("flyt", key(row, one), target=other, follow=True))
    on_board("flyt", key(row, other), target=third)

    response = browser.post(UNDO, undo)

    assert (response.status_code, texts(one), texts(third)) == (409, [], [row.text])


@pytest.mark.parametrize("undo", ["", "x", "1:2:3", "a" * 30_000])
def test_undoing_that_the_board_did_not_write_is_refused(browser, make_theme, undo):
    response = browser.post(UNDO, {"undo": undo})

    assert (response.status_code, len(response.context["reasons"])) == (200, 1)

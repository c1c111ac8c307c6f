"""The board of themes: what it shows, making a theme of some cards, and the order."""

from datetime import date

import pytest

from tests.locks import held
from vision.contributions.acts import sort_contribution
from vision.models import Theme
from vision.themes.acts import drop_theme, place_theme

from .board_cards import key, texts

BOARD, TODAY = "/vision/vision-2035/temaer/tavle/", date(2023, 8, 14)
STRANGE = ["<script>alert(1)</script>", "\u202egnal", "😀" * 50, "a" * 200, "{{ 7 }} %s"]


# A new theme.


def test_new_theme_of_one_themes_cards_is_split_from_it(on_board, make_theme, under, challenge, theme_meeting):
    theme = make_theme(raised_at=theme_meeting, is_shared=False)
    theme.challenges.add(challenge)
    goes, stays = under(theme, "Flytter"), under(theme, "Bliver")

    page = on_board("nyt", key(goes, theme), title="Skolen", follow=True)

    part = Theme.objects.get(title="Skolen")
    assert (part.split_from, part.raised_at, part.is_shared) == (theme, theme_meeting, False)
    assert (texts(part), texts(theme), list(part.challenges.all())) == (["Flytter"], [stays.text], [challenge])
    assert "Temaet ”Skolen” er oprettet." in page.text


def test_new_theme_of_loose_cards_was_raised_where_they_were_said(on_board, make_contribution, theme_meeting):
    rows = [make_contribution(text, meeting=theme_meeting) for text in ("a", "b")]

    on_board("nyt", *map(key, rows), title="Skolen")

    theme = Theme.objects.get()
    assert (theme.split_from, theme.raised_at, texts(theme)) == (None, theme_meeting, ["a", "b"])


def test_enter_in_the_title_makes_the_theme(on_board, make_contribution):
    on_board("flyt", key(make_contribution()), title="Skolen")

    assert [theme.title for theme in Theme.objects.all()] == ["Skolen"]


def test_new_theme_by_a_double_click_is_made_once(on_board, make_contribution):
    sent = {"title": "Skolen", "token": "12345678-1234-4234-8234-123456789abc"}
    row = make_contribution()

    answers = [on_board("nyt", key(row), **sent).status_code for _click in range(2)]

    assert (answers, Theme.objects.count()) == ([302, 302], 1)


def test_new_theme_stands_last(on_board, two, administration, make_contribution):
    place_theme(theme=two[1], place=0, by=administration)

    on_board("nyt", key(make_contribution()), title="Affald")

    assert [theme.title for theme in Theme.objects.current()] == ["Uddannelse", "Foreningsliv", "Affald"]


@pytest.mark.parametrize("title", STRANGE)
def test_strange_titles_and_texts_are_shown_as_typed(on_board, make_contribution, title):
    row = make_contribution(f"{title} {'x' * 9_000}")

    page = on_board("nyt", key(row), title=title, follow=True)

    assert Theme.objects.get().title == title.removeprefix("\u202e")  # which nobody sees
    assert ("<script>alert" in page.text, len(page.content) < 40_000) == (False, True)


def test_too_long_a_title_is_refused(on_board, make_contribution):
    response = on_board("nyt", key(make_contribution()), title="a" * 201)

    assert response.context["reasons"] == ["Titlen må højst være på 200 tegn. Den er på 201."]


# What is shown.


def test_board_shows_what_has_no_theme(browser, make_theme, make_contribution, committee):
    make_theme().contributions.add(make_contribution("Samlet"))
    loose = make_contribution("Løst")
    make_contribution("Til udvalget", destination="committee", body=committee)

    assert [card.contribution for card in browser.get(BOARD).context["loose"]] == [loose]


def test_contribution_of_a_dropped_theme_is_loose_again_and_may_be_set_aside(
    browser, administration, make_theme, under
):
    theme = make_theme()
    row = under(theme)

    drop_theme(theme=theme, reason="Dækket.", seen_version=1, by=administration, on=TODAY)

    assert [card.contribution for card in browser.get(BOARD).context["loose"]] == [row]
    sort_contribution(
        contribution=row, to="aside", body=None, reason="Budget.", seen_version=1, by=administration, on=TODAY
    )
    row.refresh_from_db()
    assert row.destination == "aside"


def test_secretariat_follows_the_board_and_changes_nothing(secretary, two, under):
    one, other = two
    row = under(one)

    page = secretary.get(BOARD).text
    refused = secretary.post(BOARD, {"act": "flyt", "cards": key(row, one), "target": other.pk})

    assert (row.text in page, 'name="cards"' in page, "theme_board.js" in page) == (True, False, False)
    assert (refused.status_code, texts(one)) == (403, [row.text])


def test_long_text_is_shortened_with_a_way_to_the_whole(browser, make_theme, make_contribution):
    row = make_contribution("Ord\n" * 2000)

    page = browser.get(BOARD)

    [card] = page.context["loose"]
    assert (len(card.text), "\n" in card.text, row.get_absolute_url() in page.text) == (180, False, True)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_board_costs_the_same_at_any_size(
    browser, make_theme, make_contribution, theme_meeting, django_assert_num_queries, count
):
    themes = [make_theme(f"Tema {number}") for number in range(min(count, 20))]
    for number in range(count):
        themes[number % len(themes)].contributions.add(make_contribution("Ord " * 100, meeting=theme_meeting))
        make_contribution(meeting=theme_meeting)

    with django_assert_num_queries(14):
        page = browser.get(BOARD)

    assert len(page.content) < 500_000


# The order.


def titles():
    return [theme.title for theme in Theme.objects.current()]


def test_theme_gets_another_place_and_keeps_it(browser, two):
    url = f"/vision/temaer/{two[1].pk}/flyt/"

    for _click in range(2):
        browser.post(url, {"plads": 0})

    assert titles() == ["Uddannelse", "Foreningsliv"]


def test_themes_are_held_at_once_and_by_their_keys_whatever_their_order(monkeypatch, administration, two):
    """Two who move themes at once would else wait for each other for ever."""
    place_theme(theme=two[1], place=0, by=administration)

    with held(monkeypatch) as asked:
        place_theme(theme=two[0], place=0, by=administration)

    [sql] = asked
    assert sql.endswith('ORDER BY "vision_theme"."id" ASC FOR UPDATE')
    assert titles() == ["Foreningsliv", "Uddannelse"]


def test_place_beyond_the_last_is_the_last(administration, two):
    place_theme(theme=two[0], place=99, by=administration)

    assert titles() == ["Uddannelse", "Foreningsliv"]


@pytest.mark.parametrize("place", ["", "x", "-1", "9" * 30])
def test_nonsense_for_a_place_is_said(browser, two, place):
    page = browser.post(f"/vision/temaer/{two[1].pk}/flyt/", {"plads": place})

    assert (page.context["reasons"], titles()) == (
        ["Det kunne ikke læses. Se på tavlen igen."],
        ["Foreningsliv", "Uddannelse"],
    )


def test_closed_theme_has_no_place(browser, make_theme):
    theme = make_theme(state="dropped", drop_reason="Dækket.")

    assert browser.post(f"/vision/temaer/{theme.pk}/flyt/", {"plads": 0}).status_code == 200

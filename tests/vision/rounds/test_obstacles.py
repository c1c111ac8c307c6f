"""A round is prepared only where there is something to choose, and opened only where none is open."""

import pytest

PAGE = "/vision/vision-2035/prioritering/ny/"
OPEN = 'name="open" value="1"'


def main_of(browser, page=PAGE):
    return browser.get(page).text.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    ("asked", "way"), [("", "/vision/vision-2035/temaer/"), ("?om=sigtelinjer", "/vision/vision-2035/")]
)
def test_round_about_nothing_is_not_asked_about(secretary, vision, asked, way):
    page = main_of(secretary, PAGE + asked)

    assert ("<form" in page, f'<a href="{way}">' in page) == (False, True)


def test_round_of_one_theme_is_kept_and_not_opened(secretary, make_theme):
    make_theme()

    page = main_of(secretary)

    assert (OPEN in page, "En runde skal have mindst to at prioritere mellem." in page) == (False, True)
    assert "Gem til senere" in page


def test_round_beside_an_open_one_is_kept_and_leads_to_it(secretary, make_round):
    running = make_round("Job", "Idræt")

    page = main_of(secretary)

    assert (OPEN in page, f'<a href="{running.get_absolute_url()}">Se runden</a>' in page) == (False, True)


def test_round_of_two_themes_is_opened_from_its_form(secretary, two):
    assert OPEN in main_of(secretary)


def test_opened_round_is_edited_no_more(secretary, make_round):
    page = main_of(secretary, f"/vision/prioritering/{make_round('Job', 'Idræt').pk}/rediger/")

    assert ("<form" in page, "Runden har været åbnet." in page) == (False, True)


def test_draft_is_not_closed(secretary, make_round):
    page = main_of(secretary, f"/vision/prioritering/{make_round('Job', 'Idræt', opened=False).pk}/luk/")

    assert "<form" not in page

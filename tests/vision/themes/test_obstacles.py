"""Structuring a theme is asked about only where it can be done; else the page says what comes first."""

import pytest

from vision.models import Theme

BOARD = "/vision/vision-2035/temaer/tavle/"


def text_of(browser, theme, act):
    return browser.get(f"/vision/temaer/{theme.pk}/{act}/").text.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("act", ["saml", "udskil", "udgaa"])
def test_closed_theme_is_to_be_taken_up_first(browser, two, act):
    theme = two[0]
    Theme.objects.filter(pk=theme.pk).update(state="dropped", drop_reason="Væk", closed_on="2023-08-01")

    page = text_of(browser, theme, act)

    assert f'<a href="/vision/temaer/{theme.pk}/">' in page
    assert ("er ikke længere gældende. Genoptag det først." in page, "<form" in page) == (True, False)


def test_only_theme_is_merged_into_none(browser, make_theme):
    page = text_of(browser, make_theme(), "saml")

    assert "Der er intet andet gældende tema at slå det sammen med." in page
    assert ("/vision/vision-2035/temaer/nyt/" in page, "<form" in page) == (True, False)


def test_theme_without_contributions_is_not_split(browser, make_theme):
    page = text_of(browser, make_theme(), "udskil")

    assert (f'href="{BOARD}"' in page, "<form" in page) == (True, False)


def test_what_was_sent_is_refused_in_its_form(browser, make_theme):
    theme = make_theme()
    Theme.objects.filter(pk=theme.pk).update(state="dropped", drop_reason="Væk", closed_on="2023-08-01")

    response = browser.post(f"/vision/temaer/{theme.pk}/udskil/", {"title": "Nyt", "version": 1})

    assert "Nyt" in response.text
    assert "<form" in response.text.split("<main")[1]

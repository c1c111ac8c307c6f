"""Jobs of every week, from the front page to what was to be done, and what they cost at most."""

from playwright.sync_api import expect

from vision.models import Contribution

from .counting import Cost


def test_theme_is_made_of_a_contribution_and_has_its_place(log_in):
    page = log_in("administration")
    cost = Cost(page)
    page.goto("/")
    page.locator("summary", has_text="Vision").click()
    page.get_by_role("link", name="Indspil", exact=True).click()
    page.get_by_role("link", name="Skriv et indspil").click()
    page.get_by_label("Hvad der blev sagt").fill("Flere unge skal i lære.")
    page.get_by_role("button", name="Send og fordel").click()
    page.get_by_label("Visionen").check()
    page.get_by_label("Eller et nyt tema med denne titel").fill("Unge i lære")
    page.get_by_role("button", name="Fordel").click()

    expect(page.get_by_role("status")).to_contain_text("Indspillet er fordelt og står under ”Unge i lære”.")
    assert [theme.title for theme in Contribution.objects.get().themes.all()] == ["Unge i lære"]
    cost.is_within(loads=5, presses=7)

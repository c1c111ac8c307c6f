"""Where themes are found: the closed ones among the others, where each comes from, and the input to the seminar."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from vision.themes.acts import drop_theme, merge_themes

TODAY = date(2023, 8, 14)


@pytest.fixture
def closed(administration, make_theme):
    """A theme merged into one that only the staff sees, and a dropped one; both were public."""
    merged, hidden = make_theme("Klubber", is_published=True), make_theme("Arbejdstema", is_shared=False)
    dropped = make_theme("Skolebad", is_published=True)
    merge_themes(themes=[merged], into=hidden, by=administration, on=TODAY)
    drop_theme(theme=dropped, reason="Besluttet andetsteds.", seen_version=1, by=administration, on=TODAY)
    return merged, dropped


@pytest.mark.parametrize(
    ("asked", "current", "found", "position"),
    [
        ("", ["Arbejdstema"], ["Klubber", "Skolebad"], "Der er kommet 1 tema"),
        ("samlet", [], ["Klubber"], "1 tema er slået sammen med et andet."),
        ("udgaaet", [], ["Skolebad"], "1 tema er udgået."),
        ("<script>", ["Arbejdstema"], ["Klubber", "Skolebad"], "Der er kommet 1 tema"),
    ],
)
def test_list_shows_the_state_that_is_asked_for(browser, closed, asked, current, found, position):
    page = browser.get("/vision/vision-2035/temaer/", {"tilstand": asked})

    assert [row["theme"].title for row in page.context["rows"]] == current
    assert [row["theme"].title for row in page.context["closed"]] == found
    assert page.context["position"].startswith(position)


def test_closed_themes_name_no_theme_that_the_reader_may_not_see(client, browser, closed):
    merged, _dropped = closed
    urls = [merged.get_absolute_url(), "/vision/vision-2035/temaer/", "/vision/vision-2035/temaer/?tilstand=samlet"]

    assert ["Arbejdstema" in client.get(url).text for url in urls] == [False, False, False]
    assert ["Arbejdstema" in browser.get(url).text for url in urls] == [True, True, True]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_with_closed_themes_costs_the_same(browser, make_theme, django_assert_num_queries, count):
    target = make_theme("Idræt")
    for number in range(count):
        make_theme(f"Samlet {number}", state="merged", merged_into=target, closed_on=TODAY)

    with django_assert_num_queries(7):
        page = browser.get("/vision/vision-2035/temaer/")

    assert (len(page.context["closed"]), page.context["has_more_closed"]) == (min(count, 10), count > 10)


def test_part_does_not_name_a_hidden_theme_that_it_was_split_from(client, make_theme):
    hidden = make_theme("Arbejdstema", is_shared=False)
    part = make_theme(split_from=hidden, is_published=True)

    assert "Arbejdstema" not in client.get(part.get_absolute_url()).text


def test_theme_shows_its_contributions_to_the_council_and_not_to_the_public(
    client, client_of, member, make_theme, make_contribution
):
    theme = make_theme(is_published=True)
    theme.contributions.add(make_contribution())

    pages = [browser.get(theme.get_absolute_url()).text for browser in (client_of(member), client)]

    assert ["Flere skal lære mere." in page for page in pages] == [True, False]


def test_input_to_the_seminar_is_a_tagged_document(client_of, member, make_theme, make_contribution, challenge):
    theme = make_theme()
    theme.contributions.add(make_contribution("æøå 😀 <b>fed</b>"))
    theme.challenges.add(challenge)
    make_theme("Kun for forvaltningen", is_shared=False)

    response = client_of(member).get("/vision/vision-2035/temaer/input.pdf")

    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("da", True)
        assert [entry.title for entry in outline.root[0].children] == ["Foreningsliv"]
    assert response["Cache-Control"] == "private, no-store"


def test_input_page_says_the_same(client_of, member, make_theme, make_contribution):
    make_theme().contributions.add(make_contribution())

    page = client_of(member).get("/vision/vision-2035/temaer/input/").text

    assert ("Foreningsliv" in page, "Flere skal lære mere." in page) == (True, True)

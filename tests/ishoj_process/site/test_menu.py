"""The menu: what stands in it for whom, where each address stands, and how far anything is from the front page."""

import re

import pytest
from django.urls import get_resolver

from ishoj_process.site.menu import APART, FAMILIES, HOME, place_of
from tests.conftest import browser_as
from tests.site.rights_table import READERS
from tests.whole_site import real

LINES = [HOME, *(line for family in FAMILIES for line in family.lines)]
NAV = re.compile(r'<nav class="site-nav".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"')

# What each role comes for in any week, by the name of its address.
READ = ("meeting_list", "calendar_month", "timeline", "vision", "cascade", "strategy_list", "consultation_list")
WORKED_ON = ("inbox", "contribution_list", "round_list", "draft_list", "draft_comments", "hearing_matrix")
WEEKLY = {
    "public": (*READ, "body_list", "member_list", "term_list", "theme_list", "debate_paper", "coverage"),
    "member": (*READ, *WORKED_ON, "debate_paper", "subscriptions", "own"),
    "administration": (*READ, *WORKED_ON, "theme_list", "theme_board", "coverage", "thread_ends"),
    "secretariat": (*READ, *WORKED_ON, "year_plans", "reply_list", "council_office", "calendar_subscribe"),
}


@pytest.fixture
def browser(db, house):
    return browser_as


def menu_of(response):
    (nav,) = NAV.findall(response.content.decode())
    return LINK.findall(nav)


def whole_routes(patterns=None, prefix=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from whole_routes(pattern.url_patterns, path)
        else:
            yield path.lstrip("^")


def test_each_address_has_a_place_in_the_menu_or_stands_apart():
    """A new page is below a line at once, or is said to be below none: nothing falls through."""
    found = {route: place_of(route) is not None for route in whole_routes() if route}

    assert {route for route, placed in found.items() if placed == route.startswith(APART)} == set()


@pytest.mark.parametrize(
    ("route", "page"),
    [
        ("vision/<slug:slug>/udgave/<int:edition>/", "vision"),
        ("vision/<slug:slug>/temaer/tavle/", "theme_board"),
        ("vision/temaer/<int:pk>/rediger/", "theme_list"),
        ("strategier/<slug:slug>/udgave/<int:edition>/hoeringer/ny/", "consultation_list"),
        ("strategier/<slug:slug>/milepaele/<int:pk>/", "strategy_list"),
        ("hoeringer/overblik/", "hearing_matrix"),
        ("punkter/<int:pk>/beslutning/", "meeting_list"),
        ("perioder/<slug:term>/plan/<int:number>/tidslinje/", "timeline"),
        ("perioder/<slug:term>/ny/valgte/", "council_office"),
        ("perioder/<slug:term>/overdragelse/", "term_list"),
        ("indkaldelser/svar/<int:pk>/", "reply_list"),
    ],
)
def test_page_stands_below_the_line_that_fits_the_most_of_its_address(route, page):
    assert place_of(route)[1].page == page


@pytest.mark.parametrize("role", READERS)
def test_menu_shows_the_lines_that_the_reader_may_open_and_no_others(browser, role):
    reader = browser(role)
    shown = menu_of(reader.get("/"))

    opened = {line.url: reader.get(line.url, follow=True) for line in LINES}

    assert {url for url, page in opened.items() if is_let_in(page)} == {url for url in shown if url != "/log-ind/"}


def is_let_in(response):
    return response.status_code == 200 and not any("/log-ind/" in url for url, _code in response.redirect_chain)


@pytest.mark.parametrize("role", WEEKLY)
def test_what_a_role_uses_weekly_is_two_clicks_from_the_front_page(browser, role):
    """One opens the family, or the whole menu on a phone; the other follows the line."""
    reader = browser(role)
    shown = menu_of(reader.get("/"))
    wanted = {line.page: line.url for line in LINES if line.page in WEEKLY[role]}

    assert set(wanted) == set(WEEKLY[role])
    assert [page for page, url in wanted.items() if url not in shown] == []


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/", [("/", "page")]),
        ("/moeder/", [("/moeder/", "page")]),
        ("/moeder/<meeting>/", [("/moeder/", "true")]),
        ("/punkter/<item>/rediger/", [("/moeder/", "true")]),
        ("/vision/vision-2035/", [("/vision/", "page")]),
        ("/vision/vision-2035/temaer/", [("/vision/temaer/", "page")]),
        ("/vision/temaer/<theme>/", [("/vision/temaer/", "true")]),
        ("/hoeringer/overblik/", [("/hoeringer/overblik/", "page")]),
        ("/soeg/", []),
        ("/findes-ikke/", []),
    ],
)
def test_menu_marks_where_the_reader_is(browser, house, address, marked):
    content = browser("secretariat").get(real(address, house)).content.decode()
    (nav,) = NAV.findall(content)

    assert re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', nav) == marked
    # Its family, and no other, is open.
    assert len(re.findall(r"<details[^>]* open>", nav)) == bool(marked and marked[0][0] != "/")


HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
# The first page is headed by what matters to its reader, and the vision's by its own name.
OWN_NAMES = {"overview", "vision", "debate_paper"}


@pytest.mark.parametrize("role", ["member", "secretariat"])
def test_the_word_in_the_menu_stands_in_the_heading_of_its_page(browser, role):
    reader = browser(role)
    opened = {line: reader.get(line.url, follow=True) for line in LINES if line.page not in OWN_NAMES}
    headings = {line: HEADING.search(page.text)[1] for line, page in opened.items() if is_let_in(page)}

    assert {str(line.label): said for line, said in headings.items() if str(line.label) not in said} == {}

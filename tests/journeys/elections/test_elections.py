"""From August 2023 to February 2026: plan, vision, strategies, an election, a new council, and nothing is lost."""

import os

from playwright.sync_api import expect

from . import story
from .archive import HUBS, Archive
from .town import Town

# `make walk` asks for all that anybody is led to, `make test` for one address of each kind.
IS_LONG = os.environ.get("WALK", "1") != "1"
LEFT = {"alfa"}
READERS = ("public", "alfa", "beta", "secretariat", "administration") if IS_LONG else ("public",)
UNTIL_2023 = (story.take_seats, story.adopt_the_plan)
UNTIL_THE_ELECTION = (
    *(story.adopt_the_vision, story.adopt_a_strategy),
    *(story.let_a_substitute_take_over, story.rename_a_committee_and_split_a_group),
)
UNTIL_NEW_YEAR = (story.begin_the_coming_term, story.constitute, story.plan_from_the_top)
UNTIL_FEBRUARY = (
    *(story.new_year, story.hand_the_work_over, story.adopt_the_new_plan, story.adopt_the_new_vision),
    *(story.renew_a_policy, story.february_2026),
)


def test_house_lives_through_an_election_and_nothing_that_it_showed_is_lost(ishoej, settings, open_browser):
    town = Town(settings, Archive(most=None if IS_LONG else 1))
    go_through(town, UNTIL_2023, ends="2023-12-31")
    go_through(town, (*UNTIL_THE_ELECTION, *UNTIL_NEW_YEAR), ends="2025-12-31")
    story.nothing_of_it_shows(town, *({"public", "alfa"} & set(READERS)))
    go_through(town, UNTIL_FEBRUARY, ends="2026-02-28")

    assert town.archive.fallen == {}
    lost, changed = town.archive.ask_again(town.desk)
    # Who has left the council reads what the public reads.
    assert {row: status for row, status in lost.items() if row[0] not in LEFT or status != 403} == {}
    assert not changed, "\n".join(f"{row}\n- {was}\n+ {now}" for row, (was, now) in changed.items())
    see(open_browser())


def go_through(town, stations, ends):
    """Station by station; and at last keep what the pages say of all that is over."""
    for station in stations:
        station(town)
        town.keep_papers()
        if IS_LONG:
            look_around(town)
    town.turn_to(ends)
    look_around(town, HUBS)


def look_around(town, hubs=()):
    for reader in READERS:
        # Any page of the public may lead on to more by now.
        again = town.archive.pages_of(reader) if IS_LONG and hubs and reader == "public" else []
        town.archive.look(reader, town.desk(reader), story.over_by(town.day), [*hubs, *again])
        if hubs:
            town.archive.keep(reader, town.desk(reader), story.over_by(town.day))


def see(page):
    """What a citizen sees in February 2026; what a browser complains of fails the test."""
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text(
        "Visionen blev vedtaget den 3. februar 2026, så sporet kan begynde."
    )
    page.goto("/kaskade/")
    page.get_by_role("main").get_by_role("link", name="Vision 2040").first.click()
    expect(page.get_by_role("main")).to_contain_text(story.NEXT_TEXT)
    page.goto("/udvalg/klima-og-miljoeudvalget/")
    page.get_by_role("main").get_by_role("link", name="Klima-, Teknik- og Miljøudvalget").first.click()
    page.get_by_role("main").get_by_role("link", name="Epsilon Nyvalgt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Epsilon Nyvalgt")
    page.goto("/tidslinje/?fra=2023-04-01&til=2023-12-31")
    expect(page.get_by_role("main")).to_contain_text("Byrådsseminar")

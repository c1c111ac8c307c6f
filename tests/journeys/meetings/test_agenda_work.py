"""The secretary sets an agenda up by mouse and keyboard, corrects it and writes the minutes; a member reads along."""

from datetime import date

import pytest
from playwright.sync_api import expect

from ishoj_process.models import Body, Meeting


@pytest.fixture
def meeting(ishoej, settings):
    """A council meeting of today with three items, not published."""
    day = date(2023, 8, 14)
    meeting = Meeting.objects.create(kind="council", start_date=day, end_date=day)
    meeting.bodies.set([Body.objects.get(kind="council")])
    for number, title in enumerate(("Først", "Dernæst", "Til sidst"), start=1):
        meeting.items.create(number=number, title=title)
    return meeting


def titles(page):
    return [text.strip() for text in page.locator(".agenda-item-title").all_inner_texts()]


def test_items_are_moved_by_mouse_and_by_keyboard(log_in, meeting):
    page = log_in("secretariat")
    page.goto(meeting.get_absolute_url())
    page.locator("#dagsorden").scroll_into_view_if_needed()
    page.set_viewport_size({"width": 1280, "height": 1800})

    last, first = page.locator(".agenda-handle").nth(2), page.locator(".agenda-item").nth(0)
    start, aim = last.bounding_box(), first.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(aim["x"] + 40, aim["y"] + 12, steps=6)
    expect(first).to_have_class("agenda-item is-target")
    with page.expect_navigation():
        page.mouse.up()
    assert titles(page) == ["1. Til sidst", "2. Først", "3. Dernæst"]

    page.locator(".agenda-handle").nth(0).focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    assert titles(page) == ["1. Først", "2. Til sidst", "3. Dernæst"]


def test_agenda_is_published_corrected_and_decided_and_a_member_reads_along(walk_as, meeting):
    page = walk_as("secretariat")
    page.goto(meeting.get_absolute_url())
    page.press("Offentliggør dagsordenen")
    member = walk_as("medlem")
    member.goto(meeting.get_absolute_url())
    member.fill("Min note", "Spørg til økonomien")
    member.press("Gem noten")
    assert "Din note er gemt. Kun du kan se den." in member.words
    member.press("Jeg har læst den")

    page.follow("Rediger punkt 1")
    page.fill("title", "Først: budget")
    page.fill("correction", "Titlen er gjort tydelig.")
    page.press("Gem")
    page.follow("Skriv beslutning til punkt 1")
    page.choose("outcome", "Taget til efterretning")
    page.press("Gem")
    assert "Taget til efterretning." in page.words

    member.reload()
    assert "Nyt, siden du læste dagsordenen den 14. august 2023:" in member.words
    assert "Titlen er gjort tydelig." in member.words
    assert "Taget til efterretning." not in member.words
    page.press("Offentliggør referatet")
    member.reload()
    assert "Taget til efterretning." in member.words
    assert member.field("Min note").value == "Spørg til økonomien"

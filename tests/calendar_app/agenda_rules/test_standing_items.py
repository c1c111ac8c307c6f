"""What stands on every agenda: put on at both ends, once, and kept as it was when the template changes."""

import pytest

from calendar_app.agenda_rules.acts import insert_standing_items
from ishoj_process.editing.acts import Refused
from ishoj_process.models import Body, StandingItem


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def standing(council):
    rows = [("Godkendelse", "first", 1), ("Meddelelser", "first", 2), ("Eventuelt", "last", 1)]
    return [council.standing_items.create(title=title, place=place, position=at) for title, place, at in rows]


def titles(meeting):
    return list(meeting.items.order_by("number").values_list("title", flat=True))


def test_standing_items_take_both_ends_once(theme_meeting, make_item, standing, council, secretariat):
    make_item("Sagen")

    assert insert_standing_items(meeting=theme_meeting, by=secretariat) == 3
    assert insert_standing_items(meeting=theme_meeting, by=secretariat) == 0
    assert titles(theme_meeting) == ["Godkendelse", "Meddelelser", "Sagen", "Eventuelt"]

    council.standing_items.create(title="Underskrifter", place="last", position=9)
    make_item("Ny sag", number=9)
    insert_standing_items(meeting=theme_meeting, by=secretariat)
    assert titles(theme_meeting) == ["Godkendelse", "Meddelelser", "Sagen", "Ny sag", "Eventuelt", "Underskrifter"]


def test_published_agenda_is_left_alone(published, standing, secretariat):
    with pytest.raises(Refused):
        insert_standing_items(meeting=published, by=secretariat)


def test_template_is_kept_on_the_bodys_page(browser, council):
    base = f"/udvalg/{council.slug}"
    assert "Ingen faste punkter endnu" in browser.get(f"{base}/dagsordener/").text

    sent = {"title": "Eventuelt", "place": "last", "position": 1}
    browser.post(f"{base}/faste-punkter/nyt/", sent)
    row = StandingItem.objects.get()
    closed = browser.post(f"{base}/faste-punkter/{row.pk}/", {**sent, "is_closed": "on", "version": 1})
    assert "må vises for offentligheden" in closed.text
    browser.post(f"{base}/faste-punkter/{row.pk}/fjern/", {"version": 1})
    assert StandingItem.objects.count() == 0

    browser.post(f"{base}/dagsordener/frist/", {"agenda_days": "4", "version": "1"})
    assert Body.objects.get().agenda_days == 4
    assert browser.post(f"{base}/dagsordener/frist/", {"agenda_days": "0"}).context["form"].errors


def test_item_stays_when_its_template_goes(theme_meeting, standing, secretariat):
    insert_standing_items(meeting=theme_meeting, by=secretariat)
    StandingItem.objects.all().delete()

    assert titles(theme_meeting) == ["Godkendelse", "Meddelelser", "Eventuelt"]


def test_button_is_there_as_long_as_something_is_missing(browser, theme_meeting, standing):
    page = theme_meeting.get_absolute_url()
    assert "Tilføj 3 faste punkter" in browser.get(page).text

    browser.post(f"/moeder/{theme_meeting.pk}/faste-punkter/")
    assert "faste punkter på" not in browser.get(page).text

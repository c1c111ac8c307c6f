"""What every form has more of with a script: drafts, a warning, errors that lead to their fields, and what is said."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from ishoj_process.models import AgendaItem, Body, Meeting

DAY = date(2023, 9, 12)
TYPED = "Sagen handler om broen over åen."


@pytest.fixture
def item(ishoej):
    meeting = Meeting.objects.create(title="Møde om broen", kind="council", start_date=DAY, end_date=DAY)
    meeting.bodies.add(Body.objects.get(kind="council"))
    return AgendaItem.objects.create(meeting=meeting, number=1, title="Broen")


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))")


def case(page):
    return page.get_by_role("textbox", name="Sagsfremstilling")


def test_what_is_typed_is_warned_of_kept_offered_back_and_forgotten_once_it_is_stored(log_in, item):
    page, asked = log_in("secretariat"), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    address = f"/punkter/{item.pk}/rediger/"
    page.goto(address)
    page.get_by_role("link", name="Tilbage uden at gemme").click()
    assert asked == []  # nothing was typed

    page.goto(address)
    _types_and_leaves(page)
    assert asked == ["beforeunload"]
    page.goto(address)
    _fetches_the_draft(page)
    _stores_it(page, item)
    assert asked == ["beforeunload"]

    page.goto(address)
    expect(page.locator("#id_title")).to_have_value("Broen over åen")
    expect(page.get_by_role("button", name="Hent den")).to_have_count(0)
    _is_refused_and_led_to_the_field(page)
    _logs_out(page)


def _types_and_leaves(page):
    page.locator("#id_title").fill("Broen over åen")
    case(page).click()
    page.keyboard.type(TYPED)
    page.goto("/kalender/")


def _fetches_the_draft(page):
    offer = page.get_by_role("status").filter(has_text="kladde")
    expect(offer).to_contain_text(re.compile(r"^Du har en kladde fra i dag kl\. \d\d\.\d\d\."))
    expect(page.locator("#id_title")).to_have_value("Broen")
    offer.get_by_role("button", name="Hent den").click()
    expect(page.locator("#id_title")).to_have_value("Broen over åen")
    expect(case(page)).to_have_text(TYPED)


def _stores_it(page, item):
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("status").filter(has_text="1. Broen over åen” er gemt.")).to_be_visible()
    assert kept(page) == []
    item.refresh_from_db()
    assert (item.title, item.case_presentation) == ("Broen over åen", f"<p>{TYPED}</p>")


def _is_refused_and_led_to_the_field(page):
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Gem").click()  # refused: it is not stored, and stays kept
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Fejl: "))
    assert len(kept(page)) == 1
    expect(page.get_by_role("button", name="Hent den")).to_have_count(0)  # it stands in the form
    summary.get_by_role("link", name="Skriv en titel.").click()
    expect(page.locator("#id_title")).to_be_focused()


def _logs_out(page):
    page.locator("summary", has_text="sekretariat").click()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("link", name="Log ind").first).to_be_visible()
    assert kept(page) == []


def test_confirmation_is_on_the_screen_where_the_act_leads_to(log_in, item):
    page = log_in("secretariat", width=360)
    page.goto(item.meeting.get_absolute_url())
    page.get_by_role("button", name="Offentliggør dagsordenen").click()

    said = page.get_by_role("status").filter(has_text="Dagsordenen er offentliggjort.")
    expect(said).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
    page.get_by_role("button", name="Luk").click()
    expect(said).to_have_count(0)


def test_a_day_is_picked_and_typed_beside_each_other(log_in):
    page = log_in("secretariat")
    page.goto("/moeder/nyt/")
    day = page.get_by_label("Første dag")
    expect(day).to_have_attribute("inputmode", "numeric")
    expect(page.get_by_role("button", name="Vælg dag i kalender").first).to_be_visible()
    page.locator("input[type=date]").first.evaluate(
        "(picker) => { picker.value = '2023-12-24'; picker.dispatchEvent(new Event('change')); }"
    )

    expect(day).to_have_value("24-12-2023")
    expect(day).to_be_focused()
    page.locator("#id_title").fill("")
    page.goto("about:blank")  # leaving asks, and nobody answers: nothing is lost but what was picked

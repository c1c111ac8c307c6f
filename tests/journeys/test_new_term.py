"""From the election to the first day: the secretariat begins the term, and takes each of its steps in a browser."""

import os

import pytest
from django.core import mail
from playwright.sync_api import expect

from ishoj_process.models import Body, Meeting, ProcessPlan, Seat

COUNCIL = """Navn;E-mail;Gruppe
Anne Hansen;anne@ishoej.example;A – Socialdemokratiet
Bo Jensen;bo@ishoej.example;V – Venstre
Demo: byrådsmedlem;medlem@example.org;
Cai Uden Adresse;;
"""


@pytest.fixture
def photograph():
    """Keep a picture of a page where one is asked for, to be looked at."""
    folder = os.environ.get("PICTURES")

    def take(page, name):
        if folder:
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return take


def save(page, name="Gem"):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def step(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


# Narrow, where things are hardest to reach; wide, too, where pictures are asked for.
@pytest.mark.parametrize("width", [1280, 360] if "PICTURES" in os.environ else [360])
def test_new_term_is_made_ready_step_by_step(log_in, open_browser, settings, width, photograph):
    settings.PROCESS_TODAY = "2025-11-19"
    page = log_in("secretariat", width=width)
    page.goto("/min-side/")
    page.get_by_role("link", name="Begynd valgperioden 2026–2029").click()
    page.get_by_label("De nyvalgte læser fra").fill("20-11-2025")
    page.locator("[name=council_size]").fill("3")
    photograph(page, f"begin-{width}")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("6 trin mangler.")
    photograph(page, f"steps-{width}")

    _settle_bodies(page, photograph, width)
    _elect(page, photograph, width)
    _constitute(page)
    _divide(page)
    _invite(page, photograph, width)
    _plan(page, photograph, width)
    photograph(page, f"done-{width}")

    public = open_browser()
    public.goto("/udvalg/")
    expect(public.get_by_role("main")).not_to_contain_text("Natur- og Kulturudvalget")
    settings.PROCESS_TODAY = "2026-01-05"
    public.goto("/udvalg/")
    expect(public.get_by_role("main")).to_contain_text("Natur- og Kulturudvalget")
    _hand_over(page, photograph, width)
    expect(page.get_by_role("main")).to_contain_text("Alle trin er taget.")


def _settle_bodies(page, photograph, width):
    step(page, "Byråd og udvalg")
    for body in Body.objects.filter(slug__in=("klima-og-miljoeudvalget", "kultur-og-fritidsudvalget")):
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=str(body), exact=True))
        row.get_by_role("combobox").first.select_option("passes_on")
        row.get_by_label("Hvem overtager?").select_option("ny1")
    page.get_by_text("Nyt udvalg nr. 1").last.click()
    page.locator("[name=ny1-name]").fill("Natur- og Kulturudvalget")
    photograph(page, f"bodies-{width}")
    save(page, "Vis, hvad der sker")
    told = "Klima- og Miljøudvalget nedlægges. Natur- og Kulturudvalget overtager."
    expect(page.get_by_role("main")).to_contain_text(told)
    save(page)


def _elect(page, photograph, width):
    step(page, "Det valgte byråd")
    page.get_by_label("Eller linjerne").fill(COUNCIL)
    save(page, "Vis, hvad der bliver oprettet")
    photograph(page, f"elected-{width}")
    expect(page.get_by_role("main")).to_contain_text("E-mailadressen mangler.")
    save(page, "Opret de valgte linjer")
    expect(page.get_by_role("status")).to_contain_text("3 pladser er registreret. 2 login er oprettet.")
    assert mail.outbox == []


def _constitute(page):
    step(page, "Det konstituerende møde")
    save(page)
    assert Meeting.objects.get(term__starts="2026-01-01").title == "Konstituerende møde"


def _divide(page):
    step(page, "Udvalg og hverv")
    page.get_by_label("Eller linjerne").fill(
        "Byrådet;Anne Hansen;borgmester\nNatur- og Kulturudvalget;Bo Jensen;formand"
    )
    save(page, "Vis, hvad der bliver oprettet")
    save(page, "Opret de valgte linjer")
    assert Seat.objects.get(role="chair", body__kind="council", term__starts="2026-01-01").user.name == "Anne Hansen"


def _invite(page, photograph, width):
    step(page, "De valgtes login")
    photograph(page, f"people-{width}")
    page.get_by_role("button", name="Inviter alle").click()
    expect(page.get_by_role("status")).to_have_text("3 invitationer er på vej.")
    assert len(mail.outbox) == 3
    page.goto("/perioder/2026-2029/ny/")


def _plan(page, photograph, width):
    step(page, "Procesplanen")
    photograph(page, f"plan-{width}")
    step(page, "Foreslå datoer")
    photograph(page, f"days-{width}")
    save(page, "Gem som forslag")
    expect(page.get_by_role("status")).to_contain_text("Planen er gemt som forslag.")
    assert ProcessPlan.objects.get(term__starts="2026-01-01").tracks.count() == 3
    page.goto("/perioder/2026-2029/ny/")


def _hand_over(page, photograph, width):
    page.goto("/perioder/2026-2029/ny/")
    step(page, "Overdragelse udvalg for udvalg")
    photograph(page, f"handing-{width}")
    while (button := page.get_by_role("button", name="Overdrag", exact=True)).count():
        button.first.click()
        page.wait_for_load_state()
    page.goto("/perioder/2026-2029/ny/")

"""Two real strategies entered from nothing through the pages: citizens' part, who was heard, and who decided."""

from datetime import date

import pytest
from playwright.sync_api import expect

from ishoj_process.models import Body, Meeting, Strategy
from strategies.models import Activity


@pytest.fixture
def empty_portfolio(ishoej):
    """The plan of 2023 without its strategies."""
    Strategy.objects.all().delete()


def create_strategy(page, title, owner, text, decided_by=""):
    page.goto("/strategier/ny/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=owner]").select_option(owner)
    page.locator("[name=deciding_body]").select_option(decided_by or None)
    page.locator(".ProseMirror").first.click()
    page.keyboard.type(text)
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def add_activity(page, kind, **typed):
    page.get_by_role("link", name="Tilføj en aktivitet").click()
    page.locator("[name=kind]").select_option(kind)
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", name="Hvad der er sket, og hvad der er planlagt")).to_be_visible()


def move_to(page, status):
    page.get_by_role("link", name="Skift status").click()
    page.locator(f"[name=to][value={status}]").check()
    page.locator("[name=note]").fill("Som besluttet.")
    page.get_by_role("button", name="Skift status").click()
    expect(page.locator(".notice-success")).to_be_visible()


def adopt(page, body):
    page.get_by_role("link", name="Registrer vedtagelsen").click()
    expect(page.get_by_text(f"{body} har kompetencen til at beslutte.")).to_be_visible()
    page.locator("[name=item]").select_option(index=1)
    page.get_by_role("button", name="Registrer vedtagelsen").click()
    expect(page.get_by_text("Strategien er vedtaget.")).to_be_visible()


def test_biodiversity_strategy_was_adopted_by_its_committee(log_in, empty_portfolio):
    committee, day = Body.objects.get(abbreviation="KMU"), date(2023, 6, 20)
    meeting = Meeting.objects.create(kind="committee", start_date=day, end_date=day)
    meeting.bodies.set([committee])
    meeting.items.create(number=1, title="Biodiversitetsstrategi")
    page = log_in("administration")
    create_strategy(page, "Sammen om et vildere Ishøj", "Klima- og Miljøudvalget", "Flere vilde hjørner.")
    add_activity(page, "idea_phase", starts="forår 2022", weeks="8")
    add_activity(page, "consultation", starts="forår 2023", weeks="8", outcome="Et handlingskatalog kom til.")

    page.get_by_role("link", name="Angiv, hvordan borgerne inddrages").click()
    page.get_by_role("radio", name="dialog").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Borgerne inddrages gennem dialog.")).to_be_visible()
    for status in ("in_preparation", "before_decision"):
        move_to(page, status)
    adopt(page, "Klima- og Miljøudvalget")

    expect(page.get_by_text("8 uger, forår 2022")).to_be_visible()
    expect(page.get_by_text("Et handlingskatalog kom til.")).to_be_visible()
    strategy = Strategy.objects.get()
    assert (strategy.status, str(strategy.adopted_on), str(strategy.adopted_by)) == (
        "adopted",
        "20. juni 2023",
        "Klima- og Miljøudvalget",
    )


def test_plan_strategy_is_heard_by_a_committee_and_by_the_public(log_in, empty_portfolio):
    committee, owner = Body.objects.get(abbreviation="KMU"), Body.objects.get(abbreviation="ØPU")
    for body, day in ((committee, date(2023, 9, 12)), (owner, date(2023, 10, 23))):
        Meeting.objects.create(kind="committee", start_date=day, end_date=day).bodies.set([body])
    page = log_in("administration")
    create_strategy(
        page, "Planstrategi 2024-2036", "Økonomi- og Planudvalget", "Ishøj vokser, hvor der er station.", "Ishøj Byråd"
    )
    add_activity(page, "survey", starts="23-01-2023", ends="21-02-2023", participants="460")
    send_to_a_committee_and_the_public(page)
    answer_for_the_committee(page)
    treat_and_report(page)
    assert Activity.objects.get().participants == 460

    council = Meeting.objects.create(kind="council", start_date=date(2023, 8, 8), end_date=date(2023, 8, 8))
    council.bodies.set([Body.objects.get(kind="council")])
    council.items.create(number=1, title="Planstrategi")
    page.goto("/strategier/planstrategi-2024-2036/")
    for status in ("in_preparation", "before_decision"):
        move_to(page, status)
    adopt(page, "Ishøj Byråd")
    strategy = Strategy.objects.get()
    assert (str(strategy.adopted_by), str(strategy.adopted_on)) == ("Ishøj Byråd", "8. august 2023")


def send_to_a_committee_and_the_public(page):
    page.get_by_role("link", name="Forbered en høring").click()
    page.get_by_role("checkbox", name="Klima- og Miljøudvalget").check()
    page.get_by_role("checkbox", name="Offentligheden høres også").check()
    page.locator("[name=decides_at]").select_option(index=1)
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Send i høring").click()
    expect(page.get_by_text("Fristen bliver")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Høringen er sendt.")).to_be_visible()


def answer_for_the_committee(page):
    page.locator(".parts-table").get_by_role("link", name="Besvar").click()
    page.get_by_role("radio", name="Der er bemærkninger").check()
    page.locator("[name=text]").fill("Husk de grønne kiler.")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("1 af 1 har svaret.")).to_be_visible()


def treat_and_report(page):
    page.get_by_role("link", name="Tilføj et punkt").click()
    page.locator("[name=text]").fill("De grønne kiler.")
    page.get_by_role("radio", name="fulgt", exact=True).check()
    page.locator("[name=reason]").fill("Kilerne er tegnet ind.")
    page.locator("[name=place]").fill("afsnit 2")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Luk før fristen").click()
    page.locator("[name=reason]").fill("Alle har svaret.")
    page.get_by_role("button", name="Luk høringen").click()
    page.get_by_role("button", name="Afslut høringsnotatet").click()
    expect(page.get_by_text("Af punkterne er 1 fulgt, 0 delvist fulgt og 0 ikke fulgt.")).to_be_visible()

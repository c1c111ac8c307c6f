"""Two real strategies entered from nothing through the pages: citizens' part, who was heard, and who decided."""

from datetime import date

import pytest

from ishoj_process.models import Body, Meeting, Strategy
from strategies.models import Activity


@pytest.fixture
def empty_portfolio(ishoej):
    """The plan of 2023 without its strategies."""
    Strategy.objects.all().delete()


def create_strategy(page, title, owner, text, decided_by=""):
    page.goto("/strategier/ny/")
    page.fill("title", title)
    page.choose("owner", owner)
    if decided_by:
        page.choose("deciding_body", decided_by)
    page.fill("text", text)
    page.press("Gem")
    assert page.heading == title


def add_activity(page, kind, **typed):
    page.follow("Tilføj en aktivitet")
    page.field("kind").value = kind
    for name, value in typed.items():
        page.fill(name, value)
    page.press("Gem")
    assert "Hvad der er sket, og hvad der er planlagt" in page.words


def move_to(page, status):
    page.follow("Skift status")
    page.pick("to", status)
    page.fill("note", "Som besluttet.")
    page.press("Skift status")
    assert page.root.find_class("notice-success")


def adopt(page, body):
    page.follow("Registrer vedtagelsen")
    assert f"{body} har kompetencen til at beslutte." in page.words
    page.choose("item", 1)
    page.press("Registrer vedtagelsen")
    assert "Strategien er vedtaget." in page.words


def test_biodiversity_strategy_was_adopted_by_its_committee(walk_as, empty_portfolio):
    committee, day = Body.objects.get(abbreviation="KMU"), date(2023, 6, 20)
    meeting = Meeting.objects.create(kind="committee", start_date=day, end_date=day)
    meeting.bodies.set([committee])
    meeting.items.create(number=1, title="Biodiversitetsstrategi")
    page = walk_as("administration")
    create_strategy(page, "Sammen om et vildere Ishøj", "Klima- og Miljøudvalget", "Flere vilde hjørner.")
    add_activity(page, "idea_phase", starts="forår 2022", weeks="8")
    add_activity(page, "consultation", starts="forår 2023", weeks="8", outcome="Et handlingskatalog kom til.")

    page.follow("Angiv, hvordan borgerne inddrages")
    page.check("dialog")
    page.press("Gem")
    assert "Borgerne inddrages gennem dialog." in page.words
    for status in ("in_preparation", "before_decision"):
        move_to(page, status)
    adopt(page, "Klima- og Miljøudvalget")

    assert "8 uger, forår 2022" in page.words
    assert "Et handlingskatalog kom til." in page.words
    strategy = Strategy.objects.get()
    assert (strategy.status, str(strategy.adopted_on), str(strategy.adopted_by)) == (
        "adopted",
        "20. juni 2023",
        "Klima- og Miljøudvalget",
    )


def test_plan_strategy_is_heard_by_a_committee_and_by_the_public(walk_as, empty_portfolio):
    committee, owner = Body.objects.get(abbreviation="KMU"), Body.objects.get(abbreviation="ØPU")
    for body, day in ((committee, date(2023, 9, 12)), (owner, date(2023, 10, 23))):
        Meeting.objects.create(kind="committee", start_date=day, end_date=day).bodies.set([body])
    page = walk_as("administration")
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
    page.follow("Forbered en høring")
    page.check("Klima- og Miljøudvalget")
    page.check("Offentligheden høres også")
    page.press("Gem")
    page.follow("Send i høring")
    assert "Fristen bliver" in page.words
    page.press("Send")
    assert "Høringen er sendt til" in page.words


def answer_for_the_committee(page):
    page.follow("Besvar", within=page.root.find_class("parts-table")[0])
    page.check("Der er bemærkninger")
    page.fill("text", "Husk de grønne kiler.")
    page.press("Send svaret")
    assert "1 af 1 har svaret." in page.words


def treat_and_report(page):
    page.follow("Tilføj et punkt")
    page.fill("text", "De grønne kiler.")
    page.check("fulgt")
    page.fill("reason", "Kilerne er tegnet ind.")
    page.fill("place", "afsnit 2")
    page.press("Gem")
    page.follow("Luk før fristen")
    page.fill("reason", "Alle har svaret.")
    page.press("Luk høringen")
    page.press("Afslut høringsnotatet")
    assert "Af punkterne er 1 fulgt, 0 delvist fulgt og 0 ikke fulgt." in page.words

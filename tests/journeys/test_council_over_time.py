"""The secretariat renames a committee, lets a substitute take over, and invites a new user, who logs in."""

import re

from django.core import mail
from playwright.sync_api import expect

from ishoj_process.models import Body, CouncilTerm, Seat, User

LONG_NAME = "Beskæftigelses-, Integrations- og Borgersammensætningsudvalget"


def test_committee_gets_a_new_name_from_a_day(log_in):
    page = log_in("secretariat")
    page.goto("/")
    page.get_by_role("navigation", name="Hovedmenu").get_by_text("Udvalg", exact=True).first.click()
    page.get_by_role("link", name="Byråd og adgang").click()
    body = Body.objects.filter(kind="standing").first()
    page.get_by_role("link", name=str(body), exact=True).click()
    page.get_by_role("link", name="Nyt navn fra en dag").click()
    page.get_by_label("Nyt navn").fill(LONG_NAME)
    page.get_by_label("Fra").fill("den dag vi kan")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_label("Nyt navn")).to_have_value(LONG_NAME)
    page.get_by_label("Fra").fill("1. september 2023")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("status")).to_contain_text("gemt.")

    page.goto(f"{body.get_absolute_url()}?dag=01-09-2023")
    expect(page.get_by_role("heading", level=1)).to_contain_text(LONG_NAME)
    page.goto(body.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(body))


def test_substitute_takes_over_from_a_member_who_leaves(log_in, open_browser, three_members):
    council, term = Body.objects.get(kind="council"), CouncilTerm.objects.get()
    substitute = User.objects.create_user("ny@example.org", "x", name="Suppleant Østfløjs-Efterfølgeren")
    Seat.objects.create(user=substitute, body=council, term=term, role="substitute")
    page = log_in("secretariat")
    page.goto(council.get_absolute_url())
    page.get_by_role("link", name=re.compile("Rediger pladsen.*medlem 2")).click()
    page.get_by_role("link", name="Lad en stedfortræder overtage pladsen").click()
    page.get_by_label("Hvem overtager?").select_option(label="Suppleant Østfløjs-Efterfølgeren")
    page.get_by_label("Fra").fill("01-09-2023")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("status")).to_have_text("Pladsen er overtaget.")

    public = open_browser(width=360)
    public.goto(f"{council.get_absolute_url()}?dag=01-09-2023")
    members = public.get_by_role("region", name="Medlemmer")
    expect(members.get_by_role("link", name="Demo: medlem 2")).to_have_count(0)
    members.get_by_role("link", name="Suppleant Østfløjs-Efterfølgeren").click()
    expect(public.get_by_role("main")).to_contain_text("fra den 1. september 2023 til den 31. december 2025")


def test_new_user_is_invited_chooses_a_password_and_logs_in(log_in, open_browser):
    page = log_in("secretariat")
    page.goto("/byraad-og-adgang/brugere/")
    page.get_by_role("link", name="Ny bruger").click()
    page.get_by_label("Navn").fill("Referent Ny")
    page.get_by_label("E-mail").fill("referent@example.org")
    page.get_by_label("Rolle").select_option("administration")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("button", name="Inviter med en mail").click()
    expect(page.get_by_role("status")).to_have_text("Invitationen er på vej.")
    (letter,) = mail.outbox
    link = re.search(r"https?://\S+", letter.body)[0]

    theirs = open_browser()
    theirs.goto(link)
    for number, field in enumerate(theirs.locator("input[type=password]").all()):
        field.fill("en-ganske-lang-kode-7")
        assert number < 2
    theirs.get_by_role("button", name="Gem adgangskoden").click()
    theirs.goto("/log-ind/")
    theirs.get_by_label("E-mail").fill("referent@example.org")
    theirs.locator("input[type=password]").fill("en-ganske-lang-kode-7")
    theirs.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(theirs.get_by_role("link", name="Referent Ny")).to_be_visible()

    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text("Inviter med en mail")

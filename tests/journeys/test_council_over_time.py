"""The secretariat renames a committee, lets a substitute take over, and invites a new user, who logs in."""

import re
from urllib.parse import urlsplit

from django.core import mail

from ishoj_process.models import Body, CouncilTerm, Seat, User

from .plainly import words_of

LONG_NAME = "Beskæftigelses-, Integrations- og Borgersammensætningsudvalget"


def test_committee_gets_a_new_name_from_a_day(walk_as):
    page = walk_as("secretariat")
    page.goto("/")
    page.follow("Byråd og adgang")
    body = Body.objects.filter(kind="standing").first()
    page.follow(str(body))
    page.follow("Nyt navn fra en dag")
    page.fill("Nyt navn", LONG_NAME)
    page.fill("Fra", "den dag vi kan")
    page.press("Gem")
    assert page.field("Nyt navn").value == LONG_NAME
    page.fill("Fra", "1. september 2023")
    page.press("Gem")
    assert [said for said in page.statuses if "gemt." in said.lower()]

    page.goto(f"{body.get_absolute_url()}?dag=01-09-2023")
    assert LONG_NAME in page.heading
    page.goto(body.get_absolute_url())
    assert str(body) in page.heading


def test_substitute_takes_over_from_a_member_who_leaves(walk_as, three_members):
    council, term = Body.objects.get(kind="council"), CouncilTerm.objects.get()
    substitute = User.objects.create_user("ny@example.org", "x", name="Suppleant Østfløjs-Efterfølgeren")
    Seat.objects.create(user=substitute, body=council, term=term, role="substitute")
    page = walk_as("secretariat")
    page.goto(council.get_absolute_url())
    page.follow(re.compile("Rediger pladsen.*medlem 2"))
    page.follow("Lad en stedfortræder overtage pladsen")
    page.choose("Hvem overtager?", "Suppleant Østfløjs-Efterfølgeren")
    page.fill("Fra", "01-09-2023")
    page.press("Gem")
    assert "Pladsen er overtaget." in page.statuses

    public = walk_as()
    public.goto(f"{council.get_absolute_url()}?dag=01-09-2023")
    members = public.region("Medlemmer")
    assert "Demo: medlem 2" not in [name for name, _link in public.links(members)]
    public.follow("Suppleant Østfløjs-Efterfølgeren", within=members)
    assert "fra den 1. september 2023 til den 31. december 2025" in words_of(public.main)


def test_new_user_is_invited_chooses_a_password_and_logs_in(walk_as):
    page = walk_as("secretariat")
    page.goto("/byraad-og-adgang/brugere/")
    page.follow("Ny bruger")
    page.fill("Navn", "Referent Ny")
    page.fill("E-mail", "referent@example.org")
    page.field("role").value = "administration"
    page.press("Gem")
    page.press("Inviter med en mail")
    assert "Invitationen er på vej." in page.statuses
    (letter,) = mail.outbox
    link = urlsplit(re.search(r"https?://\S+", letter.body)[0]).path

    theirs = walk_as()
    theirs.goto(link)
    passwords = theirs.root.xpath("//main//input[@type='password']")
    assert len(passwords) <= 2
    for field in passwords:
        field.value = "en-ganske-lang-kode-7"
    theirs.press("Gem adgangskoden")
    theirs.goto("/log-ind/")
    theirs.fill("E-mail", "referent@example.org")
    theirs.fill("password", "en-ganske-lang-kode-7")
    theirs.press("Log ind")
    assert "Referent Ny" in words_of(theirs.root.find(".//header"))

    page.reload()
    assert "Inviter med en mail" not in words_of(page.main)

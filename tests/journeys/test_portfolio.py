"""A member reads on the committee's page where its strategies stand, after the administration has said so."""

from playwright.sync_api import expect

from ishoj_process.models import Body, Strategy
from strategies.models import Milestone


def test_milestone_is_planned_reached_and_seen_by_the_committee(log_in, ishoej):
    committee = Body.objects.get(abbreviation="KMU")
    strategy = Strategy.objects.filter(owner=committee).first()
    Strategy.objects.filter(pk=strategy.pk).update(status="in_preparation", adopted_on=None)
    page = log_in("administration")

    page.goto(strategy.get_absolute_url())
    page.get_by_role("link", name="Tilføj en milepæl").click()
    page.locator("[name=title]").fill("Udkast til udvalget")
    page.locator("[name=due]").fill("maj 2023")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Milepælen “Udkast til udvalget” skulle være nået maj 2023.")).to_be_visible()
    member = log_in("medlem")
    member.goto(committee.get_absolute_url())
    expect(member.get_by_text("Forsinket", exact=True)).to_be_visible()

    page.get_by_role("button", name="Nået i dag").click()
    expect(page.get_by_text("Nået 14. august 2023", exact=True)).to_be_visible()
    page.get_by_role("link", name="Skift status").click()
    page.get_by_role("radio", name="Uændret: under udarbejdelse").check()
    page.locator("[name=note]").fill("Udvalget har fået udkastet.")
    page.get_by_role("button", name="Skift status").click()
    expect(page.locator(".notice-success")).to_contain_text("Status er fortsat “under udarbejdelse”.")

    member.reload()
    expect(member.get_by_text("14. august 2023: Udvalget har fået udkastet.")).to_be_visible()
    expect(member.get_by_text("Forsinket", exact=True)).to_have_count(0)
    assert Milestone.objects.get().is_reached

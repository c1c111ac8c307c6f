"""What the administration says of a committee's strategies and policies is read, heard and decided by the council."""

from datetime import date

from playwright.sync_api import expect

from ishoj_process.models import Body, CouncilTerm, MainPolicy, Meeting, Seat, Strategy, User
from strategies.models import Consultation, Milestone

NOT_DECIDED = "Det er ikke besluttet, om borgerne inddrages i hovedpolitikkerne."


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
    expect(page.get_by_text("Milepælen ”Udkast til udvalget” skulle være nået i maj 2023.")).to_be_visible()
    member = log_in("medlem")
    member.goto(committee.get_absolute_url())
    expect(member.get_by_text("Forsinket", exact=True)).to_be_visible()

    page.get_by_role("button", name="Nået i dag").click()
    expect(page.get_by_text("Nået den 14. august 2023", exact=True)).to_be_visible()
    page.get_by_role("link", name="Skift status").click()
    page.get_by_role("radio", name="Uændret: under udarbejdelse").check()
    page.locator("[name=note]").fill("Udvalget har fået udkastet.")
    page.get_by_role("button", name="Skift status").click()
    expect(page.locator(".notice-success")).to_contain_text("Status er fortsat ”under udarbejdelse”.")

    member.reload()
    expect(member.get_by_text("14. august 2023: Udvalget har fået udkastet.")).to_be_visible()
    expect(member.get_by_text("Forsinket", exact=True)).to_have_count(0)
    assert Milestone.objects.get().is_reached


def test_edition_is_heard_answered_and_adopted(log_in, open_browser, ishoej):
    committee = Body.objects.get(abbreviation="KMU")
    chair = User.objects.get(email="medlem@example.org")
    Seat.objects.create(user=chair, body=committee, term=CouncilTerm.objects.get(), role=Seat.Role.CHAIR)
    old = MainPolicy.objects.filter(status="adopted").exclude(title="").earliest("pk")
    page = log_in("administration")

    edition = begin_edition(page, old)
    consultation = hear(page, edition)
    answer(log_in("medlem"), consultation)
    public = open_browser(width=360)
    public.goto(old.get_absolute_url())
    expect(public.get_by_text("Rent vand i alle søer.")).to_have_count(0)
    close_and_adopt(page, edition, consultation)

    public.goto(old.get_absolute_url())
    expect(public.get_by_text("Rent vand i alle søer.")).to_be_visible()
    expect(public.get_by_text("I høring", exact=True)).to_have_count(0)


def begin_edition(page, old):
    page.goto(old.get_absolute_url())
    page.get_by_role("link", name="Begynd en ny udgave").click()
    page.locator("[name=note]").fill("Det nye byråd vil noget andet.")
    page.get_by_role("button", name="Begynd").click()
    edition = MainPolicy.objects.get(slug=old.slug, edition=2)
    MainPolicy.objects.filter(pk=edition.pk).update(text="<p>Rent vand i alle søer.</p>")
    return edition


def hear(page, edition):
    """Sent to the committees; that the public is asked is not offered, as the term has not decided it."""
    page.goto(edition.get_absolute_url())
    page.get_by_role("link", name="Forbered en høring").click()
    expect(page.get_by_text(NOT_DECIDED)).to_be_visible()
    expect(page.locator("[name=is_public]")).to_have_count(0)
    page.locator("[name=purpose]").fill("Er målet klart?")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Send i høring").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Høringen er i gang.")).to_be_visible()
    return Consultation.objects.get(main_policy=edition)


def answer(member, consultation):
    member.goto(consultation.get_absolute_url())
    member.locator(".parts-table").get_by_role("link", name="Besvar").click()
    member.locator("[name=text]").fill("Husk åen.")
    member.get_by_role("button", name="Send svaret").click()
    expect(member.get_by_text("Husk åen.").first).to_be_visible()


def close_and_adopt(page, edition, consultation):
    page.goto(f"{consultation.get_absolute_url()}luk/")
    page.locator("[name=reason]").fill("Alle har svaret.")
    page.get_by_role("button", name="Luk høringen").click()
    MainPolicy.objects.filter(pk=edition.pk).update(status="before_decision")
    meeting = Meeting.objects.create(kind="council", start_date=date(2023, 8, 8), end_date=date(2023, 8, 8))
    meeting.bodies.set([Body.objects.get(kind="council")])
    item = meeting.items.create(number=1, title="Vedtagelse af politikken")
    page.goto(edition.get_absolute_url())
    page.get_by_role("link", name="Registrer vedtagelsen").click()
    page.locator("[name=item]").select_option(str(item.pk))
    page.get_by_role("button", name="Registrer vedtagelsen").click()
    expect(page.get_by_text("Hovedpolitikken er vedtaget.")).to_be_visible()

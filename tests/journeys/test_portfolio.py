"""What the administration says of a committee's strategies and policies is read, heard and decided by the council."""

from datetime import date

from ishoj_process.models import Body, CouncilTerm, MainPolicy, Meeting, Seat, Strategy, User
from strategies.models import Consultation, Milestone

from .plainly import words_of

NOT_DECIDED = "Det er ikke besluttet, om borgerne inddrages i hovedpolitikkerne."


def test_milestone_is_planned_reached_and_seen_by_the_committee(walk_as):
    committee = Body.objects.get(abbreviation="KMU")
    strategy = Strategy.objects.filter(owner=committee).first()
    Strategy.objects.filter(pk=strategy.pk).update(status="in_preparation", adopted_on=None)
    page = walk_as("administration")

    page.goto(strategy.get_absolute_url())
    page.follow("Tilføj en milepæl")
    page.fill("title", "Udkast til udvalget")
    page.fill("due", "maj 2023")
    page.press("Gem")
    assert "Milepælen ”Udkast til udvalget” skulle være nået i maj 2023." in page.words
    member = walk_as("medlem")
    member.goto(committee.get_absolute_url())
    assert member.texts("Forsinket")

    page.press("Nået i dag")
    assert page.texts("Nået den 14. august 2023")
    page.follow("Skift status")
    page.check("Uændret: under udarbejdelse")
    page.fill("note", "Udvalget har fået udkastet.")
    page.press("Skift status")
    assert "Status er fortsat ”under udarbejdelse”." in words_of(page.root.find_class("notice-success")[0])

    member.reload()
    assert "14. august 2023: Udvalget har fået udkastet." in member.words
    assert not member.texts("Forsinket")
    assert Milestone.objects.get().is_reached


def test_edition_is_heard_answered_and_adopted(walk_as):
    committee = Body.objects.get(abbreviation="KMU")
    chair = User.objects.get(email="medlem@example.org")
    Seat.objects.create(user=chair, body=committee, term=CouncilTerm.objects.get(), role=Seat.Role.CHAIR)
    old = MainPolicy.objects.filter(status="adopted").exclude(title="").earliest("pk")
    page = walk_as("administration")

    edition = begin_edition(page, old)
    consultation = hear(page, edition)
    answer(walk_as("medlem"), consultation)
    public = walk_as()
    public.goto(old.get_absolute_url())
    assert "Rent vand i alle søer." not in public.words
    close_and_adopt(page, edition, consultation)

    public.goto(old.get_absolute_url())
    assert "Rent vand i alle søer." in public.words
    assert not public.texts("I høring")


def begin_edition(page, old):
    page.goto(old.get_absolute_url())
    page.follow("Begynd en ny udgave")
    page.fill("note", "Det nye byråd vil noget andet.")
    page.press("Begynd")
    edition = MainPolicy.objects.get(slug=old.slug, edition=2)
    MainPolicy.objects.filter(pk=edition.pk).update(text="<p>Rent vand i alle søer.</p>")
    return edition


def hear(page, edition):
    """Sent to the committees; that the public is asked is not offered, as the term has not decided it."""
    page.goto(edition.get_absolute_url())
    page.follow("Forbered en høring")
    assert NOT_DECIDED in page.words
    assert "is_public" not in [name for name, _field in page.fields()]
    page.fill("purpose", "Er målet klart?")
    page.press("Gem")
    page.follow("Send i høring")
    page.press("Send")
    assert "Høringen er i gang." in page.words
    return Consultation.objects.get(main_policy=edition)


def answer(member, consultation):
    member.goto(consultation.get_absolute_url())
    member.follow("Besvar", within=member.root.find_class("parts-table")[0])
    member.fill("text", "Husk åen.")
    member.press("Send svaret")
    assert "Husk åen." in member.words


def close_and_adopt(page, edition, consultation):
    page.goto(f"{consultation.get_absolute_url()}luk/")
    page.fill("reason", "Alle har svaret.")
    page.press("Luk høringen")
    MainPolicy.objects.filter(pk=edition.pk).update(status="before_decision")
    meeting = Meeting.objects.create(kind="council", start_date=date(2023, 8, 8), end_date=date(2023, 8, 8))
    meeting.bodies.set([Body.objects.get(kind="council")])
    item = meeting.items.create(number=1, title="Vedtagelse af politikken")
    page.goto(edition.get_absolute_url())
    page.follow("Registrer vedtagelsen")
    page.field("item").value = str(item.pk)
    page.press("Registrer vedtagelsen")
    assert "Hovedpolitikken er vedtaget." in page.words

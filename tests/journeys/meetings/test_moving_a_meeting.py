"""The secretary moves the meeting that a consultation's owner decides at: sees what hangs on it, and decides."""

from datetime import date

from ishoj_process.models import Body, Meeting, Strategy
from strategies.models import Consultation
from tests.journeys.plainly import words_of


def test_secretary_sees_what_moves_and_the_administration_sees_what_no_longer_fits(walk_as):
    owner, day = Body.objects.get(abbreviation="KMU"), date(2023, 10, 10)
    meeting = Meeting.objects.create(kind="committee", start_date=day, end_date=day)
    meeting.bodies.set([owner])
    strategy = Strategy.objects.filter(owner=owner).first()
    Strategy.objects.filter(pk=strategy.pk).update(status="in_preparation", adopted_on=None)  # what is adopted runs not
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 11),
        decides_at=meeting, text="<p>Udkast</p>",
    )  # fmt: skip

    page = walk_as("secretariat")
    page.goto(f"/moeder/{meeting.pk}/rediger/")
    page.fill("start_date", "12-09-2023")
    page.press("Gem")
    assert page.heading.startswith("Flyt mødet i ")
    assert "1 høringsfrist bliver stående." in page.words
    page.press("Tilbage til formularen")
    assert page.field("start_date").value == "12-09-2023"
    page.press("Gem")
    page.press("Flyt mødet")
    assert "Tirsdag den 12. september 2023" in words_of(page.main)

    meeting.refresh_from_db()
    consultation.refresh_from_db()
    assert (meeting.start_date, consultation.deadline) == (date(2023, 9, 12), date(2023, 9, 11))
    page = walk_as("administration")
    page.goto(consultation.get_absolute_url())
    assert "har kortere tid efter fristen, end reglen siger." in page.words

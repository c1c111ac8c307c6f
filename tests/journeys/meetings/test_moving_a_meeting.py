"""The secretary moves the meeting that a consultation's owner decides at: sees what hangs on it, and decides."""

from datetime import date

from playwright.sync_api import expect

from ishoj_process.models import Body, Meeting, Strategy
from strategies.models import Consultation


def test_secretary_sees_what_moves_and_the_administration_sees_what_no_longer_fits(log_in, ishoej):
    owner, day = Body.objects.get(abbreviation="KMU"), date(2023, 10, 10)
    meeting = Meeting.objects.create(kind="committee", start_date=day, end_date=day)
    meeting.bodies.set([owner])
    strategy = Strategy.objects.filter(owner=owner).first()
    Strategy.objects.filter(pk=strategy.pk).update(status="in_preparation", adopted_on=None)  # what is adopted runs not
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 11),
        decides_at=meeting, text="<p>Udkast</p>",
    )  # fmt: skip

    page = log_in("secretariat")
    page.goto(f"/moeder/{meeting.pk}/rediger/")
    page.locator("[name=start_date]").fill("12-09-2023")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Flyt ")
    expect(page.get_by_text("1 høringsfrist bliver stående.")).to_be_visible()
    page.get_by_role("button", name="Tilbage til formularen").click()
    expect(page.locator("[name=start_date]")).to_have_value("12-09-2023")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main").get_by_text("tirsdag den 12. september 2023").first).to_be_visible()

    meeting.refresh_from_db()
    consultation.refresh_from_db()
    assert (meeting.start_date, consultation.deadline) == (date(2023, 9, 12), date(2023, 9, 11))
    page = log_in("administration")
    page.goto(consultation.get_absolute_url())
    expect(page.get_by_text("har kortere tid efter fristen, end reglen siger.")).to_be_visible()

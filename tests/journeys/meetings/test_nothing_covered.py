"""On a meeting's page nothing lies over what is worked with, and a field is asked where it has a meaning."""

from datetime import date

from playwright.sync_api import expect

from ishoj_process.models import Body, Meeting

DAY = date(2023, 9, 12)
PLACE = "(element) => getComputedStyle(element).position"


def test_bar_message_and_public_title_keep_out_of_the_way(log_in, ishoej):
    meeting = Meeting.objects.create(title="Møde om broen", kind="council", start_date=DAY, end_date=DAY)
    meeting.bodies.add(Body.objects.get(kind="council"))
    page = log_in("secretariat")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(meeting.get_absolute_url())

    assert page.locator(".new-item .form-actions").evaluate(PLACE) == "static"
    public_title = page.get_by_label("Offentlig titel på et lukket punkt")
    expect(public_title).to_be_hidden()
    page.locator("#punkt_is_closed").check()
    expect(public_title).to_be_visible()
    page.locator("#punkt_is_closed").uncheck()
    expect(public_title).to_be_hidden()

    page.locator("#punkt_title").fill("Broen over åen")
    page.get_by_role("button", name="Gem og nyt punkt").click()
    expect(page.get_by_role("status").filter(has_text="er gemt.")).to_be_in_viewport()
    message = page.locator(".messages")
    assert message.evaluate(PLACE) == "sticky"
    page.locator("#punkt_title").press("A")
    assert message.evaluate(PLACE) == "static"
    page.goto(meeting.get_absolute_url())
    page.goto(f"/moeder/{meeting.pk}/rediger/")
    assert page.locator(".edit-form > .form-actions").evaluate(PLACE) == "sticky"

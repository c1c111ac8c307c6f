"""The secretariat's commonest job: a meeting with an agenda of five items with attachments, convened and sent."""

from datetime import date, time

from playwright.sync_api import expect

from calendar_app.models import MeetingInvitation
from ishoj_process.models import Body, Meeting
from tests.journeys.counting import Counted

TITLES = ["Godkendelse af dagsorden", "Budget 2024", "Byggeri i havnen", "Ny ældrepolitik", "Eventuelt"]
FILES = [1, 1, 1, 2, 1]
MOST_LOADS, MOST_CLICKS = 9, 15


def test_agenda_of_five_is_convened_and_sent_in_nine_pages_and_fifteen_clicks(log_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    council = Body.objects.get(kind="council")
    council.usual_place, council.usual_start, council.usual_minutes = "Rådssalen", time(17), 180
    council.save()
    page = log_in("secretariat")
    job = Counted(page)
    page.goto("/")

    job.click(page.get_by_role("navigation", name="Hovedmenu").get_by_text("Møder", exact=True).first)
    job.go(page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Nyt møde"))
    job.click(page.get_by_label("Ishøj Byråd"))
    page.get_by_label("Første dag").fill("14-11-2023")
    expect(page.get_by_label("Sted", exact=True)).to_have_value("Rådssalen")
    job.go(page.get_by_role("button", name="Gem", exact=True))

    for title in TITLES:
        page.locator("#punkt_title").fill(title)
        if title == "Ny ældrepolitik":
            job.add_document("ældre")
            job.drop("#nyt-punkt form", ["tal.pdf", "kort.pdf"])
            expect(page.get_by_text("Disse filer kommer med: tal.pdf, kort.pdf")).to_be_visible()
        else:
            job.choose_files(page.get_by_label("Filer"), ["bilag.pdf"])
        is_last = title == TITLES[-1]
        job.go(page.get_by_role("button", name="Gem punktet" if is_last else "Gem og nyt punkt"))
    job.go(page.get_by_role("button", name="Offentliggør, indkald og send 1 mail"))

    expect(page.get_by_role("status").first).to_contain_text("Dagsordenen er offentliggjort. Mødet er indkaldt.")
    meeting = Meeting.objects.get(start_date=date(2023, 11, 14))
    assert (meeting.kind, meeting.place, meeting.start_time) == ("council", "Rådssalen", time(17))
    assert (meeting.agenda_state, meeting.state, MeetingInvitation.objects.count()) == ("published", "convened", 1)
    assert [item.title for item in meeting.items.all()] == TITLES
    assert [item.attachments.count() for item in meeting.items.all()] == FILES
    assert [row.level.title for row in meeting.items.get(number=4).treatments.all()] == ["Ældrestrategi"]
    assert (job.loads <= MOST_LOADS, job.clicks <= MOST_CLICKS) == (True, True), (job.loads, job.clicks)

"""The secretariat's commonest job: a meeting with an agenda of five items with attachments, convened and sent."""

import base64
from datetime import date, time

from playwright.sync_api import expect

from calendar_app.models import MeetingInvitation
from ishoj_process.models import Body, Meeting
from tests.ishoj_process.files.test_uploads import pdf

from .counting import Cost

TITLES = ["Godkendelse af dagsorden", "Budget 2024", "Byggeri i havnen", "Ny ældrepolitik", "Eventuelt"]
FILES = [1, 1, 1, 2, 2]
DROP = """([names, content]) => {
  const data = new DataTransfer(), bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  for (const name of names) data.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"]) {
    const drag = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector("#nyt-punkt form").dispatchEvent(drag);
  }
}"""


def test_agenda_of_five_is_convened_and_sent(log_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Body.objects.filter(kind="council").update(usual_place="Rådssalen", usual_start=time(17), usual_minutes=180)
    page = log_in("secretariat")
    cost = Cost(page)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Hovedmenu")
    menu.get_by_text("Møder", exact=True).first.click()
    menu.get_by_role("link", name="Nyt møde").click()
    page.get_by_label("Ishøj Byråd").check()
    page.get_by_label("Første dag").fill("14-11-2023")
    expect(page.get_by_label("Sted", exact=True)).to_have_value("Rådssalen")
    page.get_by_role("button", name="Gem", exact=True).click()

    for number, title in enumerate(TITLES, start=1):
        page.locator("#punkt_title").fill(title)
        # What comes late moves what is below it: a press that misses is made again, and counted.
        expect(page.locator("#nyt-punkt .richtext:visible")).to_have_count(2)
        page.wait_for_load_state("networkidle")
        if title == "Ny ældrepolitik":
            _add_the_document(page)
        if number < 4:
            _choose_a_file(page)
        else:
            _drop(page, ["tal.pdf", "kort.pdf"])
        with page.expect_navigation():
            page.get_by_role("button", name="Gem punktet" if number == len(TITLES) else "Gem og nyt punkt").click()
    page.get_by_role("button", name="Offentliggør, indkald og send 1 mail").click()

    expect(page.get_by_role("status").first).to_contain_text("Dagsordenen er offentliggjort. Mødet er indkaldt.")
    meeting = Meeting.objects.get(start_date=date(2023, 11, 14))
    assert (meeting.kind, meeting.place, meeting.start_time) == ("council", "Rådssalen", time(17))
    assert (meeting.agenda_state, meeting.state, MeetingInvitation.objects.count()) == ("published", "convened", 1)
    items = list(meeting.items.all())
    assert ([item.title for item in items], [item.attachments.count() for item in items]) == (TITLES, FILES)
    assert [row.level.title for row in items[3].treatments.all()] == ["Ældrestrategi"]
    cost.is_within(loads=9, presses=15)


def _choose_a_file(page):
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Filer").click()
    chooser.value.set_files([{"name": "bilag.pdf", "mimeType": "application/pdf", "buffer": pdf()}])


def _add_the_document(page):
    page.get_by_label("Find et dokument").fill("ældre")
    page.get_by_label("Find et dokument").press("Enter")
    page.get_by_role("button", name="Tilføj").click()


def _drop(page, names):
    page.evaluate(DROP, [names, base64.b64encode(pdf()).decode()])
    expect(page.get_by_text("Disse filer kommer med: tal.pdf, kort.pdf")).to_be_visible()

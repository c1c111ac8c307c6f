"""The secretariat pastes an agenda from Word, sees what will be made of it, makes it, and takes it back."""

import re

from playwright.sync_api import expect

from ishoj_process.models import AgendaItem, Meeting
from tests.ishoj_process.text.clipboards import WORD

PASTE = """html => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector(".ProseMirror").dispatchEvent(paste);
}"""


def test_agenda_is_pasted_from_word(log_in):
    meeting = Meeting.objects.filter(items=None).first()
    page = log_in("secretariat")
    page.goto(f"/moeder/{meeting.pk}/")
    page.get_by_role("link", name="Indlæs dagsorden fra fil").click()
    page.locator(".ProseMirror").wait_for()

    page.evaluate(PASTE, WORD)
    page.get_by_role("button", name="Vis, hvad der bliver oprettet").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Sagsfremstilling", "Indstilling"])
    page.get_by_role("button", name="Opret de valgte punkter").click()
    expect(page.get_by_role("status").first).to_have_text("1 punkt er oprettet.")

    item = AgendaItem.objects.get(meeting=meeting)
    assert (item.title, item.recommendation[:38]) == ("Budget 2024", "<ol><li>at budgettet godkendes</li><li")
    page.get_by_role("link", name="Indlæs dagsorden fra fil").click()
    page.get_by_role("link", name="Træk tilbage").click()
    page.get_by_role("button", name=re.compile("^Træk tilbage")).click()
    expect(page.get_by_role("status").first).to_have_text("Punkterne er trukket tilbage.")
    assert not meeting.items.exists()

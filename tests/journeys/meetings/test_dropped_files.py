"""Files that are dropped onto an item of the agenda become its attachments, and what was refused is told there."""

import base64
from datetime import date

from playwright.sync_api import expect

from ishoj_process.models import Body, Meeting
from tests.ishoj_process.files.test_uploads import pdf

DROP = """([kind, files]) => {
  const data = new DataTransfer();
  for (const [name, content] of files) {
    data.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name));
  }
  document.querySelector(".agenda-item .agenda-item-title")
    .dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_files_are_dropped_onto_an_item(log_in, ishoej, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    day = date(2023, 8, 14)
    meeting = Meeting.objects.create(kind="council", start_date=day, end_date=day)
    meeting.bodies.set([Body.objects.get(kind="council")])
    item = meeting.items.create(number=1, title="Budget")
    page = log_in("secretariat")
    page.goto(meeting.get_absolute_url())
    place, told = page.locator(".agenda-item"), page.locator(".agenda-item .attach-status[role=status]")
    files = [(f"{number}_bilag.pdf", base64.b64encode(pdf()).decode()) for number in range(21)]

    page.evaluate(DROP, ["dragover", files])
    expect(place).to_have_class("agenda-item may-take-files takes-files")
    page.evaluate(DROP, ["drop", files])
    expect(told).to_have_text("Slip højst 20 filer ad gangen. Her var der 21.")
    with page.expect_navigation():
        page.evaluate(DROP, ["drop", [*files[:2], ("tom.pdf", "")]])

    expect(told.locator("p")).to_have_text(["Tilføjet som bilag: 2 af 3.", "tom.pdf: Filen er tom. Vælg en anden fil."])
    assert page.url.endswith(f"#punkt-{item.pk}")
    assert [row.title for row in item.attachments.all()] == ["0 bilag", "1 bilag"]

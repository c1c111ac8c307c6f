"""A window whose pages and clicks are counted, for jobs that are to take few of either."""

import base64

from tests.ishoj_process.files.test_uploads import pdf

DROP = """([selector, names, content]) => {
  const data = new DataTransfer(), bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  for (const name of names) data.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"]) {
    const drag = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(selector).dispatchEvent(drag);
  }
}"""


class Counted:
    """`loads` are the pages that were opened, the first one counted; `clicks` what was pressed.

    A click opens the window in which files are chosen; what is dragged there is no click.
    """

    def __init__(self, page):
        self.page, self.loads, self.clicks = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, _page):
        self.loads += 1

    def click(self, place):
        place.click()
        self.clicks += 1

    def go(self, place):
        """A click that leads to another page."""
        with self.page.expect_event("load"):
            self.click(place)

    def choose_files(self, place, names):
        place.set_input_files([{"name": name, "mimeType": "application/pdf", "buffer": pdf()} for name in names])
        self.clicks += 1

    def drop(self, selector, names):
        self.page.evaluate(DROP, [selector, names, base64.b64encode(pdf()).decode()])

    def add_document(self, words):
        """Search with Enter, and add what is found."""
        self.page.get_by_label("Find et dokument").fill(words)
        self.page.get_by_label("Find et dokument").press("Enter")
        self.click(self.page.get_by_role("button", name="Tilføj"))

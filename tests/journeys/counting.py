"""A window whose pages and clicks are counted, for jobs that are to take few of either."""


class Counted:
    """`loads` are the pages that were opened, the first one counted; `clicks` what was pressed, a file's choice too."""

    def __init__(self, page):
        self.page, self.loads, self.clicks = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, _page):
        self.loads += 1

    def click(self, place):
        place.click()
        self.clicks += 1

    def choose_files(self, place, files):
        """A click opens the window in which files are chosen."""
        place.set_input_files(files)
        self.clicks += 1

    def go(self, place):
        """A click that leads to another page."""
        with self.page.expect_event("load"):
            self.click(place)

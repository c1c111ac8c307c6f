"""What a job costs whoever does it: how many pages they wait for, and how often they press. Typing is not counted."""

COUNT = "addEventListener('pointerdown', (event) => event.isTrusted && window.countPress(), true)"


class Cost:
    """Begins where it is made, with the page that the job begins on."""

    def __init__(self, page):
        self.loads = self.presses = 0
        page.on("load", self._load)
        page.expose_function("countPress", self._press)
        page.add_init_script(COUNT)

    def _load(self):
        self.loads += 1

    def _press(self):
        self.presses += 1

    def is_within(self, *, loads, presses):
        assert 0 < self.loads <= loads, f"{self.loads} pages"
        assert 0 < self.presses <= presses, f"{self.presses} presses"

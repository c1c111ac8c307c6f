"""Somebody at a desk: they open a page, and send the form that they find on it with what they typed."""

import re
from urllib.parse import urljoin

from lxml import html

from ishoj_process.models import User
from tests.conftest import browser_of
from tests.nonsense.pages import forms_on

TOLD = re.compile("invalid-feedback|errorlist|alert-danger|notice-danger|notice-warning")


class Desk:
    def __init__(self, who, archive):
        """`archive` is told of every page that the desk gets, and of where a form led it."""
        self.who, self.archive = who, archive
        self.client = browser_of(None if who == "public" else User.objects.get(email=f"{who}@example.org"))

    def get(self, address):
        response = self.client.get(address)
        self.archive.note(self.who, address, response)
        return response

    def read(self, address):
        """The words of a page; nothing where it is not shown."""
        response = self.get(address)
        is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
        return words_of(response) if is_page else ""

    def html(self, address):
        return self.get(address).content.decode()

    def leads_to(self, address):
        return urljoin(address, self.client.get(address).url)

    def send(self, page, at="", **typed):
        """Send the page's form that has these fields and is sent to an address that ends so: where it led."""
        return self._led_to(self.get(page), page, at, typed)

    def send_shown(self, page, then, **typed):
        """The same, where the house shows what it would do before it does it; `then` is sent beside what it shows."""
        shown = self._post(self.get(page), page, "", typed)
        assert shown.status_code == 200, (page, typed, shown.status_code)
        return self._led_to(shown, page, "", then)

    def _led_to(self, shown, page, at, typed):
        response = self._post(shown, page, at, typed)
        assert response.status_code == 302, (page, typed, response.status_code, _told(response))
        self.archive.lead(self.who, address := urljoin(page, response.url))
        return address

    def _post(self, shown, page, at, typed):
        form = self._form(shown, page, at, typed)
        held = {control.name: list(control.values) for control in form.controls if control.values}
        # Where one button alone has a name, it is the one that is pressed.
        buttons = [(row.name, value) for row in form.controls if row.kind == "button" for value in row.choices]
        return self.client.post(form.address, (dict(buttons) if len(buttons) == 1 else {}) | held | typed)

    def choices(self, page, name):
        """What a page's forms let somebody choose by this name."""
        forms = forms_on(self.get(page).content.decode(), page, page)
        controls = [control for form in forms for control in form.controls if control.name == name]
        return [value for control in controls for value in control.choices if value]

    def _form(self, shown, page, at, typed):
        assert shown.status_code == 200, (page, shown.status_code)
        forms = [form for form in forms_on(shown.content.decode(), page, page) if form.method == "post"]
        for form in forms:
            names = {control.name for control in form.controls}
            if form.address.endswith(at) and typed.keys() <= names and form.address != "/log-ud/":
                return form
        raise AssertionError((page, at, [*typed], words_of(shown)))


def _told(response):
    root = html.document_fromstring(response.content.decode() or "<html></html>")
    told = [node.text_content() for node in root.iter() if TOLD.search(node.get("class") or "")]
    return [" ".join(text.split()) for text in told]


def words_of(response):
    """What a page says between its menus and its foot."""
    root = html.document_fromstring(response.content.decode())
    main = root.find(".//main")
    return " ".join((root if main is None else main).text_content().split())


def number_in(address):
    """The last number of an address."""
    return int(re.findall(r"\d+", address)[-1])

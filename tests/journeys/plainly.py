"""Somebody who reads pages and fills them in by the names of links, buttons and fields, as a browser without scripts.

A journey takes a browser where a script, a screen or a kept file is part of it; any other is walked so, in a tenth of
the time.
"""

import re
from urllib.parse import urljoin

from lxml import html

CHECKED = ("radio", "checkbox")


def words_of(node):
    return " ".join(node.text_content().split())


def name_of(node):
    """What is read out of a link or a button."""
    pictures = " ".join(node.xpath(".//img/@alt"))
    return node.get("aria-label") or f"{words_of(node)} {pictures}".strip()


def named(nodes, name):
    """The one that is called so; else the first whose name has these words. A pattern is looked for."""
    if isinstance(name, re.Pattern):
        return next((node for called, node in nodes if name.search(called)), None)
    exact = [node for called, node in nodes if called == name]
    return next(iter(exact or [node for called, node in nodes if name.lower() in called.lower()]), None)


def values_of(form):
    """(name, value) of what it sends, with the fields that stand elsewhere and name it."""
    own = form.xpath(".//*[self::input or self::select or self::textarea][not(@form)]")
    elsewhere = form.getroottree().xpath("//*[@form=$key][not(self::button)]", key=form.get("id") or "none")
    for field in [*own, *elsewhere]:
        kind = field.get("type")
        if not field.name or "disabled" in field.attrib or kind in ("submit", "button", "image", "reset", "file"):
            continue
        if kind in CHECKED:
            if "checked" in field.attrib:
                yield field.name, field.get("value", "on")  # which may be nothing: lxml's own `value` says “on” of that
        elif field.tag == "select" and field.multiple:
            yield from ((field.name, value) for value in field.value)
        else:
            yield field.name, field.value or ""


class Walker:
    def __init__(self, client):
        self.client = client

    def goto(self, address):
        self._show(self.client.get(address, follow=True), address)

    def reload(self):
        self.goto(self.address)

    def _show(self, response, asked):
        assert response.status_code == 200, (asked, response.status_code)
        self.address = urljoin(asked, response.redirect_chain[-1][0]) if response.redirect_chain else asked
        self.root = html.document_fromstring(response.content.decode())
        for unread in self.root.xpath("//script | //style | //template | //head"):
            unread.drop_tree()

    @property
    def main(self):
        return self.root.find(".//main")

    @property
    def words(self):
        return words_of(self.root)

    @property
    def heading(self):
        return words_of(self.root.find(".//h1"))

    @property
    def statuses(self):
        return [words_of(node) for node in self.root.xpath("//*[@role='status'] | //output")]

    def texts(self, text):
        """The places that say this and no more."""
        return [node for node in self.main.iter("*") if words_of(node) == text]

    def row(self, name):
        return next(row for row in self.main.iter("tr") if name in words_of(row))

    def region(self, name):
        return named(
            [(self._region_name(node) or "", node) for node in self.main.iter("section", "article", "div")], name
        )

    def _region_name(self, node):
        by = node.get("aria-labelledby")
        return (
            " ".join(words_of(self.root.get_element_by_id(key)) for key in by.split()) if by else node.get("aria-label")
        )

    def links(self, within=None):
        return [
            (name_of(node), node) for node in (self.root if within is None else within).iter("a") if node.get("href")
        ]

    def follow(self, name, within=None):
        """A link in the text before one in the menu."""
        found = named(self.links(self.main if within is None else within), name)
        found = named(self.links(), name) if found is None and within is None else found
        assert found is not None, (self.address, name, [called for called, _node in self.links()])
        self.goto(urljoin(self.address, found.get("href")))

    def fields(self):
        """(what it is called, the field), and each by its name in the form, too."""
        every = [node for node in self.root.iter("input", "select", "textarea") if node.get("type") != "hidden"]
        labels = [(label, self._field_of(label)) for label in self.root.iter("label")]
        return [(words_of(label), node) for label, node in labels if node is not None] + [
            (node.get("name"), node) for node in every if node.get("name")
        ]

    def _field_of(self, label):
        key = label.get("for")
        within = label.xpath(".//input | .//select | .//textarea")
        return self.root.get_element_by_id(key, None) if key else next(iter(within), None)

    def field(self, name, kinds=()):
        fields = [(called, node) for called, node in self.fields() if not kinds or node.get("type") in kinds]
        found = named(fields, name)
        assert found is not None, (self.address, name, [called for called, _node in fields])
        return found

    def fill(self, name, value):
        node = self.field(name)
        node.value = value

    def pick(self, name, value):
        """One of several by what it would send."""
        self._check(self.root.xpath("//input[@name=$name][@value=$value]", name=name, value=value)[0])

    def check(self, name):
        self._check(self.field(name, CHECKED))

    @staticmethod
    def _check(node):
        if node.get("type") == "radio":
            for other in node.getroottree().xpath("//input[@type='radio'][@name=$name]", name=node.get("name")):
                other.checked = False
        node.checked = True

    def choose(self, name, option):
        """One of a list: by its words, or by its place, which begins with what says that nothing is chosen."""
        options = list(self.field(name).iter("option"))
        found = options[option] if isinstance(option, int) else named([(words_of(one), one) for one in options], option)
        self.field(name).value = found.get("value")

    def buttons(self):
        return [(name_of(node), node) for node in self.root.iter("button") if node.get("type") != "button"]

    def press(self, name, **files):
        button = named([each for each in self.buttons() if self.main in each[1].iterancestors()], name)
        assert button is not None, (self.address, name, [called for called, _node in self.buttons()])
        key = button.get("form")
        form = self.root.get_element_by_id(key) if key else next(button.iterancestors("form"))
        data = {}
        for field, value in [*values_of(form), (button.get("name"), button.get("value") or "")]:
            data.setdefault(field, []).append(value)
        data.pop(None, None)
        address = urljoin(self.address, button.get("formaction") or form.get("action") or self.address)
        send = self.client.post if form.method == "POST" else self.client.get
        self._show(send(address, data | files, follow=True), address)

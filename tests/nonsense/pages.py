"""The forms of a page as a browser has them: where each is sent, and what its controls hold."""

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import html

SILENT = {"reset", "image"}
TYPED = {"text", "search", "email", "url", "tel", "textarea"}  # what a person writes words in


@dataclass(frozen=True)
class Control:
    """What one name of a form may send: one control, or all the boxes and buttons that share the name."""

    name: str
    kind: str
    values: tuple[str, ...] = ()  # as they would be sent untouched
    choices: tuple[str, ...] = ()  # of what is chosen and not typed

    @property
    def is_typed(self):
        return self.kind in TYPED


@dataclass(frozen=True)
class Form:
    pattern: str  # of the page that it stands on, as the table of rights has it
    page: str
    address: str
    method: str
    is_multipart: bool
    controls: tuple[Control, ...]

    def __str__(self):
        where = "" if self.address == self.page else f" on {self.page}"
        return f"{self.method.upper()} {self.address}{where}"

    @property
    def shape(self):
        """What makes two forms the same: the many rows of a page have one each."""
        address = "".join("#" if sign.isdigit() else sign for sign in self.address.partition("?")[0])
        return self.method, address, tuple(control.name for control in self.controls)


def forms_on(content, address, pattern):
    """The forms of a page that has any."""
    root = html.document_fromstring(content) if content.strip() else html.Element("html")
    by_name = {node.get("id"): node for node in root.iter("form") if node.get("id")}
    for node in root.iter("form"):
        controls = {}
        for field in root.iter("input", "select", "textarea", "button"):
            owner = by_name.get(field.get("form")) if field.get("form") else next(field.iterancestors("form"), None)
            if owner is node and field.get("name") and "disabled" not in field.attrib:
                _add(controls, field)
        yield Form(
            pattern=pattern,
            page=address,
            address=urljoin(address, node.get("action") or address),
            method=(node.get("method") or "get").lower(),
            is_multipart=node.get("enctype") == "multipart/form-data",
            controls=tuple(controls.values()),
        )


def _add(controls, field):
    name, kind = field.get("name"), _kind(field)
    if kind in SILENT or name == "csrfmiddlewaretoken":
        return
    before = controls.get(name, Control(name, kind))
    values, choices = _held(field, kind)
    controls[name] = replace(before, values=before.values + values, choices=before.choices + choices)


def _kind(field):
    if "readonly" in field.attrib:
        return "hidden"  # it holds what the page sends along, and nobody writes in it
    if field.tag == "input":
        return (field.get("type") or "text").lower()
    if field.tag == "button":
        return "button" if (field.get("type") or "submit") == "submit" else "reset"
    return "many" if field.tag == "select" and "multiple" in field.attrib else field.tag


def _held(field, kind):
    """(values sent untouched, what may be chosen)"""
    if field.tag == "select":
        options = [
            (option.get("value", option.text or ""), "selected" in option.attrib) for option in field.iter("option")
        ]
        chosen = [value for value, is_chosen in options if is_chosen]
        if not chosen and kind == "select" and options:
            chosen = [options[0][0]]
        return tuple(chosen), tuple(value for value, _is_chosen in options)
    if kind in ("checkbox", "radio"):
        value = field.get("value", "on")
        return ((value,) if "checked" in field.attrib else ()), (value,)
    if kind == "button":
        return (), (field.get("value", ""),)
    if kind == "file":
        return (), ()
    # A browser drops the line break behind <textarea>, as lxml does not.
    return ((field.text or "").removeprefix("\n") if field.tag == "textarea" else field.get("value", ""),), ()

"""What is rarely filled in is folded away in long forms, and unfolded where it holds something or is in error."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, flatatt
from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

MORE = _("More information")


class Fold(LayoutObject):
    """Fields, or groups of them, below a line that opens them. It works without a script, as browsers fold."""

    def __init__(self, *fields: Any, label: str | Promise = MORE) -> None:
        self.fields = [field for field in fields if field]
        self.label = label

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        names = [pointer.name for pointer in self.get_field_names()]
        is_open = any(form[name].errors or is_filled(form, name) for name in names)
        body = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(
            "components/fold.html", {"label": self.label, "attributes": flatatt({"open": is_open}), "body": body}
        )


def with_source_folded(form: forms.BaseForm) -> Layout:
    """All fields in their order, with where it was read below them, folded."""
    source = ("is_unconfirmed", "source_note", "source_url")
    return Layout(*(name for name in form.fields if name not in source), Fold(*source, label=_("Where it was read")))


def is_filled(form: forms.BaseForm, name: str) -> bool:
    """Whether a field holds something that a new row does not have by itself."""
    value = form[name].value()
    if value in (None, "", False) or (hasattr(value, "__len__") and not len(value)):
        return _usual(form, name) is True and value is False
    return str(value) != str(_usual(form, name))


def _usual(form: forms.BaseForm, name: str) -> Any:
    """What the field holds in a row that nobody has touched."""
    model = getattr(getattr(form, "_meta", None), "model", None)
    if model is None or name not in {field.name for field in model._meta.fields}:
        return form.fields[name].initial
    return model._meta.get_field(name).get_default()

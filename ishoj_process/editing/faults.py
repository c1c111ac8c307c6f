"""What is wrong with the forms of a page, gathered for the top of it: each error once, with the way to its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Manager, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .missing import AsksInWords, is_about_what_is_missing

DEEPEST = 5  # forms stand in rows of tables of parts of a page, and no deeper


@dataclass(frozen=True)
class Fault:
    """One line of the summary: `target` is the id of what it leads to, empty where it is about the whole form."""

    text: str
    target: str


def forms_in(values: Iterable[Any]) -> list[forms.BaseForm]:
    """The forms that were sent and are wrong, wherever on the page they stand: by themselves, in sets, in rows."""
    seen: set[int] = set()
    return [form for form in _found(values, seen, DEEPEST) if form.is_bound and form.errors]


def faults_of(form: forms.BaseForm) -> list[Fault]:
    """Each error of a form in the order of its fields, those of the whole form first."""
    faults = []
    for name in sorted(form.errors, key=[NON_FIELD_ERRORS, *form.fields].index):
        for error in form.errors.as_data()[name]:
            faults += [Fault(text, _target(form, name)) for text in _texts(form, name, error)]
    return faults


def _texts(form: forms.BaseForm, name: str, error: Any) -> list[str]:
    if name == NON_FIELD_ERRORS or is_about_what_is_missing(form, name, error):
        return [str(text) for text in error.messages]
    # “Write a day that exists” may be said of four fields.
    label = capfirst(str(form[name].label))
    return [_("%(label)s – %(error)s") % {"label": label.rstrip(":?"), "error": text} for text in error.messages]


def _target(form: forms.BaseForm, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        begins_at = form.begins_at if isinstance(form, AsksInWords) else ""
        return form[begins_at].id_for_label if begins_at in form.fields else ""
    field = form[name]
    if field.is_hidden:
        return ""
    if field.use_fieldset and hasattr(field.field.widget, "option_template_name"):
        # A group has no field of its own: its first choice is where one begins.
        first = next(iter(field.subwidgets), None)
        return first.id_for_label if first else f"div_{field.auto_id}"
    return field.id_for_label


def _found(values: Iterable[Any], seen: set[int], depth: int) -> Iterator[forms.BaseForm]:
    for value in values:
        if id(value) in seen or isinstance(value, (str, bytes, int, type(None))):
            continue
        seen.add(id(value))
        if isinstance(value, forms.BaseForm):
            yield value
        elif depth:
            yield from _found(_within(value), seen, depth - 1)


def _within(value: Any) -> Iterable[Any]:
    """What a part of a page holds. Never rows of the database: to look into those would ask for them."""
    if isinstance(value, forms.BaseFormSet):
        return list(value.forms)
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return value
    if isinstance(value, (Model, Manager, QuerySet, type)):
        return []
    if is_dataclass(value) or type(value).__module__.split(".")[0] in OURS:
        return list(vars(value).values()) if hasattr(value, "__dict__") else []
    return []


OURS = {"ishoj_process", "vision", "strategies", "calendar_app"}

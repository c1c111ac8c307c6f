"""Choices among bodies in forms: those that there are on the day that the form is about, under that day's names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from ishoj_process.models import Body


class BodyIterator(ModelChoiceIterator):
    """The bodies as they are called on the day, in the order of those names."""

    field: Any  # with its day and its order, see `show_bodies`

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        bodies = [body.on(self.field.day) for body in self.queryset]
        for body in sorted(bodies, key=lambda body: body.shown_key) if self.field.is_sorted else bodies:
            yield self.choice(body)


def offer_bodies(
    form: forms.BaseForm,
    name: str,
    day: date,
    bodies: QuerySet[Body] | None = None,
    *,
    also_coming: bool = False,
    is_sorted: bool = True,
) -> None:
    """Let a field offer those of the bodies that there are on a day, and what the row has already.

    `also_coming` adds those that are still to begin, where the row's own day may be a later one. `is_sorted` is False
    where the bodies come in an order of their own.
    """
    bodies = Body.objects.all() if bodies is None else bodies
    there = Body.objects.not_over(day) if also_coming else Body.objects.living(day)
    living = there.order_by().values("pk")
    # A committee that was laid down stays where it was chosen: whoever corrects a title has not chosen anew.
    chosen = _keys(form.initial.get(name))
    show_bodies(form, name, day, bodies.filter(Q(pk__in=living) | Q(pk__in=chosen)), is_sorted=is_sorted)


def show_bodies(form: forms.BaseForm, name: str, day: date, bodies: QuerySet[Body], *, is_sorted: bool = True) -> None:
    """Let a field offer just these bodies, under the names of a day."""
    field: Any = form.fields[name]
    field.iterator, field.day, field.is_sorted = BodyIterator, day, is_sorted
    field.queryset = bodies


def typed_day(form: forms.BaseForm, name: str, otherwise: date) -> date:
    """The day that was typed in a form whose fields are not cleaned yet; else that of its row."""
    try:
        typed = form.fields[name].clean(form[name].data) if form.is_bound else form.initial.get(name)
    except forms.ValidationError:
        return otherwise
    return typed or otherwise


def refuse_the_dead(form: forms.BaseForm, name: str, day: date | None) -> None:
    """Say of each body that was newly chosen that it is not there on the row's day."""
    chosen = form.cleaned_data.get(name)
    if not (chosen and day):
        return
    kept = {str(key) for key in _keys(form.initial.get(name))}
    new = [body for body in ([chosen] if isinstance(chosen, Body) else chosen) if str(body.pk) not in kept]
    living = Body.objects.living(day).filter(pk__in=[body.pk for body in new])
    there = set(living.order_by().values_list("pk", flat=True)) if new else set()
    for body in new:
        if body.pk not in there:
            form.add_error(name, _("%(body)s does not exist on that day.") % {"body": body.on(day)})


def _keys(initial: Any) -> list[Any]:
    rows = initial if isinstance(initial, (list, tuple, QuerySet)) else [initial]
    return [getattr(row, "pk", row) for row in rows if row is not None]

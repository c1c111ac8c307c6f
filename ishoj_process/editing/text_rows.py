"""Short texts that belong to a row, such as a vision's aims, edited within the form of the row itself.

One input for each text that is there and a few empty ones for more; an emptied one is removed. They share the row's
version, so that two people who edit at the same time are shown both versions of these, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Max
from django.utils.text import capfirst

from ishoj_process.models.base import Edited

from .page import EditForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class TextRows:
    """A table whose rows are short texts: its model, the column of the text and that of what they belong to."""

    model: type[Any]
    column: str
    parent: str
    new_label: StrOrPromise
    new_inputs: int = 2

    @property
    def name(self) -> str:
        return self.model._meta.model_name

    def rows_of(self, owner: Edited) -> list[Any]:
        return list(self.model.objects.filter(**{self.parent: owner})) if owner.pk else []

    def field(self, label: StrOrPromise, text: str = "") -> forms.CharField:
        longest = self.model._meta.get_field(self.column).max_length
        return forms.CharField(label=label, initial=text, required=False, max_length=longest)

    def fields_for(self, rows: list[Any]) -> dict[str, forms.Field]:
        """The inputs by their names: those of the rows, then the empty ones."""
        label = capfirst(str(self.model._meta.verbose_name))
        fields: dict[str, forms.Field] = {
            f"{self.name}_{row.pk}": self.field(f"{label} {number}", getattr(row, self.column))
            for number, row in enumerate(rows, start=1)
        }
        fields |= {f"{self.name}_new_{number}": self.field(self.new_label) for number in range(self.new_inputs)}
        return fields


class TextRowsForm(EditForm):
    """A form whose subclasses name their `text_rows`."""

    text_rows: tuple[TextRows, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {each.name: each.rows_of(self.instance) for each in self.text_rows}
        for each in self.text_rows:
            self.fields |= each.fields_for(self._rows[each.name])

    def names_of(self, text_rows: TextRows) -> list[str]:
        """The names of the inputs, for the layout."""
        return list(text_rows.fields_for(self._rows[text_rows.name]))

    def save(self, commit: bool = True) -> Any:
        owner = super().save(commit)
        for each in self.text_rows:
            self._save_rows(each, owner)
            self._add_rows(each, owner)
        return owner

    def _save_rows(self, each: TextRows, owner: Edited) -> None:
        for row in self._rows[each.name]:
            text = self.cleaned_data[f"{each.name}_{row.pk}"]
            if not text:
                row.delete()
            elif text != getattr(row, each.column):
                setattr(row, each.column, text)
                # The act has signed the owner just before; the form itself knows no user.
                row.save_next(by=owner.updated_by)

    def _add_rows(self, each: TextRows, owner: Edited) -> None:
        # After the highest, not after the count: a removed row leaves its place empty, and places must not meet.
        last = each.model.objects.filter(**{each.parent: owner}).aggregate(last=Max("position"))["last"] or 0
        for number in range(each.new_inputs):
            if text := self.cleaned_data[f"{each.name}_new_{number}"]:
                last += 1
                each.model.objects.create(**{each.parent: owner, each.column: text, "position": last})

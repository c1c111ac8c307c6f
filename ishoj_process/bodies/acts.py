"""Acts on a body as such: entered, corrected, removed where it was a mistake. Its names and days: `council/acts.py`."""

from __future__ import annotations

from django.db import models, transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse, remove_edited, store_edit
from ishoj_process.models import Body, User


@transaction.atomic
def store_body(*, form: ModelForm[Body], seen_version: int | None, by: User) -> Body:
    """Enter a body, or correct what stands about it. Returns the body."""
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def remove_body(*, row: Body, seen_version: int | None, by: User) -> None:
    """Remove a body that was entered by mistake; refused where anything at all belongs to it, as it then has lived."""
    if _is_named_anywhere(row):
        refuse([_("Seats, meetings or documents belong to the body. Say when it ended; it is not removed.")])
    remove_edited(row=row, seen_version=seen_version, by=by)


def _is_named_anywhere(body: Body) -> bool:
    # Every table that points here, hidden ones and earlier versions, too: a list of names would miss the next one.
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: body}).exists()
        for relation in Body._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel)
    )

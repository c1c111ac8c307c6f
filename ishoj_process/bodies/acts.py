"""Acts on a body as such: entered, corrected, removed where it was a mistake. Its names and days: `council/acts.py`."""

from __future__ import annotations

from django.db import transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import is_named_anywhere, refuse, remove_edited, store_edit
from ishoj_process.models import Body, User


@transaction.atomic
def store_body(*, form: ModelForm[Body], seen_version: int | None, by: User) -> Body:
    """Enter a body, or correct what stands about it. Returns the body."""
    return store_edit(form=form, seen_version=seen_version, by=by)


@transaction.atomic
def remove_body(*, row: Body, seen_version: int | None, by: User) -> None:
    """Remove a body that was entered by mistake; refused where anything at all belongs to it, as it then has lived."""
    if is_named_anywhere(row):
        refuse([_("Seats, meetings or documents belong to the body. Say when it ended; it is not removed.")])
    remove_edited(row=row, seen_version=seen_version, by=by)

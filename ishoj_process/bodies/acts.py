"""Acts on a body as such: entered, corrected, removed where it was a mistake. Its names and days: `council/acts.py`."""

from __future__ import annotations

from django.db import transaction
from django.forms import ModelForm
from django.urls import reverse
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import Obstacle, is_named_anywhere, refuse, remove_edited, store_edit
from ishoj_process.models import Body, User


@transaction.atomic
def store_body(*, form: ModelForm[Body], seen_version: int | None, by: User) -> Body:
    """Enter a body, or correct what stands about it. Returns the body."""
    return store_edit(form=form, seen_version=seen_version, by=by)


def reasons_against_removing(body: Body) -> list[str]:
    """Why the body is no mistake to be removed; an empty list where nothing belongs to it."""
    if not is_named_anywhere(body):
        return []
    text = _("Seats, meetings or documents belong to the body. Say when it ended; it is not removed.")
    return [Obstacle(text, _("Say its last day"), reverse("body_end", args=[body.slug]))]


@transaction.atomic
def remove_body(*, row: Body, seen_version: int | None, by: User) -> None:
    """Remove a body that was entered by mistake; refused where anything at all belongs to it, as it then has lived."""
    refuse(reasons_against_removing(row))
    remove_edited(row=row, seen_version=seen_version, by=by)

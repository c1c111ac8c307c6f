"""The act on a new item of an agenda: stored together with its files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from calendar_app.agendas.acts import store_agenda_item
from calendar_app.attachments.acts import store_attachments
from ishoj_process.models import AgendaItem, User

if TYPE_CHECKING:
    from .forms import NewItemForm


@transaction.atomic
def store_new_item(*, form: NewItemForm, seen_version: int | None, by: User, today: date) -> AgendaItem:
    """Store a new item with those of its files that were let in. Returns the item."""
    item = store_agenda_item(form=form, seen_version=seen_version, by=by, today=today)
    if form.attachments:
        store_attachments(item=item, attachments=form.attachments, by=by, today=today, is_correction=False)
    return item

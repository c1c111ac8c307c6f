"""Acts on the files of a strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from ishoj_process.editing.acts import remove_edited
from ishoj_process.files.acts import kept_with_their_rows, remove_files_after_commit
from strategies.models import StrategyDocument

if TYPE_CHECKING:
    from django.forms import ModelForm

    from ishoj_process.models import Strategy, User


def store_document(*, form: ModelForm[StrategyDocument], seen_version: int | None, by: User) -> Strategy:
    """Keep an uploaded file; returns the strategy. Nothing stays of one that fails.

    `seen_version` is unused: a file is uploaded or removed, never edited.
    """
    document = form.instance
    # Not `store_edit`: a new row has no version that somebody else could have stored in the meantime.
    document.sign(by=by)
    # The file is written before its row: where that fails, the file goes again, too.
    with kept_with_their_rows([document]):
        form.save()
    return document.strategy


@transaction.atomic
def remove_document(*, row: StrategyDocument, seen_version: int | None, by: User) -> None:
    """Remove a file as it was seen, from the disk once that is certain. Raises EditConflict."""
    # Before the row goes: afterwards nothing tells where its file lies.
    remove_files_after_commit(StrategyDocument.objects.filter(pk=row.pk))
    remove_edited(row=row, seen_version=seen_version, by=by)

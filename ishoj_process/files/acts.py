"""Files and rows are kept and removed together: nothing stays on the disk of what was not stored, or was deleted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile


@contextmanager
def kept_with_their_rows(rows: Iterable[Any]) -> Iterator[None]:
    """One transaction; where it fails, the files that were written meanwhile are removed again. `rows` may grow."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        # A disk knows no transaction: what was rolled back in the database still lies there.
        for row in rows:
            if row.file:
                row.file.storage.delete(row.file.name)
        raise


def remove_files_after_commit(rows: Iterable[Any]) -> None:
    """Remove the files from the disk when the transaction is through; one that fails keeps them."""
    # Asked for their files now: once it is committed, a set of rows that were deleted is empty.
    for file in [row.file for row in rows]:
        transaction.on_commit(partial(_remove, file))


def _remove(file: FieldFile) -> None:
    if file.name:
        file.storage.delete(file.name)

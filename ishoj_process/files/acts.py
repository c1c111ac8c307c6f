"""Files and rows are kept and removed together: nothing stays on the disk of what was not stored, or was deleted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


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
    # The files now, and each bound in its own lambda: once committed the rows are gone, and the loop is at its end.
    for file in [row.file for row in rows]:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))

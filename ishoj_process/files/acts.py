"""Files and rows are kept and removed together: nothing stays on the disk of what was not stored, or was deleted."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def kept_with_their_rows(rows):
    """One transaction; where it fails, the files that were written meanwhile are removed again. `rows` may grow."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        for row in rows:
            if row.file:
                row.file.storage.delete(row.file.name)
        raise


def remove_files_after_commit(rows):
    """Remove the files from the disk when the transaction is through; one that fails keeps them."""
    for file in [row.file for row in rows]:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))

"""A disk that is full: told apart from other faults, so that it is said in words and nobody's text is lost."""

import errno

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

# No room left, on the disk or of one's share; a file larger than may be; a disk that broke or may only be read.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
# What SQLite and PostgreSQL (53100, disk_full) say of it.
FULL_WORDS = ("disk is full", "No space left on device", "disk I/O error", "readonly database")
FULL_TEXT = _("Nothing was saved: there is no room left on the server. Tell those who run it, and send again later.")


def is_full(error: BaseException | None) -> bool:
    """Whether something failed because nothing more can be stored; also where another fault was made of it."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if isinstance(error, DatabaseError) and any(word in str(error) for word in FULL_WORDS):
            return True
        seen.append(error)
        error = error.__cause__ or error.__context__
    return False

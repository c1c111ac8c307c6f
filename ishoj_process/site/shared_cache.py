"""The cache in the database, where a row that cannot be read counts as one that is not there."""

import logging
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError

TRIED = "is-anything-kept"

logger = logging.getLogger(__name__)


class SharedCache(DatabaseCache):
    """What was cut off, written by another release or spoilt on the disk is made anew, and stops no page."""

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        wanted = list(keys)
        try:
            return super().get_many(wanted, version)
        except DatabaseError:
            raise
        # What unpickling raises is anything at all: each kind of damage has its own error.
        except Exception:
            if len(wanted) > 1:
                one_by_one = [self.get_many([key], version) for key in wanted]
                return {key: value for found in one_by_one for key, value in found.items()}
            logger.warning("A row of the shared cache could not be read, and was removed.")
            self.delete_many(wanted, version)
            return {}


def keeps_anything() -> bool:
    """Whether the cache can be written to: where the disk is full, Django passes over it in silence."""
    mark = secrets.token_hex(8)
    cache.set(TRIED, mark, 60)
    return bool(cache.get(TRIED) == mark)

"""Python looks for rings of dead objects whenever many were made; while a document is read all of them are alive."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_waiting = 0  # how many are being read: the last one lets Python look again


@contextmanager
def collecting_later() -> Iterator[None]:
    """Read without that search, which takes a third of the time; the limits of a document say how much is held."""
    global _waiting
    with _lock:
        _waiting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _waiting -= 1
            if not _waiting:
                gc.enable()

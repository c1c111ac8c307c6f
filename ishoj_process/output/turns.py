"""One after another, over all threads and processes of a house: a file for each name, which one holds at a time.

The system lets a file go with the process that held it, so that no turn outlives one that was killed.
"""

import fcntl
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

PLACES = 64  # so many files for all names of a kind: two names may share one, and then wait for each other
LOOK_SECONDS = 0.1  # seconds between two looks whether it is free


class Busy(Exception):
    """It has not become one's turn within the time that one may wait."""


def place_of(name: str) -> str:
    """One of a bounded number of names, always the same for the same one."""
    return f"paper-{zlib.crc32(name.encode()) % PLACES}"


@contextmanager
def turn(name: str, seconds: float) -> Iterator[None]:
    """Held by one at a time; Busy after so many seconds."""
    file = _opened(name)
    # On a full disk, papers are built twice rather than not at all.
    if file is None:
        yield
        return
    try:
        _hold(file, seconds)
        yield
    finally:
        os.close(file)


def _opened(name: str) -> int | None:
    folder = settings.VAR_DIR / "turns"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Opened by each who asks: two threads that shared an open file would both hold it.
        return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


def _hold(file: int, seconds: float) -> None:
    give_up, look = time.monotonic() + seconds, 0.005
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise Busy from None
            time.sleep(look)
            look = min(2 * look, LOOK_SECONDS)
        else:
            return

"""The press: PDFs and Word documents are written in a process apart, in turn, within bounds of time and memory.

In the serving process a large paper would hold the pages up for as long as it takes, and one that needs all memory
would take the house along. The process here gives way to the pages; what goes over a bound ends it, and the next paper
starts a new one.
"""

from __future__ import annotations

import atexit
import os
import pickle
import resource
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any, Protocol, cast

from django.conf import settings

from .pdf_engine import PdfError, written
from .turns import Busy, turn

SECONDS = 60  # for one paper; the largest of ours takes three, on a machine that has time
MEGABYTES = 1200  # of addresses: sixty pages need a quarter of it
WAIT_SECONDS = 60  # until it is one's turn
IDLE_SECONDS = 300  # after which a press that nobody needs gives its memory back
HEAD = struct.Struct("!Q")  # the length of the message that follows


class TooMuch(PdfError):
    """The paper would have taken more time or memory than one may."""


class Job(Protocol):
    """A paper to be written; it is sent to the process, and knows how."""

    def written(self) -> bytes: ...


@dataclass(frozen=True)
class PdfJob:
    html: str
    page: str
    base_url: str

    def written(self) -> bytes:
        return written(self.html, self.page, self.base_url)


def printed(html: str, page: str) -> bytes:
    """The PDF of a page of HTML, as `pressed` writes it."""
    return pressed(PdfJob(html, page, f"{settings.SITE_URL}/"))


def pressed(job: Job) -> bytes:
    """The paper; Busy where too many papers are before it, TooMuch where it goes over a bound."""
    if not settings.PAPERS_APART:
        return job.written()
    # One for the whole house: two at once would take both cores from the pages.
    with turn("press", WAIT_SECONDS):
        return _press(os.getpid()).written(job)


@lru_cache(maxsize=1)
def _press(pid: int) -> Press:
    """The press of this process; a forked one has its own."""
    press = Press()
    atexit.register(press.stop)
    return press


class Press:
    """A process that writes papers. It ends by itself when nobody asks it any more, or whoever asked is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def written(self, job: Job) -> bytes:
        if not self._one_at_a_time.acquire(timeout=WAIT_SECONDS):
            raise Busy
        try:
            kind, found = self._asked(job)
        finally:
            self._one_at_a_time.release()
        if kind == "paper":
            return found
        raise TooMuch(found) if kind == "too much" else PdfError(found)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            with self._process:  # closes the pipes and waits
                self._process = None

    def _asked(self, job: Job) -> tuple[str, Any]:
        until = time.monotonic() + SECONDS
        try:
            process = self._started(job)
            return pickle.loads(_received(cast(IO[bytes], process.stdout), until))  # noqa: S301 - from our own process
        except TimeoutError:
            self.stop()
            return "too much", f"The paper was not written within {SECONDS} seconds."
        except (EOFError, OSError):
            # Killed: by the system where memory ran out, or by whoever keeps the server.
            self.stop()
            return "too much", "The process that wrote the paper ended."

    def _started(self, job: Job) -> subprocess.Popen[bytes]:
        """The process, which has been given the job; one that had ended meanwhile is started anew."""
        message = pickle.dumps(job)
        for is_new in (False, True):
            if is_new or self._process is None or self._process.poll() is not None:
                self.stop()
                self._process = self._new()
            try:
                _send(cast(IO[bytes], self._process.stdin), message)
            except OSError:
                if is_new:
                    raise
            else:
                return self._process
        raise AssertionError("a new process has been tried")

    @staticmethod
    def _new() -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, str(MEGABYTES), str(IDLE_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            bufsize=0,
            # Ctrl-C is for whoever serves; the press ends with its pipe.
            start_new_session=True,
        )


def _send(pipe: IO[bytes], message: bytes) -> None:
    rest = memoryview(HEAD.pack(len(message)) + message)
    while rest:
        rest = rest[pipe.write(rest) :]


def _received(pipe: IO[bytes], until: float) -> bytes:
    (length,) = HEAD.unpack(_exactly(pipe, HEAD.size, until))
    return _exactly(pipe, length, until)


def _exactly(pipe: IO[bytes], length: int, until: float) -> bytes:
    found = bytearray()
    while len(found) < length:
        # select() cannot name a file whose number is above 1023, and a server has many open.
        look = select.poll()
        look.register(pipe, select.POLLIN)
        if not look.poll(1000 * max(0.0, until - time.monotonic())):
            raise TimeoutError
        piece = pipe.read(min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _answer(job: Job) -> tuple[str, Any]:
    try:
        return "paper", job.written()
    except MemoryError:
        return "too much", "The paper needs more memory than one may have."
    except PdfError as error:
        return "error", str(error)
    except Exception as error:
        return "error", f"{type(error).__name__}: {error}"


def serve(megabytes: int, idle_seconds: int) -> None:
    """What the process does: one paper after another, until nobody asks for more."""
    # What a library prints must not stand among the answers.
    answers, _stdout = os.fdopen(os.dup(1), "wb", buffering=0), os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    os.nice(10)
    asked = os.fdopen(os.dup(0), "rb", buffering=0)
    while True:
        try:
            # The head has its time; whoever began a message ends it.
            message = _received(asked, time.monotonic() + idle_seconds)
        except (TimeoutError, EOFError):
            return
        kind, found = _answer(pickle.loads(message))  # noqa: S301 - from our own process
        _send(answers, pickle.dumps((kind, found)))
        if kind == "too much":
            return


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ishoj_process.settings")
    django.setup()
    # By its own name: what is pickled names the module, and as `__main__` it would be another class.
    from ishoj_process.output.press import serve as serve_

    serve_(int(sys.argv[1]), int(sys.argv[2]))

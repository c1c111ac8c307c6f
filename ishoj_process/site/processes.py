"""The parent of the serving processes: it holds the socket, starts who is missing, and stops all of them in order."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from .server import STOP_SECONDS

TOO_SOON = 1.0  # second: who ends within it would only end again


def bound_socket(address: str) -> socket.socket:
    """`127.0.0.1:8000`, `[::1]:8000`, or `fd://3`: a socket that whoever starts us has opened."""
    if address.startswith("fd://"):
        return socket.socket(fileno=os.dup(int(address.removeprefix("fd://"))))
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Many who come in one moment wait in the system's own queue.
    return socket.create_server((host, int(port)), family=family, backlog=1024)


class Processes:
    """So many processes that all serve one socket; `serve` gets a word by which it hears that it should stop."""

    def __init__(self, count: int, serve: Callable[[], None]) -> None:
        self._count, self._serve = count, serve
        self._started: dict[int, float] = {}
        self._is_stopping = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            while not self._is_stopping:
                while len(self._started) < self._count:
                    self._start()
                self._wait()
        finally:
            self._end_all()

    def _stop(self, *_signal: object) -> None:
        self._is_stopping = True

    def _start(self) -> None:
        pid = os.fork()
        if not pid:
            self._be_child()
        self._started[pid] = time.monotonic()

    def _be_child(self) -> NoReturn:
        status = 1
        try:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            self._serve()
            status = 0
        except BaseException as error:  # a child that went on would be a second parent
            sys.excepthook(type(error), error, error.__traceback__)
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _wait(self) -> None:
        # Looked at twice a second: a signal that comes between asking and waiting is not slept through.
        time.sleep(0.5)
        for pid in list(self._started):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone and time.monotonic() - self._started.pop(gone) < TOO_SOON and not self._is_stopping:
                raise SystemExit(f"A serving process ended at once, with {os.waitstatus_to_exitcode(status)}.")

    def _end_all(self) -> None:
        for pid in self._started:
            os.kill(pid, signal.SIGTERM)
        give_up = time.monotonic() + STOP_SECONDS + 5
        while self._started and time.monotonic() < give_up:
            for pid in list(self._started):
                if os.waitpid(pid, os.WNOHANG)[0]:
                    del self._started[pid]
            time.sleep(0.05)
        for pid in self._started:
            os.kill(pid, signal.SIGKILL)

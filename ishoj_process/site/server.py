"""One serving process: it holds any number of half-sent requests, and gives the whole ones to threads.

Whoever sends slowly costs a row in a list and no thread. Papers have threads of their own, so that those who wait for
one are a queue beside the pages and not in front of them.
"""

import logging
import resource
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from http import HTTPStatus
from io import BytesIO
from typing import Any, TypeAlias

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from ishoj_process.files.receiving import LOST_BODY

logger = logging.getLogger(__name__)

Application: TypeAlias = Callable[..., Iterable[bytes]]

PAPER_ENDINGS = (".pdf", ".docx", ".xlsx", ".zip")
PAGE_THREADS, PAPER_THREADS = 6, 2
MOST_CONNECTIONS = 2000  # of a process
HEAD_SECONDS, BODY_SECONDS = 30, 600  # within which a request has arrived; 20 MB on a slow line take minutes
QUIET_SECONDS = 60  # after which a connection that says nothing is closed
STOP_SECONDS = 25  # for what is being answered when the server is told to stop
BEGINNING = 512 * 1024  # bytes of a body that are kept where the rest has no room
LARGEST_BODY = 64 * 1024 * 1024  # the largest file is 20 MB, and a form may hold more than one
FILES_BESIDE = 64  # that a process has open besides its connections: the database, logs, styles


class LostBody(BytesIO):
    """The beginning of a body for the rest of which there was no room."""


class Body(OverflowableBuffer):
    """A body as it arrives, on the disk where it is large. Without room there its beginning is kept: texts come first.

    The rest is still received, as a browser shows no answer to what it could not send.
    """

    def __init__(self, overflow: int) -> None:
        super().__init__(overflow)
        self._beginning = BytesIO()
        self._is_lost = False

    def append(self, s: bytes) -> None:
        self._beginning.write(s[: max(0, BEGINNING - self._beginning.tell())])
        if self._is_lost:
            return
        try:
            super().append(s)
        except OSError as error:
            # Whatever stands in the way: the loop would let the connection go, and what was typed with it.
            logger.error("A body of a request could not be received: %s", error)
            self._is_lost = True

    def getfile(self) -> Any:
        return LostBody(self._beginning.getvalue()) if self._is_lost else super().getfile()

    def __len__(self) -> int:
        return self._beginning.tell() if self._is_lost else super().__len__()

    def close(self) -> None:
        # What was held back is written once more, and fits no better.
        with suppress(OSError):
            super().close()


class Parser(HTTPRequestParser):
    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = Body(self.adj.inbuf_overflow)


# What is refused before it is a request: of the server itself, which knows neither pages nor who asks.
UNREADABLE = {
    HTTPStatus.BAD_REQUEST: _("What the browser sent could not be read."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("What you sent is too large. At most 64 MB may be sent at once."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: _("The address, or what the browser sends with it, is too long."),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Something went wrong with us. Try again in a moment."),
}


class Refusal(ErrorTask):
    """A line of text in the language of the pages; the server's own are English, and name the program."""

    def execute(self) -> None:
        code = HTTPStatus(self.request.error.code)
        with override(settings.LANGUAGE_CODE):
            body = str(UNREADABLE.get(code, UNREADABLE[HTTPStatus.BAD_REQUEST])).encode()
        self.status = f"{code.value} {code.phrase}"
        self.response_headers.append(("Content-Type", "text/plain; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    """A connection that knows since when the request has been arriving."""

    parser_class = Parser
    error_task_class = Refusal
    arriving_since: float | None = None

    def received(self, data: bytes) -> bool:
        if self.arriving_since is None:
            self.arriving_since = time.monotonic()
        taken = super().received(data)
        if self.request is None:
            self.arriving_since = None
        return taken

    def is_overdue(self, now: float) -> bool:
        """True where a request has been sent for longer than an honest line needs, a byte now and then included."""
        request = self.request
        if self.requests or request is None or self.arriving_since is None:
            return False
        most = BODY_SECONDS if request.headers_finished else HEAD_SECONDS
        return now - self.arriving_since > most


class Lanes:
    """Who works on what has arrived: threads for pages, and others for papers."""

    def __init__(self) -> None:
        self.pages, self.papers = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self.pages.set_thread_count(PAGE_THREADS)
        self.papers.set_thread_count(PAPER_THREADS)

    def add_task(self, channel: Channel) -> None:
        path = getattr(channel.requests[0], "path", "") or ""
        (self.papers if path.endswith(PAPER_ENDINGS) else self.pages).add_task(channel)

    def shutdown(self) -> None:
        for lane in (self.pages, self.papers):
            lane.shutdown(timeout=1)


class Server:
    """What one process does with a socket that others may share."""

    def __init__(self, application: Application, bound: socket.socket, *, behind_proxy: bool) -> None:
        self._lanes = Lanes()
        self._inner: TcpWSGIServer = create_server(
            _without_bodies_of_heads(application),
            sockets=[bound],
            _dispatcher=self._lanes,
            connection_limit=_most_connections(),
            channel_timeout=QUIET_SECONDS,
            cleanup_interval=10,
            max_request_body_size=LARGEST_BODY + 1,  # it refuses what is as large
            # Without a proxy, whoever asks could say where they come from; settings read it behind one alone.
            clear_untrusted_proxy_headers=not behind_proxy,
            # select() cannot name a file whose number is above 1023.
            asyncore_use_poll=True,
            # A browser that goes away in the middle is no news.
            log_socket_errors=False,
            ident=None,
        )
        self._inner.channel_class = Channel
        self._stop_at: float | None = None
        self._next_look = 0.0

    def stop(self) -> None:
        """Take no more in; what has arrived is answered."""
        if self._stop_at is None:
            self._stop_at = time.monotonic() + STOP_SECONDS
            self._inner.accepting = False

    def run(self) -> None:
        inner = self._inner
        while self._stop_at is None or (self._is_answering() and time.monotonic() < self._stop_at):
            inner.asyncore.loop(timeout=1, use_poll=True, map=inner._map, count=1)
            self._close_overdue(time.monotonic())
        self._lanes.shutdown()

    def _is_answering(self) -> bool:
        channels = list(self._inner.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)

    def _close_overdue(self, now: float) -> None:
        channels = self._inner.active_channels
        # Once a second; at once where the house is full, so that the slowest make room for who comes.
        is_full = len(self._inner._map) >= self._inner.adj.connection_limit
        if now < self._next_look and not is_full:
            return
        self._next_look = now + 1
        for channel in list(channels.values()):
            if channel.is_overdue(now):
                channel.handle_close()
        if is_full:
            self._make_room()

    def _make_room(self) -> None:
        """Close the tenth that has sent half a request, or nothing, for the longest time."""
        idle = [c for c in self._inner.active_channels.values() if not c.requests and not c.total_outbufs_len]
        idle.sort(key=lambda channel: channel.creation_time)
        for channel in idle[: max(1, len(idle) // 10)]:
            channel.handle_close()


def _without_bodies_of_heads(application: Application) -> Application:
    """HEAD gets the headers that GET would have got, and no body (RFC 9110 § 9.3.2), which this server leaves to us."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if isinstance(environ.get("wsgi.input"), LostBody):
            environ[LOST_BODY] = True
        found = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return found
        if close := getattr(found, "close", None):
            close()
        return []

    return answer


def _most_connections() -> int:
    """As many as the system lets this process have files open for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # A body above half a megabyte lies in a file of its own.
    wanted = 2 * MOST_CONNECTIONS + FILES_BESIDE
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(16, min(MOST_CONNECTIONS, (soft - FILES_BESIDE) // 2))

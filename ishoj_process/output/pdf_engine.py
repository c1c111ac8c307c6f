"""The PDF engine: from HTML to a tagged document with the same bytes every time.

It opens nothing but our own styles, fonts and drawings, and what WeasyPrint calls an error is raised.
"""

from __future__ import annotations

import atexit
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING, Any

import pikepdf
from django.contrib.staticfiles import finders
from pikepdf import Array, Dictionary, Name, String

from .paper import prepare

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.urls import URLFetcher


def complete_tags(content: bytes) -> bytes:
    """The same document with /Scope on every table header and an /IDTree. Same bytes in, same bytes out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        elements = list(_walk(root))
        for element in elements:
            if element.get("/S") == Name.TR:
                _set_scopes(element)
        _register_ids(root, [element for element in elements if "/ID" in element])
        out = BytesIO()
        # By its content, not by the clock: the ETag of an unchanged document must stay.
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _walk(root: Any) -> Iterator[Any]:
    """Every element of the structure tree, parents first."""
    # A list instead of recursion: documents may be nested deeper than Python likes to call.
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(_children(element)))


def _children(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _set_scopes(row: Any) -> None:
    """A header in a row of headers alone rules its column; beside data it rules its row."""
    cells = _children(row)
    scope = Name.Column if all(cell.S == Name.TH for cell in cells) else Name.Row
    for header in (cell for cell in cells if cell.S == Name.TH):
        attributes = header.get("/A", Dictionary(O=Name.Table))
        attributes["/Scope"] = scope
        header["/A"] = attributes


def _register_ids(root: Any, elements: list[Any]) -> None:
    """List the elements that cells point to by their ids; PDF wants the ids sorted by their bytes."""
    # A name tree is searched by halving (ISO 32000-1 § 7.9.6): unsorted, a reader finds nothing in it.
    names = Array()
    for key, element in sorted(((bytes(element["/ID"]), element) for element in elements), key=lambda pair: pair[0]):
        names.extend([String(key), element])
    if len(names):
        root["/IDTree"] = Dictionary(Names=names)


STYLE = "static:print.css"
STATIC_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}

# Ten lines for every document, some of them already while importing.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

# Neither Pango nor a shared font configuration promises to stand two threads at once.
_one_at_a_time = Lock()


class PdfError(Exception):
    """The document could not be made as it should be: something is missing, forbidden or nested too deeply."""


def written(html: str, page: str, base_url: str) -> bytes:
    """The bytes of a PDF/UA-1 document. `base_url`: where its links lead from."""
    # Imported here since it takes a second and needs Pango, which most commands and pages do without.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    with _one_at_a_time:
        try:
            with _errors_raised():
                engine = _engine(os.getpid())
                # Links of a page lead to the same places from paper; a picture at such an address is refused.
                document = HTML(string=html, url_fetcher=engine.fetcher, base_url=base_url)
                prepare(document.etree_element, page)
                content = document.write_pdf(
                    stylesheets=[engine.style, engine.page_style(page)],
                    font_config=engine.fonts,
                    pdf_variant="pdf/ua-1",
                    presentational_hints=True,  # start, value and type of lists: the only ones that we write
                )
        except FatalURLFetchingError as error:
            raise PdfError(f"{error} ({error.__cause__})") from error
        except RecursionError as error:
            raise PdfError("The document is nested too deeply.") from error
    return complete_tags(content)


@lru_cache(maxsize=1)
def _engine(pid: int) -> _Engine:
    """What every rendering shares; made anew in a forked process, whose parent's fonts are not its own."""
    # Fonts must be given back while Python still stands, not after its modules are gone.
    atexit.register(_engine.cache_clear)
    return _Engine()


class _Engine:
    """Fetcher, style and fonts, read once: on a short document they take longer than the writing."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self.fetcher = _make_fetcher()
        self.fonts = FontConfiguration()
        self.style = self._css(url=STYLE)
        self._page_styles: dict[str, CSS] = {}

    def page_style(self, page: str) -> CSS:
        if page not in self._page_styles:
            self._page_styles[page] = self._css(string=f"@page {{ size: {page} }}")
        return self._page_styles[page]

    def _css(self, **source: str) -> CSS:
        from weasyprint import CSS

        return CSS(**source, url_fetcher=self.fetcher, font_config=self.fonts)


def _make_fetcher() -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        """Opens `static:` (our own styles, fonts and drawings) and `data:` pictures; refuses all else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            content, content_type = read_static(url)
            return URLFetcherResponse(url, content, {"Content-Type": content_type})

    return OwnFilesOnly(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


def read_static(url: str) -> tuple[bytes, str]:
    """The content and type of one of our own static files, by an address such as `static:print.css`."""
    scheme, _, path = url.partition(":")
    name = PurePosixPath(path)
    if scheme != "static" or name.is_absolute() or ".." in name.parts or name.suffix not in STATIC_TYPES:
        raise ValueError(f"A document may not open {url[:200]}")
    found = finders.find(path)
    if not found:
        raise ValueError(f"There is no static file {path}")
    with open(found, "rb") as file:
        return file.read(), STATIC_TYPES[name.suffix]


@contextmanager
def _errors_raised() -> Iterator[None]:
    """What WeasyPrint logs as an error (a missing picture, a missing text for it) is raised as well."""
    collector = _Collector(level=logging.ERROR)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise PdfError("; ".join(collector.messages))


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

"""What was built for everybody is built once: kept until something public changes, and 304 to who has it already.

Only what is the same for every reader may pass here. What one person alone may see is `private_response`'s.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from ishoj_process.dates import clock
from ishoj_process.models import PublicStamp

from .release import release
from .turns import place_of, turn

logger = logging.getLogger(__name__)

# What is kept names all that it was built from, and is never out of date; this only clears the cupboard.
KEEP_SECONDS = 7 * 24 * 60 * 60
MOST_BYTES = 150 * 1024 * 1024  # of all that is kept; the oldest goes first
MOST_BYTES_OF_ONE = 15 * 1024 * 1024
# What few ask for, such as a period of one's own choice, lies in these for those who ask at the same moment.
ODD_PLACES = 8
WAIT_SECONDS = 60  # for somebody else who builds the same
LEDGER = "kept:ledger"


@dataclass(frozen=True)
class Kept:
    """Bytes, and when they were built: every change of data, day or release builds anew, deletions too."""

    content: bytes
    built_at: datetime


def keep(name: str, build: Callable[[], bytes], *, is_common: bool = True) -> Kept:
    """What `build()` gives as bytes, built again only after a change, and once for all who ask at the same time.

    `name` says what and how it was asked for. What is not `is_common` gets no place of its own.
    """
    # The stamp is read before building: a change in between then makes it be built anew, not an old answer be given.
    built_from, place = _built_from(name), _place(name, is_common)
    if kept := _read(place, built_from):
        return kept
    with turn(place_of(name), WAIT_SECONDS):
        # Whoever had the turn before may have built the same.
        kept = _read(place, built_from)
        if kept is None:
            kept = Kept(build(), timezone.now())
            _store(place, built_from, kept)
    return kept


def _place(name: str, is_common: bool) -> str:
    """Where it lies: one place for a paper, whatever it was built from, so that old ones are written over."""
    # A hash, since some caches take no key with spaces or longer than 250 letters.
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"kept:{digest}" if is_common else f"kept:odd-{int(digest, 16) % ODD_PLACES}"


def _built_from(name: str) -> str:
    site = (settings.MUNICIPALITY, settings.SITE_URL, settings.ICAL_DOMAIN, settings.LANGUAGE_CODE)
    return repr((name, PublicStamp.current(), clock.today().isoformat(), release(), site))


def _read(place: str, built_from: str) -> Kept | None:
    """What lies there if it was built from the same and came back whole; anything else is built again."""
    try:
        found = cache.get(place)
        if found is None:
            return None
        found_from, content, built_at, digest = found
        is_whole = found_from == built_from and digest == _digest(content)
        return Kept(content, built_at) if is_whole else None
    # A cache that is away or spoilt makes papers slow and stops none; each kind has errors of its own.
    except Exception:
        logger.exception("What was kept could not be read; it is built again.")
        return None


def _store(place: str, built_from: str, kept: Kept) -> None:
    size = len(kept.content)
    if size > MOST_BYTES_OF_ONE:
        return
    try:
        with turn("ledger", WAIT_SECONDS):
            _make_room(place, size)
            cache.set(place, (built_from, kept.content, kept.built_at, _digest(kept.content)), KEEP_SECONDS)
    except Exception:
        logger.exception("What was built could not be kept; it is built again next time.")


def _make_room(place: str, size: int) -> None:
    """Enter the new one as the youngest, and take out the oldest until all have room."""
    found = cache.get(LEDGER)
    sizes: dict[str, int] = found if isinstance(found, dict) else {}
    sizes.pop(place, None)
    sizes[place] = size
    while sum(sizes.values()) > MOST_BYTES:
        oldest = next(iter(sizes))
        del sizes[oldest]
        cache.delete(oldest)
    # Longer than what it tells of.
    cache.set(LEDGER, sizes, 2 * KEEP_SECONDS)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def public_response(
    request: HttpRequest, name: str, build: Callable[[], bytes], *, is_common: bool = True, **headers: Any
) -> HttpResponse:
    """The answer to everybody: the kept bytes, or 304 to who has them. `headers` as for `tagged_response`."""
    kept = keep(name, build, is_common=is_common)
    return tagged_response(request, kept.content, kept.built_at, **headers)


def tagged_response(
    request: HttpRequest,
    content: bytes,
    modified: datetime,
    *,
    content_type: str,
    filename: str = "",
    as_attachment: bool = False,
) -> HttpResponse:
    """The answer to everybody with what is not worth keeping; 304 all the same, If-None-Match before any date."""
    response = _response(content, content_type, filename, as_attachment)
    response["Cache-Control"] = "public, no-cache"  # to be stored, and asked about each time
    response["ETag"] = etag = _etag(content)
    # HTTP dates have whole seconds (RFC 9110 § 5.6.7): with a fraction left what was sent would look older.
    seconds = int(modified.timestamp())
    response["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def own_response(request: HttpRequest, content: bytes, *, content_type: str) -> HttpResponse:
    """The answer to one person's own program, which alone stores it, and asks each time: 304 by the bytes alone.

    No Last-Modified: what a person may see also changes with the day, a seat or a choice, of which no date tells.
    """
    response = _response(content, content_type, "", as_attachment=False)
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag = _etag(content)
    return get_conditional_response(request, etag=etag, response=response) or response


def private_response(
    content: bytes, *, content_type: str, filename: str = "", as_attachment: bool = False
) -> HttpResponse:
    """The answer to one person, which nobody keeps on the way."""
    response = _response(content, content_type, filename, as_attachment)
    response["Cache-Control"] = "private, no-store"
    return response


def _etag(content: bytes) -> str:
    return f'"{_digest(content)}"'


def _response(content: bytes, content_type: str, filename: str, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    if filename:
        response["Content-Disposition"] = content_disposition_header(as_attachment, filename) or ""
    return response

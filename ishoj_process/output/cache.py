"""What was built for everybody is built once: kept until something public changes, and 304 to who has it already.

Only what is the same for every reader may pass here. What one person alone may see is `private_response`'s.
"""

import hashlib
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

# What is kept is never out of date, as its key names all that it was built from; this only clears the cupboard.
KEEP_SECONDS = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """Bytes, and when they were built: every change of data, day or release builds anew, deletions too."""

    content: bytes
    built_at: datetime


def keep(name: str, build: Callable[[], bytes]) -> Kept:
    """What `build()` gives as bytes, built again only after a change. `name` says what and how it was asked for."""
    # The stamp is read before building: a change in between then makes a new key, not an old answer under it.
    key = _key(name)
    kept = cache.get(key)
    if kept is None:
        kept = Kept(build(), timezone.now())
        cache.set(key, kept, KEEP_SECONDS)
    return kept


def _key(name: str) -> str:
    site = (settings.MUNICIPALITY, settings.SITE_URL, settings.ICAL_DOMAIN, settings.LANGUAGE_CODE)
    built_from = repr((name, PublicStamp.current(), clock.today().isoformat(), release(), site))
    # A hash, since some caches take no key with spaces or longer than 250 letters.
    return f"kept:{hashlib.sha256(built_from.encode()).hexdigest()}"


def public_response(request: HttpRequest, name: str, build: Callable[[], bytes], **headers: Any) -> HttpResponse:
    """The answer to everybody: the kept bytes, or 304 to who has them. `headers` as for `tagged_response`."""
    kept = keep(name, build)
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
    return f'"{hashlib.sha256(content).hexdigest()}"'


def _response(content: bytes, content_type: str, filename: str, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    if filename:
        response["Content-Disposition"] = content_disposition_header(as_attachment, filename) or ""
    return response

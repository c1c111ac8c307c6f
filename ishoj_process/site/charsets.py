"""Which charset something is sent in: ours, or one that is not read."""

import codecs
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.http import parse_header_parameters
from django.views.defaults import bad_request

Application: TypeAlias = Callable[..., Iterable[bytes]]


def is_utf8(name: str) -> bool:
    """Whether a charset is UTF-8 by any of its names. Python's own codecs, such as hex, are charsets to nobody."""
    try:
        return codecs.lookup(name).name == "utf-8"
    except (LookupError, ValueError):  # ValueError: a name with a NUL in it
        return False


def says_odd_charset(content_type: str) -> bool:
    """Whether a Content-Type names another charset than ours, or cannot be read."""
    try:
        parameters = parse_header_parameters(content_type)[1]
    except (LookupError, ValueError):  # a parameter may name a charset for itself, too (RFC 2231 § 4)
        return True
    charset = parameters.get("charset", "")
    return bool(charset) and not is_utf8(charset)


def refuse_odd_charsets(application: Application) -> Application:
    """400 before Django sees the request: it decodes the address by that charset while no page can answer yet."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not says_odd_charset(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        refusal = bad_request(HttpRequest(), BadRequest())
        headers = [("Content-Type", refusal["Content-Type"]), ("Content-Length", str(len(refusal.content)))]
        start_response("400 Bad Request", headers)
        return [refusal.content]

    return answer

"""Unicode's normal forms, in a time that grows with the text: the one place that asks for them."""

import re
from functools import lru_cache
from typing import Literal
from unicodedata import combining, normalize

MOST_MARKS = 30  # upon one letter, as in Unicode's Stream-Safe Text Format (UAX 15 § 13); languages use four
# No mark lies below; texts of Danish, Greek or Arabic have a blank or a comma before so many signs.
LONG = re.compile(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1},}}")


def composed(text: str, form: Literal["NFC", "NFD", "NFKC", "NFKD"] = "NFC") -> str:
    """The text in the form, with no more marks upon a letter than anybody writes.

    The library sorts the marks upon a letter, and 80,000 of them hold the whole server for half a minute.
    """
    # Again behind it: one mark may be taken apart into two, and what came out must pass unchanged.
    return _bounded(normalize(form, _bounded(text)))


def _bounded(text: str) -> str:
    return LONG.sub(lambda found: _without_heaps(found[0]), text)


def _without_heaps(run: str) -> str:
    kept, heap = [], 0
    for sign in run:
        heap = heap + 1 if _is_mark(sign) else 0
        if heap <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _is_mark(sign: str) -> bool:
    """Also of those that become marks when they are taken apart, as Tibetan vowels and Japanese half-width ones."""
    return any(combining(part) for part in (sign, normalize("NFKD", sign)[0]))
